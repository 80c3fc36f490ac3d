"""What people write into a line, checked field by field: on a page and in a spreadsheet alike."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from bids.models import RequirementLine, Tender
from bids.states import LARGEST_PENCE, LARGEST_VOLUME
from consortium.models import Area, EvidenceType
from consortium.states import EvidenceKind

FIELDS = (
    "ref",
    "lot",
    "service",
    "cpv",
    "area",
    "volume",
    "unit",
    "unit_price",
    "period_start",
    "period_end",
    "accreditations",
    "insurance",
    "most_members",
)
DEFAULT_MOST_MEMBERS = 3
MOST_MEMBERS = 1_000
CPV = re.compile(r"^(\d{8})(-\d)?$")
NUMBER = re.compile(r"^\d{1,3}(,\d{3})+$|^\d+$")
MONEY = re.compile(r"^£?\s*(\d{1,3}(,\d{3})+|\d+)(\.\d{1,2})?$")


class InvalidFields(Exception):
    """Some fields are not what they should be: a sentence for each, by field name."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        self.errors = dict(errors)
        super().__init__("; ".join(f"{name}: {text}" for name, text in self.errors.items()))


@dataclass(frozen=True)
class EvidenceWanted:
    type_id: int
    least_cover_pence: int | None


@dataclass(frozen=True)
class LineValues:
    """A line's values, checked; ids are of rows. None and "" are what is still to be filled in."""

    ref: str
    lot_id: int | None
    service: str
    cpv: str
    area_id: int | None
    volume: int | None
    unit: str
    unit_price_pence: int | None
    period_start: date | None
    period_end: date | None
    most_members: int
    evidence: tuple[EvidenceWanted, ...]

    def columns(self) -> dict[str, Any]:
        """The values of the line's own row."""
        return {
            name: getattr(self, name) for name in self.__dataclass_fields__ if name != "evidence"
        }


class LineReader:
    """Reads lines of one tender. Looks rows up once, so that a sheet of thousands is quick."""

    def __init__(self, tender: Tender) -> None:
        self.lots = {lot.ref: lot.pk for lot in tender.lots.all()}
        self.areas: dict[str, list[int]] = {}
        for area in Area.objects.all():
            for name in {area.code, area.name.casefold(), area.name_cy.casefold()} - {""}:
                self.areas.setdefault(name, []).append(area.pk)
        self.types = {one.code: one for one in EvidenceType.objects.all()}

    def read(self, texts: Mapping[str, str]) -> LineValues:
        """The values of a line from the text of each field (`FIELDS`; one left out is empty).

        Raises InvalidFields with every error at once.
        """
        errors: dict[str, str] = {}
        found: dict[str, Any] = {}
        for name, reader in self._readers().items():
            try:
                found[name] = reader(texts.get(name, "").strip())
            except ValueError as error:
                errors[name] = str(error)
        errors = errors or _errors_together(found)
        if errors:
            raise InvalidFields(errors)
        return LineValues(
            ref=found["ref"],
            lot_id=found["lot"],
            service=found["service"],
            cpv=found["cpv"],
            area_id=found["area"],
            volume=found["volume"],
            unit=found["unit"],
            unit_price_pence=found["unit_price"],
            period_start=found["period_start"],
            period_end=found["period_end"],
            most_members=found["most_members"],
            evidence=found["accreditations"] + found["insurance"],
        )

    def _readers(self) -> dict[str, Callable[[str], Any]]:
        return {
            "ref": lambda text: _words(text, 40, required=_("Give the line a reference.")),
            "lot": self._lot,
            "service": lambda text: _words(text, 200, required=_("Say which service it is.")),
            "cpv": _cpv,
            "area": self._area,
            "volume": lambda text: _whole(text, LARGEST_VOLUME),
            "unit": lambda text: _words(text, 24),
            "unit_price": _pence,
            "period_start": _day,
            "period_end": _day,
            "accreditations": self._accreditations,
            "insurance": self._insurance,
            "most_members": lambda text: _whole(text, MOST_MEMBERS) or DEFAULT_MOST_MEMBERS,
        }

    def _lot(self, text: str) -> int | None:
        if not text:
            return None
        if text not in self.lots:
            raise ValueError(_("“%(text)s” is not a lot of this tender.") % {"text": shown(text)})
        return self.lots[text]

    def _area(self, text: str) -> int | None:
        if not text:
            return None
        found = self.areas.get(text) or self.areas.get(text.casefold()) or []
        if not found:
            raise ValueError(_("“%(text)s” is not an area that we know.") % {"text": shown(text)})
        if len(found) > 1:
            message = _("There are several areas called “%(text)s”. Write the GSS code.")
            raise ValueError(message % {"text": shown(text)})
        return found[0]

    def _accreditations(self, text: str) -> tuple[EvidenceWanted, ...]:
        return tuple(EvidenceWanted(self._type(code), None) for code in _items(text))

    def _insurance(self, text: str) -> tuple[EvidenceWanted, ...]:
        """public-liability 5,000,000; employers-liability 10,000,000: a code, a space, pounds."""
        found = []
        for item in _items(text):
            code, _space, cover = item.partition(" ")
            pence = _pence(cover.strip())
            if pence is None:
                message = _("Say how much “%(text)s” must cover, such as 5,000,000.")
                raise ValueError(message % {"text": shown(code)})
            found.append(EvidenceWanted(self._type(code, EvidenceKind.INSURANCE), pence))
        return tuple(found)

    def _type(self, code: str, kind: EvidenceKind | None = None) -> int:
        one = self.types.get(code)
        if one is None or (kind and one.kind != kind):
            message = _("“%(text)s” is not evidence that we know.")
            raise ValueError(message % {"text": shown(code)})
        return one.pk


def texts_of(line: RequirementLine) -> dict[str, str]:
    """The line as people would write it: what `LineReader` reads back to the same values."""
    wanted = list(line.evidence.all())
    return {
        "ref": line.ref,
        "lot": line.lot.ref if line.lot else "",
        "service": line.service,
        "cpv": line.cpv,
        "area": line.area.code if line.area else "",
        "volume": "" if line.volume is None else str(line.volume),
        "unit": line.unit,
        "unit_price": "" if line.unit_price_pence is None else pounds_text(line.unit_price_pence),
        "period_start": line.period_start.isoformat() if line.period_start else "",
        "period_end": line.period_end.isoformat() if line.period_end else "",
        "accreditations": "; ".join(
            one.type.code for one in wanted if one.least_cover_pence is None
        ),
        "insurance": "; ".join(
            f"{one.type.code} {pounds_text(one.least_cover_pence)}"
            for one in wanted
            if one.least_cover_pence is not None
        ),
        "most_members": str(line.most_members),
    }


def pounds_text(pence: int) -> str:
    """25.00: plain, for a cell or a form's control."""
    return f"{pence // 100}.{pence % 100:02}"


def shown(text: str) -> str:
    """What was written, short enough for a message."""
    return text if len(text) <= 40 else f"{text[:39]}…"


def _items(text: str) -> list[str]:
    """Parts between semicolons; the same twice is an error."""
    items = [item.strip() for item in text.split(";") if item.strip()]
    codes = [item.split(" ")[0] for item in items]
    if len(set(codes)) < len(codes):
        raise ValueError(_("The same thing is asked for twice."))
    return items


def _errors_together(found: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong between fields that are each right alone."""
    errors = {}
    start, end = found["period_start"], found["period_end"]
    if start and end and end < start:
        errors["period_end"] = _("The last day is before the first.")
    types = [one.type_id for one in found["accreditations"] + found["insurance"]]
    if len(set(types)) < len(types):
        errors["insurance"] = _("The same thing is asked for twice.")
    return errors


def _words(text: str, longest: int, required: str = "") -> str:
    if not text and required:
        raise ValueError(required)
    if len(text) > longest:
        raise ValueError(_("Use %(count)s characters at most.") % {"count": longest})
    if text.startswith(tuple("=+-@")):
        raise ValueError(_("It cannot begin with = + - or @: spreadsheets would compute it."))
    if not text.isprintable():
        raise ValueError(_("It holds a character that cannot be stored, or a new line."))
    return text


def _cpv(text: str) -> str:
    if not text:
        return ""
    match = CPV.match(text)
    if not match or not text.isascii():
        raise ValueError(_("A CPV code has eight digits, such as 85311300."))
    return match[1]


def _whole(text: str, most: int) -> int | None:
    if not text:
        return None
    if not text.isascii() or not NUMBER.match(text) or len(text) > 24:
        message = _("“%(text)s” is not a whole number.")
        raise ValueError(message % {"text": shown(text)})
    number = int(text.replace(",", ""))
    if not 1 <= number <= most:
        raise ValueError(_("It must be from 1 to %(most)s.") % {"most": f"{most:,}"})
    return number


def _pence(text: str) -> int | None:
    if not text:
        return None
    if not text.replace("£", "").isascii() or not MONEY.match(text) or len(text) > 24:
        message = _("“%(text)s” is not an amount in pounds, such as 25 or 25.50.")
        raise ValueError(message % {"text": shown(text)})
    try:
        pence = int(Decimal(text.lstrip("£ ").replace(",", "")) * 100)
    except InvalidOperation:
        raise ValueError(_("It is too large.")) from None
    if not 1 <= pence <= LARGEST_PENCE:
        message = _("It must be from £0.01 to £%(most)s.")
        raise ValueError(message % {"most": f"{LARGEST_PENCE // 100:,}"})
    return pence


def _day(text: str) -> date | None:
    """2027-04-01 or 1/4/2027."""
    if not text:
        return None
    match = re.match(r"^(\d{1,2})/(\d{1,2})/(\d{4})$", text)
    try:
        if match:
            return date(int(match[3]), int(match[2]), int(match[1]))
        return date.fromisoformat(text)
    except ValueError:
        message = _("“%(text)s” is not a date, such as 2027-04-01 or 1/4/2027.")
        raise ValueError(message % {"text": shown(text)}) from None

"""Single values of a notice: each reader checks the type, and warns of what is awkward, at its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from bids.notices.loading import (
    NOT_LIST,
    NOT_NUMBER,
    NOT_OBJECT,
    NOT_TEXT,
    Literal,
    NoticeError,
    joined,
)
from bids.notices.notice import NoticeWarning, Period, Value
from consortium.faults import Fault, gettext_noop

LONDON = ZoneInfo("Europe/London")
LARGEST_PENCE = 10**15
LARGEST_INT32 = 2**31 - 1
PLACEHOLDER_PENCE = 100
FIRST_YEAR, LAST_YEAR = 1970, 2200
LITERAL_NEWLINE = re.compile(r"(?:(?<=[.:;!?)\s])|^)rn(?=[A-Z0-9 \-•â])|rnrn")
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
MOJIBAKE = re.compile(r"Â£|Ã[\x80-\xbf©¢¨´]|â€")
LAST_MINUTE = (23, 59)
ONLY_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")


@dataclass
class Warnings:
    """Collects what is awkward."""

    found: list[NoticeWarning] = field(default_factory=list)

    def add(self, code: str, place: str, text: str) -> None:
        self.found.append(NoticeWarning(code, place, text))


@dataclass(frozen=True)
class Part:
    """An object of the release, or nothing where it is left out or null."""

    value: dict[str, Any]
    path: str
    warnings: Warnings

    def place(self, key: str) -> str:
        return joined(self.path, key)

    def warn(self, code: str, text: str, key: str = "") -> None:
        self.warnings.add(code, self.place(key) if key else self.path, text)

    def part(self, key: str) -> "Part":
        found = self.value.get(key)
        if found is None:
            return Part({}, self.place(key), self.warnings)
        if not isinstance(found, dict):
            raise NoticeError(self.place(key), NOT_OBJECT)
        return Part(found, self.place(key), self.warnings)

    def parts(self, key: str) -> Iterator["Part"]:
        for index, item in enumerate(self._list(key)):
            path = f"{self.place(key)}[{index}]"
            if not isinstance(item, dict):
                raise NoticeError(path, NOT_OBJECT)
            yield Part(item, path, self.warnings)

    def texts(self, key: str) -> tuple[str, ...]:
        found = self._list(key)
        for index, item in enumerate(found):
            if not is_text(item):
                raise NoticeError(f"{self.place(key)}[{index}]", NOT_TEXT)
        return tuple(found)

    def _list(self, key: str) -> list[Any]:
        found = self.value.get(key)
        if found is None:
            return []
        if not isinstance(found, list):
            raise NoticeError(self.place(key), NOT_LIST)
        return found

    def text(self, key: str) -> str:
        """The text as published, without surrounding space; null and left out are empty.

        What turns the direction of writing is left out: it would turn what our pages say beside it.
        """
        if key in self.value and self.value[key] is None:
            self.warn("null-text", "It is published as null.", key)
        found = self.value.get(key)
        if found is None:
            return ""
        if not is_text(found):
            raise NoticeError(self.place(key), NOT_TEXT)
        if LITERAL_NEWLINE.search(found):
            self.warn("literal-newlines", "Line ends were lost: “rn” stands in their place.", key)
        if MOJIBAKE.search(found):
            self.warn("mojibake", "Some characters were damaged, such as “Â£” for “£”.", key)
        if TURNS.search(found):
            self.warn("turned-text", "Marks that turn the direction of writing were left out.", key)
        return TURNS.sub("", found).strip()

    def ident(self, key: str) -> str:
        """An id: a text, or a whole number, which some publishers write."""
        found = self.value.get(key)
        if found is None:
            return ""
        if isinstance(found, Literal):
            return str(found)
        if not isinstance(found, str):
            raise NoticeError(self.place(key), NOT_TEXT)
        return found.strip()

    def number(self, key: str) -> Decimal | None:
        """A finite number; None where left out, or (with a warning) where it is none."""
        found = self.value.get(key)
        if found is None:
            return None
        if not isinstance(found, Literal):
            raise NoticeError(self.place(key), NOT_NUMBER)
        try:
            number = Decimal(found)
        except InvalidOperation:
            number = Decimal("Infinity")
        if not number.is_finite() or abs(number) >= Decimal(10) ** 30:
            self.warn("endless-number", f"{found} is no usable number; it is left out.", key)
            return None
        return number

    def moment(self, key: str) -> datetime | None:
        """An aware time. A date or time without a zone is taken in Europe/London, with a warning."""
        text = self.text(key)
        if not text:
            return None
        try:
            if ONLY_DATE.match(text):
                at = datetime.combine(date.fromisoformat(text), time.min)
            else:
                at = datetime.fromisoformat(text)
            if at.tzinfo is None:
                self.warn("zoneless-date", f"{text} has no time zone; read as London time.", key)
                at = at.replace(tzinfo=LONDON)
        except ValueError:
            raise NoticeError(
                self.place(key),
                Fault(gettext_noop("%(text)s is not a date and time"), text=repr(text[:40])),
            ) from None
        if not FIRST_YEAR <= at.year <= LAST_YEAR:
            self.warn("impossible-date", f"{text} cannot be meant; it is left out.", key)
            return None
        return at.astimezone(LONDON)

    def period(self, key: str) -> Period:
        """First and last day; a period that ends before it begins is left out, with a warning."""
        part = self.part(key)
        start, end = part.moment("startDate"), part.moment("endDate")
        if start and end and end.date() < start.date():
            part.warn("period-reversed", "The period ends before it begins; it is left out.")
            return Period()
        return Period(start.date() if start else None, _last_day(end) if end else None)

    def money(self, key: str) -> Value:
        """Net and gross in pence; what cannot be a contract's value is left out, with a warning."""
        part = self.part(key)
        net, gross = part.pence("amount"), part.pence("amountGross")
        if gross is not None and "amount" not in part.value:
            part.warn("gross-without-net", "Only the amount with VAT is published.", "amountGross")
        if gross == 0:
            gross = None
        if net is not None and gross is not None and gross < net:
            part.warn("gross-below-net", "With VAT it is less than without.", "amountGross")
        if net is not None and net <= PLACEHOLDER_PENCE:
            part.warn("placeholder-value", "The amount is too small to be meant.", "amount")
        currency = part.text("currency")
        if currency and not re.fullmatch(r"[A-Z]{3}", currency):
            raise NoticeError(
                part.place("currency"),
                Fault(gettext_noop("%(text)s is not a currency code"), text=repr(currency[:20])),
            )
        return Value(net, gross, currency)

    def pence(self, key: str) -> int | None:
        number = self.number(key)
        if number is None:
            return None
        pence = number * 100
        if pence != pence.to_integral_value():
            self.warn("part-pence", f"{number} has parts of a penny; rounded.", key)
        if not 0 <= pence <= LARGEST_PENCE:
            self.warn("impossible-value", f"{number} cannot be a value; it is left out.", key)
            return None
        return int(pence.to_integral_value())


def is_text(value: Any) -> bool:
    return isinstance(value, str) and not isinstance(value, Literal)


def _last_day(end: datetime) -> date:
    """The day that ends then: the last minute of a day in UTC is meant as that day's, in summer too."""
    in_utc = end.astimezone(UTC)
    return in_utc.date() if (in_utc.hour, in_utc.minute) == LAST_MINUTE else end.date()

"""Reading requirement lines: a page of them, filtered, and one with all it asks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet, Sum

from bids.models import RequirementLine, Tender

PAGE_SIZE = 50


def incomplete(prefix: str = "") -> Q:
    """The condition of a line that cannot be planned yet; `prefix` is the way to it ("lines__")."""
    return (
        Q(**{f"{prefix}area__isnull": True})
        | Q(**{f"{prefix}volume__isnull": True})
        | Q(**{f"{prefix}unit_price_pence__isnull": True})
        | Q(**{f"{prefix}unit": ""})
        | Q(**{f"{prefix}cpv": ""})
    )


INCOMPLETE = incomplete()


@dataclass(frozen=True)
class EvidenceAsked:
    """What a holder must have: the type's code and name, and the least cover in pence for insurance."""

    code: str
    name: str
    name_cy: str
    least_cover_pence: int | None


@dataclass(frozen=True)
class LineView:
    """One line. `lacks` names the fields still to be filled in: area, volume, unit, unit_price, cpv."""

    id: int
    ref: str
    lot: str
    lot_title: str
    service: str
    cpv: str
    area_code: str
    area: str
    area_cy: str
    volume: int | None
    unit: str
    unit_price_pence: int | None
    value_pence: int | None
    period_start: date | None
    period_end: date | None
    evidence: tuple[EvidenceAsked, ...]
    most_members: int
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class LinePage:
    """Lines `first` to `last` (from 1; 0 and 0 when there is none) of `total` that the filter lets through.

    `value_pence` is that of all complete lines the filter lets through; `pages` at least 1.
    """

    lines: tuple[LineView, ...]
    first: int
    last: int
    total: int
    page: int
    pages: int
    value_pence: int


def lines_page(
    tender: Tender,
    *,
    page: int = 1,
    words: str = "",
    lot: str = "",
    area: str = "",
    only_lacking: bool = False,
    size: int = PAGE_SIZE,
) -> LinePage:
    """One page of the tender's lines; a page number out of range gives the nearest page.

    `words` are looked for in ref, service and area's name; `lot` is a lot's ref, `area` a GSS code.
    """
    found = _filtered(tender, words, lot, area, only_lacking)
    shown = Paginator(found, size).get_page(page)
    return LinePage(
        lines=tuple(line_view(line) for line in shown),
        first=shown.start_index(),
        last=shown.end_index(),
        total=shown.paginator.count,
        page=shown.number,
        pages=shown.paginator.num_pages,
        value_pence=found.aggregate(value=Sum(F("volume") * F("unit_price_pence")))["value"] or 0,
    )


def line_in(tender: Tender, ref: str) -> RequirementLine | None:
    """The line under this ref, or None: a page answers 404."""
    return _with_words(tender.lines.filter(ref=ref)).first()


def line_by_id(tender: Tender, line_id: int) -> RequirementLine | None:
    """The tender's line with this id, or None: a page answers 404."""
    return _with_words(tender.lines.filter(pk=line_id)).first()


def all_lines(tender: Tender) -> tuple[RequirementLine, ...]:
    """Every line with its area, lot and evidence, in the tender's order."""
    return tuple(_with_words(tender.lines.all()))


def line_view(line: RequirementLine) -> LineView:
    """The line as pages show it. Wants area, lot and evidence__type fetched."""
    price, volume = line.unit_price_pence, line.volume
    return LineView(
        id=line.pk,
        ref=line.ref,
        lot=line.lot.ref if line.lot else "",
        lot_title=line.lot.title if line.lot else "",
        service=line.service,
        cpv=line.cpv,
        area_code=line.area.code if line.area else "",
        area=line.area.name if line.area else "",
        area_cy=line.area.name_cy if line.area else "",
        volume=volume,
        unit=line.unit,
        unit_price_pence=price,
        value_pence=None if price is None or volume is None else price * volume,
        period_start=line.period_start,
        period_end=line.period_end,
        evidence=tuple(
            EvidenceAsked(
                asked.type.code, asked.type.name, asked.type.name_cy, asked.least_cover_pence
            )
            for asked in line.evidence.all()
        ),
        most_members=line.most_members,
        lacks=tuple(_lacks(line)),
    )


def _lacks(line: RequirementLine) -> Iterable[str]:
    fields = {
        "area": line.area_id,
        "volume": line.volume,
        "unit": line.unit,
        "unit_price": line.unit_price_pence,
        "cpv": line.cpv,
    }
    return (name for name, value in fields.items() if value in (None, ""))


def _filtered(
    tender: Tender, words: str, lot: str, area: str, only_lacking: bool
) -> QuerySet[RequirementLine]:
    found = tender.lines.all()
    for word in words.split():
        found = found.filter(
            Q(ref__icontains=word) | Q(service__icontains=word) | Q(area__name__icontains=word)
        )
    if lot:
        found = found.filter(lot__ref=lot)
    if area:
        found = found.filter(area__code=area)
    return _with_words(found.filter(INCOMPLETE) if only_lacking else found)


def _with_words(lines: QuerySet[RequirementLine]) -> QuerySet[RequirementLine]:
    return lines.select_related("area", "lot").prefetch_related("evidence__type")

"""Reading tenders: a consortium's list, and one tender with its lots, criteria and warnings."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Max, Q

from bids.models import Tender, TenderCriterion, TenderLot
from bids.selectors.lines import INCOMPLETE, incomplete
from consortium.models import Consortium
from consortium.selectors.dates import day_in_words, moment_in_words


@dataclass(frozen=True)
class TenderRow:
    """One row of a consortium's list. Values in pence; `latest_plan` is a version's number or None."""

    id: int
    title: str
    buyer: str
    value_net_pence: int | None
    value_gross_pence: int | None
    currency: str
    bids_close_at: datetime | None
    bids_close: str
    lots: int
    lines: int
    lines_lacking: int
    latest_plan: int | None


@dataclass(frozen=True)
class LotView:
    """A lot of the buyer's. `position` counts from 1 in the notice's own order."""

    id: int
    position: int
    ref: str
    title: str
    description: str
    value_net_pence: int | None
    value_gross_pence: int | None
    period: str
    lines: int


@dataclass(frozen=True)
class CriterionView:
    """`weight` as published; `weight_bp` (1/10,000) only where it is one number; `lot` is a lot's ref."""

    name: str
    kind: str
    weight: str
    weight_bp: int | None
    lot: str


@dataclass(frozen=True)
class WarningView:
    """Something awkward in what was published: its code, the place (a JSON path), one sentence."""

    code: str
    place: str
    text: str


@dataclass(frozen=True)
class TenderView:
    """One tender as a page shows it. Dates in words are empty where the buyer states none.

    `most_lots_bid`: None is no limit, or none stated. `lot_rules`: in the buyer's own words.
    """

    id: int
    consortium_id: int
    consortium: str
    title: str
    buyer: str
    description: str
    regime: str
    value_net_pence: int | None
    value_gross_pence: int | None
    currency: str
    bids_close_at: datetime | None
    bids_close: str
    questions_close_at: datetime | None
    questions_close: str
    period_start: date | None
    period_end: date | None
    period: str
    part_bids: bool | None
    most_lots_bid: int | None
    lot_rules: str
    notice_id: int | None
    ocid: str
    notice_type: str
    lots: tuple[LotView, ...]
    criteria: tuple[CriterionView, ...]
    warnings: tuple[WarningView, ...]
    lines: int
    lines_lacking: int
    plans: int


def tenders_of(consortium: Consortium) -> tuple[TenderRow, ...]:
    """The consortium's tenders: the last to close first, those without a date at the end."""
    tenders = (
        Tender.objects.filter(consortium=consortium)
        .annotate(
            lot_count=Count("lots", distinct=True),
            line_count=Count("lines", distinct=True),
            lacking=Count(
                "lines", filter=Q(lines__isnull=False) & incomplete("lines__"), distinct=True
            ),
            latest_plan=Max("plan_requests__number", filter=Q(plan_requests__plan__isnull=False)),
        )
        .order_by(F("bids_close_at").desc(nulls_last=True), "-id")
    )
    return tuple(_row(tender) for tender in tenders)


def open_tenders_of(consortium: Consortium, now: datetime) -> tuple[Tender, ...]:
    """Those whose bids have not closed, the first to close first; those without a date at the end."""
    still_open = Q(bids_close_at__isnull=True) | Q(bids_close_at__gt=now)
    tenders = Tender.objects.filter(still_open, consortium=consortium)
    ordered = tenders.order_by(F("bids_close_at").asc(nulls_last=True), "id")
    return tuple(ordered.select_related("consortium__organisation", "notice"))


def tender_in(consortium: Consortium, tender_id: int) -> Tender | None:
    """The tender, if it is this consortium's; None for another's: a page answers 404."""
    return (
        Tender.objects.filter(consortium=consortium, pk=tender_id)
        .select_related("consortium__organisation", "notice")
        .first()
    )


def tender_view(tender: Tender) -> TenderView:
    """Everything that the tender's page shows."""
    notice = tender.notice
    return TenderView(
        **_said(tender),
        consortium_id=tender.consortium_id,
        consortium=str(tender.consortium),
        description=tender.description,
        regime=tender.regime,
        questions_close_at=tender.questions_close_at,
        questions_close=_moment(tender.questions_close_at),
        period_start=tender.period_start,
        period_end=tender.period_end,
        period=period_in_words(tender.period_start, tender.period_end),
        part_bids=tender.part_bids,
        most_lots_bid=notice.reading["most_lots_bid"] if notice else None,
        lot_rules=notice.reading["lot_rules"] if notice else "",
        notice_id=tender.notice_id,
        ocid=notice.ocid if notice else "",
        notice_type=notice.notice_type if notice else "",
        lots=lots_of(tender),
        criteria=tuple(_criterion(one) for one in tender.criteria.select_related("lot")),
        warnings=warnings_of(notice.warnings if notice else []),
        lines=tender.lines.count(),
        lines_lacking=tender.lines.filter(INCOMPLETE).count(),
        plans=tender.plan_requests.filter(plan__isnull=False).count(),
    )


def lots_of(tender: Tender) -> tuple[LotView, ...]:
    """The lots of the notice, in its own order."""
    lots = tender.lots.annotate(line_count=Count("lines")).order_by("position")
    return tuple(_lot(lot) for lot in lots)


def period_in_words(start: date | None, end: date | None) -> str:
    """Thursday 1 April 2027 to Sunday 31 March 2030; what is not stated is left out."""
    return " – ".join(day_in_words(day) for day in (start, end) if day)


def warnings_of(stored: list[dict[str, Any]]) -> tuple[WarningView, ...]:
    """A notice's stored warnings."""
    return tuple(WarningView(one["code"], one["place"], one["text"]) for one in stored)


def _row(tender: Any) -> TenderRow:
    return TenderRow(
        **_said(tender),
        lots=tender.lot_count,
        lines=tender.line_count,
        lines_lacking=tender.lacking,
        latest_plan=tender.latest_plan,
    )


def _said(tender: Tender) -> dict[str, Any]:
    return {
        "id": tender.pk,
        "title": tender.title,
        "buyer": tender.buyer,
        "value_net_pence": tender.value_net_pence,
        "value_gross_pence": tender.value_gross_pence,
        "currency": tender.currency,
        "bids_close_at": tender.bids_close_at,
        "bids_close": _moment(tender.bids_close_at),
    }


def _moment(at: datetime | None) -> str:
    return moment_in_words(at) if at else ""


def _lot(lot: TenderLot) -> LotView:
    return LotView(
        id=lot.pk,
        position=lot.position,
        ref=lot.ref,
        title=lot.title,
        description=lot.description,
        value_net_pence=lot.value_net_pence,
        value_gross_pence=lot.value_gross_pence,
        period=period_in_words(lot.period_start, lot.period_end),
        lines=lot.line_count,  # type: ignore[attr-defined]
    )


def _criterion(one: TenderCriterion) -> CriterionView:
    return CriterionView(
        one.name, one.kind, one.weight_text, one.weight_bp, one.lot.ref if one.lot else ""
    )

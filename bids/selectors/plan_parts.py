"""A long plan a page at a time: only what is shown is put into words."""

from django.db.models import QuerySet

from bids.models import LotPlan, PlanLot
from bids.selectors.plan_read_models import (
    FilterChoices,
    MembersPage,
    PlanPart,
    PlanView,
    ShortView,
    span_of,
)
from bids.selectors.plan_reading import PlanReading
from bids.selectors.plan_words import named, service_words

MEMBERS_ON_THE_PLAN = 40


def plan_part(plan: LotPlan, part: PlanPart) -> PlanView:
    """The version with one page of its lots, then of what nobody holds; members only where they are few."""
    reading = PlanReading(plan)
    lots = _filtered(plan, reading, part)
    shortages = _open(reading, part)
    count = lots.count()
    span = span_of(part.page, part.size, count + len(shortages))
    start, end = max(span.first - 1, 0), span.last
    refs = reading.member_refs()
    return reading.view(
        lots[start:end],
        shortages[max(start - count, 0) : max(end - count, 0)],
        refs if len(refs) <= MEMBERS_ON_THE_PLAN else (),
        span,
    )


def members_part(plan: LotPlan, *, page: int = 1, words: str = "", size: int = 25) -> MembersPage:
    """One page of what members got, those of most value first; `words` are looked for in names."""
    reading = PlanReading(plan)
    refs = reading.members_called(words)
    refs.sort(key=lambda ref: -reading.fills.get(ref, {"awarded": 0})["awarded"])
    span = span_of(page, size, len(refs))
    shown = refs[max(span.first - 1, 0) : span.last]
    return MembersPage(tuple(reading.member_result(ref) for ref in shown), span)


def filter_choices(plan: LotPlan) -> FilterChoices:
    """Services and areas of the plan's question."""
    labels = plan.request.labels
    areas = {code: named(label) for code, label in labels["areas"].items()}
    return FilterChoices(
        services=tuple(sorted({service_words(one, labels) for one in labels["services"]})),
        areas=tuple(sorted(areas.items(), key=lambda item: (item[1], item[0]))),
    )


def _filtered(plan: LotPlan, reading: PlanReading, part: PlanPart) -> QuerySet[PlanLot]:
    lots = plan.lots.order_by("number")
    if part.service:
        lots = lots.filter(service__in=reading.services_called(part.service))
    if part.area:
        lots = lots.filter(number__in=reading.reaching.get(part.area, []))
    if part.member.strip():
        lots = lots.filter(member_ref__in=reading.members_called(part.member))
    return lots


def _open(reading: PlanReading, part: PlanPart) -> list[ShortView]:
    """What nobody holds, of the service and area; nothing where a holder is looked for."""
    if part.member.strip():
        return []
    return [
        one
        for one in reading.shortages()
        if part.area in {"", one.area.code} and part.service in {"", one.service}
    ]

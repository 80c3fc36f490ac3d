"""What a member has in its consortia's plans, as the member may see it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Sum

from bids.models import LotPlan, PlanLot
from bids.selectors.part_answers import GivenUp
from bids.selectors.plan_read_models import MemberResult, PlanLotView, PlanView, WaitView
from bids.selectors.plan_reading import PlanReading
from bids.selectors.plans import ids_in_force
from consortium.models import Consortium, Organisation
from consortium.selectors.dates import moment_in_words


@dataclass(frozen=True)
class PartRow:
    """A tender's plan in force, and how much of it the member holds: lots, and their value in pence."""

    tender_id: int
    title: str
    buyer: str
    bids_close: str
    plan: int
    finished_at: datetime
    lots: int
    value_pence: int


@dataclass(frozen=True)
class PartView:
    """What one member got in a plan, and why: `result` is None where the plan did not ask it.

    `wait`: for its money; `said`: what it has given up, if anything.
    """

    result: MemberResult | None
    lots: tuple[PlanLotView, ...]
    wait: WaitView | None = None
    said: GivenUp | None = None


def parts_of(organisation: Organisation, consortium: Consortium) -> tuple[PartRow, ...]:
    """The plan in force of each of the consortium's tenders, the newest first."""
    plans = LotPlan.objects.filter(request__tender__consortium=consortium)
    in_force = (
        plans.filter(pk__in=ids_in_force(plans).values())
        .select_related("request__tender")
        .defer("document", "request__problem", "request__labels")
    )
    held = {
        one["plan"]: (one["lots"], one["value"])
        for one in PlanLot.objects.filter(plan__in=in_force, organisation=organisation)
        .values("plan")
        .annotate(lots=Count("pk"), value=Sum("value_pence"))
        .order_by("plan")
    }
    rows = [_row(plan, *held.get(plan.pk, (0, 0))) for plan in in_force]
    return tuple(sorted(rows, key=lambda one: (one.finished_at, one.plan), reverse=True))


def own_lots(plan: LotPlan, organisation: Organisation) -> tuple[PlanLotView, ...]:
    """The lots that one member holds in a plan, without the rest of it."""
    reading = PlanReading(plan)
    held = plan.lots.filter(organisation=organisation).order_by("number")
    return tuple(reading.lot(lot) for lot in held)


def part_of(view: PlanView, organisation: Organisation, said: GivenUp | None = None) -> PartView:
    """One member's own lines of a plan."""
    result = next(
        (one for one in view.members if one.member.organisation_id == organisation.pk), None
    )
    own = tuple(one for one in view.lots if one.holder.organisation_id == organisation.pk)
    wait = next((one for one in view.waits if one.member.organisation_id == organisation.pk), None)
    return PartView(result, own, wait, said)


def _row(plan: LotPlan, lots: int, value_pence: int) -> PartRow:
    tender = plan.request.tender
    return PartRow(
        tender_id=tender.pk,
        title=tender.title,
        buyer=tender.buyer,
        bids_close=moment_in_words(tender.bids_close_at) if tender.bids_close_at else "",
        plan=plan.request.number,
        finished_at=plan.finished_at,
        lots=lots,
        value_pence=value_pence,
    )

"""A member gives its part up, or some of its lots, and takes part again; later plans do as it says."""

from collections.abc import Collection

from django.db import transaction

from bids.models import LotPlan, PartAnswer, Tender
from bids.permissions import may_answer_for
from bids.rules import can_give_up, can_leave, can_take_part_again
from bids.states import PartAnswerKind
from consortium.audit import record
from consortium.models import Organisation, User


@transaction.atomic
def decline_lots(
    *, by: User, plan: LotPlan, organisation: Organisation, lots: Collection[int], reason: str = ""
) -> list[PartAnswer]:
    """The member will not hold the lines of these lots (by number); it keeps the rest of its part.

    Permission: `may_answer_for`. Rule: `can_give_up`. Effects: an audit event. The plan stays as it is.
    """
    tender = _locked(plan)
    may_answer_for(by, organisation, tender).require()
    can_give_up(plan, organisation, lots).require()
    held = plan.lots.filter(organisation=organisation, number__in=lots)
    lines = sorted({ref for lot in held for ref in lot.lines})
    said = [
        PartAnswer.objects.create(
            tender=tender,
            plan=plan,
            organisation=organisation,
            kind=PartAnswerKind.DECLINED,
            line_ref=ref,
            reason=reason,
            by=by,
        )
        for ref in lines
    ]
    record("part.declined", subject=organisation, by=by, tender=tender.pk, lines=lines)
    return said


@transaction.atomic
def withdraw(
    *, by: User, plan: LotPlan, organisation: Organisation, reason: str = ""
) -> PartAnswer:
    """The member leaves the bid with all that it holds in the plan in force.

    Permission: `may_answer_for`. Rule: `can_leave`. Effects: an audit event. The plan stays as it is.
    """
    tender = _locked(plan)
    may_answer_for(by, organisation, tender).require()
    can_leave(plan, organisation).require()
    said = PartAnswer.objects.create(
        tender=tender,
        plan=plan,
        organisation=organisation,
        kind=PartAnswerKind.WITHDRAWN,
        reason=reason,
        by=by,
    )
    record("part.withdrawn", subject=organisation, by=by, tender=tender.pk)
    return said


@transaction.atomic
def take_part_again(*, by: User, plan: LotPlan, organisation: Organisation) -> PartAnswer:
    """What the member gave up, it could hold again: the next plan may ask it.

    Permission: `may_answer_for`. Rule: `can_take_part_again`. Effects: an audit event.
    """
    tender = _locked(plan)
    may_answer_for(by, organisation, tender).require()
    can_take_part_again(tender, organisation).require()
    said = PartAnswer.objects.create(
        tender=tender, plan=plan, organisation=organisation, kind=PartAnswerKind.RETURNED, by=by
    )
    record("part.returned", subject=organisation, by=by, tender=tender.pk)
    return said


def _locked(plan: LotPlan) -> Tender:
    return Tender.objects.select_for_update().get(pk=plan.request.tender_id)

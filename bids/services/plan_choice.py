"""The lead settles on one of a tender's plans: the one that members see and answer."""

from django.db import transaction

from bids.models import LotPlan, PlanChoice, Tender
from bids.permissions import may_settle
from bids.rules import can_be_settled_on
from bids.selectors.plans import number_in_force
from consortium.audit import record
from consortium.models import User


@transaction.atomic
def settle_on(*, by: User, plan: LotPlan) -> PlanChoice:
    """This plan is in force until the lead settles on another. Settling on it twice writes it once.

    Permission: `may_settle`. Rule: `can_be_settled_on`. Effects: an audit event.
    """
    tender = Tender.objects.select_for_update().get(pk=plan.request.tender_id)
    may_settle(by, tender).require()
    can_be_settled_on(plan).require()
    latest = PlanChoice.objects.filter(plan__request__tender=tender).order_by("-id").first()
    if latest is not None and latest.plan_id == plan.pk:
        return latest
    before = number_in_force(tender)
    choice = PlanChoice.objects.create(plan=plan, by=by)
    record(
        "plan.settled-on",
        subject=choice,
        by=by,
        number=plan.request.number,
        before=before,
    )
    return choice

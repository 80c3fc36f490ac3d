"""Plans that begin from another: changed as little as possible, or with one of its repairs tried."""

from bids.matching.change import KEEP_WEIGHT
from bids.matching.repairs import Repair, RepairKind
from bids.models import LotPlan, PlanRequest
from bids.permissions import may_plan
from bids.rules import can_be_tried_on
from bids.services.planning import Follows, kept_policy, next_policy, request_plan
from consortium.models import User


def usual_keep_weight(plan: LotPlan) -> int:
    """Pence for each part begun or ended: the engine's own for a large contract, a twentieth of the value
    for a small one, of which that much would leave whole lines open."""
    return min(KEEP_WEIGHT, plan.value_pence // 20)


def plan_again(*, by: User, plan: LotPlan, keep_weight: int | None = None) -> PlanRequest:
    """Ask for a plan of today's lines and offers that keeps as much of this one as it can.

    `keep_weight`: pence that each part begun or ended is held to cost; None: `usual_keep_weight`.
    Permission: `may_plan`.
    """
    request = plan.request
    weight = usual_keep_weight(plan) if keep_weight is None else keep_weight
    return request_plan(
        by=by,
        tender=request.tender,
        policy=next_policy(request.tender, request),
        effort=request.effort,
        seed=request.seed,
        follows=Follows(plan, keep_weight=weight),
    )


def try_repair(*, by: User, plan: LotPlan, number: int) -> PlanRequest:
    """Ask what the plan would be if one of its repairs, counted from 1, were made, and nothing else.

    Permission: `may_plan`. Rule: `can_be_tried_on`. Raises LookupError where there is no such repair.
    """
    may_plan(by, plan.request.tender).require()
    can_be_tried_on(plan).require()
    repairs = plan.document["repairs"]
    if not 1 <= number <= len(repairs):
        raise LookupError(f"plan {plan.request.number} has no repair {number}")
    kept = repairs[number - 1]
    request = plan.request
    return request_plan(
        by=by,
        tender=request.tender,
        policy=kept_policy(request),
        effort=request.effort,
        seed=request.seed,
        follows=Follows(plan, supposes=Repair(**{**kept, "kind": RepairKind(kept["kind"])})),
    )

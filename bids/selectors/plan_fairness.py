"""How evenly a version fills what members offered, beside what it costs."""

from dataclasses import dataclass

from bids.models import LotPlan
from bids.selectors.plan_reading import share

MOST_TRIES = 20


@dataclass(frozen=True)
class PlanFairness:
    """Figures to hold two versions beside each other: money in pence, shares in 1/10,000.

    `usable` members could hold something; `with_nothing` of them do not. `least_fill_bp` is the lowest
    fill among the usable: what a member holds over the most it could hold. The whole part of each of
    the `replaceable` could be taken over by others from what they have to spare. `cost_pence` is the plan's
    objective: delivery, the charges for sharing, and the penalties for what nobody holds and for a
    floor that is missed. The difference of two is the price of fairness.
    """

    number: int
    covered_bp: int
    small_bp: int
    cost_pence: int
    members_with_part: int
    usable: int
    with_nothing: int
    least_fill_bp: int | None
    replaceable: int


@dataclass(frozen=True)
class TriedWishes:
    """A version and the wishes it was made under: shares in 1/10,000, the reserve in percent."""

    small_floor_bp: int
    least_fill_bp: int
    reserve_pct: int
    figures: PlanFairness


def tried_wishes(plan: LotPlan) -> tuple[TriedWishes, ...]:
    """The version, and the latest that asked its question under other wishes, by their wishes."""
    tries = LotPlan.objects.filter(
        request__follows=plan,
        request__keep_weight_pence__isnull=True,
        request__supposes__isnull=True,
    ).select_related("request")
    tries = tries.defer("request__problem", "request__labels").order_by("-request__number")
    found = [_wishes(one) for one in (plan, *tries[:MOST_TRIES])]
    found.sort(key=lambda one: (one.small_floor_bp, one.least_fill_bp, one.reserve_pct))
    return tuple(found)


def _wishes(plan: LotPlan) -> TriedWishes:
    policy = plan.request.policy
    return TriedWishes(
        policy["small_floor_bp"],
        policy["least_fill_bp"],
        policy["reserve_pct"],
        plan_fairness(plan),
    )


def plan_fairness(plan: LotPlan) -> PlanFairness:
    """The figures of one version, from the version alone."""
    usable = [fill for fill in plan.document["fill"] if fill["usable"]]
    return PlanFairness(
        number=plan.request.number,
        covered_bp=share(plan.covered_pence, plan.value_pence),
        small_bp=share(plan.small_pence, plan.value_pence),
        cost_pence=plan.objective_pence,
        members_with_part=plan.members_with_part,
        usable=len(usable),
        with_nothing=sum(not fill["awarded"] for fill in usable),
        replaceable=len(plan.document["replaceable"]),
        least_fill_bp=min((fill["ratio_bp"] for fill in usable), default=None),
    )

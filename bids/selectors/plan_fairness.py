"""How evenly a version fills what members offered, beside what it costs."""

from dataclasses import dataclass

from bids.models import LotPlan
from bids.selectors.plan_reading import share


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

"""What a plan costs by the objective of split-problem/1, part by part, in whole pence."""

from collections.abc import Sequence
from dataclasses import dataclass

from bids.matching.plan import Allocation
from bids.matching.problem import Problem


@dataclass(frozen=True, slots=True)
class Objective:
    """The parts of the objective in pence; `total` is what a solver makes least."""

    delivery: int
    lines: int
    members: int
    shortage: int
    small_floor: int

    @property
    def total(self) -> int:
        return self.delivery + self.lines + self.members + self.shortage + self.small_floor


def objective_of(problem: Problem, allocations: Sequence[Allocation]) -> Objective:
    """The objective of allocations that keep the rules."""
    policy = problem.policy
    delivery = covered = small = 0
    for held in allocations:
        member, line = problem.member_by_id[held.member], problem.line_by_id[held.line]
        offer = member.offer_of(line.service)
        delivery += held.volume * (offer.unit_cost if offer else 0)
        covered += held.volume * line.unit_price
        small += held.volume * line.unit_price if member.small else 0
    return Objective(
        delivery=delivery,
        lines=policy.line_cost * len(allocations),
        members=policy.member_cost * len({held.member for held in allocations}),
        shortage=policy.shortage_weight * (problem.value - covered),
        small_floor=max(0, problem.small_floor - small),
    )

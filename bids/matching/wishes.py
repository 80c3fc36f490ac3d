"""The whole table of what fairness costs: every floor for small members with every least fill.

Each pair of wishes is a plan of its own, made by `solve` of the same problem under them.
"""

from dataclasses import dataclass, replace
from itertools import product

from bids.matching.fairness import fills_of
from bids.matching.plan import Plan
from bids.matching.problem import BASIS_POINTS, Policy, Problem

FLOORS_BP = (400, 500, 600, 700)
FILLS_BP = (0, 2_000, 3_000)
HIGHER_BP, STEP_BP = 3_000, 1_000


@dataclass(frozen=True, slots=True, order=True)
class Wish:
    """A floor for small members and a least fill for everybody, in 1/10,000."""

    small_floor_bp: int
    least_fill_bp: int


@dataclass(frozen=True, slots=True)
class Brought:
    """What a plan under some wishes comes to: pence, and members that could hold something.

    `cost` is the plan's objective: the difference of two is the price of fairness.
    """

    cost: int
    bound: int
    covered: int
    small: int
    usable: int
    with_nothing: int


def usual_floors(policy: Policy) -> tuple[int, ...]:
    """The floors that the bench compares, and the policy's own; none and higher ones where that is high."""
    own = policy.small_floor_bp
    if own <= FLOORS_BP[-1]:
        return tuple(sorted({*FLOORS_BP, own}))
    return (0, *range(own, min(own + HIGHER_BP, BASIS_POINTS) + 1, STEP_BP))


def usual_fills(policy: Policy) -> tuple[int, ...]:
    """The least fills that the bench compares, and the policy's own."""
    return tuple(sorted({*FILLS_BP, policy.least_fill_bp}))


def wishes_of(floors: tuple[int, ...], fills: tuple[int, ...]) -> tuple[Wish, ...]:
    """Floor by floor, the least fills of each, in the order given."""
    return tuple(Wish(*pair) for pair in product(floors, fills))


def under(problem: Problem, wish: Wish) -> Problem:
    """The same problem under other wishes."""
    policy = replace(
        problem.policy, small_floor_bp=wish.small_floor_bp, least_fill_bp=wish.least_fill_bp
    )
    return replace(problem, policy=policy)


def brought_by(plan: Plan) -> Brought:
    """The figures of a plan."""
    fills = [fill for fill in fills_of(plan) if fill.usable]
    members = plan.problem.member_by_id
    return Brought(
        cost=plan.objective,
        bound=plan.bound,
        covered=plan.problem.value - plan.uncovered,
        small=sum(fill.awarded for fill in fills if members[fill.member].small),
        usable=len(fills),
        with_nothing=sum(not fill.awarded for fill in fills),
    )

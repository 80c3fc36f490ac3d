"""How evenly a plan fills what members offered, and what evenness costs.

The published order of a plan's aims is: cover the contract; the floor for small members; a soft
least fill for every member that can be viably used; cost, and few members on a line. What a member
gets is measured by its fill: the value it holds over its usable offer, which is the most it could
hold of the lines it is qualified for, alone, within its capacities and its turnover cap.
"""

from collections import Counter
from dataclasses import dataclass

from bids.matching.plan import Plan
from bids.matching.problem import BASIS_POINTS, Problem
from bids.matching.solving.arrays import arrays_of
from bids.matching.solving.levels import best_least_fill, fairest_levels
from bids.matching.solving.solver_process import SolverProcess

AUDIT_ROUNDS = 400


@dataclass(frozen=True, slots=True)
class Fill:
    """What a member holds and could hold at most, in pence, and the ratio in 1/10,000.

    The ratio is None where nothing of what it offers can be used.
    """

    member: str
    awarded: int
    usable: int

    @property
    def ratio_bp(self) -> int | None:
        return BASIS_POINTS * self.awarded // self.usable if self.usable else None


def fills_of(plan: Plan) -> tuple[Fill, ...]:
    """Every member's fill, in the order of id."""
    arrays = arrays_of(plan.problem)
    usable = dict(zip(arrays.member_ids, arrays.usable_offers.tolist(), strict=True))
    awarded: Counter[str] = Counter()
    for held in plan.allocations:
        awarded[held.member] += held.volume * plan.problem.line_by_id[held.line].unit_price
    return tuple(
        Fill(member, awarded[member], usable.get(member, 0))
        for member in sorted(plan.problem.member_by_id)
    )


def max_min_level(problem: Problem) -> int:
    """The greatest share of its usable offer, in 1/10,000, that every viable member could have at once.

    Fractions of units and lots of any size are allowed, so no plan can promise more; cover comes
    first: the level is among plans that leave no more uncovered than need be.
    """
    with SolverProcess() as solver:
        return int(BASIS_POINTS * best_least_fill(arrays_of(problem), solver))


@dataclass(frozen=True, slots=True)
class Audited:
    """A member's fill beside its share in the fairest division, both in 1/10,000 of its usable offer.

    `is_settled` says that the fairest share can be no more; otherwise it can be no less.
    """

    member: str
    fill_bp: int
    fairest_bp: int
    is_settled: bool


def audit(plan: Plan, most_rounds: int = AUDIT_ROUNDS) -> tuple[Audited, ...]:
    """Every member that could be used beside what leximin would give it, in the order of id.

    Leximin makes the least share as great as can be, then the next least, and so on. It is no aim of
    the plan: it shows who stands how far below (or above) the most even division that covers as much.
    """
    arrays = arrays_of(plan.problem)
    with SolverProcess() as solver:
        levels = fairest_levels(arrays, solver, most_rounds)
    fills = {fill.member: fill for fill in fills_of(plan)}
    return tuple(
        Audited(member, ratio, int(BASIS_POINTS * share), bool(settled))
        for member, share, settled in zip(
            arrays.member_ids, levels.share, levels.settled, strict=True
        )
        if (ratio := fills[member].ratio_bp) is not None
    )


def price_of_fairness(cheaper: Plan, fairer: Plan) -> int:
    """What the second plan costs more than the first by the common objective, in pence."""
    return fairer.objective - cheaper.objective


def members_with_nothing(plan: Plan) -> tuple[str, ...]:
    """Members that could be used and hold nothing, in the order of id."""
    return tuple(fill.member for fill in fills_of(plan) if fill.usable and not fill.awarded)

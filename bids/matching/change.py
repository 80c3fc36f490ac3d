"""Plan again with the least change after somebody withdraws or declines, or a line or price changes."""

import time
from dataclasses import dataclass, replace

import numpy as np

from bids.matching.finishing import Found, finished_plan
from bids.matching.plan import OnProgress, Plan, ShouldStop
from bids.matching.problem import BASIS_POINTS, Problem
from bids.matching.solve import SAFETY_SECONDS, solve
from bids.matching.solving.arrays import Arrays, Ints, all_eligible, arrays_of
from bids.matching.solving.certificate import certify
from bids.matching.solving.cover import cover_best
from bids.matching.solving.crew import Crew
from bids.matching.solving.exact import MOST_EDGES
from bids.matching.solving.local_search import LocalSearch, relaxed_line_cost
from bids.matching.solving.passes import Pass
from bids.matching.solving.relaxation import Relaxation, relax
from bids.matching.solving.rounding import round_pieces, within_limits
from bids.matching.solving.settling import undo_changes
from bids.matching.solving.solver_process import SolverProcess, Watch
from bids.matching.solving.standing import Standing

KEEP_WEIGHT = 300_000
"""Pence for each pair begun or ended: some £1,000 of a line may stay open if covering it moves one."""

WORSE_COVERED_BP = 10
LEFT_OPEN_BP = 9
LEFT_OPEN_PART = 10
"""What settling may leave open: so much of the tender, and one part in so many of what was opened."""

PROVED_PART = 4
"""What no plan can cover is proved to within one part in so many of the tolerance."""

WIDENING = tuple(Pass(edges, only_short=True, gap=1e-4) for edges in (120, 320))


@dataclass(frozen=True, slots=True)
class Change:
    """A pair that holds other units than before; 0 is nothing."""

    member: str
    line: str
    before: int
    after: int


def difference(before: Plan, after: Plan) -> tuple[Change, ...]:
    """Every pair whose units differ, in the order of member and line."""
    old = {(held.member, held.line): held.volume for held in before.allocations}
    new = {(held.member, held.line): held.volume for held in after.allocations}
    return tuple(
        Change(member, line, old.get((member, line), 0), new.get((member, line), 0))
        for member, line in sorted(old.keys() | new.keys())
        if old.get((member, line), 0) != new.get((member, line), 0)
    )


def without_members(problem: Problem, withdrawn: frozenset[str]) -> Problem:
    """The problem when these members have gone, and with them all mention of them."""
    staying = tuple(
        replace(member, conflicts=member.conflicts - withdrawn)
        for member in problem.members
        if member.id not in withdrawn
    )
    return replace(problem, members=staying)


def with_declined(problem: Problem, member_id: str, lines: frozenset[str]) -> Problem:
    """The problem when a member will not hold these lines."""
    members = tuple(
        replace(member, declined=member.declined | lines) if member.id == member_id else member
        for member in problem.members
    )
    return replace(problem, members=members)


def replan(
    plan: Plan,
    problem: Problem,
    *,
    keep_weight: int = KEEP_WEIGHT,
    on_progress: OnProgress | None = None,
    should_stop: ShouldStop | None = None,
) -> Plan:
    """A plan for the changed problem that keeps as much of the old one as it can.

    What the change has made impossible is given up. The lines that it left open are planned again
    together with their neighbourhoods, in which every pair begun or ended costs `keep_weight` pence.
    Neighbourhoods grow until no plan at all can cover more by WORSE_COVERED_BP / 10,000 of the value:
    by the certificate, or up to a county by one program for the whole. Then as many changes are undone
    as can be within that. Beyond a county, where the certificate is too far off, everything is planned
    afresh as well, and that plan stands if it covers more by as much; `on_progress` hears of that
    search alone.
    """
    began = time.monotonic()
    watch = Watch(began + SAFETY_SECONDS[plan.effort], should_stop or (lambda: False))
    with SolverProcess() as solver:
        solver.begin()
        crew = Crew((solver,))
        crew.watched_by(watch)
        arrays, unavoidable = arrays_of(problem), unavoidable_shortfall(problem)
        relaxation = relax(arrays, solver) if len(arrays.edge_line) else None
        repair = _Repair(plan, arrays, relaxation, keep_weight, unavoidable)
        found, is_in_doubt = repair.run(crew)
    kept = finished_plan(problem, arrays, plan.effort, plan.seed, found)
    if is_in_doubt and kept.stopped is None:
        fresh = solve(
            problem,
            effort=plan.effort,
            seed=plan.seed,
            on_progress=on_progress,
            should_stop=should_stop,
        )
        if fresh.uncovered + repair.tolerance < kept.uncovered:
            kept = replace(fresh, afresh=True)
    return replace(kept, seconds=round(time.monotonic() - began, 3))


def unavoidable_shortfall(problem: Problem) -> int:
    """Pence that capacity alone keeps from every plan."""
    certificate = certify(all_eligible(problem))
    return certificate.shortfall if certificate else 0


@dataclass(frozen=True)
class _Repair:
    plan: Plan
    arrays: Arrays
    relaxation: Relaxation | None
    keep_weight: int
    unavoidable: int

    @property
    def tolerance(self) -> int:
        """Pence by which a plan that keeps more of the old one may be worse covered."""
        return self.arrays.value * WORSE_COVERED_BP // BASIS_POINTS

    def run(self, crew: Crew) -> tuple[Found, bool]:
        """What was found, and whether another plan might be better covered by more than the tolerance."""
        remains = _remaining_units(self.plan, self.arrays)
        if self.relaxation is None:
            nothing_to_decide = len(self.arrays.edge_line) == 0
            bounds = () if nothing_to_decide else (0,)
            return Found((remains,), bounds, crew.verdict()), False
        standing = Standing.empty(self.arrays)
        standing.pair_extra[:] = np.where(remains > 0, -self.keep_weight, self.keep_weight)
        standing.put(np.arange(len(remains)), remains.astype(np.float64), remains > 0)
        relaxed = relaxed_line_cost(self.arrays, self.relaxation.units)
        search = LocalSearch(standing, relaxed, crew, self.plan.seed)
        opened = standing.open_value()
        stopped = search.improve(WIDENING, _nobody)
        more = min(self.arrays.value * LEFT_OPEN_BP / BASIS_POINTS, opened / LEFT_OPEN_PART)
        least = self._least_open(standing, more, crew.first)
        is_in_doubt = standing.open_value() > least + self.tolerance
        most_open = standing.open_value() + more
        if not is_in_doubt:
            most_open = max(standing.open_value(), min(most_open, least + self.tolerance))
        if stopped is None:
            undo_changes(standing, remains > 0, most_open, crew.first)
        units = round_pieces(standing, crew)
        found = Found((remains, units), (self.relaxation.bound,), stopped or crew.verdict())
        return found, is_in_doubt

    def _least_open(self, standing: Standing, more: float, solver: SolverProcess) -> int:
        """Pence that every plan leaves open; where capacity alone does not say enough, the standing is
        covered better on the way."""
        enough = standing.open_value() + more <= self.unavoidable + self.tolerance
        if enough or len(self.arrays.edge_line) > MOST_EDGES:
            return self.unavoidable
        proved = cover_best(standing, self.tolerance / PROVED_PART, solver)
        return max(self.unavoidable, proved)


def _nobody(done: int, total: int) -> None:
    """Nobody waits to hear of so short a search."""


def _remaining_units(plan: Plan, arrays: Arrays) -> Ints:
    """What of the old plan still keeps every rule, by edge of the changed problem."""
    held = {(one.member, one.line): one.volume for one in plan.allocations}
    units = np.array(
        [
            held.get((arrays.member_ids[member], arrays.line_ids[line]), 0)
            for member, line in zip(arrays.edge_member, arrays.edge_line, strict=True)
        ],
        dtype=np.int64,
    )
    return within_limits(arrays, units)

"""What every plan leaves open is bounded from below, and reached."""

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bids.matching.problem import Problem
from bids.matching.solve import solve
from bids.matching.solving.arrays import arrays_of
from bids.matching.solving.cover import cover_best
from bids.matching.solving.program import Program
from bids.matching.solving.solver_process import Answer, SolverProcess, Watch
from bids.matching.solving.standing import Standing
from tests.strategies.matching import problems
from tests.unit.bids.matching.cases import line, member, problem


def at_no_cost(case: Problem) -> Problem:
    """The same where nothing costs anything but what is left open."""
    free = replace(case.policy, line_cost=0, member_cost=0, shortage_weight=1, small_floor_bp=0)
    members = tuple(
        replace(one, offers=tuple(replace(offer, unit_cost=0) for offer in one.offers))
        for one in case.members
    )
    return replace(case, policy=free, members=members)


@settings(deadline=None, max_examples=150)
@given(
    case=problems(most_members=6, most_lines=5, most_units=30),
    within=st.sampled_from([0, 100, 100_000]),
)
def test_the_bound_holds_for_every_plan_and_the_standing_comes_near_it(
    case: Problem, within: int, solver: SolverProcess
) -> None:
    case = at_no_cost(case)
    arrays = arrays_of(case)
    if len(arrays.edge_line) == 0:
        return
    standing = Standing.empty(arrays)
    proved = cover_best(standing, within, solver)
    assert proved <= solve(case, solver=solver).uncovered
    assert standing.open_value() <= proved + within + 1


def two_holders() -> Standing:
    """A line of 100 units at £100 of which nobody holds any, though either of two could hold all."""
    arrays = arrays_of(problem([line("L", 100)], [member("M1", 100), member("M2", 100)]))
    return Standing.empty(arrays)


class Swaps(SolverProcess):
    """Answers that the two members hold 70 and 30 units: no better than 30 and 70."""

    def run(self, program: Program, options: dict[str, Any], **more: Any) -> Answer:
        return Answer(np.array([70.0, 30, 1, 1, 1, 1, 0, 0]), 0.0, 0.0, None)


def test_a_standing_that_nothing_betters_stays_as_it_is() -> None:
    standing = two_holders()
    standing.put(np.arange(2), np.array([30.0, 70.0]), np.array([True, True]))
    assert cover_best(standing, 0, Swaps()) == 0
    assert standing.units.tolist() == [30.0, 70.0]


def test_a_solver_that_is_stopped_proves_nothing() -> None:
    standing = two_holders()
    with SolverProcess() as stopped:
        stopped.begin()
        stopped.watch = Watch(0.0, lambda: True)
        assert cover_best(standing, 0, stopped) == 0

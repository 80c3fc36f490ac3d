"""The table of what fairness costs: which pairs stand in it, and the figures of each."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from bench.matching.fairness import row
from bids.matching.problem import Problem
from bids.matching.solve import solve
from bids.matching.solving.solver_process import SolverProcess
from bids.matching.wishes import Wish, brought_by, under, usual_fills, usual_floors, wishes_of
from tests.strategies.matching import problems
from tests.unit.bids.matching.cases import line, member, problem

quiet = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def test_floors_come_first_and_each_has_every_fill() -> None:
    assert wishes_of((400, 700), (0, 2_000)) == (
        Wish(400, 0),
        Wish(400, 2_000),
        Wish(700, 0),
        Wish(700, 2_000),
    )


@pytest.mark.parametrize(
    ("own", "floors"),
    [
        (0, (0, 400, 500, 600, 700)),
        (550, (400, 500, 550, 600, 700)),
        (700, (400, 500, 600, 700)),
        (3_000, (0, 3_000, 4_000, 5_000, 6_000)),
        (9_500, (0, 9_500)),
        (10_000, (0, 10_000)),
    ],
)
def test_the_usual_floors_lie_about_the_policy_s_own(own: int, floors: tuple[int, ...]) -> None:
    case = problem([line("L1", 10)], [member("M1", 9)])
    assert usual_floors(replace(case.policy, small_floor_bp=own)) == floors


@settings(quiet)
@given(case=problems(most_members=5, most_lines=5, most_units=40))
def test_only_the_wishes_are_others(case: Problem) -> None:
    moved = under(case, Wish(1_234, 567))
    assert (moved.policy.small_floor_bp, moved.policy.least_fill_bp) == (1_234, 567)
    own = Wish(case.policy.small_floor_bp, case.policy.least_fill_bp)
    assert under(moved, own) == case
    assert own.small_floor_bp in usual_floors(case.policy)
    assert own.least_fill_bp in usual_fills(case.policy)


@settings(quiet)
@given(case=problems(most_members=5, most_lines=5, most_units=40))
def test_the_figures_are_those_of_the_bench(case: Problem, solver: SolverProcess) -> None:
    """The bench counts for itself; both count the same plans."""
    wishes = wishes_of((0, 9_000), (0, 3_000))
    plans = [solve(under(case, wish), solver=solver) for wish in wishes]
    if plans[0].objective == 0:
        return
    for wish, plan in zip(wishes, plans, strict=True):
        told = row((wish.small_floor_bp, wish.least_fill_bp), plan, plans[0])
        brought = brought_by(plan)
        assert told["price_pence"] == brought.cost - plans[0].objective
        assert told["nothing_pct"] == round(100 * brought.with_nothing / max(brought.usable, 1), 1)
        assert told["small_share_pct"] == round(100 * brought.small / max(case.value, 1), 2)
        left = case.value - brought.covered
        assert told["uncovered_pct"] == round(100 * left / max(case.value, 1), 4)

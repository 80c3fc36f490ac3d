"""The child that runs HiGHS can be lost at any moment without taking its caller along."""

import numpy as np
import pytest

from bids.matching.plan import Stopped
from bids.matching.solving.crew import Crew, Ground
from bids.matching.solving.program import INFINITY, Program, Rows
from bids.matching.solving.solver_process import Answer, SolverFailed, SolverProcess, Watch


def knapsack(items: int) -> Program:
    """Take the most of items that weigh alike: HiGHS has it at once for few, never for many."""
    rng = np.random.default_rng(1)
    weight = rng.integers(10**5, 10**6, items).astype(np.float64)
    rows = Rows()
    columns = np.arange(items)
    for _ in range(5):
        row = rng.integers(10**5, 10**6, items).astype(np.float64)
        limit = np.array([row.sum() / 2])
        rows.add(np.array([-INFINITY]), limit, (np.zeros(items, dtype=np.int64), columns, row))
    return rows.program(-weight, np.zeros(items), np.ones(items), np.ones(items, dtype=np.int64))


def test_a_long_program_is_cut_short_with_the_best_so_far() -> None:
    calls: list[tuple[float, float]] = []
    with SolverProcess() as solver:
        solver.watch = Watch(float("inf"), lambda: len(calls) > 0)
        answer = solver.run(
            knapsack(200), {"mip_rel_gap": 0.0}, on_better=lambda *found: calls.append(found)
        )
        assert answer.stopped is Stopped.ASKED
        assert answer.x is not None
        solver.watch = Watch(float("inf"), lambda: False)
        assert solver.run(knapsack(5), {}).objective is not None


def test_a_deadline_ends_it() -> None:
    with SolverProcess() as solver:
        solver.watch = Watch(0.0, lambda: False)
        assert solver.run(knapsack(200), {"mip_rel_gap": 0.0}).stopped is Stopped.TIME


def test_programs_lost_with_a_child_are_told_as_lost() -> None:
    with SolverProcess() as solver:
        solver.submit(knapsack(5), {})
        solver.submit(knapsack(6), {})
        solver.kill()
        solver.submit(knapsack(7), {})
        for _ in range(2):
            with pytest.raises(SolverFailed):
                solver.collect()
        answer = solver.collect()
        assert answer.x is not None
        assert len(answer.x) == 7


def test_what_was_abandoned_is_not_answered_later() -> None:
    """The answer to a program is its own, not that of one submitted before a search was stopped."""
    with SolverProcess() as solver:
        crew = Crew((solver,))
        sizes: list[int] = []

        def finish(answer: Answer | None) -> None:
            sizes.append(0 if answer is None or answer.x is None else len(answer.x))

        for number in (1, 2):
            crew.start(Ground(frozenset({number}), frozenset()), knapsack(5), {}, finish)
        crew.abandon()
        for number in (6, 7):
            crew.start(Ground(frozenset({number}), frozenset()), knapsack(number), {}, finish)
        crew.finish_all()
        assert sizes == [6, 7]


def test_what_cannot_be_is_said() -> None:
    rows = Rows()
    one = (np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64), np.ones(1))
    rows.add(np.array([2.0]), np.array([3.0]), one)
    impossible = rows.program(np.ones(1), np.zeros(1), np.ones(1), np.zeros(1, dtype=np.int64))
    with SolverProcess() as solver, pytest.raises(SolverFailed):
        solver.run(impossible, {})

"""Changes are undone as far as what may be left open allows."""

import numpy as np
import pytest

from bids.matching.solving.arrays import arrays_of
from bids.matching.solving.settling import undo_changes
from bids.matching.solving.solver_process import SolverProcess, Watch
from bids.matching.solving.standing import Standing
from tests.unit.bids.matching.cases import line, member, problem

PRICE = 10_000


def moved_to_the_second(first_can: int) -> tuple[Standing, np.ndarray]:
    """A line of 100 units that the first member held alone; now the second holds what it did."""
    arrays = arrays_of(problem([line("L", 100)], [member("M1", first_can), member("M2", 100)]))
    before = np.array([True, False])
    standing = Standing.empty(arrays)
    held = np.array([0.0, 100.0])
    standing.put(np.arange(2), held, held > 0)
    return standing, before


@pytest.mark.parametrize(
    ("first_can", "most_open", "expected"),
    [
        (100, 0, [True, False]),
        (60, 0, [True, True]),
        (60, 39 * PRICE, [True, True]),
        (60, 40 * PRICE, [True, False]),
    ],
)
def test_pairs_go_back_while_no_more_is_left_open(
    first_can: int, most_open: int, expected: list[bool], solver: SolverProcess
) -> None:
    standing, before = moved_to_the_second(first_can)
    undo_changes(standing, before, most_open, solver)
    assert standing.pairs.tolist() == expected
    assert standing.open_value() <= most_open


def test_nothing_is_undone_once_the_search_is_told_to_stop() -> None:
    standing, before = moved_to_the_second(100)
    with SolverProcess() as solver:
        solver.watch = Watch(float("inf"), lambda: True)
        undo_changes(standing, before, 0, solver)
    assert standing.pairs.tolist() == [False, True]

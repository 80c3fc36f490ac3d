"""A search that is near enough plans only around lines that are short; one that is not goes on."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from bids.matching.solving.arrays import Arrays, arrays_of
from bids.matching.solving.crew import Crew, Ground
from bids.matching.solving.local_search import LocalSearch
from bids.matching.solving.passes import FURTHER, MOST_FURTHER, Pass
from bids.matching.solving.program import Program
from bids.matching.solving.solver_process import Answer, SolverProcess
from bids.matching.solving.standing import Standing
from tests.unit.bids.matching.cases import line, member, problem

ENOUGH, NEVER = float("inf"), -float("inf")
EVERYTHING = (Pass(2),)


class FindsNothing(Crew):
    """A crew that remembers which lines it was asked to plan, and has no better answer."""

    def __init__(self) -> None:
        super().__init__((SolverProcess(),))
        self.asked: list[frozenset[int]] = []

    def start(
        self,
        ground: Ground,
        program: Program,
        options: dict[str, Any],
        finish: Callable[[Answer | None], None],
    ) -> None:
        self.asked.append(ground.lines)
        finish(None)


@pytest.fixture
def arrays() -> Arrays:
    """Three lines in places apart, each with a member of its own."""
    towns = ("Havant", "Gosport", "Fareham")
    lines = [line(f"L{town}", 100, locality=town) for town in towns]
    members = [member(f"M{town}", 100, offers=(offer_in(town),)) for town in towns]
    return arrays_of(problem(lines, members))


def offer_in(town: str):
    (offer,) = member("M", 100).offers
    return type(offer)(offer.service, frozenset({town}), 100, offer.unit_cost, 0)


def search(arrays: Arrays, held: list[float], enough: float) -> tuple[LocalSearch, FindsNothing]:
    standing = Standing.empty(arrays)
    units = np.array(held)
    standing.put(np.arange(3), units, units > 0)
    crew = FindsNothing()
    return LocalSearch(standing, np.zeros(3), crew, 0, enough), crew


def nobody(done: int, total: int) -> None:
    """Nobody listens."""


def test_all_is_planned_while_the_cost_is_not_near_enough(arrays: Arrays) -> None:
    one, crew = search(arrays, [100, 100, 100], NEVER)
    one.improve(EVERYTHING, nobody)
    assert set().union(*crew.asked) == {0, 1, 2}


def test_nothing_is_planned_once_it_is_near_enough(arrays: Arrays) -> None:
    one, crew = search(arrays, [100, 100, 100], ENOUGH)
    one.improve(EVERYTHING, nobody)
    one.improve_further(nobody)
    assert crew.asked == []


def test_a_line_that_is_short_is_planned_all_the_same(arrays: Arrays) -> None:
    one, crew = search(arrays, [100, 40, 100], ENOUGH)
    one.improve(EVERYTHING, nobody)
    assert crew.asked == [frozenset({1})]


def test_what_is_short_counts_at_its_price_alone(arrays: Arrays) -> None:
    """A search with 60 units at £100 open, each penalised at three times its price."""
    full, _ = search(arrays, [100, 100, 100], NEVER)
    short, _ = search(arrays, [100, 40, 100], NEVER)
    saved = 60 * 8_000
    at_price = full.standing.objective() - saved + 60 * 10_000
    for enough, near in ((at_price, True), (at_price - 1, False)):
        one, _ = search(arrays, [100, 40, 100], enough)
        assert one.near_enough() is near
    assert short.standing.objective() == at_price + 2 * 60 * 10_000


def test_wider_rounds_end_when_hardly_anything_is_gained(arrays: Arrays) -> None:
    one, crew = search(arrays, [100, 100, 100], NEVER)
    one.improve_further(nobody)
    assert len(crew.asked) == 3
    assert MOST_FURTHER > 1
    assert [wide.only_short for wide in FURTHER] == [False, True]

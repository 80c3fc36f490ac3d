"""Bringing together what a plan has scattered, where mending one lot takes another away."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from bids.matching.problem import Offer
from bids.matching.solving.arrays import arrays_of
from bids.matching.solving.contiguity import Gathering
from bids.matching.solving.standing import Standing
from tests.unit.bids.matching import cases as make

APART = frozenset({"Havant", "Fareham"})
NO_SOLVER: Any = None


@pytest.fixture
def gathering() -> Gathering:
    """One member holds two services, each in two areas that do not touch; all of it or nothing."""
    lines = [
        make.line(f"{service}-{area}", 10, service=service, locality=area)
        for service in ("visits", "youth work")
        for area in sorted(APART)
    ]
    offers = tuple(Offer(service, APART, 20, 8_000, 0) for service in ("visits", "youth work"))
    whole = sum(line.value for line in lines)
    holder = replace(make.member("only", 0), offers=offers, min_contract=whole)
    case = make.problem(lines, [holder])
    standing = Standing.empty(arrays_of(case))
    edges = np.arange(len(standing.arrays.edge_line))
    standing.put(edges, np.full(len(edges), 10.0), np.ones(len(edges), dtype=np.bool_))
    return Gathering(case, standing, NO_SOLVER, lambda standing: None)


def test_a_lot_that_went_with_another_is_no_longer_looked_at(gathering: Gathering) -> None:
    """Giving up a piece of the first takes the member below its least contract, and all it holds."""
    assert len(gathering.scattered()) == 2
    gathering.drop_scattered()
    assert not gathering.standing.pairs.any()


def test_what_hangs_together_by_now_is_mended_without_a_solver(gathering: Gathering) -> None:
    first, second = gathering.scattered()
    gathering.drop(gathering.edges_of(first))
    assert not len(gathering.apart(second))
    assert gathering.mend(second, NO_SOLVER, at_a_loss=False)

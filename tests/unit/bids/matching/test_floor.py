"""What rounding takes from small members comes back to them, by the rules and at no loss."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from bids.matching.finishing import allocations_of
from bids.matching.objective import objective_of
from bids.matching.plan import Allocation
from bids.matching.problem import Problem
from bids.matching.solving.arrays import arrays_of
from bids.matching.solving.floor import meet_floor
from bids.matching.solving.greedy import scarcest_first
from bids.matching.verify import verify_allocations
from tests.strategies.matching import problems
from tests.unit.bids.matching.cases import line, member, problem


def held_on_lines(allocations: tuple[Allocation, ...]) -> Counter[str]:
    held: Counter[str] = Counter()
    for one in allocations:
        held[one.line] += one.volume
    return held


@settings(deadline=None, max_examples=300)
@given(case=problems(most_members=6, most_lines=5, most_units=60))
def test_no_rule_is_broken_and_nothing_costs_more(case: Problem) -> None:
    arrays = arrays_of(case)
    units = scarcest_first(arrays)
    before, after = (allocations_of(arrays, one) for one in (units, meet_floor(arrays, units)))
    assert list(verify_allocations(case, after)) == []
    assert held_on_lines(after) == held_on_lines(before)
    assert {(one.member, one.line) for one in after} == {(one.member, one.line) for one in before}
    assert objective_of(case, after).total <= objective_of(case, before).total


def shared(floor_bp: int) -> Problem:
    """Two lines of 100 units at £100, each shared by a small member and another."""
    lines = [line("L1", 100), line("L2", 100, locality="Gosport")]
    members = [member("Large", 200), member("Small", 200, small=True)]
    return problem(lines, members, small_floor_bp=floor_bp)


def test_as_much_is_moved_as_the_floor_lacks() -> None:
    case = shared(2_500)
    arrays = arrays_of(case)
    small = arrays.member_small[arrays.edge_member]
    units = meet_floor(arrays, np.where(small, 20, 80))
    assert int(units[small].sum()) == 50
    assert sorted(units[small].tolist()) == [20, 30]


@pytest.mark.parametrize(
    ("limits", "moved"),
    [
        ({}, 160 - 2),
        ({"member_least": 150 * 10_000}, 10),
        ({"edge_least": 73}, 14),
        ({"member_cap": 51 * 10_000 + 9_999}, 11),
        ({"pool_capacity": 52}, 12),
        ({"edge_most": 23}, 6),
    ],
)
def test_every_limit_holds_a_move_back(limits: dict[str, int], moved: int) -> None:
    """Both lines' 80 units but the last could go to the small member, were there no limit."""
    arrays = arrays_of(shared(10_000))
    small = arrays.member_small[arrays.edge_member]
    of_one = {name: np.full_like(getattr(arrays, name), limit) for name, limit in limits.items()}
    units = meet_floor(replace(arrays, **of_one), np.where(small, 20, 80))
    assert int(units[small].sum()) == 40 + moved


def test_a_part_of_a_unit_is_left_where_a_whole_one_costs_more() -> None:
    """The floor lacks 10 pence of a unit's £100; giving the small member one costs 20 pence more."""
    case = shared(0)
    arrays = arrays_of(case)
    small = arrays.member_small[arrays.edge_member]
    units = np.where(small, 20, 80)
    dearer = np.where(small, 8_020, 8_000)
    for lacking, moved in ((10, 0), (30, 1), (10_010, 1), (10_030, 2)):
        floor = 40 * 10_000 + lacking
        lacks = replace(arrays, small_floor=floor, edge_cost=dearer)
        assert int(meet_floor(lacks, units)[small].sum()) == 40 + moved

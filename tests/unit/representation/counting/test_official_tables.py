"""Scottish STV against the official stage tables of 2017, cell by cell."""

import copy

import pytest

from representation.counting.result import TiePurpose
from tests.unit.representation.counting import official_tables

pytestmark = [
    pytest.mark.official,
    pytest.mark.skipif(
        not official_tables.FOLDER.exists(), reason="MANYHANDS_DATA has no elections"
    ),
]


def test_every_cell_of_every_stage() -> None:
    found = official_tables.agreement()
    assert (found.contests, found.winner_sets, found.stage_counts) == (351, 351, 351)
    assert found.different == []
    assert found.unbalanced_stages == 0
    assert found.cells == found.equal + found.equal_at_two_decimals + 6


def test_a_wrong_cell_is_noticed() -> None:
    name, result = next(iter(official_tables.results().items()))
    table = copy.deepcopy(official_tables.official()[name])
    table["candidates"][0]["stages"][1] = "1.00000"
    found = official_tables.Agreement()
    official_tables.compare(name, result, table, found)
    assert len(found.different) == 1
    assert not found.holds()


def test_the_one_tie_that_an_earlier_stage_broke() -> None:
    ties = {
        name: [tie for stage in result.stages for tie in stage.ties]
        for name, result in official_tables.results().items()
    }
    (tie,) = ties.pop("renfrewshire_2017_ward3")
    assert tie.purpose is TiePurpose.SURPLUS
    assert tie.stage is not None
    assert not any(ties.values())

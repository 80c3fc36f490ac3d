"""The engine agrees with counters written from the rules' texts alone, at every stage of small elections."""

import random
from dataclasses import replace

import pytest

from tests.unit.representation.counting import comparison
from tests.unit.representation.counting.elections_at_random import random_election

ELECTIONS = 400


@pytest.mark.parametrize(
    "differences",
    [
        comparison.scottish_differences,
        comparison.meek_differences,
        comparison.ers97_differences,
    ],
)
def test_every_stage_is_equal(differences) -> None:
    rng = random.Random(7)
    for _ in range(ELECTIONS):
        assert differences(*random_election(rng)) == []


def test_a_different_paper_is_noticed() -> None:
    contest, lot, papers = random_election(random.Random(3))
    ballots = dict(contest.ballots)
    ranking = next(iter(ballots))
    ballots[ranking] += 1
    assert comparison.scottish_differences(replace(contest, ballots=ballots), lot, papers)

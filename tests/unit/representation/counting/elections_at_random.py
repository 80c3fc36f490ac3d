"""Small made-up elections with many ties, from a seed."""

import random

from representation.counting.ballots import Contest, build_contest
from representation.counting.lots import Lot, LotSource


def random_election(
    rng: random.Random, *, most_voters: int = 60
) -> tuple[Contest, Lot, list[tuple]]:
    """A contest of 5 or more voters, its lot, and its papers one by one. Half have voters in blocs."""
    candidates = rng.randint(2, 8)
    seats = rng.randint(1, min(4, candidates if rng.random() < 0.05 else candidates - 1))
    voters = rng.randint(5, most_voters)
    blocs = [rng.sample(range(candidates), candidates) for _ in range(rng.randint(2, 5))]
    in_blocs = rng.random() < 0.5
    papers = []
    for _ in range(voters):
        order = list(rng.choice(blocs)) if in_blocs else rng.sample(range(candidates), candidates)
        if in_blocs and rng.random() < 0.5 and candidates > 2:
            a, b = rng.sample(range(candidates), 2)
            order[a], order[b] = order[b], order[a]
        papers.append(tuple(order[: rng.randint(1, candidates)]))
    names = [f"C{c}" for c in range(candidates)]
    contest = build_contest(title="Random", seats=seats, candidates=names, rankings=papers)
    drawn = rng.sample(names, candidates)
    return contest, Lot(tuple(drawn), LotSource.DRAWN), papers

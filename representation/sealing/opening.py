"""Opening the ballot box: envelopes in, papers out in an order that has nothing to do with theirs.

Each contest's rankings are shuffled apart, so that what an elector marked in one contest does not
stand beside what they marked in another, and the receipts are sorted.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass

from representation.sealing.box import unseal
from representation.sealing.errors import SealingError
from representation.sealing.paper import BallotPaper, Vote, read_paper


@dataclass(frozen=True)
class OpenedBox:
    """rankings: by contest, shuffled. receipts: sorted. unreadable: envelopes without a paper in them."""

    rankings: dict[int, tuple[tuple[int, ...], ...]]
    receipts: tuple[str, ...]
    unreadable: int


def open_box(
    envelopes: Iterable[bytes], *, private: bytes, paper: BallotPaper, rng: random.Random
) -> OpenedBox:
    """Open every envelope. rng: `random.SystemRandom()` wherever the papers are real."""
    votes: list[Vote] = []
    unreadable = 0
    for sealed in envelopes:
        try:
            votes.append(read_paper(unseal(sealed, private), paper))
        except SealingError:
            unreadable += 1
    rankings = {}
    for number in paper.candidates:
        column = [vote.rankings.get(number, ()) for vote in votes]
        rng.shuffle(column)
        rankings[number] = tuple(column)
    return OpenedBox(rankings, tuple(sorted(vote.receipt for vote in votes)), unreadable)

"""One elector's paper as bytes: rankings, a receipt, and padding to the length all papers share."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from nacl.bindings import sodium_pad, sodium_unpad
from nacl.exceptions import CryptoError

from representation.sealing.errors import SealingError

VERSION = 1
_STEP = 128
RECEIPT_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is read as another
RECEIPT_GROUPS, RECEIPT_GROUP = 4, 4


@dataclass(frozen=True)
class BallotPaper:
    """How many candidates each contest on the paper has, by the contest's number."""

    candidates: Mapping[int, int]

    @property
    def length(self) -> int:
        """Bytes of every padded paper of this election, whatever is on it."""
        full = {number: list(range(count, 0, -1)) for number, count in self.candidates.items()}
        return (len(_encode(new_receipt(), full)) // _STEP + 1) * _STEP


@dataclass(frozen=True)
class Vote:
    """What an elector marked: candidates' numbers on the paper, most preferred first, by contest."""

    receipt: str
    rankings: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


def new_receipt() -> str:
    """A code of 80 random bits that says nothing of the vote it is given for."""
    letters = [secrets.choice(RECEIPT_LETTERS) for _ in range(RECEIPT_GROUPS * RECEIPT_GROUP)]
    groups = ("".join(letters[i : i + 4]) for i in range(0, len(letters), RECEIPT_GROUP))
    return "-".join(groups)


def check_vote(vote: Vote, paper: BallotPaper) -> None:
    """Raise SealingError for a contest or a candidate that is not on the paper, or one marked twice."""
    for number, ranking in vote.rankings.items():
        standing = paper.candidates.get(number)
        if standing is None:
            raise SealingError("no_such_contest", contest=number)
        if len(set(ranking)) != len(ranking):
            raise SealingError("marked_twice", contest=number)
        if any(not 1 <= candidate <= standing for candidate in ranking):
            raise SealingError("no_such_candidate", contest=number)


def write_paper(vote: Vote, paper: BallotPaper) -> bytes:
    """The vote as bytes, padded so that length tells nothing (ISO/IEC 7816-4). Raises as `check_vote`."""
    check_vote(vote, paper)
    content = _encode(vote.receipt, {n: list(r) for n, r in vote.rankings.items()})
    return sodium_pad(content, paper.length)


def read_paper(content: bytes, paper: BallotPaper) -> Vote:
    """The vote in a padded paper. Raises SealingError: not_a_paper, or as `check_vote`."""
    try:
        document = json.loads(sodium_unpad(content, paper.length))
        version, receipt, rankings = document["v"], document["receipt"], document["rankings"]
        vote = Vote(receipt, {int(n): tuple(map(int, r)) for n, r in rankings.items()})
    except (CryptoError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise SealingError("not_a_paper") from None
    if len(content) != paper.length or version != VERSION or not isinstance(receipt, str):
        raise SealingError("not_a_paper")
    check_vote(vote, paper)
    return vote


def _encode(receipt: str, rankings: Mapping[int, list[int]]) -> bytes:
    document = {"v": VERSION, "receipt": receipt, "rankings": rankings}
    return json.dumps(document, sort_keys=True, separators=(",", ":")).encode()

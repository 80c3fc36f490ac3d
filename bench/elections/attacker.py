"""Somebody with everything but the key, trying to say which paper is whose.

Of each poll the attacker has: when each elector voted, to the order (from a proxy's log); the roll; two
backups of the envelopes, taken during the poll and before the close, with the hidden columns in which a
database keeps the order of writing; the papers and receipts after the count with theirs; and where every
identifier stands in the database's files and write-ahead log. A strategy puts electors in one order and
papers in another and lays the two side by side.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any


@dataclass(frozen=True)
class SealedSeen:
    """An envelope in a backup. place: its order on disk; written: the transaction or row number."""

    line: int
    sealed: bytes
    stamp: str
    place: int
    written: int


@dataclass(frozen=True)
class PaperSeen:
    """An opened paper. place and written as in an envelope."""

    id: str
    ranking: str
    place: int
    written: int


@dataclass
class PollSeen:
    """One poll as the attacker has it. truth: what each line voted, for marking the guesses alone.

    offsets and logged: where an identifier first stands in the database's files, and in its write-ahead log.
    control: papers of the naive table as (identifier, ranking), in the order in which they were written.
    """

    voting_order: list[int]
    lines: list[int]
    early: list[SealedSeen]
    late: list[SealedSeen]
    papers: list[PaperSeen]
    receipts: list[str]
    offsets: Mapping[str, int] = field(default_factory=dict)
    logged: Mapping[str, int] = field(default_factory=dict)
    truth: Mapping[int, str] = field(default_factory=dict)
    linked_by_control: int = 0
    control: Sequence[tuple[str, str]] = ()


Order = Callable[[PollSeen], Sequence[object]]


def _by_backup(key: Callable[[SealedSeen], Any]) -> Order:
    return lambda seen: [one.line for one in sorted(seen.late, key=key)]


def _changed_between_backups(seen: PollSeen) -> list[int]:
    """Those in the first backup, then those who came in or voted again after it."""
    before = {one.line: one.sealed for one in seen.early}
    first = [one.line for one in seen.late if before.get(one.line) == one.sealed]
    return first + [one.line for one in seen.late if before.get(one.line) != one.sealed]


def _by_paper(key: Callable[[PaperSeen], Any]) -> Order:
    return lambda seen: [one.ranking for one in sorted(seen.papers, key=key)]


ELECTORS: Mapping[str, Order] = {
    "voting order": lambda seen: seen.voting_order,
    "roll": lambda seen: seen.lines,
    "envelopes on disk": _by_backup(lambda one: one.place),
    "envelopes as written": _by_backup(lambda one: (one.written, one.place)),
    "sealed bytes": _by_backup(lambda one: one.sealed),
    "length of sealed": _by_backup(lambda one: (len(one.sealed), one.place)),
    "stamps": _by_backup(lambda one: one.stamp),
    "two backups": _changed_between_backups,
}
PAPERS: Mapping[str, Order] = {
    "papers on disk": _by_paper(lambda one: one.place),
    "papers as written": _by_paper(lambda one: (one.written, one.place)),
    "papers by id": _by_paper(lambda one: one.id),
    "rankings": _by_paper(lambda one: (len(one.ranking), one.ranking)),
    "places in the files": lambda seen: [
        one.ranking for one in sorted(seen.papers, key=lambda one: seen.offsets.get(one.id, 0))
    ],
    "places in the log": lambda seen: [
        one.ranking for one in sorted(seen.papers, key=lambda one: seen.logged.get(one.id, 0))
    ],
    "receipts in the log": lambda seen: _beside_receipts(seen, seen.logged),
    "beside receipts": lambda seen: _beside_receipts(seen, seen.offsets),
}


def _beside_receipts(seen: PollSeen, offsets: Mapping[str, int]) -> list[str]:
    """Papers in the order in which receipts of the same rank stand in the files or the log."""
    places = sorted(range(len(seen.receipts)), key=lambda n: offsets.get(seen.receipts[n], n))
    papers = sorted(seen.papers, key=lambda one: one.place)
    return [papers[n].ranking for n in places if n < len(papers)]


STRATEGIES = (
    *((electors, papers, False) for electors, papers in product(ELECTORS, PAPERS)),
    *(("voting order", papers, True) for papers in PAPERS),
)


def right_links(seen: PollSeen, strategy: tuple[str, str, bool]) -> int:
    """How many electors' papers the strategy names rightly in this poll."""
    electors, papers, backwards = strategy
    order = list(ELECTORS[electors](seen))
    guesses = list(PAPERS[papers](seen))
    if backwards:
        guesses.reverse()
    return sum(seen.truth[line] == guess for line, guess in zip(order, guesses, strict=False))

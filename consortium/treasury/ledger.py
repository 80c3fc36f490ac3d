"""The books: each entry moves pence from one account to another and is chained to the one before.

An entry debits one account and credits another by the same amount, so it balances by its shape. Its
digest covers what it says and the digest before it (SHA-256 over canonical JSON); the head says how
many entries there are and where the chain ends, so that entries cut off the end are missed too.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

GENESIS = "0" * 64


@dataclass(frozen=True)
class Entry:
    """One line of the books. `number` counts from 1 without gaps; `at` is aware; `pence` above nought."""

    number: int
    at: datetime
    kind: str
    debit: str
    credit: str
    pence: int
    memo: str
    by: int | None
    reverses: int | None
    previous: str
    digest: str = ""


@dataclass(frozen=True)
class Head:
    """Where a chain ends: the number and the digest of its last entry."""

    number: int = 0
    digest: str = GENESIS


class FaultCode(StrEnum):
    MISSING = "missing"
    OUT_OF_ORDER = "out-of-order"
    ALTERED = "altered"
    UNBALANCED = "unbalanced"
    NOT_THE_MIRROR = "not-the-mirror"
    BEYOND_HEAD = "beyond-head"
    REWRITTEN = "rewritten-since-it-was-published"


@dataclass(frozen=True)
class Fault:
    """The first entry that is not as it was written: its number, and what is wrong with it."""

    number: int
    code: FaultCode


def digest_of(entry: Entry) -> str:
    """The digest that an entry must carry: over everything it says, and the digest before it."""
    said = [
        entry.number,
        entry.at.isoformat(timespec="microseconds"),
        entry.kind,
        entry.debit,
        entry.credit,
        entry.pence,
        entry.memo,
        entry.by,
        entry.reverses,
        entry.previous,
    ]
    text = json.dumps(said, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def first_fault(entries: Iterable[Entry], head: Head) -> Fault | None:
    """The first entry, in the order of numbers, that is missing, altered or moved; None where all stand.

    `entries`: in the order of their numbers. An attacker who rewrites every later digest and the head
    is found only against what was published before: ask `first_unkept`.
    """
    reached = Head()
    seen: dict[int, Entry] = {}
    for entry in entries:
        if code := _fault_of(entry, reached, head, seen):
            number = reached.number + 1 if code is FaultCode.MISSING else entry.number
            return Fault(number, code)
        seen[entry.number] = entry
        reached = Head(entry.number, entry.digest)
    if reached.number < head.number:
        return Fault(reached.number + 1, FaultCode.MISSING)
    return None


def first_unkept(entries: Iterable[Entry], published: Iterable[Head]) -> Fault | None:
    """The first published head whose entry is gone or another now; None where all are kept.

    Valid digests do not help who rewrote the books: a digest that was published is not to be had again
    for other words.
    """
    kept = {entry.number: entry.digest for entry in entries}
    for head in sorted(published, key=lambda head: head.number):
        if head.number not in kept and head.number:
            return Fault(head.number, FaultCode.MISSING)
        if kept.get(head.number, GENESIS) != head.digest:
            return Fault(head.number, FaultCode.REWRITTEN)
    return None


def _fault_of(
    entry: Entry, before: Head, head: Head, seen: Mapping[int, Entry]
) -> FaultCode | None:
    if entry.number > before.number + 1:
        return FaultCode.MISSING
    if entry.number <= before.number or entry.previous != before.digest:
        return FaultCode.OUT_OF_ORDER
    if entry.pence <= 0 or entry.debit == entry.credit:
        return FaultCode.UNBALANCED
    if entry.digest != digest_of(entry):
        return FaultCode.ALTERED
    if entry.number > head.number:
        return FaultCode.BEYOND_HEAD
    if entry.number == head.number and entry.digest != head.digest:
        return FaultCode.ALTERED
    if entry.reverses is not None and not _mirrors(entry, seen.get(entry.reverses)):
        return FaultCode.NOT_THE_MIRROR
    return None


def _mirrors(entry: Entry, of: Entry | None) -> bool:
    return of is not None and (entry.debit, entry.credit, entry.pence) == (
        of.credit,
        of.debit,
        of.pence,
    )


def balances(entries: Iterable[Entry]) -> dict[str, int]:
    """Credits less debits of every account, in pence; they sum to nought."""
    totals: dict[str, int] = {}
    for entry in entries:
        totals[entry.credit] = totals.get(entry.credit, 0) + entry.pence
        totals[entry.debit] = totals.get(entry.debit, 0) - entry.pence
    return totals


def flows(entries: Iterable[Entry]) -> dict[tuple[str, str], int]:
    """Credits less debits by kind of entry and account, in pence; a reversal undoes what it reverses."""
    totals: dict[tuple[str, str], int] = {}
    kinds: dict[int | None, str] = {}
    for entry in entries:
        kind = kinds[entry.number] = kinds.get(entry.reverses, entry.kind)
        for account, pence in ((entry.credit, entry.pence), (entry.debit, -entry.pence)):
            totals[kind, account] = totals.get((kind, account), 0) + pence
    return totals

"""Whether the files of one pack say the same: who is elected, how many voted, what was drawn.

Somebody who makes the manifest anew after changing a file has to change all the others that speak of it too.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from representation.counting.lots import LotSource, commitment, public_lot
from representation.evidence.disclosure import Form
from representation.evidence.pack import (
    ACCOUNT,
    CANDIDATES,
    ELECTION,
    RECEIPTS,
    ROLL,
    STEPS,
    UNOPPOSED,
    cell_text,
    folder_of,
)
from representation.evidence.tables import Fault, Finding

PUBLISHED = frozenset({Form.FULL, Form.USED})
OUTCOMES = frozenset({"elected", "elected-unopposed"})


def rows_of(files: Mapping[str, bytes], name: str) -> list[dict[str, str]]:
    """A table's rows by heading."""
    return list(csv.DictReader(io.StringIO(files[name].decode())))


def disagreements(files: Mapping[str, bytes], election: Mapping[str, Any]) -> Iterator[Finding]:
    """What one file says and another does not. Raises LookupError, ValueError for what has no such shape."""
    yield from _sums(files, election)
    yield from _steps(files)
    yield from _contests(files, election)
    for contest in election["contests"]:
        yield from _contest(files, contest)


def _sums(files: Mapping[str, bytes], election: Mapping[str, Any]) -> Iterator[Finding]:
    """Papers cannot be more than electors, nor receipts more than papers, nor either twice."""
    roll, account, size = rows_of(files, ROLL), rows_of(files, ACCOUNT), election["roll_size"]
    figures = [
        [int(row[name]) for name in ("issued", "returned", "refused", "counted")] for row in account
    ]
    returned = sum(row[1] for row in figures)
    if roll and len(roll) != size:
        yield Finding(ROLL, "size", Fault.BROKEN)
    if returned > size or any(row[1] > row[0] for row in figures):
        yield Finding(ACCOUNT, "returned", Fault.BROKEN)
    if any(row[3] != row[1] - row[2] or min(row) < 0 for row in figures):
        yield Finding(ACCOUNT, "counted", Fault.BROKEN)
    counted = sum(row[3] for row in figures)
    papers = {one["papers"] for one in election["contests"] if one["form"] != UNOPPOSED}
    if papers - {counted}:
        yield Finding(ACCOUNT, "papers", Fault.BROKEN)
    receipts = [row["receipt"] for row in rows_of(files, RECEIPTS)]
    if len(receipts) > returned or len(set(receipts)) < len(receipts):
        yield Finding(RECEIPTS, "size", Fault.BROKEN)


def _steps(files: Mapping[str, bytes]) -> Iterator[Finding]:
    """Steps are numbered in the order in which they stand, without a gap."""
    numbers = [row["number"] for row in rows_of(files, STEPS)]
    if numbers != [str(n) for n in range(1, len(numbers) + 1)]:
        yield Finding(STEPS, "order", Fault.BROKEN)


def _contests(files: Mapping[str, bytes], election: Mapping[str, Any]) -> Iterator[Finding]:
    """Nobody stands, and nothing was counted, in a contest that the election does not name."""
    named = {str(contest["number"]) for contest in election["contests"]}
    stood = {row["contest"] for row in rows_of(files, CANDIDATES)}
    folders = {name.partition("/")[0] for name in files if "/" in name}
    if stood - named or folders - {folder_of(number) for number in named}:
        yield Finding(ELECTION, "contests", Fault.BROKEN)


def _contest(files: Mapping[str, bytes], contest: Mapping[str, Any]) -> Iterator[Finding]:
    folder, form = folder_of(contest["number"]), contest["form"]
    if form == UNOPPOSED:
        return
    if form in PUBLISHED and f"{folder}/ballots.blt" not in files:
        yield Finding(folder, "ballots.blt", Fault.REMOVED)
    elected = map(cell_text, _winners(files, folder, form))
    if sorted(elected) != sorted(_outcomes(files, contest["number"])):
        yield Finding(CANDIDATES, folder, Fault.BROKEN)
    if form != Form.WINNERS:
        result = json.loads(files[f"{folder}/result.json"])
        if not _is_lot_right(result, contest["lot_commitment"]) or not _is_order_right(
            files.get(f"{folder}/lot.txt"), result["lot"]
        ):
            yield Finding(folder, "lot", Fault.BROKEN)


def _winners(files: Mapping[str, bytes], folder: str, form: str) -> list[str]:
    if form == Form.WINNERS:
        return files[f"{folder}/elected.txt"].decode().splitlines()
    found: list[str] = json.loads(files[f"{folder}/result.json"])["elected"]
    return found


def _outcomes(files: Mapping[str, bytes], number: int) -> list[str]:
    """The names in candidates.csv of those who came in."""
    return [
        row["name"]
        for row in rows_of(files, CANDIDATES)
        if row["contest"] == str(number) and row["outcome"] in OUTCOMES
    ]


def _is_lot_right(result: Mapping[str, Any], committed: str) -> bool:
    """Whether the lot is the one that was committed to, and its order comes from the opened seed."""
    lot = result["lot"]
    if not lot or lot["source"] != LotSource.PUBLIC:
        return not (lot and committed)
    order = public_lot(
        seed=lot["seed"],
        public_value=lot["public_value"],
        title=result["title"],
        candidates=lot["order"],
    ).order
    return list(order) == lot["order"] and commitment(lot["seed"]) == committed


def _is_order_right(text: bytes | None, lot: Mapping[str, Any] | None) -> bool:
    """Whether the lot's own file, where there is one, has the order of the result."""
    return text is None or (lot is not None and text.decode().split("\n")[:-1] == lot["order"])

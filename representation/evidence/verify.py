"""Checking a pack with nothing but the pack: files, chain, account, and each count made again."""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from representation.counting.blt import read_blt
from representation.counting.count import count_contest
from representation.counting.errors import CountingError
from representation.counting.lots import Lot, LotSource, commitment, public_lot
from representation.counting.reserved import Reservation
from representation.counting.result import Rule
from representation.counting.sheet.document import as_document
from representation.evidence.chain import Link, faults
from representation.evidence.manifest import NAME, file_faults, read_manifest
from representation.evidence.pack import ACCOUNT, CHAIN, ELECTION, RECEIPTS, ROLL
from representation.evidence.tables import Fault, Finding


def verify_pack(files: Mapping[str, bytes], *, head: str = "") -> tuple[Finding, ...]:
    """What is wrong with the pack; nothing when it is whole.

    head: the published one. Without it a pack that was made up from the beginning, all of a piece, passes.
    """
    manifest = read_manifest(files.get(NAME, b""))
    if manifest is None:
        return (Finding("pack", NAME, Fault.BROKEN),)
    found = list(file_faults(manifest, files))
    if head and manifest.head != head.strip().lower():
        found.append(Finding("pack", "head", Fault.CHANGED))
    if found:
        return tuple(found)
    try:
        return (*_chain_faults(files), *_sum_faults(files), *_count_faults(files))
    except (KeyError, ValueError, TypeError, IndexError, AttributeError):
        return (Finding("pack", ELECTION, Fault.BROKEN),)


def _rows(files: Mapping[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[name].decode())))


def _chain_faults(files: Mapping[str, bytes]) -> tuple[Finding, ...]:
    rows = _rows(files, CHAIN)
    links = [Link(int(r["number"]), r["table"], r["digest"], r["previous"]) for r in rows]
    return faults(links, [row["head"] for row in rows])


def _sum_faults(files: Mapping[str, bytes]) -> list[Finding]:
    """Papers cannot be more than electors, nor receipts more than papers."""
    roll, account = _rows(files, ROLL), _rows(files, ACCOUNT)
    size = json.loads(files[ELECTION])["roll_size"]
    returned = sum(int(row["returned"]) for row in account)
    found = []
    if roll and len(roll) != size:
        found.append(Finding(ROLL, "size", Fault.BROKEN))
    if returned > size or any(int(row["returned"]) > int(row["issued"]) for row in account):
        found.append(Finding(ACCOUNT, "returned", Fault.BROKEN))
    if len(_rows(files, RECEIPTS)) > returned:
        found.append(Finding(RECEIPTS, "size", Fault.BROKEN))
    return found


def _count_faults(files: Mapping[str, bytes]) -> list[Finding]:
    """Each published contest counted again: winners, stages and lots as in its result."""
    election = json.loads(files[ELECTION])
    found = []
    for contest in election["contests"]:
        folder = f"contest-{contest['number']}"
        ballots = files.get(f"{folder}/ballots.blt")
        if ballots is None:
            continue
        result = json.loads(files[f"{folder}/result.json"])
        if not _is_counted_right(ballots, result, Rule(election["rule"])):
            found.append(Finding(folder, "result", Fault.BROKEN))
        if not _is_lot_right(result, contest["lot_commitment"]):
            found.append(Finding(folder, "lot", Fault.BROKEN))
    return found


def _is_counted_right(ballots: bytes, result: dict[str, Any], rule: Rule) -> bool:
    lot = result["lot"]
    try:
        contest = read_blt(ballots)
        again = count_contest(
            contest,
            rule,
            lot=Lot(tuple(lot["order"]), LotSource.DRAWN) if lot else None,
            reservations=tuple(
                Reservation(
                    one["name"],
                    frozenset(contest.candidates.index(name) for name in one["members"]),
                    one["minimum"],
                    one["maximum"],
                )
                for one in result["reservations"]
            ),
        )
    except CountingError:
        return False
    told = as_document(again)
    return all(told[part] == result[part] for part in ("elected", "stages", "lots", "valid"))


def _is_lot_right(result: dict[str, Any], committed: str) -> bool:
    """Whether the public lot's order comes from the seed that was committed to."""
    lot = result["lot"]
    if not lot or lot["source"] != LotSource.PUBLIC:
        return True
    order = public_lot(
        seed=lot["seed"],
        public_value=lot["public_value"],
        title=result["title"],
        candidates=lot["order"],
    ).order
    return list(order) == lot["order"] and commitment(lot["seed"]) == committed

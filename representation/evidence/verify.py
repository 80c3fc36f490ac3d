"""Checking a pack with nothing but the pack: files, chain, account, and each count made again."""

import csv
import json
from collections.abc import Mapping
from typing import Any

from representation.counting.blt import read_blt
from representation.counting.count import count_contest
from representation.counting.errors import CountingError
from representation.counting.lots import Lot, LotSource
from representation.counting.reserved import Reservation
from representation.counting.result import Rule
from representation.counting.sheet.csv_table import as_csv
from representation.counting.sheet.document import as_document
from representation.evidence.agreement import disagreements, rows_of
from representation.evidence.chain import Link, faults
from representation.evidence.manifest import NAME, file_faults, read_manifest
from representation.evidence.pack import CHAIN, ELECTION, folder_of
from representation.evidence.tables import Fault, Finding

COUNTED = ("rule", "seats", "valid", "invalid", "quota", "elected", "stages", "lots", "withdrawn")
_NOT_OF_THE_SHAPE = (
    LookupError, ValueError, TypeError, AttributeError, RecursionError, csv.Error,
)  # fmt: skip


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
        election = json.loads(files[ELECTION])
        return (
            *_chain_faults(files),
            *disagreements(files, election),
            *_count_faults(files, election),
        )
    except _NOT_OF_THE_SHAPE:
        return (Finding("pack", ELECTION, Fault.BROKEN),)


def _chain_faults(files: Mapping[str, bytes]) -> tuple[Finding, ...]:
    rows = rows_of(files, CHAIN)
    links = [Link(int(r["number"]), r["table"], r["digest"], r["previous"]) for r in rows]
    return faults(links, [row["head"] for row in rows])


def _count_faults(files: Mapping[str, bytes], election: Mapping[str, Any]) -> list[Finding]:
    """Each published contest counted again: winners, stages and lots as in its result."""
    found = []
    for contest in election["contests"]:
        folder = folder_of(contest["number"])
        ballots = files.get(f"{folder}/ballots.blt")
        if ballots is None:
            continue
        result = json.loads(files[f"{folder}/result.json"])
        stages = files[f"{folder}/stages.csv"]
        if not _is_counted_right(ballots, result, stages, Rule(election["rule"])):
            found.append(Finding(folder, "result", Fault.BROKEN))
    return found


def _is_counted_right(ballots: bytes, result: Mapping[str, Any], stages: bytes, rule: Rule) -> bool:
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
    return all(told[part] == result[part] for part in COUNTED) and as_csv(again).encode() == stages

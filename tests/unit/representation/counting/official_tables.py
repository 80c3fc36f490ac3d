"""The 351 contested wards of 2017: ballots, and the official stage tables cell by cell."""

import json
import os
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

from representation.counting.ballots import Contest
from representation.counting.blt import read_blt_file
from representation.counting.count import count_contest
from representation.counting.result import CountResult, Rule

ROOT = Path(__file__).resolve().parents[4]
FOLDER = Path(os.environ.get("MANYHANDS_DATA", ROOT / "../shared/data")) / "elections/scotland-2017"

# Cells that contradict their own table's sums: a wrong digit, or a last digit that was dropped.
PUBLISHED_TABLE_INCONSISTENT = {
    ("glasgow_2017_ward1", 3, "Alan Digney", "393"),
    ("glasgow_2017_ward11", 2, "Caroline Welsh", "998.5328"),
    ("glasgow_2017_ward11", None, None, "680.668"),
    ("glasgow_2017_ward13", None, None, "478.6821"),
    ("glasgow_2017_ward13", None, None, "207.6444"),
    ("midlothian_2017_ward1", 3, "Joe Wallace", "832.84154"),
}


@dataclass
class Agreement:
    """How the engine's stages compare with the official ones."""

    contests: int = 0
    winner_sets: int = 0
    stage_counts: int = 0
    cells: int = 0
    equal: int = 0
    equal_at_two_decimals: int = 0
    inconsistent: list[tuple] = field(default_factory=list)
    different: list[tuple] = field(default_factory=list)
    unbalanced_stages: int = 0

    def holds(self) -> bool:
        complete = self.contests == self.winner_sets == self.stage_counts > 0
        return complete and not self.different and not self.unbalanced_stages


@cache
def official() -> dict:
    return json.loads((FOLDER / "official.json").read_text())


@cache
def contests() -> dict[str, Contest]:
    return {name: read_blt_file(FOLDER / f"{name}.blt") for name in sorted(official())}


@cache
def results(rule: Rule = Rule.SCOTTISH_STV) -> dict[str, CountResult]:
    """Counted without a lot: no contest of 2017 needs one, and LotNeeded would say so."""
    return {name: count_contest(contest, rule) for name, contest in contests().items()}


def agreement() -> Agreement:
    found = Agreement()
    for name, result in results().items():
        compare(name, result, official()[name], found)
    return found


def compare(name: str, result: CountResult, table: dict, found: Agreement) -> None:
    found.contests += 1
    winners = {i for i, c in enumerate(table["candidates"]) if c["elected"]}
    found.winner_sets += winners == set(result.elected)
    found.stage_counts += all(len(c["stages"]) == len(result.stages) for c in table["candidates"])
    compare_totals(name, result, table, found)
    for stage in result.stages:
        found.unbalanced_stages += sum(stage.votes) + stage.non_transferable != result.valid * 10**5
        for index, candidate in enumerate(table["candidates"]):
            if stage.number <= len(candidate["stages"]):
                printed = candidate["stages"][stage.number - 1]
                place = (name, stage.number, candidate["name"])
                compare_cell(place, printed, Decimal(stage.votes[index]).scaleb(-5), found)


def compare_totals(name: str, result: CountResult, table: dict, found: Agreement) -> None:
    """Quota and valid papers; a published total that its own first stage contradicts is inconsistent."""
    if table["quota"] * 10**result.places != result.quota:
        found.different.append((name, "quota", table["quota"], str(result.quota)))
    first_stage = sum(Decimal(c["stages"][0]) for c in table["candidates"])
    if result.valid != first_stage:
        found.different.append((name, "valid", str(first_stage), str(result.valid)))
    if table["valid"] != first_stage:
        found.inconsistent.append((name, "total", table["valid"], str(first_stage)))


def compare_cell(place: tuple, printed: str, ours: Decimal, found: Agreement) -> None:
    """Equal as a number; or printed to two decimals, as 1,000 and more are, and equal when rounded."""
    found.cells += 1
    cell = Decimal(printed)
    to_two = ours >= 1000 and cell.as_tuple().exponent == -2
    if cell == ours:
        found.equal += 1
    elif to_two and ours.quantize(cell, rounding=ROUND_HALF_UP) == cell:
        found.equal_at_two_decimals += 1
    elif {(*place, printed), (place[0], None, None, printed)} & PUBLISHED_TABLE_INCONSISTENT:
        found.inconsistent.append((*place, printed, str(ours)))
    else:
        found.different.append((*place, printed, str(ours)))

"""The evidence pack: files from which anybody can check an election and count it again elsewhere."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from representation.counting.blt import write_blt
from representation.counting.count import count_contest
from representation.counting.result import CountResult
from representation.counting.sheet.csv_table import as_csv
from representation.counting.sheet.document import as_document
from representation.counting.sheet.page import as_page
from representation.counting.sheet.text import as_text
from representation.evidence.disclosure import (
    Disclosure,
    Form,
    Thresholds,
    disclose,
    merge_groups,
)
from representation.evidence.facts import ChannelAccount, ContestFacts, PackFacts
from representation.evidence.instructions import read_me
from representation.evidence.manifest import NAME, manifest_of

ELECTION = "election.json"
ROLL, ACCOUNT, CANDIDATES = "roll.csv", "account.csv", "candidates.csv"
STEPS, CHAIN, RECEIPTS = "steps.csv", "chain.csv", "receipts.csv"
RECOUNT = "recount.py"
UNOPPOSED = "unopposed"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def build_pack(facts: PackFacts, thresholds: Thresholds) -> dict[str, bytes]:
    """The pack's files by name: the same bytes for the same facts."""
    disclosures = {
        contest.number: disclose(contest.result, thresholds, in_full=facts.in_full)
        for contest in facts.contests
        if contest.result is not None
    }
    files = {
        ELECTION: _election(facts, thresholds, disclosures),
        ROLL: table(("number", "organisation"), facts.roll),
        ACCOUNT: _account(merged_account(facts.account, thresholds.group)),
        CANDIDATES: _candidates(facts),
        STEPS: _steps(facts),
        CHAIN: _chain(facts),
        RECEIPTS: table(("receipt",), [(receipt,) for receipt in facts.receipts]),
        "README.txt": read_me(facts, disclosures, "en"),
        "README.cy.txt": read_me(facts, disclosures, "cy"),
        RECOUNT: _recount(),
    }
    for contest in facts.contests:
        if contest.result is not None:
            files |= _contest_files(contest, disclosures[contest.number])
    packed = {name: content.encode() for name, content in files.items()}
    return packed | {NAME: manifest_of(packed).as_json().encode()}


@cache
def _recount() -> str:
    """The script of this folder that hands the papers to another program."""
    return Path(__file__).with_name(RECOUNT).read_text("utf-8")


def merged_account(account: Sequence[ChannelAccount], least: int) -> tuple[ChannelAccount, ...]:
    """The account with channels of few papers shown together, so that none can be told apart."""
    by_name = {one.channel: one for one in account}
    groups = merge_groups({one.channel: one.returned for one in account}, least)
    return tuple(
        ChannelAccount(
            " + ".join(names),
            sum(by_name[name].issued for name in names),
            sum(by_name[name].returned for name in names),
            sum(by_name[name].refused for name in names),
        )
        for names in groups
    )


def table(heading: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """Rows as CSV; what a spreadsheet would compute is written with an apostrophe before it."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows([cell_text(value) for value in row] for row in rows)
    return file.getvalue()


def cell_text(value: str | int) -> str:
    """A cell of the pack's tables: on one line, with an apostrophe before what would be computed."""
    text = " ".join(str(value).splitlines())
    return "'" + text if text.startswith(_FORMULA_STARTS) else text


def _election(facts: PackFacts, thresholds: Thresholds, disclosures: dict[int, Disclosure]) -> str:
    document = {
        "format": "manyhands-election/1",
        "code": facts.code,
        "title": facts.title,
        "title_cy": facts.title_cy,
        "rule": str(facts.rule),
        "settings": dict(facts.settings),
        "roll_size": facts.roll_size,
        "thresholds": vars(thresholds),
        "contests": [_contest(contest, disclosures) for contest in facts.contests],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _contest(contest: ContestFacts, disclosures: dict[int, Disclosure]) -> dict[str, object]:
    about: dict[str, object] = {
        "number": contest.number,
        "title": contest.title,
        "seats": contest.seats,
        "lot_commitment": contest.commitment,
    }
    told = disclosures.get(contest.number)
    if told is None:
        return about | {"form": UNOPPOSED}
    return about | {
        "form": str(told.form),
        "papers": told.papers,
        "unique_rankings": told.unique,
        "unique_rankings_published": told.unique_published,
        "unanimous": told.unanimous,
    }


def folder_of(number: int | str) -> str:
    """The folder of a contest's files."""
    return f"contest-{number}"


def _contest_files(contest: ContestFacts, told: Disclosure) -> dict[str, str]:
    """What is published of one counted contest, in its form."""
    folder, result = folder_of(contest.number), contest.result
    if result is None:
        raise ValueError("a contest without a count has no files")
    if told.form is Form.WINNERS:
        names = "\n".join(result.name(c) for c in result.elected)
        return {f"{folder}/elected.txt": names + "\n"}
    shown = as_published(result, told)
    document = as_document(shown)
    if told.published is None:
        document["digest"] = None  # of so few papers a digest would tell what they are
    files = {
        f"{folder}/result.json": json.dumps(document, ensure_ascii=False, indent=1) + "\n",
        f"{folder}/stages.csv": as_csv(shown),
    }
    for language in ("en", "cy"):
        kept = {"has_digest": told.published is not None}
        files[f"{folder}/result.{language}.txt"] = as_text(shown, language, **kept)
        files[f"{folder}/result.{language}.html"] = as_page(shown, language, **kept)
    if told.published is not None:
        files[f"{folder}/ballots.blt"] = write_blt(told.published)
        if result.lot is not None:
            files[f"{folder}/lot.txt"] = "".join(f"{name}\n" for name in result.lot.order)
    return files


def as_published(result: CountResult, told: Disclosure) -> CountResult:
    """The count of the papers as they are published, which gives the same stages."""
    if told.published is None or told.form is Form.FULL:
        return result
    again = count_contest(
        told.published, result.rule, lot=result.lot, reservations=result.reservations
    )
    return replace(again, notes=result.notes)


def _account(account: Sequence[ChannelAccount]) -> str:
    rows = [(a.channel, a.issued, a.returned, a.refused, a.counted) for a in account]
    return table(("channel", "issued", "returned", "refused", "counted"), rows)


def _candidates(facts: PackFacts) -> str:
    rows = [(c.contest, c.number, c.name, c.organisation, c.outcome) for c in facts.candidates]
    return table(("contest", "number", "name", "organisation", "outcome"), rows)


def _steps(facts: PackFacts) -> str:
    rows = [(s.number, s.state, s.at, s.by, s.reason) for s in facts.steps]
    return table(("number", "state", "at", "by", "reason"), rows)


def _chain(facts: PackFacts) -> str:
    rows = [
        (link.number, link.table, link.digest, link.previous, link.head) for link in facts.links
    ]
    return table(("number", "table", "digest", "previous", "head"), rows)

"""Ties: by earlier stages as each rule says, then by a lot that anybody can check."""

import hashlib
import json
import random

import pytest

from representation.counting.ballots import Contest
from representation.counting.count import count_contest
from representation.counting.errors import CountingError, FileError, LotNeeded
from representation.counting.lots import Lot, LotSource, commitment, public_lot, read_drawn_lot
from representation.counting.register import separate
from representation.counting.result import Rule
from representation.counting.sheet.document import as_document
from tests.unit.representation.counting import published_again
from tests.unit.representation.counting.elections_at_random import random_election

NAMES = ("Ann", "Bob", "Cai", "Dee")
A, B, C, D = range(4)
LEVEL = Contest("Level", 1, NAMES, {(A,): 2, (B,): 2, (C,): 2, (D,): 3})


def drawn(*order: str) -> Lot:
    return Lot(order, LotSource.DRAWN)


@pytest.mark.parametrize("first", ["Ann", "Bob", "Cai"])
def test_the_lot_falls_on_the_first_drawn(first: str) -> None:
    others = [name for name in NAMES if name != first]
    result = count_contest(LEVEL, Rule.SCOTTISH_STV, lot=drawn(first, *others))
    assert [result.name(c) for c in result.stages[1].excluded] == [first]
    number, tie = result.lots[0]
    assert (number, tie.lot_among, result.name(tie.chosen)) == (2, (A, B, C), first)


def test_a_lot_for_the_place_elects_the_first_drawn() -> None:
    contest = Contest("T", 1, NAMES, {(A,): 2, (B,): 2})
    for rule in (Rule.PLURALITY, Rule.APPROVAL):
        result = count_contest(contest, rule, lot=drawn("Bob", "Ann"))
        assert result.elected == (B,)


def test_without_a_lot_the_count_says_between_whom_one_is_needed() -> None:
    with pytest.raises(LotNeeded, match="stage 2 needs a lot between Ann, Bob, Cai"):
        count_contest(LEVEL, Rule.SCOTTISH_STV)
    with pytest.raises(LotNeeded, match="leaves out Cai"):
        count_contest(LEVEL, Rule.SCOTTISH_STV, lot=drawn("Ann", "Bob"))


def test_a_count_without_ties_needs_no_lot() -> None:
    contest = Contest("T", 1, NAMES, {(A,): 5, (B,): 2, (C,): 1})
    assert count_contest(contest, Rule.SCOTTISH_STV).lot is None


def points(*votes: tuple[int, ...]) -> list[tuple[int, tuple[int, ...]]]:
    return list(enumerate(votes, start=1))


def test_scottish_looks_back_and_ers97_looks_from_the_start() -> None:
    history = points((3, 5), (5, 4), (5, 5))
    assert separate([0, 1], history[::-1], fewest=True) == ([1], 2)
    assert separate([0, 1], history, fewest=True) == ([0], 1)


def test_only_those_level_at_the_extreme_go_on() -> None:
    history = points((1, 2, 0), (4, 4, 5), (6, 6, 6))
    assert separate([0, 1, 2], history[::-1], fewest=True) == ([0], 1)
    assert separate([0, 1, 2], points((4, 4, 5)), fewest=True) == ([0, 1], 1)


def test_scottish_surplus_goes_by_the_most_recent_difference() -> None:
    # Ann and Bob both end on 6 of a quota of 4; Bob had more at stage 1.
    papers = {(A, D): 4, (B, D): 5, (C, A): 2, (C, B): 1, (D,): 4}
    contest = Contest("T", 3, ("Ann", "Bob", "Cai", "Dee", "Eve"), papers)
    result = count_contest(contest, Rule.SCOTTISH_STV, lot=drawn("Ann", "Bob", "Cai", "Dee", "Eve"))
    assert all(tie.stage is not None or tie.lot_among for s in result.stages for tie in s.ties)


def test_the_public_lot_is_what_the_document_says() -> None:
    lot = public_lot(seed="s", public_value="p", title="T", candidates=NAMES)
    lines = {n: "\n".join(["manyhands-lot/1", "s", "p", "T", n]).encode() for n in NAMES}
    digests = {n: hashlib.sha256(text).hexdigest() for n, text in lines.items()}
    assert list(lot.order) == sorted(NAMES, key=digests.__getitem__)
    assert list(lot.order) == published_again.order_by_script("s", "p", "T", list(NAMES))


@pytest.mark.parametrize("change", ["seed", "public_value", "title"])
def test_the_public_lot_hangs_on_each_part(change: str) -> None:
    names = [f"C{n}" for n in range(30)]
    parts = {"seed": "s", "public_value": "p", "title": "T"}
    lots = [public_lot(**p, candidates=names) for p in (parts, {**parts, change: "other"})]
    assert lots[0].order != lots[1].order
    reversed_names = public_lot(**parts, candidates=names[::-1])
    assert reversed_names.order == lots[0].order


def test_the_seed_must_be_the_one_committed_to() -> None:
    parts = {"seed": "s", "public_value": "p", "title": "T", "candidates": NAMES}
    assert public_lot(**parts, committed=commitment("s").upper()).seed == "s"
    with pytest.raises(CountingError, match="not the one"):
        public_lot(**parts, committed=commitment("another"))


def published(contest: Contest, rule: Rule, seed: str) -> dict:
    """The result as it is published, counted with the public lot of this seed."""
    lot = public_lot(
        seed=seed, public_value="p", title=contest.title, candidates=contest.candidates
    )
    return json.loads(json.dumps(as_document(count_contest(contest, rule, lot=lot))))


@pytest.mark.parametrize("rule", list(Rule))
def test_the_published_result_alone_gives_each_lot_and_each_winner(rule: Rule) -> None:
    rng = random.Random(11)
    lots = 0
    for number in range(60):
        contest, _, _ = random_election(rng, most_voters=20)
        document = published(contest, rule, f"s{number}")
        lots += len(document["lots"])
        assert published_again.faults(document) == []
    assert lots > 0


def another_drawn(document: dict) -> None:
    draw = document["lots"][0]
    draw["drawn"] = next(name for name in draw["among"] if name != draw["drawn"])


def another_order(document: dict) -> None:
    document["lot"]["order"].reverse()


def another_excluded(document: dict) -> None:
    stage = document["stages"][1]
    stage["candidates"] = [name for name in stage["votes"] if name not in stage["candidates"]][:1]


def another_winner(document: dict) -> None:
    document["elected"] = [name for name in NAMES if name not in document["elected"]][:1]


def another_vote(document: dict) -> None:
    document["stages"][1]["votes"]["Dee"] = "2.50000"


def no_lot(document: dict) -> None:
    document["lots"].pop()


@pytest.mark.parametrize(
    "tamper",
    [another_drawn, another_order, another_excluded, another_winner, another_vote, no_lot],
)
@pytest.mark.parametrize("rule", [Rule.SCOTTISH_STV, Rule.MEEK_STV, Rule.ERS97_STV])
def test_a_result_that_is_not_right_is_noticed(tamper, rule: Rule) -> None:
    contest = Contest("Level", 1, NAMES, {(A,): 2, (B,): 2, (C,): 2, (D, A): 3})
    document = published(contest, rule, "s")
    assert published_again.faults(document) == []
    tamper(document)
    assert published_again.faults(document)


def test_the_published_script_is_short_and_runs(tmp_path, capsys, monkeypatch) -> None:
    lot = public_lot(seed="s", public_value="p", title="Level", candidates=NAMES)
    result = count_contest(LEVEL, Rule.SCOTTISH_STV, lot=lot)
    path = tmp_path / "result.json"
    path.write_text(json.dumps(as_document(result)))
    script = published_again.published_script()
    assert sum(bool(line.strip()) for line in script.splitlines()) <= 20
    monkeypatch.setattr("sys.argv", ["script", str(path)])
    exec(script, {"__name__": "__main__"})  # noqa: S102 - the point is to run what is printed
    assert capsys.readouterr().out.startswith("The lot is right")


def test_a_recount_keeps_the_first_lot() -> None:
    first = count_contest(LEVEL, Rule.SCOTTISH_STV, lot=drawn("Cai", "Ann", "Bob", "Dee"))
    again = count_contest(LEVEL, Rule.SCOTTISH_STV, lot=first.lot)
    assert again == first


@pytest.mark.parametrize(
    "text, order",
    [
        ("Bob\nAnn\n", ("Bob", "Ann")),
        ('# drawn by Joan\n\n "Dee" \nCai\n', ("Dee", "Cai")),
        ("2\n1 # Ann\n", ("Bob", "Ann")),
        ("4, 3 2", ("Dee", "Cai", "Bob")),
    ],
)
def test_a_drawn_order_is_read(text: str, order: tuple[str, ...]) -> None:
    assert read_drawn_lot(text, NAMES).order == order


@pytest.mark.parametrize(
    "text, line, what",
    [
        ("Ann\nZoe\n", 2, "Zoe"),
        ("Ann\n\nAnn\n", 3, "twice"),
        ("", 1, "empty"),
        ("5\n", 1, "5"),
        ("0\n", 1, "0"),
    ],
)
def test_a_wrong_drawn_order_names_the_line(text: str, line: int, what: str) -> None:
    with pytest.raises(FileError, match=what) as caught:
        read_drawn_lot(text, NAMES)
    assert caught.value.line == line

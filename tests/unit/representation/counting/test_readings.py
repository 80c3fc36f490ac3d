"""How each rule reads equal, skipped and withdrawn preferences, and the rules of one stage."""

import pytest

from representation.counting import meek
from representation.counting.ballots import Contest, Reading, build_contest, read_papers
from representation.counting.blt import read_blt
from representation.counting.count import count_contest
from representation.counting.errors import CountingError
from representation.counting.lots import Lot, LotSource
from representation.counting.register import Register
from representation.counting.result import CountResult, Rule

NAMES = ("Ann", "Bob", "Cai", "Dee")
A, B, C, D = range(4)
HEAD, TAIL = "4 1\n", '0\n"Ann"\n"Bob"\n"Cai"\n"Dee"\n"T"\n'
LOT = Lot(NAMES, LotSource.DRAWN)


def first_stage(ballots: str, rule: Rule) -> tuple[dict[str, int], int, CountResult]:
    result = count_contest(read_blt(HEAD + ballots + TAIL), rule, lot=LOT)
    stage = result.stages[0]
    votes = {result.name(c): v // 10**result.places for c, v in enumerate(stage.votes) if v}
    return votes, result.invalid, result


@pytest.mark.parametrize("rule", [Rule.SCOTTISH_STV, Rule.AV, Rule.ERS97_STV, Rule.PLURALITY])
def test_a_first_preference_that_is_not_clear_is_not_valid(rule: Rule) -> None:
    votes, invalid, result = first_stage("3 1 2 0\n2 1=2 3 0\n4 - 2 0\n1 0\n", rule)
    assert (votes, invalid, result.valid) == ({"Ann": 3}, 7, 3)
    assert ("cut_short", (("count", 6),)) in [(n.code, n.params) for n in result.notes]


def test_meek_passes_over_a_skipped_number_but_not_an_equal_one() -> None:
    votes, invalid, _ = first_stage("3 1 2 0\n2 1=2 3 0\n4 - 2 0\n1 0\n", Rule.MEEK_STV)
    assert (votes, invalid) == ({"Ann": 3, "Bob": 4}, 3)


def test_approval_takes_every_mark() -> None:
    votes, invalid, _ = first_stage("3 1 2 0\n2 1=2 3 0\n4 - 2 0\n1 0\n", Rule.APPROVAL)
    assert (votes, invalid) == ({"Ann": 5, "Bob": 9, "Cai": 2}, 1)


@pytest.mark.parametrize("rule", [Rule.SCOTTISH_STV, Rule.ERS97_STV])
def test_an_equal_preference_stops_a_paper_when_it_is_reached(rule: Rule) -> None:
    ballots = "1 4 2=3 1 0\n1 4 - 1 0\n3 1 0\n4 2 0\n5 3 0\n"
    result = count_contest(read_blt(HEAD + ballots + TAIL), rule, lot=LOT)
    assert result.stages[1].excluded[0] == D
    assert result.stages[1].non_transferable == 2 * 10**result.places


@pytest.mark.parametrize("rule", list(Rule))
def test_withdrawn_candidates_are_passed_over(rule: Rule) -> None:
    papers = {(A, B): 5, (B,): 1, (C, A, D): 2, (A,): 3}
    whole = Contest("T", 1, NAMES, papers, withdrawn=frozenset({A}))
    struck = Contest("T", 1, NAMES, {(B,): 6, (C, D): 2}, blank=3, withdrawn=frozenset({A}))
    first, second = (count_contest(c, rule, lot=LOT) for c in (whole, struck))
    assert (first.stages, first.valid, first.invalid) == (second.stages, 8, 3)


def test_av_fills_one_place_and_says_so() -> None:
    contest = Contest("T", 3, NAMES, {(A,): 5, (B,): 4, (C, B): 3, (D,): 1})
    result = count_contest(contest, Rule.AV, lot=LOT)
    assert (result.seats, result.quota, result.elected) == (1, 7 * 10**5, (B,))
    assert result.notes[0].code == "one_place"


def test_plurality_and_approval_by_hand() -> None:
    contest = Contest("T", 2, NAMES, {(A, B): 5, (B, C): 4, (C, B): 6, (D,): 1})
    assert count_contest(contest, Rule.PLURALITY).elected == (C, A)
    assert count_contest(contest, Rule.APPROVAL).elected == (B, C)


def test_seats_can_be_given() -> None:
    contest = Contest("T", 1, NAMES, {(A,): 5, (B,): 4, (C,): 1})
    result = count_contest(contest, Rule.PLURALITY, seats=2)
    assert (result.seats, result.elected) == (2, (A, B))
    with pytest.raises(CountingError, match="at least 1"):
        count_contest(contest, Rule.PLURALITY, seats=0)


@pytest.mark.parametrize("ranking", [(A, A), (4,), (-1,)])
def test_papers_from_elsewhere_are_checked(ranking: tuple[int, ...]) -> None:
    with pytest.raises(CountingError, match="twice or unknown"):
        build_contest(title="T", seats=1, candidates=NAMES, rankings=[(A,), ranking])


def test_papers_from_elsewhere_tell_candidates_of_one_name_apart() -> None:
    contest = build_contest(title="T", seats=1, candidates=["Ann", "Ann"], rankings=[(B,)])
    assert contest.candidates == ("Ann (1)", "Ann (2)")
    with pytest.raises(CountingError, match="are called"):
        build_contest(title="T", seats=1, candidates=["Ann", "Ann", "Ann (1)"], rankings=[])


def test_meek_ties_all_within_the_surplus_of_the_lowest() -> None:
    """Step B.3: whoever the surplus could still lift to the lowest's vote is tied with it."""
    contest = Contest("T", 1, NAMES, {(A,): 2, (B,): 3, (C,): 9})
    for surplus, gone in ((meek.ONE, B), (meek.ONE - 1, A)):
        register = Register(contest.without({D}), 1, lot=Lot(("Bob", "Ann"), LotSource.DRAWN))
        count = meek.MeekCount(read_papers(contest, Reading.IN_ORDER), register)
        count.distribute_once()
        assert count.defeat(surplus, frozenset()) == gone

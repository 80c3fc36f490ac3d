"""Casual vacancies: nobody who sits is ever unseated."""

import random

import pytest

from representation.counting.ballots import Contest
from representation.counting.count import count_contest
from representation.counting.countback import VacancyRule, fill_vacancy
from representation.counting.errors import CountingError, Infeasible
from representation.counting.lots import Lot, LotSource
from representation.counting.reserved import Reservation, infeasibilities
from representation.counting.result import Rule
from representation.counting.sheet.words import explanations, headline, outcome
from tests.unit.representation.counting.elections_at_random import random_election
from tests.unit.representation.counting.reserved_at_random import random_reservations, satisfies
from tests.unit.representation.counting.vacancies import Vacancies, fill_every_vacancy

NAMES = ("Ann", "Bob", "Cai", "Dee")
A, B, C, D = range(4)
LOT = Lot(NAMES, LotSource.DRAWN)
# Ann and Bob are elected and Cai comes next; but Ann's voters wanted Dee after her.
CONTEST = Contest("T", 2, NAMES, {(A, D): 10, (B,): 8, (C,): 5, (D,): 2})
RESULT = count_contest(CONTEST, Rule.SCOTTISH_STV, lot=LOT)
ANN = frozenset({A})


def test_the_protected_recount_asks_the_leaver_s_own_voters() -> None:
    assert set(RESULT.elected) == {A, B}
    assert fill_vacancy(RESULT, vacating=ANN).newcomers == (D,)


def test_the_runner_up_is_another_rule() -> None:
    outcome = fill_vacancy(RESULT, vacating=ANN, rule=VacancyRule.RUNNER_UP)
    assert (outcome.newcomers, outcome.recount) == ((C,), None)


def test_a_by_election_names_nobody() -> None:
    assert fill_vacancy(RESULT, vacating=ANN, rule=VacancyRule.BY_ELECTION).newcomers == ()


def test_the_unwilling_are_passed_over() -> None:
    unwilling = frozenset({D})
    assert fill_vacancy(RESULT, vacating=ANN, unwilling=unwilling).newcomers == (C,)
    assert fill_vacancy(RESULT, vacating=ANN, unwilling=unwilling | {C}).newcomers == ()


def test_a_second_vacancy_counts_with_those_who_sit_by_then() -> None:
    members = frozenset({B, D})
    gone = frozenset({D})
    assert fill_vacancy(RESULT, vacating=gone, members=members).newcomers == (C,)
    runner_up = fill_vacancy(RESULT, vacating=gone, members=members, rule=VacancyRule.RUNNER_UP)
    assert runner_up.newcomers == (C,)
    with pytest.raises(CountingError, match="elected"):
        fill_vacancy(RESULT, vacating=ANN, members=members)


def test_the_runner_up_keeps_the_reserved_places() -> None:
    reserved = (Reservation("small groups", frozenset({A, D}), minimum=1),)
    result = count_contest(CONTEST, Rule.SCOTTISH_STV, lot=LOT, reservations=reserved)
    assert fill_vacancy(result, vacating=ANN, rule=VacancyRule.RUNNER_UP).newcomers == (D,)
    both = fill_vacancy(result, vacating=frozenset({A, B}), rule=VacancyRule.RUNNER_UP)
    assert both.newcomers == (C, D)


def test_the_sheet_of_a_countback_says_who_is_new() -> None:
    recount = fill_vacancy(RESULT, vacating=ANN).recount
    assert headline(recount) == "Dee fills the vacant place; the sitting members keep theirs."
    assert headline(recount, "cy").startswith("Yn llenwi'r lle gwag: Dee.")
    assert outcome(recount, B) == "Keeps the seat"
    assert explanations(recount)[0][0] == "Why was Dee elected and not Cai?"


@pytest.mark.parametrize("rule", [VacancyRule.PROTECTED_RECOUNT, VacancyRule.RUNNER_UP])
def test_vacancies_keep_the_reserved_places(rule: VacancyRule) -> None:
    rng, filled = random.Random(23), 0
    for _ in range(200):
        contest, lot, _ = random_election(rng, most_voters=20)
        reserved = random_reservations(rng, contest)
        if infeasibilities(reserved, contest.standing, contest.seats):
            continue
        result = count_contest(contest, Rule.SCOTTISH_STV, lot=lot, reservations=reserved)
        leaver = frozenset({rng.choice(result.elected)})
        try:
            newcomers = fill_vacancy(result, vacating=leaver, rule=rule).newcomers
        except Infeasible:
            newcomers = ()
        others = set(contest.standing) - set(result.elected)
        sitting = set(result.elected) - leaver
        possible = {c for c in others if satisfies(sitting | {c}, reserved)}
        assert (len(newcomers) == 1 and set(newcomers) <= possible) or not possible
        filled += len(newcomers)
    assert filled > 50


def test_both_places_can_fall_vacant() -> None:
    assert set(fill_vacancy(RESULT, vacating=frozenset({A, B})).newcomers) == {C, D}


def test_only_a_member_can_leave() -> None:
    with pytest.raises(CountingError, match="elected"):
        fill_vacancy(RESULT, vacating=frozenset({C}))


@pytest.mark.parametrize("rule", [r for r in Rule if r is not Rule.AV])
def test_a_recount_that_would_unseat_keeps_the_member(rule: Rule) -> None:
    # Without Ann, all her papers go to Cai and Dee, and Bob would be last.
    papers = {(A, C): 10, (A, D): 9, (B,): 5, (C,): 1, (D,): 1}
    without_ann = Contest("T", 2, NAMES, papers).without({A})
    assert B not in count_contest(without_ann, rule, lot=LOT).elected
    recount = count_contest(without_ann, rule, lot=LOT, sitting=frozenset({B}))
    assert set(recount.elected) == {B, C}


@pytest.mark.parametrize("rule", [r for r in Rule if r is not Rule.AV])
def test_no_vacancy_of_a_random_election_unseats_anybody(rule: Rule) -> None:
    rng, found = random.Random(17), Vacancies()
    for _ in range(60):
        contest, lot, _ = random_election(rng, most_voters=30)
        fill_every_vacancy(count_contest(contest, rule, lot=lot), found)
    assert (found.unseated, found.wrong_number) == (0, 0)
    assert found.filled > 50

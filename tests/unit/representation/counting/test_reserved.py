"""Reserved seats by guard and doom."""

import random

import pytest

from representation.counting.ballots import Contest
from representation.counting.count import count_contest
from representation.counting.errors import Infeasible
from representation.counting.lots import Lot, LotSource
from representation.counting.reserved import Places, Reservation, infeasibilities
from representation.counting.result import Rule
from tests.unit.representation.counting.elections_at_random import random_election
from tests.unit.representation.counting.reserved_at_random import (
    Reserved,
    check,
    random_reservations,
)

NAMES = ("Ann", "Bob", "Cai", "Dee", "Eve")
A, B, C, D, E = range(5)
SMALL = frozenset({D, E})
CONTEST = Contest("T", 2, NAMES, {(A,): 9, (B,): 8, (C,): 7, (D,): 2, (E, D): 1})
LOT = Lot(NAMES, LotSource.DRAWN)


def small(minimum: int = 0, maximum: int | None = None) -> tuple[Reservation, ...]:
    return (Reservation("small groups", SMALL, minimum, maximum),)


@pytest.mark.parametrize("rule", [r for r in Rule if r is not Rule.AV])
def test_a_place_is_kept(rule: Rule) -> None:
    assert not set(count_contest(CONTEST, rule, lot=LOT).elected) & SMALL
    result = count_contest(CONTEST, rule, lot=LOT, reservations=small(minimum=1))
    assert set(result.elected) == {A, D}
    assert "reservations_applied" in [note.code for note in result.notes]


def test_guarded_and_doomed() -> None:
    places = Places(small(minimum=1), frozenset(), frozenset({A, B, E}), free=1)
    assert (places.guarded(), places.doomed()) == ({E}, {A, B})
    free = Places(small(minimum=1), frozenset({A}), frozenset({B, D, E}), free=2)
    assert (free.guarded(), free.doomed()) == (frozenset(), frozenset())
    full = Places(small(maximum=1), frozenset({D}), frozenset({A, B, E}), free=1)
    assert (full.guarded(), full.doomed()) == (frozenset(), {E})


def test_several_at_once_do_not_lead_into_a_corner() -> None:
    both = (
        Reservation("north", frozenset({A, D}), minimum=1),
        Reservation("small groups", SMALL, minimum=1),
        Reservation("new", frozenset({B, D}), maximum=0),
    )
    assert set(count_contest(CONTEST, Rule.SCOTTISH_STV, lot=LOT, reservations=both).elected) == {
        A,
        E,
    }


@pytest.mark.parametrize(
    "reservations, what",
    [
        (small(minimum=3), "at least 3 needed, 2 standing"),
        ((Reservation("all", frozenset(range(5)), minimum=3),), "at least 3 needed, 2 to be"),
        ((Reservation("all", frozenset(range(5)), maximum=1),), "too few others"),
        (small(minimum=2, maximum=1), "less than"),
        (
            (
                Reservation("abc", frozenset({A, B, C}), minimum=2),
                Reservation("small", SMALL, minimum=1),
            ),
            "cannot all be met with 2 to be elected: abc, small",
        ),
    ],
)
def test_what_cannot_be_met_is_told_before_the_count(reservations, what: str) -> None:
    assert infeasibilities(reservations, range(5), 2)
    with pytest.raises(Infeasible, match=what):
        count_contest(CONTEST, Rule.SCOTTISH_STV, reservations=reservations)


def test_random_reservations_are_met_and_change_nothing_needlessly() -> None:
    rng, found = random.Random(13), Reserved()
    rules = [rule for rule in Rule if rule is not Rule.AV]
    for number in range(500):
        contest, lot, _ = random_election(rng, most_voters=30)
        reservations = random_reservations(rng, contest)
        check(contest, lot, reservations, rules[number % len(rules)], found)
    assert found.faults == []
    assert (found.met, found.unchanged) == (found.feasible, found.already_met)
    assert found.already_met < found.feasible < found.elections

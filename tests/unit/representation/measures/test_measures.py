"""The measures against published vectors, brute force, and definitions written again."""

from datetime import date
from fractions import Fraction
from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from representation.measures.concentration import effective_number, gini, herfindahl
from representation.measures.occupancy import (
    Period,
    Turnout,
    shown_turnout,
    vacancy_rate,
    vacant_days,
)
from representation.measures.shares import (
    compare,
    fair_share,
    gallagher,
    loosemore_hanby,
    ratios,
    sainte_lague,
)

SECTOR, SEATS = (1504, 96), (3, 9)
BANDS, BAND_SEATS = (920, 584, 80, 16), (1, 2, 5, 4)

groups = st.lists(st.integers(0, 200), min_size=1, max_size=4).filter(any)


def hundredths(value: Fraction) -> str:
    return f"{float(value):.2f}"


def test_ninety_four_and_six() -> None:
    found = compare(SECTOR, SEATS)
    assert found.distance == found.gallagher == 69
    assert found.fairest == (11, 1)
    assert hundredths(found.floor) == "2.33"
    assert hundredths(found.excess) == "66.67"
    assert found.to_move == 8


def test_four_bands() -> None:
    found = compare(BANDS, BAND_SEATS)
    assert found.distance == 69
    assert hundredths(found.gallagher) == "50.99"
    assert found.fairest == (7, 4, 1, 0)
    assert hundredths(found.floor) == "4.17"
    assert hundredths(gallagher(BANDS, found.fairest)) == "3.38"


def test_concentration() -> None:
    held = (4, 3, 2, 1, 1, 1)
    assert hundredths(herfindahl(held) * 100) == "22.22"
    assert effective_number(held) == Fraction(9, 2)
    assert hundredths(gini(held) * 100) == "30.56"
    assert hundredths(gini(held + (0,) * 94) * 100) == "95.83"


@given(groups, st.integers(1, 6))
def test_no_split_is_nearer_than_the_fair_one(sector: list[int], seats: int) -> None:
    fair = fair_share(sector, seats)
    assert sum(fair) == seats
    best = loosemore_hanby(sector, fair)
    for chosen in combinations_with_replacement(range(len(sector)), seats):
        other = [chosen.count(one) for one in range(len(sector))]
        assert best <= loosemore_hanby(sector, other)
        assert gallagher(sector, fair) <= gallagher(sector, other)


@given(groups, st.data())
def test_indices_are_within_bounds_and_nothing_where_shares_agree(
    sector: list[int], data: st.DataObject
) -> None:
    size = len(sector)
    seats = data.draw(st.lists(st.integers(0, 9), min_size=size, max_size=size).filter(any))
    found = compare(sector, seats)
    assert 0 <= found.floor <= found.distance <= 100
    assert 0 <= found.gallagher <= found.distance + Fraction(1, 200)
    assert loosemore_hanby(sector, sector) == gallagher(sector, sector) == 0


@given(st.integers(1, 50), st.integers(1, 50), st.integers(0, 9), st.integers(0, 9))
def test_with_two_groups_both_indices_agree(one: int, two: int, first: int, second: int) -> None:
    if first + second:
        exact = loosemore_hanby((one, two), (first, second))
        assert abs(gallagher((one, two), (first, second)) - exact) <= Fraction(1, 200)


@given(st.lists(st.integers(0, 20), min_size=1, max_size=8).filter(any))
def test_gini_is_the_mean_difference_over_twice_the_mean(held: list[int]) -> None:
    differences = sum(abs(one - other) for one in held for other in held)
    assert gini(held) == Fraction(differences, 2 * len(held) * sum(held))


def test_ratios_and_the_expert_index() -> None:
    assert ratios(SECTOR, SEATS) == (Fraction(25, 94), Fraction(25, 2))
    assert ratios(SECTOR, (1, 3)) == (None, None)
    assert ratios((5, 0), (4, 1)) == (Fraction(4, 5), None)
    assert sainte_lague((50, 50), (3, 1)) == 25
    with pytest.raises(ValueError, match="without organisations"):
        sainte_lague((5, 0), (4, 1))


@pytest.mark.parametrize(
    "sector, seats", [((), ()), ((0, 0), (1, 1)), ((1, 2), (0, 0)), ((1,), (1, 2))]
)
def test_nothing_is_not_compared(sector: tuple[int, ...], seats: tuple[int, ...]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        compare(sector, seats)


def test_vacant_days_over_seat_days() -> None:
    first, last = date(2026, 1, 1), date(2026, 1, 10)
    life = Period(date(2020, 1, 1))
    holder, next_one = Period(date(2025, 1, 1), date(2026, 1, 3)), Period(date(2026, 1, 9))
    assert vacancy_rate([(life, [holder, next_one])], first, last) == Fraction(5, 10)
    assert vacancy_rate([(Period(date(2026, 1, 6)), [])], first, last) == 1
    assert vacancy_rate([], first, last) == 0
    assert vacant_days(date(2026, 7, 3), date(2026, 11, 22)) == 143
    assert vacant_days(date(2026, 7, 3), date(2026, 7, 2)) == 0


def test_a_turnout_of_few_is_not_shown_nor_left_to_be_worked_out() -> None:
    few, seven, many = Turnout(4, 1), Turnout(7, 3), Turnout(40, 31)
    assert many.share == Fraction(155, 2)
    assert shown_turnout([many, few, seven]) == (many, None, None)
    assert shown_turnout([many, few, few]) == (many, None, None)
    assert shown_turnout([many, seven]) == (many, seven)
    assert shown_turnout([few]) == (None,)

"""What claims come to: the table worked by hand, and what holds for every claim."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from consortium.treasury.rates import mileage, rate_on, tax_year
from consortium.treasury.states import PayeeKind, RateKind
from representation.claims.pricing import (
    LineAsked,
    LineFault,
    LineRefused,
    Occasion,
    price_claim,
    price_line,
)
from representation.claims.rerating import Priced, rerate
from representation.claims.states import LineKind, Standing
from tests.unit.representation.claims.priced_claims import CASES, NOVEMBER, RATES, SCHEME, Case

NO_TIME = LineFault.VOLUNTEERS_ARE_PAID_NO_TIME


def test_the_table_has_forty_claims_and_more() -> None:
    assert len(CASES) >= 40
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_claim_comes_to_what_was_worked_by_hand(case: Case) -> None:
    priced = price_claim(case.lines, case.occasion, RATES)
    assert tuple(line.pence for line in priced) == case.pence, case.worked


@pytest.mark.parametrize(
    ("line", "standing", "fault"),
    [
        (LineAsked(LineKind.TIME, minutes=60), Standing.VOLUNTEER, NO_TIME),
        (LineAsked(LineKind.ALLOWANCE, cost_pence=5), Standing.VOLUNTEER, NO_TIME),
        (LineAsked(LineKind.ALLOWANCE, cost_pence=5), Standing.PAID, LineFault.PEOPLE_ARE_PAID_BY_PAYROLL),
        (LineAsked(LineKind.TIME), Standing.PAID, LineFault.NOTHING_ASKED),
        (LineAsked(LineKind.MILES), Standing.PAID, LineFault.NOTHING_ASKED),
        (LineAsked(LineKind.FARE), Standing.PAID, LineFault.NOTHING_ASKED),
        (LineAsked(LineKind.FARE, cost_pence=-1), Standing.PAID, LineFault.NOT_POSSIBLE),
        (LineAsked(LineKind.TIME, minutes=1_441), Standing.PAID, LineFault.NOT_POSSIBLE),
        (LineAsked(LineKind.MILES, tenths=20_001), Standing.PAID, LineFault.NOT_POSSIBLE),
        (LineAsked(LineKind.MILES, tenths=5, passengers=9), Standing.PAID, LineFault.NOT_POSSIBLE),
        (
            LineAsked(LineKind.MILES, tenths=5, vehicle=RateKind.MOTORCYCLE, passengers=1),
            Standing.PAID,
            LineFault.PASSENGERS_RIDE_IN_CARS,
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_paid_says_why(
    line: LineAsked, standing: Standing, fault: LineFault
) -> None:
    with pytest.raises(LineRefused) as refused:
        price_line(line, Occasion(NOVEMBER, SCHEME, standing), RATES)
    assert refused.value.fault is fault


def test_a_scheme_pays_only_what_it_has_a_rate_for() -> None:
    other = Occasion(NOVEMBER, SCHEME + 1, Standing.PAID)
    with pytest.raises(LineRefused) as refused:
        price_line(LineAsked(LineKind.TIME, minutes=60), other, RATES)
    assert refused.value.fault is LineFault.NO_RATE
    assert price_line(LineAsked(LineKind.MILES, tenths=10), other, RATES).pence == 55


def test_two_payees() -> None:
    lines = (LineAsked(LineKind.TIME, minutes=60), LineAsked(LineKind.MILES, tenths=180))
    priced = price_claim(lines, Occasion(NOVEMBER, SCHEME, Standing.PAID), RATES)
    assert [(line.payee, line.pence) for line in priced] == [
        (PayeeKind.ORGANISATION, 1_500),
        (PayeeKind.PERSON, 990),
    ]


@given(some.lists(some.integers(1, 20_000), min_size=1, max_size=12), some.randoms())
def test_a_years_miles_sum_the_same_in_any_order_but_for_halves(
    journeys: list[int], shuffle: object
) -> None:
    rate = rate_on(RATES, RateKind.CAR, NOVEMBER)

    def year(order: list[int]) -> int:
        before, pence = 0, 0
        for tenths in order:
            pence += mileage(tenths, rate, before).pence
            before += tenths
        return pence

    whole = mileage(sum(journeys), rate).pence
    assert abs(year(journeys) - whole) <= len(journeys)
    assert abs(year(sorted(journeys)) - whole) <= len(journeys)


@given(some.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_tax_year_is_whole(day: date) -> None:
    begins, ends = tax_year(day)
    assert begins <= day <= ends
    assert (begins.month, begins.day, ends.month, ends.day) == (4, 6, 4, 5)
    assert tax_year(ends + timedelta(days=1))[0] == ends + timedelta(days=1)


def as_paid(case: Case, number: int) -> Priced:
    return Priced(number, case.lines, case.occasion, case.pence)


def test_claims_are_recomputable_under_the_rates_of_their_day() -> None:
    assert rerate([as_paid(case, i) for i, case in enumerate(CASES)], RATES) == ()


def test_a_backdated_rate_shows_who_was_paid_too_little() -> None:
    """Claims of April and May 2026 that were paid at 45p before the 55p was announced."""
    lines = (LineAsked(LineKind.MILES, tenths=180),)
    paid = [
        Priced(number, lines, Occasion(day, SCHEME, Standing.PAID), (810,))
        for number, day in enumerate([date(2026, 4, 2), date(2026, 4, 6), date(2026, 5, 20)])
    ]
    found = rerate(paid, RATES)
    assert [(one.number, one.difference_pence) for one in found] == [(1, 180), (2, 180)]

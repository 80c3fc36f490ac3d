"""What a claim comes to, line by line, under the rates of its day.

Time away is paid to the organisation, what somebody spent to the person. A volunteer is paid back what
they spent and nothing by the hour or day: a flat rate for a volunteer who did not spend it makes a
worker of them (National Minimum Wage Act 1998, section 44; HMRC manual NMWM05090).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from consortium.treasury.rates import (
    NoRate,
    Priced,
    Rate,
    cost,
    mileage,
    passengers,
    rate_on,
    time_away,
)
from consortium.treasury.states import PayeeKind, RateKind
from representation.claims.states import PAYEE_OF, LineKind, Standing

LONGEST_MINUTES = 24 * 60
FURTHEST_TENTHS = 20_000
MOST_PASSENGERS = 8
COST_RATES = {
    LineKind.FARE: RateKind.FARE,
    LineKind.CHILDCARE: RateKind.CHILDCARE,
    LineKind.ACCESS: RateKind.ACCESS,
}


@dataclass(frozen=True)
class LineAsked:
    """One line as it was asked: minutes, or tenths of a mile, or what it cost in pence."""

    kind: LineKind
    minutes: int = 0
    tenths: int = 0
    vehicle: RateKind = RateKind.CAR
    passengers: int = 0
    cost_pence: int = 0


@dataclass(frozen=True)
class Occasion:
    """When, under whose scheme, and in which part. `tenths_before`: the person's miles in tenths in
    that vehicle since the tax year began. `time_pct`: how much of the time away is paid, for a meeting
    that was cancelled late.
    """

    day: date
    scheme: int | None
    standing: Standing
    tenths_before: int = 0
    time_pct: int = 100


@dataclass(frozen=True)
class LinePriced:
    """What a line comes to and for whom; `parts` are (tenths or minutes, pence a unit)."""

    kind: LineKind
    payee: PayeeKind
    pence: int
    parts: tuple[tuple[int, int], ...] = ()
    was_capped: bool = False


class LineFault(StrEnum):
    NOTHING_ASKED = "nothing-asked"
    NOT_POSSIBLE = "not-possible"
    VOLUNTEERS_ARE_PAID_NO_TIME = "volunteers-are-paid-no-time"
    PEOPLE_ARE_PAID_BY_PAYROLL = "people-are-paid-by-payroll"
    PASSENGERS_RIDE_IN_CARS = "passengers-ride-in-cars"
    NO_RATE = "no-rate"


class LineRefused(ValueError):
    """A line that cannot be paid, and why."""

    def __init__(self, kind: LineKind, fault: LineFault) -> None:
        super().__init__(kind, fault)
        self.kind, self.fault = kind, fault


def price_claim(
    lines: Iterable[LineAsked], occasion: Occasion, rates: Iterable[Rate]
) -> tuple[LinePriced, ...]:
    """Every line priced, in its order. Raises LineRefused for the first that cannot be paid."""
    held = tuple(rates)
    return tuple(price_line(line, occasion, held) for line in lines)


def price_line(line: LineAsked, occasion: Occasion, rates: Iterable[Rate]) -> LinePriced:
    """One line priced. Raises LineRefused."""
    _check(line, occasion.standing)
    try:
        priced = _priced(line, occasion, tuple(rates))
    except NoRate:
        raise LineRefused(line.kind, LineFault.NO_RATE) from None
    return LinePriced(line.kind, PAYEE_OF[line.kind], priced.pence, priced.parts, priced.was_capped)


def _check(line: LineAsked, standing: Standing) -> None:
    is_time = line.kind in {LineKind.TIME, LineKind.ALLOWANCE}
    if is_time and standing is Standing.VOLUNTEER:
        raise LineRefused(line.kind, LineFault.VOLUNTEERS_ARE_PAID_NO_TIME)
    if line.kind is LineKind.ALLOWANCE:
        raise LineRefused(line.kind, LineFault.PEOPLE_ARE_PAID_BY_PAYROLL)
    figures = (line.minutes, line.tenths, line.passengers, line.cost_pence)
    if min(figures) < 0 or _is_impossible(line):
        raise LineRefused(line.kind, LineFault.NOT_POSSIBLE)
    if line.passengers and line.vehicle is not RateKind.CAR:
        raise LineRefused(line.kind, LineFault.PASSENGERS_RIDE_IN_CARS)
    asked = {LineKind.TIME: line.minutes, LineKind.MILES: line.tenths}
    if not asked.get(line.kind, line.cost_pence):
        raise LineRefused(line.kind, LineFault.NOTHING_ASKED)


def _is_impossible(line: LineAsked) -> bool:
    return (
        line.minutes > LONGEST_MINUTES
        or line.tenths > FURTHEST_TENTHS
        or line.passengers > MOST_PASSENGERS
    )


def _priced(line: LineAsked, occasion: Occasion, rates: tuple[Rate, ...]) -> Priced:
    if line.kind is LineKind.TIME:
        return _time(line, occasion, rates)
    if line.kind is LineKind.MILES:
        return _miles(line, occasion, rates)
    return cost(
        line.cost_pence, rate_on(rates, COST_RATES[line.kind], occasion.day, occasion.scheme)
    )


def _time(line: LineAsked, occasion: Occasion, rates: tuple[Rate, ...]) -> Priced:
    hour, day = (_own(rates, kind, occasion) for kind in (RateKind.HOUR, RateKind.DAY))
    if hour is None and day is None:
        raise NoRate(RateKind.HOUR, occasion.day)
    priced = time_away(line.minutes, hour, day)
    if occasion.time_pct == 100:
        return priced
    part = (priced.pence * occasion.time_pct + 50) // 100
    return Priced(part, priced.parts, priced.was_capped)


def _own(rates: tuple[Rate, ...], kind: RateKind, occasion: Occasion) -> Rate | None:
    try:
        return rate_on(rates, kind, occasion.day, occasion.scheme)
    except NoRate:
        return None


def _miles(line: LineAsked, occasion: Occasion, rates: tuple[Rate, ...]) -> Priced:
    own = rate_on(rates, line.vehicle, occasion.day, occasion.scheme)
    drive = mileage(line.tenths, own, occasion.tenths_before)
    if not line.passengers:
        return drive
    each = rate_on(rates, RateKind.PASSENGER, occasion.day, occasion.scheme)
    ride = passengers(line.tenths, line.passengers, each)
    return Priced(drive.pence + ride.pence, drive.parts + ride.parts, drive.was_capped)

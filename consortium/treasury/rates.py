"""What a mile, an hour or a day is worth on a day, and what a cost may come to.

Mileage is HM Revenue and Customs' approved mileage allowance: one rate for the first 10,000 miles of
a person's tax year (6 April to 5 April), a lower one after. Distances are in tenths of a mile, times
in minutes, money in pence. A journey is rounded once, half a penny up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from consortium.treasury.amounts import round_half_up
from consortium.treasury.states import RateKind

TENTHS = 10
DAY_MINUTES = 450  # seven and a half hours, where a scheme pays by the day alone


@dataclass(frozen=True)
class Rate:
    """A dated row. `pence` a unit (mile, hour, day), or None where the cost itself is paid.

    `first_miles` are paid at `pence`, later ones of the tax year at `then_pence`. `cap_pence` is the
    most for one claim. `scheme` is None for rates that everybody uses; both dates are included.
    """

    kind: RateKind
    pence: int | None
    valid_from: date
    source: str
    valid_until: date | None = None
    first_miles: int | None = None
    then_pence: int | None = None
    cap_pence: int | None = None
    scheme: int | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the rate is in force on the day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class NoRate(LookupError):
    """Nothing of that kind is paid on that day."""

    def __init__(self, kind: RateKind, day: date) -> None:
        super().__init__(kind, day)
        self.kind, self.day = kind, day


@dataclass(frozen=True)
class Priced:
    """An amount and how it came about: `parts` are (tenths or minutes, pence a unit)."""

    pence: int
    parts: tuple[tuple[int, int], ...] = ()
    was_capped: bool = False


def tax_year(day: date) -> tuple[date, date]:
    """The first and last day, 6 April to 5 April, of the tax year that the day is in."""
    begins = day.year if (day.month, day.day) >= (4, 6) else day.year - 1
    return date(begins, 4, 6), date(begins + 1, 4, 5)


def rate_on(rates: Iterable[Rate], kind: RateKind, day: date, scheme: int | None = None) -> Rate:
    """The scheme's own rate in force on the day, else everybody's. Raises NoRate."""
    held = [rate for rate in rates if rate.kind == kind and rate.holds_on(day)]
    for owner in (scheme, None):
        for rate in held:
            if rate.scheme == owner:
                return rate
    raise NoRate(kind, day)


def with_new(rates: Iterable[Rate], new: Rate) -> tuple[Rate, ...]:
    """The rates once the new one holds: what its scheme paid for the same ends the day before."""
    ends = new.valid_from - timedelta(days=1)
    kept = [
        replace(rate, valid_until=ends)
        if (rate.kind, rate.scheme) == (new.kind, new.scheme) and rate.holds_on(new.valid_from)
        else rate
        for rate in rates
    ]
    return (*kept, new)


def mileage(tenths: int, rate: Rate, tenths_before: int = 0) -> Priced:
    """A journey; `tenths_before`: the person's in the same vehicle class and tax year before it."""
    full, reduced = tenths, 0
    if rate.first_miles is not None and rate.then_pence is not None:
        left = max(0, rate.first_miles * TENTHS - tenths_before)
        full = min(tenths, left)
        reduced = tenths - full
    parts = [(full, rate.pence or 0)] if full or not reduced else []
    if reduced:
        parts.append((reduced, rate.then_pence or 0))
    return _priced(parts, TENTHS, rate.cap_pence)


def passengers(tenths: int, people: int, rate: Rate) -> Priced:
    """So much a mile for each colleague who rides along to the same meeting."""
    return _priced([(tenths * people, rate.pence or 0)], TENTHS, rate.cap_pence)


def time_away(minutes: int, hour: Rate | None, day: Rate | None) -> Priced:
    """By the hour, never more than a day's rate; by the day alone, pro rata of a day's minutes."""
    if hour is not None:
        priced = _priced([(minutes, hour.pence or 0)], 60, hour.cap_pence)
        if day is not None and priced.pence > (day.pence or 0):
            return Priced(day.pence or 0, priced.parts, was_capped=True)
        return priced
    if day is None:
        raise ValueError("time away needs a rate by the hour or by the day")
    return _priced([(min(minutes, DAY_MINUTES), day.pence or 0)], DAY_MINUTES, day.cap_pence)


def cost(pence: int, rate: Rate) -> Priced:
    """What it cost, up to the cap."""
    cap = rate.cap_pence
    return Priced(
        pence if cap is None else min(pence, cap), was_capped=cap is not None and pence > cap
    )


def _priced(parts: Sequence[tuple[int, int]], unit: int, cap: int | None) -> Priced:
    exact = sum((Fraction(amount * pence, unit) for amount, pence in parts), Fraction(0))
    pence = round_half_up(exact)
    if cap is not None and pence > cap:
        return Priced(cap, tuple(parts), was_capped=True)
    return Priced(pence, tuple(parts))

"""Days of terms: how long, staggered how, and how much of the limit is used up."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

MONTHS = 12
DAY = timedelta(days=1)


def term_end(start_on: date, months: int) -> date:
    """The last day of a term: the day before the same day so many months on, or that month's last."""
    if months < 1:
        raise ValueError("a term has a month at least")
    number = start_on.year * MONTHS + start_on.month - 1 + months
    year, month = number // MONTHS, number % MONTHS + 1
    length = monthrange(year, month)[1]
    if start_on.day > length:
        return date(year, month, length)
    return date(year, month, start_on.day) - DAY


def staggered(months: int, places: int, is_first: bool) -> tuple[int, ...]:
    """Terms in months by place in the vote: at a first election full, two thirds, one third, in turns.

    So that seats do not all fall vacant on one day (Addenbrooke's: three, two and one years).
    """
    if not is_first or places < 2:
        return (months,) * places
    turns = min(places, 3)
    return tuple(
        max(1, months * (turns - place * turns // places) // turns) for place in range(places)
    )


def days_held(periods: Iterable[tuple[date, date | None]], until: date) -> int:
    """How many days somebody has sat, to a day; periods include both days and do not overlap."""
    return sum(
        max(0, ((until if last is None else min(last, until)) - first).days + 1)
        for first, last in periods
    )

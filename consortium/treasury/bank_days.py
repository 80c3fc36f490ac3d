"""Days on which UK payment systems process: Monday to Friday, but for the bank holidays of England and Wales.

Bacs keeps those wherever in the UK the payer is. Bank holidays as in schedule 1 of the Banking and Financial
Dealings Act 1971 and by the yearly proclamations for New Year's Day, Early May and Boxing Day; a single day
proclaimed for an occasion cannot be known beforehand and is not here.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

SATURDAY = 5
ONE_DAY = timedelta(days=1)


def is_bank_day(day: date) -> bool:
    """Whether payments are processed on the day."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def bank_day_from(day: date) -> date:
    """The day itself if payments are processed on it, else the next on which they are."""
    while not is_bank_day(day):
        day += ONE_DAY
    return day


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The weekdays of the year that are bank holidays, those in place of a weekend's among them."""
    found: set[date] = set()
    for day in _named(year):
        while day.weekday() >= SATURDAY or day in found:
            day += ONE_DAY
        found.add(day)
    return frozenset(found)


def _named(year: int) -> Iterator[date]:
    easter = easter_sunday(year)
    yield date(year, 1, 1)
    yield easter - 2 * ONE_DAY
    yield easter + ONE_DAY
    yield _monday_from(date(year, 5, 1))
    yield _monday_from(date(year, 5, 25))
    yield _monday_from(date(year, 8, 25))
    yield date(year, 12, 25)
    yield date(year, 12, 26)


def _monday_from(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def easter_sunday(year: int) -> date:
    """By the Gregorian reckoning, as Meeus, Jones and Butcher give it."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    weekday = (32 + 2 * rest + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)

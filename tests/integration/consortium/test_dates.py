"""Dates as people say them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from consortium.selectors.dates import day_in_words, moment_in_words


@pytest.mark.parametrize(
    "at, words",
    [
        (datetime(2026, 12, 18, 12, tzinfo=UTC), "noon, Friday 18 December 2026"),
        (datetime(2026, 7, 18, 11, tzinfo=UTC), "noon, Saturday 18 July 2026"),
        (datetime(2026, 7, 17, 23, tzinfo=UTC), "midnight, Saturday 18 July 2026"),
        (datetime(2026, 12, 18, 17, tzinfo=UTC), "5pm, Friday 18 December 2026"),
        (datetime(2026, 12, 18, 9, 5, tzinfo=UTC), "9:05am, Friday 18 December 2026"),
        (datetime(2026, 12, 18, 0, 30, tzinfo=UTC), "12:30am, Friday 18 December 2026"),
        (datetime(2026, 12, 18, 23, 59, tzinfo=UTC), "11:59pm, Friday 18 December 2026"),
    ],
)
def test_moments_are_told_in_london(at: datetime, words: str) -> None:
    assert moment_in_words(at) == words


def test_days_are_told_in_welsh() -> None:
    with translation.override("cy"):
        assert day_in_words(date(2026, 12, 18)) == "Dydd Gwener 18 Rhagfyr 2026"

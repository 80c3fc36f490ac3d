"""How money, shares, dates and counts are written."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from frontend.templatetags.manyhands import (
    day,
    in_words,
    moment,
    money,
    money_to_the_penny,
    percent,
    short_day,
    whole_percent,
)


@pytest.mark.parametrize(
    "pence, words",
    [(171_200_000, "£1,712,000"), (4350, "£43.50"), (5, "£0.05"), (0, "£0"), (-4350, "−£43.50")],
)
def test_money(pence: int, words: str) -> None:
    assert money(pence) == words


def test_money_not_known_and_money_that_is_none() -> None:
    assert money(None) == "–"
    for wrong in (43.5, "43", True):
        with pytest.raises(TypeError):
            money(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("pence, words", [(1_000_000, "£10,000.00"), (4350, "£43.50")])
def test_money_that_is_paid_has_its_pence(pence: int, words: str) -> None:
    assert money_to_the_penny(pence) == words


@pytest.mark.parametrize(
    "share, words, whole",
    [
        (9200, "92%", "92%"),
        (9367, "93.6%", "93%"),
        (9999, "99.9%", "99%"),
        (10_000, "100%", "100%"),
    ],
)
def test_shares_are_rounded_down(share: int, words: str, whole: str) -> None:
    assert (percent(share), whole_percent(share)) == (words, whole)


def test_dates_are_of_london() -> None:
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert day(late) == "Wednesday 1 July 2026"
    assert short_day(late) == "1 July"
    assert moment(datetime(2026, 12, 18, 12, tzinfo=UTC)) == "noon, Friday 18 December 2026"
    with translation.override("cy"):
        assert day(date(2026, 11, 26)) == "Dydd Iau 26 Tachwedd 2026"


@pytest.mark.parametrize("count, words", [(0, "None"), (2, "Two"), (9, "Nine"), (10, "10")])
def test_counts(count: int, words: str) -> None:
    assert in_words(count) == words

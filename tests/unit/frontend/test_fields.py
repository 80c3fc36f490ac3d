"""What people type is read as they meant it, or refused; what is shown reads back as the same."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from frontend.fields import (
    EARLIEST,
    LATEST,
    MOST_PENCE,
    ClockField,
    CountField,
    DayField,
    PoundsField,
)

DAY, POUNDS, COUNT = DayField(label="Day"), PoundsField(label="Sum"), CountField(label="Count")


@pytest.mark.parametrize(
    "text", ["31/3/2027", "31/03/2027", "2027-03-31", "31.3.2027", "31 March 2027", "31 Mar 2027"]
)
def test_days_are_written_in_many_ways(text: str) -> None:
    assert DAY.clean(text) == date(2027, 3, 31)


@pytest.mark.parametrize("text", ["31/2/2027", "3/31/2027", "1/1/1899", "1/1/9999", "soon", "0"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="Give a day"):
        DAY.clean(text)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("10:00", time(10)),
        ("9.30", time(9, 30)),
        ("2pm", time(14)),
        ("2:30 PM", time(14, 30)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("23:59", time(23, 59)),
    ],
)
def test_times_are_written_in_many_ways(text: str, clock: time) -> None:
    field = ClockField(label="From")
    assert field.clean(text) == clock
    assert field.clean(field.prepare_value(clock)) == clock


@pytest.mark.parametrize(
    "text", ["10", "24:00", "10:60", "13pm", "0am", "noonish", "١٠:٠٠", "1000"]
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="Give a time"):
        ClockField(label="From").clean(text)


@pytest.mark.parametrize(
    ("text", "pence"),
    [("25", 2500), ("£1,250.5", 125_050), (" 0.07 ", 7), ("1 000", 100_000), ("0", 0)],
)
def test_pounds_become_pence(text: str, pence: int) -> None:
    assert POUNDS.clean(text) == pence


@pytest.mark.parametrize(
    "text", ["1.234", "-5", "1e9", "٣", "£", "1.", "9" * 16, "10,000,000,000,001"]
)
def test_what_is_no_sum_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        POUNDS.clean(text)


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "٣", "1e3", "9" * 19, "many"])
def test_what_is_no_count_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        COUNT.clean(text)


@settings(deadline=None)
@given(st.dates(EARLIEST, LATEST), st.integers(0, MOST_PENCE), st.integers(1, 10**12))
def test_what_is_shown_reads_back(day: date, pence: int, count: int) -> None:
    assert DAY.clean(DAY.prepare_value(day)) == day
    assert POUNDS.clean(POUNDS.prepare_value(pence)) == pence
    assert COUNT.clean(COUNT.prepare_value(count)) == count

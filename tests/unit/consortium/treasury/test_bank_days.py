"""Bank holidays against the lists that GOV.UK publishes, and Easter against the Prayer Book's tables."""

from datetime import date, timedelta

import pytest

from consortium.treasury.bank_days import (
    bank_day_from,
    bank_holidays,
    easter_sunday,
    is_bank_day,
)

PUBLISHED = {
    2016: "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}
EASTERS = {1818: "03-22", 1943: "04-25", 2000: "04-23", 2019: "04-21", 2024: "03-31", 2038: "04-25"}


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_bank_holidays_of_england_and_wales(year: int) -> None:
    assert sorted(f"{day:%m-%d}" for day in bank_holidays(year)) == PUBLISHED[year].split()


@pytest.mark.parametrize("year", EASTERS)
def test_easter(year: int) -> None:
    assert f"{easter_sunday(year):%m-%d}" == EASTERS[year]


@pytest.mark.parametrize(
    ("asked", "pays"),
    [
        ("2026-11-25", "2026-11-25"),
        ("2026-11-28", "2026-11-30"),
        ("2026-04-03", "2026-04-07"),
        ("2026-12-25", "2026-12-29"),
        ("2027-12-25", "2027-12-29"),
        ("2028-01-01", "2028-01-04"),
        ("2028-02-29", "2028-02-29"),
    ],
)
def test_the_next_day_on_which_banks_pay(asked: str, pays: str) -> None:
    assert bank_day_from(date.fromisoformat(asked)) == date.fromisoformat(pays)


def test_any_five_days_have_one_on_which_banks_pay() -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365 * 30)]
    assert all(any(is_bank_day(day + timedelta(days=n)) for n in range(5)) for day in days)

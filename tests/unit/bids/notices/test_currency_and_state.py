"""Lots in other money, amounts that VAT cannot explain, ends of days in summer, what was called off."""

from datetime import date
from typing import Any

import pytest

from bids.notices.notice import Value
from tests.unit.bids.notices.test_reader import codes, read, release


def money(amount: int, currency: str | None = None, **more: int) -> dict[str, Any]:
    return {"amount": amount, **({"currency": currency} if currency else {}), **more}


def lot(number: int, value: dict[str, Any] | None = None, **more: str) -> dict[str, Any]:
    return {
        "id": str(number),
        "title": f"Lot {number}",
        **({"value": value} if value else {}),
        **more,
    }


def test_a_lot_in_another_currency_is_not_taken_for_pounds() -> None:
    two = [lot(1, money(400, "EUR")), lot(2, money(600, "GBP"))]
    notice = read(release(value=money(1_000, "GBP"), lots=two))
    assert [one.value for one in notice.lots] == [
        Value(None, None, "EUR"),
        Value(60_000, None, "GBP"),
    ]
    assert "other-currency" in codes(notice)
    (told,) = [one for one in notice.warnings if one.code == "other-currency"]
    assert (told.place, told.text) == (
        "tender.lots[0].value.currency",
        "The lot is in EUR, the contract in GBP; its value is left out.",
    )


def test_a_contract_without_a_currency_is_in_that_of_its_lots() -> None:
    notice = read(release(value=money(1_000), lots=[lot(1, money(1_000, "EUR")), lot(2)]))
    assert notice.value == Value(100_000, None, "EUR")
    assert notice.lots[0].value.net_pence == 100_000
    both = [lot(1, money(1_000, "EUR")), lot(2, money(1_000, "GBP"))]
    assert read(release(value=money(1_000), lots=both)).value.currency == ""


def test_with_vat_it_cannot_be_less() -> None:
    assert "gross-below-net" in codes(read(release(value=money(1_200, amountGross=1_000))))
    for gross in (1_200, 1_440):
        assert codes(read(release(value=money(1_200, amountGross=gross)))) == set()


@pytest.mark.parametrize("state", ["cancelled", "withdrawn", "unsuccessful"])
def test_what_was_called_off_is_told(state: str) -> None:
    assert "called-off" in codes(read(release(status=state)))
    notice = read(release(lots=[lot(1), lot(2, status=state)]))
    told = [one.place for one in notice.warnings if one.code == "called-off"]
    assert told == ["tender.lots[1].status"]
    for other in ("active", "planned", "complete"):
        notice = read(release(status=other, lots=[lot(1, status=other), lot(2)]))
        assert "called-off" not in codes(notice)


@pytest.mark.parametrize(
    ("end", "wanted"),
    [
        ("2027-06-30T23:59:59Z", date(2027, 6, 30)),
        ("2027-06-30T23:59:00+00:00", date(2027, 6, 30)),
        ("2027-06-30T22:59:59Z", date(2027, 6, 30)),
        ("2027-06-30T23:00:00Z", date(2027, 7, 1)),
        ("2027-06-30T23:59:59+01:00", date(2027, 6, 30)),
        ("2027-12-31T23:59:59Z", date(2027, 12, 31)),
    ],
)
def test_the_last_moment_of_a_day_in_utc_is_of_that_day(end: str, wanted: date) -> None:
    period = {"startDate": "2026-07-01T00:00:00+01:00", "endDate": end}
    assert read(release(contractPeriod=period)).period.end == wanted


def test_what_the_only_lot_consists_of_need_not_name_it() -> None:
    item = {
        "id": "1",
        "classification": {"scheme": "CPV", "id": "85320000"},
        "deliveryAddresses": [{"region": "UKL"}],
    }
    only = read(release(lots=[lot(1)], items=[item])).lots[0]
    assert (only.cpv, only.regions) == (("85320000",), ("UKL",))
    assert all(one.cpv == () for one in read(release(lots=[lot(1), lot(2)], items=[item])).lots)

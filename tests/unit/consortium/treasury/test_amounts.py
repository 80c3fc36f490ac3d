"""Pence are read, shared out, priced and sealed without loss or surprise."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from consortium.treasury.amounts import AmountError, apportion, plain_pounds, pounds, read_pounds
from consortium.treasury.fees import FeeBand, fee_pence
from consortium.treasury.sealing import BankAccount, CannotOpen, Key, fingerprint, open_sealed, seal
from consortium.treasury.uk_accounts import AccountError, AccountFault, bacs_text, read_account

KEY, OTHER = Key.of("one"), Key.of("another")
ACCOUNT = BankAccount("Belper Young Carers", "608371", "77310002")


@given(some.integers(0, 10**12))
def test_what_is_written_is_read(pence: int) -> None:
    assert read_pounds(pounds(pence)) == read_pounds(plain_pounds(pence)) == pence


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-1",
        "+1",
        "1e5",
        "NaN",
        "1.005",
        "1,00",
        "£",
        "1.2.3",
        "٣",
        "∞",
        "-0",
        "1 000",
        "1.",
        "0x1",
    ],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(AmountError):
        read_pounds(text)


@given(some.integers(0, 10**9), some.lists(some.integers(0, 10**6), min_size=1).filter(any))
def test_parts_sum_to_the_whole(pence: int, weights: list[int]) -> None:
    parts = apportion(pence, weights)
    assert sum(parts) == pence
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - pence * weight) < sum(weights)
        assert part == 0 or weight > 0


def test_fees_by_bands_and_dates() -> None:
    bands = [
        FeeBand(0, 750, date(2026, 4, 1), date(2027, 3, 31)),
        FeeBand(10_000_000, 200, date(2026, 4, 1)),
        FeeBand(0, 800, date(2027, 4, 1)),
    ]
    assert fee_pence(9_999_999, date(2026, 5, 1), bands) == 750_000
    assert fee_pence(10_000_000, date(2026, 5, 1), bands) == 200_000
    assert fee_pence(100, date(2027, 4, 1), bands) == 8
    with pytest.raises(LookupError):
        fee_pence(100, date(2026, 3, 31), bands)


def test_sealed_details_open_only_as_their_row() -> None:
    sealed = seal(ACCOUNT, row="payee:1:version:1", key=KEY)
    assert open_sealed(sealed, row="payee:1:version:1", key=KEY) == ACCOUNT
    for content, row, key in (
        (sealed, "payee:2:version:1", KEY),
        (sealed, "payee:1:version:2", KEY),
        (sealed, "payee:1:version:1", OTHER),
        (sealed[:-1], "payee:1:version:1", KEY),
        (sealed[:20] + bytes([sealed[20] ^ 1]) + sealed[21:], "payee:1:version:1", KEY),
        (b"", "payee:1:version:1", KEY),
    ):
        with pytest.raises(CannotOpen):
            open_sealed(content, row=row, key=key)


def test_the_same_account_seals_differently_and_has_one_fingerprint() -> None:
    assert seal(ACCOUNT, row="a", key=KEY) != seal(ACCOUNT, row="a", key=KEY)
    assert fingerprint(ACCOUNT, KEY) == fingerprint(ACCOUNT, KEY) != fingerprint(ACCOUNT, OTHER)
    assert KEY.id != OTHER.id


def test_an_account_never_shows_its_numbers() -> None:
    said = f"{ACCOUNT} {ACCOUNT!r} {[ACCOUNT]} {KEY!r}"
    assert "77310002" not in said
    assert "608371" not in said
    assert str(KEY.secret) not in said


def test_accounts_are_read_as_people_write_them() -> None:
    assert read_account("Belper", "60-83 71", " 7731 0002 ") == BankAccount(
        "Belper", "608371", "77310002"
    )
    assert read_account("Belper", "608371", "7310002").number == "07310002"
    for written in ("60–83–71", "60.83.71", "60\u201183\u201171", "60\u00a083\u00a071"):
        assert read_account("Belper", written, "77310002").sort_code == "608371"


@pytest.mark.parametrize(
    ("name", "sort_code", "number", "fault"),
    [
        ("", "608371", "77310002", AccountFault.NAME),
        ("!!!", "608371", "77310002", AccountFault.NAME),
        ("A", "60837", "77310002", AccountFault.SORT_CODE),
        ("A", "000000", "77310002", AccountFault.SORT_CODE),
        ("A", "60837a", "77310002", AccountFault.SORT_CODE),
        ("A", "٦٠٨٣٧١", "77310002", AccountFault.SORT_CODE),
        ("A", "608371", "123456", AccountFault.NUMBER),
        ("A", "608371", "123456789", AccountFault.NUMBER),
        ("A", "608371", "00000000", AccountFault.NUMBER),
    ],
)
def test_what_is_no_account_names_the_part(
    name: str, sort_code: str, number: str, fault: AccountFault
) -> None:
    with pytest.raises(AccountError) as error:
        read_account(name, sort_code, number)
    assert error.value.fault is fault
    assert not number or number not in str(error.value)


@given(some.text(max_size=60))
def test_bacs_text_is_of_its_alphabet_and_no_formula(text: str) -> None:
    found = bacs_text(text, 18)
    assert len(found) <= 18
    assert set(found) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.&/- ")
    assert not found or found[0].isalnum()

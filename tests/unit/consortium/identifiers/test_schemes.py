import pytest
from hypothesis import given
from hypothesis import strategies as st

from consortium.identifiers.schemes import (
    InvalidIdentifier,
    OrganisationIdentifier,
    normalised,
    read_identifier,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GB-CHC-1234567", "GB-CHC-1234567"),
        (" gb-chc-1234567-1 ", "GB-CHC-1234567-1"),
        ("GB-COH-2548628", "GB-COH-02548628"),  # so on Find a Tender
        ("GB-COH-sc 1234", "GB-COH-SC001234"),
        ("GB-COH-CE012345", "GB-COH-CE012345"),
        ("GB-COH-IP1234R", "GB-COH-IP01234R"),
        ("GB-SC-SC012710", "GB-SC-SC012710"),
        ("GB-SC-sc12710", "GB-SC-SC012710"),
        ("GB-NIC-100002", "GB-NIC-100002"),
        ("GB-NIC-NIC100002", "GB-NIC-100002"),
        ("GB-PPON-PDTR-3338-MNPG", "GB-PPON-PDTR-3338-MNPG"),
        ("GB-LAE-POR", "GB-LAE-POR"),
        ("GB-UKPRN-10007774", "GB-UKPRN-10007774"),
        ("XI-GLEIF-213800WSGIIZCXF1P572", "XI-GLEIF-213800WSGIIZCXF1P572"),
    ],
)
def test_one_form_for_each_number(text: str, expected: str) -> None:
    assert str(read_identifier(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1234567",
        "GB-CHC-",
        "GB-CHC-12345",
        "GB-CHC-12345678",
        "GB-CHC-0234567",
        "GB-COH-123456789",
        "GB-COH-XX123456",
        "GB-COH-00000000",
        "GB-COH-1234567R",
        "GB-SC-012710",
        "GB-SC-SC1234567",
        "GB-NIC-1234567",
        "GB-PPON-DTR-3338-MNPG",
        "GB-PPON-PDTR-333-MNPG",
        "GB-LAE-PORT",
        "GB-UKPRN-20007774",
        "GB-CHC-１２３４５６７",
        "G-CHC-1234567",
        "GB-MPR-a b\x00",
        "GB-MPR-" + "9" * 40,
    ],
)
def test_anything_else_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(InvalidIdentifier) as caught:
        read_identifier(text)
    assert str(caught.value)


@given(st.integers(1, 99_999_999))
def test_a_company_has_eight_characters_however_many_zeros_were_left_out(number: int) -> None:
    forms = {normalised("GB-COH", str(number).zfill(width)).value for width in range(1, 9)}
    assert forms == {str(number).zfill(8)}


@given(st.text(max_size=30) | st.from_regex(r"GB-[A-Z]{2,4}-[A-Z0-9 -]{0,14}", fullmatch=True))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    try:
        once = read_identifier(text)
    except InvalidIdentifier:
        return
    assert isinstance(once, OrganisationIdentifier)
    assert read_identifier(str(once)) == once
    assert len(once.scheme) <= 12
    assert len(once.value) <= 40

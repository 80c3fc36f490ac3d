"""What readers find wrong is said in English to commands, and in the reader's language on pages."""

import json

import pytest
from django.utils import translation

from bids.matching.reading import ProblemError, read_problem
from bids.notices.loading import NoticeError, load_releases
from consortium.faults import NO_JSON, Fault
from consortium.selectors.fault_words import in_words
from consortium.spreadsheets import SheetError, read_table
from consortium.spreadsheets.columns import Column, InvalidTable, read_rows
from consortium.spreadsheets.table import line_of, row_of, whole_of
from representation.seat_files.popolo import read_popolo
from tests.unit.bids.matching.test_reading import WRONG_VALUES, changed


def welsh(text: str) -> str:
    with translation.override("cy"):
        return in_words(text)


def fault_of(content: str | bytes) -> ProblemError:
    with pytest.raises(ProblemError) as caught:
        read_problem(content)
    return caught.value


@pytest.mark.parametrize(("path", "value", "message"), WRONG_VALUES)
def test_what_is_wrong_with_a_case_is_said_in_welsh_too(
    path: str, value: object, message: str
) -> None:
    error = fault_of(json.dumps(changed(path, value)))
    assert str(error) == message
    assert in_words(error.fault) == error.fault
    assert welsh(error.fault) != error.fault
    for gap in error.fault.gaps.values():
        said = welsh(gap) if isinstance(gap, Fault) else str(gap)
        assert said in welsh(error.fault) or "%(shown)s" not in error.fault.sentence


def test_a_fault_in_a_gap_is_said_too() -> None:
    error = fault_of(json.dumps(changed("policy", [])))
    assert str(error) == "policy: a list is not an object"
    assert welsh(error.fault) == "nid yw hyn yn wrthrych: rhestr"


@pytest.mark.parametrize("content", [b"\xff", b"\xef\xbb\xbf{}", b"[" * 5_000, b"[]", b"{"])
def test_what_is_wrong_with_a_whole_document_is_said_in_welsh_too(content: bytes) -> None:
    error = fault_of(content)
    assert welsh(error.place) != error.place
    assert welsh(error.fault) != error.fault


@pytest.mark.parametrize(
    "text",
    ["", "{1", '{"a" 1}', "[1 2]", "[] []", '["', '["\n"]', '["\\x"]', '["\\u12"]'],
)
def test_every_complaint_of_the_decoder_has_its_welsh(text: str) -> None:
    error = fault_of(text)
    assert error.fault.gaps["why"] in NO_JSON
    with pytest.raises(NoticeError) as caught:
        list(load_releases(text.encode()))
    for fault in (error.fault, caught.value.fault):
        assert welsh(fault).startswith("nid yw’n JSON (")
        assert str(fault.gaps["why"]) not in welsh(fault)


def test_places_in_sheets_are_said_in_welsh_too() -> None:
    assert [
        welsh(place) for place in (whole_of(""), whole_of("Aelodau"), row_of(7), line_of(2))
    ] == [
        "ffeil",
        "dalen Aelodau",
        "rhes 7",
        "llinell 2",
    ]
    with pytest.raises(SheetError) as caught:
        read_table(b"a\n\xff")
    assert welsh(caught.value.place) == "llinell 2"


def test_a_cell_s_place_names_its_file_and_its_column() -> None:
    table = read_table(b"name,small\nash,perhaps\n")
    with pytest.raises(InvalidTable) as caught:
        read_rows(table, [Column("name"), Column("small", most=3)], file="members.csv")
    (error,) = caught.value.errors
    assert error.place == "members.csv, line 2, column small"
    assert welsh(error.place) == "members.csv, llinell 2, colofn small"
    good = read_table(b"name\nash\n")
    (row,) = read_rows(good, [Column("name"), Column("small")])
    assert row.places["name"] == "line 2, column name"
    assert row.places["small"] == "line 2, column small"


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"posts": 1}', b'{"posts": [1]}'])
def test_what_is_wrong_with_seats_is_said_in_welsh_too(content: bytes) -> None:
    with pytest.raises(InvalidTable) as caught:
        read_popolo(content)
    (error,) = caught.value.errors
    assert welsh(error.text) != error.text

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consortium.services.import_reading import ImportFiles, InvalidImport, read_files
from tests.strategies.spreadsheets import as_csv, as_xlsx, damaged_files

NAMES = st.sampled_from(["members.csv", "offers.csv", "evidence.csv", "ours.xlsx", "x"])


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(NAMES, damaged_files(), max_size=3), st.sampled_from(["utf-8", "cp1252"]))
def test_damage_is_refused_with_one_line_for_each_error(
    contents: dict[str, bytes], encoding: str
) -> None:
    with pytest.raises(InvalidImport) as caught:
        read_files(ImportFiles(contents, encoding))
    assert caught.value.errors
    assert not any("\n" in str(error) for error in caught.value.errors)


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        ({}, "file: none of: members, offers, evidence"),
        ({"ours.xlsx": b"junk"}, "ours.xlsx, file: not an Excel workbook"),
        ({"ours.csv": as_csv()}, "ours.csv, file: name it by what it holds"),
        ({"ours.xlsx": as_xlsx()}, "ours.xlsx, file: the sheet “sheet” is none of"),
        ({"members.csv": as_xlsx()}, "members.csv, file: the sheet “sheet” is none of"),
        ({"a/offers.csv": as_csv()[:6], "b/offers.csv": b""}, "column “service” is missing"),
        ({"offers.csv": b"\xd0\xcf\x11\xe0"}, "offers.csv, file: is an old Excel file or locked"),
    ],
)
def test_files_that_hold_no_sheet_of_ours(contents: dict[str, bytes], expected: str) -> None:
    with pytest.raises(InvalidImport) as caught:
        read_files(ImportFiles(contents))
    assert any(expected in str(error) for error in caught.value.errors), caught.value.errors


def test_the_digest_tells_names_contents_and_encoding_apart() -> None:
    given_files = [
        ImportFiles({"a": b"1"}),
        ImportFiles({"b": b"1"}),
        ImportFiles({"a": b"2"}),
        ImportFiles({"a": b"1"}, "cp1252"),
        ImportFiles({"a": b"1", "b": b"2"}),
        ImportFiles({"a": b"2", "b": b"1"}),
    ]
    assert len({files.digest for files in given_files}) == len(given_files)
    assert ImportFiles({"b": b"2", "a": b"1"}).digest == given_files[4].digest

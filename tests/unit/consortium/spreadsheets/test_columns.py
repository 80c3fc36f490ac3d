import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from consortium.spreadsheets import SheetError, read_table, sheet_names
from consortium.spreadsheets.columns import (
    Column,
    InvalidTable,
    Kind,
    escaped,
    read_rows,
    unescaped,
)
from consortium.spreadsheets.writing import as_csv, as_workbook, pounds
from tests.strategies.spreadsheets import HEADINGS, ORIGINALS, as_xlsx, cell_texts, damaged_files

COLUMNS = (
    Column("member", required=True),
    Column("volume", Kind.WHOLE, aliases=("cyfaint",), least=1, most=10_000),
    Column("unit_cost", Kind.POUNDS, most=100_000_00),
    Column("areas", Kind.CODES),
    Column("from", Kind.DATE),
    Column("small", Kind.YES_NO),
)
TEXT = (Column("text", most=2_000),)


def read_one(kind: Kind, text: str, **limits: Any) -> Any:
    column = Column("it", kind, **({"most": 10_000} | limits))
    table = read_table(as_csv(["x", "it"], [["1", ""]]).replace(b"1,", f'1,"{text}"'.encode()))
    return read_rows(table, (Column("x"), column))[0]["it"]


@pytest.mark.parametrize("content", ORIGINALS)
def test_csv_and_workbook_say_the_same(content: bytes) -> None:
    first, second = read_rows(read_table(content), COLUMNS)
    assert first.values == {
        "member": "Clay Cross Carers",
        "volume": 1800,
        "unit_cost": 2_305,
        "areas": ("E07000038", "E07000034"),
        "from": date(2025, 4, 1),
        "small": True,
    }
    assert second["from"] == date(2025, 4, 1)
    assert second["small"] is False


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.WHOLE, "1,800", 1_800),
        (Kind.WHOLE, "0", 0),
        (Kind.POUNDS, "£1,250.5", 125_050),
        (Kind.POUNDS, "0.07", 7),
        (Kind.DATE, "29/2/2028", date(2028, 2, 29)),
        (Kind.CODES, "a; b,a", ("a", "b")),
        (Kind.YES_NO, "Oes", True),
        (Kind.TEXT, "'=sum", "=sum"),
    ],
)
def test_values(kind: Kind, text: str, value: object) -> None:
    assert read_one(kind, text, most=10**9) == value


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        (Kind.WHOLE, "twelve", "“twelve” is not a whole number"),
        (Kind.WHOLE, "12.5", "is not a whole number"),
        (Kind.WHOLE, "-4", "is not a whole number"),
        (Kind.WHOLE, "1e9999", "is not a whole number"),
        (Kind.WHOLE, "９", "is not a whole number"),
        (Kind.WHOLE, "10,001", "is more than 10,000"),
        (Kind.WHOLE, "1,00", "is not a whole number"),
        (Kind.POUNDS, "1.005", "is not an amount in pounds"),
        (Kind.POUNDS, "NaN", "is not an amount in pounds"),
        (Kind.POUNDS, "100.01", "is more than £100.00"),
        (Kind.DATE, "2027-02-30", "is not a day of the calendar"),
        (Kind.DATE, "next spring", "is not a date"),
        (Kind.DATE, "45000", "is not a date"),
        (Kind.DATE, "2027-03-31T09:30:00", "is not a date"),
        (Kind.YES_NO, "perhaps", "is neither yes nor no"),
        (Kind.TEXT, "=1+1", "is a formula"),
        (Kind.TEXT, "x" * 201, "is longer than 200 characters"),
    ],
)
def test_refusals(kind: Kind, text: str, reason: str) -> None:
    with pytest.raises(InvalidTable) as caught:
        read_one(kind, text, most=200 if kind is Kind.TEXT else 10_000)
    assert reason in str(caught.value)
    assert caught.value.errors[0].place == "line 2, column it"


def test_a_workbooks_error_names_sheet_and_cell() -> None:
    content = as_workbook({"Offers": (["member", "volume"], [["a", "3"], ["b", "twelve"]])})
    with pytest.raises(InvalidTable, match=r"^Offers!B3: “twelve” is not a whole number$"):
        read_rows(read_table(content, sheet="Offers"), COLUMNS)


@pytest.mark.parametrize(
    ("headings", "reason"),
    [
        ("volume\n3", "file: the column “member” is missing"),
        ("member,weight\na,3", "line 1, column weight: “weight” is not a column of this sheet"),
        ("member,volume,Cyfaint\na,3,3", "column Cyfaint: the column “volume” stands twice"),
    ],
)
def test_headings(headings: str, reason: str) -> None:
    with pytest.raises(InvalidTable) as caught:
        read_rows(read_table(headings.encode()), COLUMNS)
    assert reason in str(caught.value)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_separators_and_the_byte_order_mark(separator: str, mark: bytes) -> None:
    content = mark + f"member{separator}volume\nTŷ Agored{separator}3".encode()
    assert read_rows(read_table(content), COLUMNS)[0]["member"] == "Tŷ Agored"


def test_cp1252_is_read_when_it_is_named_and_never_guessed() -> None:
    content = "member\nCafé".encode("cp1252")
    assert read_table(content, encoding="cp1252").rows[0][0].text == "Café"
    with pytest.raises(SheetError, match=r"^line 2: byte 0xE9 is not UTF-8"):
        read_table(content)


def test_macros_are_refused() -> None:
    stream = io.BytesIO(as_xlsx())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    with pytest.raises(SheetError, match="macros"):
        read_table(stream.getvalue())


def test_formulas_are_refused_by_cell_and_dates_are_dates() -> None:
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(["member", "from"])
    sheet.append(["a", date(2027, 4, 1)])
    stream = io.BytesIO()
    workbook.save(stream)
    assert read_rows(read_table(stream.getvalue()), COLUMNS)[0]["from"] == date(2027, 4, 1)
    sheet.append(["=A2", None])
    workbook.save(stream := io.BytesIO())
    with pytest.raises(SheetError, match=r"^A3: is a formula"):
        read_table(stream.getvalue())


@settings(max_examples=300, deadline=None)
@given(damaged_files())
def test_damage_is_refused_in_one_line_or_read(content: bytes) -> None:
    for act in (lambda: read_rows(read_table(content), COLUMNS), lambda: sheet_names(content)):
        assert "\n" not in complaint(act)


def complaint(act: Callable[[], object]) -> str:
    """What a reader says of a file; any other exception than its own is a failure."""
    try:
        act()
    except (SheetError, InvalidTable) as error:
        return str(error) or "\n"
    return ""


@settings(max_examples=100, deadline=None)
@given(st.lists(cell_texts().filter(bool), min_size=1, max_size=5))
def test_what_is_written_is_read_back_and_never_computed(texts: list[str]) -> None:
    rows = [[text] for text in texts]
    for content in (as_csv(["text"], rows), as_workbook({"a": (["text"], rows)})):
        table = read_table(content)
        assert not any(
            cell.text.startswith(("=", "+", "-", "@")) for row in table.rows for cell in row
        )
        assert [row["text"] for row in read_rows(table, TEXT)] == texts


@given(st.integers(0, 10**15))
def test_pence_are_exact(pence: int) -> None:
    table = read_table(as_csv(["it"], [[pounds(pence)]]))
    assert read_rows(table, (Column("it", Kind.POUNDS, most=10**15),))[0]["it"] == pence


def test_the_strategys_headings_are_those_of_the_columns() -> None:
    assert len(HEADINGS) == len(COLUMNS)


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@x", " =1+1", "\uff1d1+1", "'=1", "' =1"])
def test_what_a_program_might_compute_has_an_apostrophe_and_reads_back(text: str) -> None:
    assert escaped(text) == f"'{text}"
    assert unescaped(escaped(text)) == text


@pytest.mark.parametrize("text", ["", "Ash", "'tis", "1 = 1", " Ash", "a-b"])
def test_other_words_stay_as_they_are(text: str) -> None:
    assert escaped(text) == text
    assert unescaped(text) == text

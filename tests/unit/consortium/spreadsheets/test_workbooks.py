"""Workbooks as people keep them: sheets put out of sight, charts, figures with Excel's own rounding."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from consortium.spreadsheets import SheetError, read_table

HEADINGS = ["member", "unit_cost"]


def saved(book: Workbook) -> bytes:
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def book_of(*rows: list[object]) -> Workbook:
    book = Workbook()
    assert book.active is not None
    for row in (HEADINGS, *rows):
        book.active.append(row)
    return book


def with_figure(content: bytes, shown: str, stored: str) -> bytes:
    """The workbook with another text where this figure stands in its sheet."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(output, "w") as made:
        for name in given.namelist():
            data = given.read(name)
            assert name != "xl/worksheets/sheet1.xml" or f"<v>{shown}</v>".encode() in data
            made.writestr(
                name, data.replace(f"<v>{shown}</v>".encode(), f"<v>{stored}</v>".encode())
            )
    return output.getvalue()


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_without_a_name_the_first_sheet_in_sight_is_read(state: str) -> None:
    book = book_of(["Seen", 1])
    old = book.create_sheet("Last year", 0)
    old.append(HEADINGS)
    old.append(["Unseen", 2])
    old.sheet_state = state
    (row,) = read_table(saved(book)).rows
    assert row[0].text == "Seen"
    (named,) = read_table(saved(book), sheet="Last year").rows
    assert named[0].text == "Unseen"


def test_a_sheet_that_is_a_chart_is_said_to_be_one() -> None:
    book = book_of(["Seen", 1])
    book.create_chartsheet("Chart")
    with pytest.raises(SheetError, match=r"^file: the workbook has a sheet that is a chart"):
        read_table(saved(book))


@pytest.mark.parametrize(
    ("stored", "wanted"),
    [
        ("3.3000000000000003", "3.3"),
        ("0.30000000000000004", "0.3"),
        ("12.345", "12.345"),
        ("1E+6", "1000000"),
        ("1234567890123.45", "1234567890123.45"),
        ("9007199254740993", "9007199254740993"),
    ],
)
def test_a_figure_is_the_one_that_excel_shows(stored: str, wanted: str) -> None:
    content = with_figure(saved(book_of(["Seen", 77])), "77", stored)
    ((_, figure),) = read_table(content).rows
    assert figure.text == wanted

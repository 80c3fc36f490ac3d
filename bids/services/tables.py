"""Tables as CSV and XLSX files: the same bytes each time, and nothing in them that a program computes."""

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

Value = str | int | Decimal | None
Table = Sequence[Sequence[Value]]
COMPUTED = ("=", "+", "-", "@", "\t", "\r")
EPOCH = (1980, 1, 1, 0, 0, 0)
CORE = "docProps/core.xml"
STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
WIDEST = 60


def as_csv(table: Table) -> bytes:
    """CSV in UTF-8 with a byte order mark, for Excel. A text that a program might compute is quoted."""
    output = io.StringIO()
    csv.writer(output).writerows([[_harmless(value) for value in row] for row in table])
    return output.getvalue().encode("utf-8-sig")


def as_workbook(sheets: Mapping[str, Table]) -> bytes:
    """XLSX: a sheet for each table, its first row bold and frozen; texts are texts, never formulas."""
    book = Workbook(write_only=True)
    for name, table in sheets.items():
        sheet = book.create_sheet(name[:31])
        sheet.freeze_panes = "A2"
        for column, width in enumerate(_widths(table)):
            sheet.column_dimensions[_letter(column)].width = width
        for number, row in enumerate(table):
            sheet.append([_cell(sheet, value, is_heading=number == 0) for value in row])
    output = io.BytesIO()
    book.save(output)
    return _without_clock(output.getvalue())


def _harmless(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and value.startswith(COMPUTED) else value


def _cell(sheet: object, value: Value, *, is_heading: bool) -> WriteOnlyCell:
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
    if isinstance(value, Decimal):
        cell.number_format = "#,##0.00"
    if is_heading:
        cell.font = Font(bold=True)
    return cell


def _widths(table: Table) -> list[int]:
    columns = max(map(len, table), default=0)
    longest = [
        max((len(str(row[place])) for row in table if place < len(row)), default=0)
        for place in range(columns)
    ]
    return [min(WIDEST, length + 2) for length in longest]


def _letter(column: int) -> str:
    return chr(ord("A") + column)


def _without_clock(content: bytes) -> bytes:
    """The same archive with every time in it set to one moment, so that its bytes repeat."""
    output = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as given,
        zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for part in sorted(given.namelist()):
            data = given.read(part)
            if part == CORE:
                data = STAMPS.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", data)
            made.writestr(zipfile.ZipInfo(part, EPOCH), data, zipfile.ZIP_DEFLATED)
    return output.getvalue()

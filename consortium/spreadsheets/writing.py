"""Tables as CSV and XLSX files: the same bytes each time, nothing in them that a program computes, and
what is written reads back unchanged.

A text that begins with = + - or @ is written with an apostrophe before it: spreadsheet programs
would compute it, and somebody else wrote it. The reader takes the apostrophe off.
"""

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from consortium.spreadsheets.columns import escaped

Value = str | int | Decimal | date | bool | tuple[str, ...] | None
Row = Sequence[Value]
EPOCH = (1980, 1, 1, 0, 0, 0)
CORE = "docProps/core.xml"
STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
WIDEST = 60
LONGEST_SHEET_NAME = 31


def written(value: Value) -> str:
    """A value as its cell's text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | Decimal):
        return str(value)
    return escaped(value)


def pounds(pence: int | None) -> str | None:
    """Pence as pounds with two decimals, exactly; None stays None."""
    return None if pence is None else f"{pence // 100}.{pence % 100:02d}"


def as_csv(headings: Sequence[str], rows: Sequence[Row]) -> bytes:
    """CSV in UTF-8 with its mark, so that Excel reads the accents."""
    output = io.StringIO(newline="")
    writer = csv.writer(output)
    writer.writerow([written(heading) for heading in headings])
    writer.writerows([written(value) for value in row] for row in rows)
    return output.getvalue().encode("utf-8-sig")


def as_workbook(sheets: Mapping[str, tuple[Sequence[str], Sequence[Row]]]) -> bytes:
    """XLSX: a sheet for each table, its headings bold and frozen. Numbers are numbers, a Decimal an amount
    in pounds; all else is text, never a formula."""
    book = Workbook(write_only=True)
    for name, (headings, rows) in sheets.items():
        sheet = book.create_sheet(name[:LONGEST_SHEET_NAME])
        sheet.freeze_panes = "A2"
        for column, width in enumerate(_widths([headings, *rows]), start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.append([_heading(sheet, heading) for heading in headings])
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    output = io.BytesIO()
    book.save(output)
    return _without_clock(output.getvalue())


def _heading(sheet: object, heading: str) -> WriteOnlyCell:
    cell = _cell(sheet, heading)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: object, value: Value) -> WriteOnlyCell:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        cell = WriteOnlyCell(sheet, value)
        if isinstance(value, Decimal):
            cell.number_format = "#,##0.00"
        return cell
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", written(value)) or None)
    if cell.value is not None:
        cell.data_type = "s"
    return cell


def _widths(table: Sequence[Row]) -> list[int]:
    columns = max(map(len, table), default=0)
    longest = [
        max((len(written(row[place])) for row in table if place < len(row)), default=0)
        for place in range(columns)
    ]
    return [min(WIDEST, length + 2) for length in longest]


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

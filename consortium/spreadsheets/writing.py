"""Tables out, as CSV or as sheets of a workbook, that the reader gives back unchanged.

A text that begins with = + - or @ is written with an apostrophe before it: spreadsheet programs
would compute it, and somebody else wrote it. The reader takes the apostrophe off.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date

from openpyxl import Workbook

from consortium.spreadsheets.columns import escaped

Value = str | int | date | bool | tuple[str, ...] | None


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
    return escaped(str(value))


def pounds(pence: int | None) -> str | None:
    """Pence as pounds with two decimals, exactly; None stays None."""
    return None if pence is None else f"{pence // 100}.{pence % 100:02d}"


def as_csv(headings: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    """CSV in UTF-8 with its mark, so that Excel reads the accents."""
    output = io.StringIO(newline="")
    writer = csv.writer(output)
    writer.writerow(headings)
    writer.writerows([written(value) for value in row] for row in rows)
    return output.getvalue().encode("utf-8-sig")


def as_workbook(
    sheets: Mapping[str, tuple[Sequence[str], Sequence[Sequence[Value]]]],
) -> bytes:
    """An XLSX workbook with a sheet for each table, every cell a text."""
    workbook = Workbook(write_only=True)
    for name, (headings, rows) in sheets.items():
        sheet = workbook.create_sheet(name)
        sheet.append(list(headings))
        for row in rows:
            sheet.append([written(value) for value in row])
    output = io.BytesIO()
    workbook.save(output)
    return output.getvalue()

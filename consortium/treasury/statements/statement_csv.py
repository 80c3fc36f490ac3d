"""A statement as CSV: a heading row that names a date, words, and one amount or money in and out."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from consortium.treasury.statements.amounts import signed_pence
from consortium.treasury.statements.line import StatementError, StatementFault, StatementLine

SEPARATORS = ",;\t"
DATES = ("date", "transaction date", "posting date", "booking date", "value date")
AMOUNTS = ("amount", "value", "transaction amount", "amount (gbp)")
INS = ("money in", "paid in", "credit", "credit amount", "in")
OUTS = ("money out", "paid out", "debit", "debit amount", "out")
IDS = ("transaction id", "id", "fitid")
CURRENCIES = ("currency", "currency code", "ccy")
WRITTEN = (
    "%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d %b %Y", "%d/%m/%y", "%d %B %Y", "%d-%b-%Y", "%d-%b-%y",
)  # fmt: skip

Columns = Mapping[str, int]
Row = tuple[int, Sequence[str]]


def read(text: str) -> list[StatementLine]:
    """The lines of the statement. Raises StatementError naming the line."""
    for separator in SEPARATORS:
        rows = _rows(text, separator)
        if found := _headings(rows):
            start, columns = found
            return [
                _line(row, columns, f"line {number}")
                for number, row in rows[start:]
                if any(cell.strip() for cell in row)
            ]
    raise StatementError(StatementFault.COLUMNS, "line 1")


def _rows(text: str, separator: str) -> list[Row]:
    """Cells by row, with the number of the row's first line in the file."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[Row] = []
    first = 1
    try:
        for row in reader:
            rows.append((first, row))
            first = reader.line_num + 1
    except csv.Error:
        raise StatementError(StatementFault.NOT_A_STATEMENT) from None
    return rows


def _headings(rows: Sequence[Row]) -> tuple[int, Columns] | None:
    """How many rows end with the headings, and which column each names."""
    for number, (_, row) in enumerate(rows[:20], start=1):
        names = {cell.strip().lower(): i for i, cell in enumerate(row)}
        has_amount = _first(names, AMOUNTS) is not None
        has_sides = _first(names, INS) is not None and _first(names, OUTS) is not None
        if _first(names, DATES) is not None and (has_amount or has_sides):
            return number, names
    return None


def _line(row: Sequence[str], columns: Columns, place: str) -> StatementLine:
    if len(row) < len(columns):
        raise StatementError(StatementFault.COLUMNS, place)
    if _cell(row, columns, CURRENCIES).upper() not in {"", "GBP"}:
        raise StatementError(StatementFault.CURRENCY, place)
    return StatementLine(
        _date(_cell(row, columns, DATES), place),
        _pence(row, columns, place),
        " ".join(" ".join(row).split()),
        _cell(row, columns, IDS),
    )


def _pence(row: Sequence[str], columns: Columns, place: str) -> int:
    if _first(columns, AMOUNTS) is not None:
        return signed_pence(_cell(row, columns, AMOUNTS), place)
    inwards, outwards = _cell(row, columns, INS), _cell(row, columns, OUTS)
    pence = abs(signed_pence(inwards, place)) if inwards else 0
    return pence - (abs(signed_pence(outwards, place)) if outwards else 0)


def _date(text: str, place: str) -> date:
    for form in WRITTEN:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        raise StatementError(StatementFault.DATE, place) from None


def _cell(row: Sequence[str], columns: Columns, names: Sequence[str]) -> str:
    """The cell of the first of these columns that is there, "" where none is."""
    column = _first(columns, names)
    return "" if column is None else row[column].strip()


def _first(columns: Columns, names: Sequence[str]) -> int | None:
    return next((columns[name] for name in names if name in columns), None)

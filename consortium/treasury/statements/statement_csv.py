"""A statement as CSV: a heading row that names a date, words, and one amount or money in and out."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from consortium.treasury.statements.amounts import signed_pence
from consortium.treasury.statements.line import StatementError, StatementFault, StatementLine

DATES = ("date", "transaction date", "posting date", "booking date", "value date")
AMOUNTS = ("amount", "value", "transaction amount", "amount (gbp)")
INS = ("money in", "paid in", "credit", "credit amount", "in")
OUTS = ("money out", "paid out", "debit", "debit amount", "out")
IDS = ("transaction id", "id", "fitid")
WRITTEN = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d %b %Y", "%d/%m/%y", "%d %B %Y")


def read(text: str) -> list[StatementLine]:
    """The lines of the statement. Raises StatementError naming the line."""
    rows = list(csv.reader(io.StringIO(text)))
    start, columns = _headings(rows)
    return [
        _line(row, columns, f"line {number}")
        for number, row in enumerate(rows[start:], start=start + 1)
        if any(cell.strip() for cell in row)
    ]


def _headings(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    for number, row in enumerate(rows[:20], start=1):
        names = {cell.strip().lower(): i for i, cell in enumerate(row)}
        has_amount = _first(names, AMOUNTS) is not None
        has_sides = _first(names, INS) is not None and _first(names, OUTS) is not None
        if _first(names, DATES) is not None and (has_amount or has_sides):
            return number, names
    raise StatementError(StatementFault.COLUMNS, "line 1")


def _line(row: Sequence[str], columns: Mapping[str, int], place: str) -> StatementLine:
    if len(row) < len(columns):
        raise StatementError(StatementFault.COLUMNS, place)
    booked_on = _date(row[_column(columns, DATES)], place)
    if _first(columns, AMOUNTS) is not None:
        pence = signed_pence(row[_column(columns, AMOUNTS)], place)
    else:
        inwards, outwards = row[_column(columns, INS)], row[_column(columns, OUTS)]
        pence = abs(signed_pence(inwards, place)) if inwards.strip() else 0
        pence -= abs(signed_pence(outwards, place)) if outwards.strip() else 0
    bank_id = _first(columns, IDS)
    return StatementLine(
        booked_on,
        pence,
        " ".join(" ".join(row).split()),
        row[bank_id].strip() if bank_id is not None else "",
    )


def _date(text: str, place: str) -> date:
    for form in WRITTEN:
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    raise StatementError(StatementFault.DATE, place)


def _first(columns: Mapping[str, int], names: Sequence[str]) -> int | None:
    return next((columns[name] for name in names if name in columns), None)


def _column(columns: Mapping[str, int], names: Sequence[str]) -> int:
    found = _first(columns, names)
    if found is None:
        raise StatementError(StatementFault.COLUMNS, "line 1")
    return found

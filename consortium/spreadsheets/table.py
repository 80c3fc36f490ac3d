"""A table of people's cells, whatever file it came in: headings, then rows, each cell with its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from consortium.faults import Fault, gettext_noop

MOST_ROWS = 20_000
MOST_COLUMNS = 100
LONGEST_CELL = 2_000


FILE = Fault(gettext_noop("file"))


class SheetError(ValueError):
    """The file cannot be read as a table: where (a cell, or a Fault for what has none), and why (a Fault).

    As text one line of both, in English.
    """

    def __init__(self, place: str, text: str) -> None:
        super().__init__(f"{place}: {text}")
        self.place = place
        self.text = text


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text without surrounding spaces, and its place as spreadsheets name it (B7)."""

    place: str
    text: str


@dataclass(frozen=True)
class Table:
    """Rows of cells, each as long as the headings; `name` is the sheet's, empty for CSV."""

    name: str
    headings: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table_of(name: str, rows: Iterator[Sequence[str]]) -> Table:
    """The table in these rows of text; empty rows are left out. `name` is the sheet's, empty for CSV.

    Raises SheetError for headings that are missing or stand twice, and for what passes the limits.
    """
    where = whole_of(name)
    first = next(rows, None)
    if first is None or not any(first):
        raise SheetError(where, Fault(gettext_noop("has no row of headings")))
    headings = _cells(1, first)
    while headings and not headings[-1].text:
        headings = headings[:-1]
    seen: dict[str, str] = {}
    for cell in headings:
        if not cell.text:
            raise SheetError(cell.place, Fault(gettext_noop("a column without a heading")))
        if cell.text.casefold() in seen:
            raise SheetError(
                cell.place,
                Fault(gettext_noop("the heading “%(text)s” stands twice"), text=cell.text),
            )
        seen[cell.text.casefold()] = cell.place
    return Table(name, headings, tuple(_body(rows, headings)))


def _body(rows: Iterator[Sequence[str]], headings: tuple[Cell, ...]) -> Iterator[tuple[Cell, ...]]:
    for number, texts in enumerate(rows, start=2):
        if number > MOST_ROWS + 1:
            raise SheetError(
                row_of(number), Fault(gettext_noop("more than %(most)s rows"), most=MOST_ROWS)
            )
        cells = _cells(number, texts)
        extra = next((cell for cell in cells[len(headings) :] if cell.text), None)
        if extra:
            raise SheetError(
                extra.place, Fault(gettext_noop("a value in a column without a heading"))
            )
        if any(cell.text for cell in cells):
            missing = range(len(cells), len(headings))
            padding = tuple(Cell(place_of(number, column), "") for column in missing)
            yield cells[: len(headings)] + padding


def whole_of(sheet: str) -> Fault:
    """The place of what is wrong with a whole sheet, or with a file that has no sheets."""
    return Fault(gettext_noop("sheet %(name)s"), name=sheet) if sheet else FILE


def row_of(row: int) -> Fault:
    """The place of what is wrong with a whole row; rows count from 1."""
    return Fault(gettext_noop("row %(row)s"), row=row)


def line_of(line: int) -> Fault:
    """The place in a file that cannot be told apart into cells; lines count from 1."""
    return Fault(gettext_noop("line %(line)s"), line=line)


def place_of(row: int, column: int) -> str:
    """B7 for row 7 and column 1: rows count from 1, columns from 0."""
    return f"{get_column_letter(column + 1)}{row}"


def _cells(row: int, texts: Sequence[str]) -> tuple[Cell, ...]:
    if len(texts) > MOST_COLUMNS and any(texts[MOST_COLUMNS:]):
        raise SheetError(
            row_of(row), Fault(gettext_noop("more than %(most)s columns"), most=MOST_COLUMNS)
        )
    cells = []
    for column, text in enumerate(texts[:MOST_COLUMNS]):
        cells.append(Cell(place_of(row, column), _checked(text.strip(), place_of(row, column))))
    return tuple(cells)


def _checked(text: str, place: str) -> str:
    if len(text) > LONGEST_CELL:
        raise SheetError(
            place, Fault(gettext_noop("is longer than %(most)s characters"), most=LONGEST_CELL)
        )
    bad = next((char for char in text if not char.isprintable() and char not in "\n\r\t\u00a0"), "")
    if bad:
        raise SheetError(
            place,
            Fault(
                gettext_noop("has the character %(code)s, which cannot be stored"),
                code=f"U+{ord(bad):04X}",
            ),
        )
    return text

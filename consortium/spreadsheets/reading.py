"""Spreadsheets from people, read with suspicion: CSV in UTF-8, or the cells of one XLSX sheet as text.

Nothing is computed and nothing is guessed. A file that is not what it says, a formula, a bomb, a
character that cannot be stored: each is refused in one line that names the place.
"""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 500
MOST_ROWS = 20_000
MOST_COLUMNS = 100
LONGEST_CELL = 2_000
SEPARATORS = ",;\t"
DEFAULT_ENCODING = "utf-8"
ENCODINGS = (DEFAULT_ENCODING, "cp1252")
ZIP_MAGIC = b"PK\x03\x04"
OLD_EXCEL_MAGIC = b"\xd0\xcf\x11\xe0"


class SheetError(ValueError):
    """The file cannot be read as a table. The text is one line that names the place."""


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


def read_table(
    content: bytes, *, sheet: str | None = None, encoding: str = DEFAULT_ENCODING
) -> Table:
    """The table in a CSV or XLSX file: a row of headings, then rows; empty rows are left out.

    `sheet` names the sheet of a workbook to read; without it the first. `encoding` is that of a CSV
    file, utf-8 (with or without its mark) or cp1252: never guessed. Raises SheetError.
    """
    if len(content) > LARGEST_FILE:
        raise SheetError(f"file: is larger than {LARGEST_FILE // 2**20} MB")
    if content.startswith(OLD_EXCEL_MAGIC):
        raise SheetError("file: is an old Excel file or locked with a password; save it as .xlsx")
    if content.startswith(ZIP_MAGIC):
        return _read_workbook(content, sheet)
    return _table("", _csv_rows(content, encoding))


def sheet_names(content: bytes) -> tuple[str, ...]:
    """The sheets of a workbook, in its order. Raises SheetError for what is not a workbook."""
    if len(content) > LARGEST_FILE:
        raise SheetError(f"file: is larger than {LARGEST_FILE // 2**20} MB")
    if not content.startswith(ZIP_MAGIC):
        raise SheetError("file: not an Excel workbook (.xlsx)")
    _refuse_bombs(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        workbook = _loaded(content)
        names = tuple(workbook.sheetnames)
        workbook.close()
    return names


def column_of(table: Table, heading: str) -> int | None:
    """The place of a heading, whatever its case, from 0; None where there is none."""
    wanted = heading.casefold()
    names = [cell.text.casefold() for cell in table.headings]
    return names.index(wanted) if wanted in names else None


def _table(name: str, rows: Iterator[Sequence[str]]) -> Table:
    where = f"sheet {name!r}" if name else "file"
    first = next(rows, None)
    if first is None or not any(first):
        raise SheetError(f"{where}: has no row of headings")
    headings = _cells(1, first)
    while headings and not headings[-1].text:
        headings = headings[:-1]
    seen: dict[str, str] = {}
    for cell in headings:
        if not cell.text:
            raise SheetError(f"{cell.place}: a column without a heading")
        if cell.text.casefold() in seen:
            raise SheetError(f"{cell.place}: the heading {cell.text!r} stands twice")
        seen[cell.text.casefold()] = cell.place
    return Table(name, headings, tuple(_body(rows, headings)))


def _body(rows: Iterator[Sequence[str]], headings: tuple[Cell, ...]) -> Iterator[tuple[Cell, ...]]:
    for number, texts in enumerate(rows, start=2):
        if number > MOST_ROWS + 1:
            raise SheetError(f"row {number}: more than {MOST_ROWS} rows")
        cells = _cells(number, texts)
        extra = next((cell for cell in cells[len(headings) :] if cell.text), None)
        if extra:
            raise SheetError(f"{extra.place}: a value in a column without a heading")
        if any(cell.text for cell in cells):
            missing = range(len(cells), len(headings))
            padding = tuple(Cell(place_of(number, column), "") for column in missing)
            yield cells[: len(headings)] + padding


def place_of(row: int, column: int) -> str:
    """B7 for row 7 and column 1: rows count from 1, columns from 0."""
    return f"{get_column_letter(column + 1)}{row}"


def _cells(row: int, texts: Sequence[str]) -> tuple[Cell, ...]:
    if len(texts) > MOST_COLUMNS and any(texts[MOST_COLUMNS:]):
        raise SheetError(f"row {row}: more than {MOST_COLUMNS} columns")
    cells = []
    for column, text in enumerate(texts[:MOST_COLUMNS]):
        cells.append(Cell(place_of(row, column), _checked(text.strip(), place_of(row, column))))
    return tuple(cells)


def _checked(text: str, place: str) -> str:
    if len(text) > LONGEST_CELL:
        raise SheetError(f"{place}: is longer than {LONGEST_CELL} characters")
    bad = next((char for char in text if not char.isprintable() and char not in "\n\r\t\u00a0"), "")
    if bad:
        raise SheetError(f"{place}: has the character U+{ord(bad):04X}, which cannot be stored")
    return text


def _csv_rows(content: bytes, encoding: str) -> Iterator[Sequence[str]]:
    text = _decoded(content, encoding)
    first_line = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise SheetError(f"line {reader.line_num}: {error}") from None
        yield row


def _decoded(content: bytes, encoding: str) -> str:
    if b"\x00" in content:
        line = content[: content.index(b"\x00")].count(b"\n") + 1
        raise SheetError(f"line {line}: has the character U+0000; save the file as CSV in UTF-8")
    try:
        return content.decode("utf-8-sig" if encoding == DEFAULT_ENCODING else encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        byte = content[error.start]
        raise SheetError(
            f"line {line}: byte 0x{byte:02X} is not {encoding.upper()}; save the file as CSV in UTF-8"
        ) from None


def _read_workbook(content: bytes, sheet: str | None) -> Table:
    _refuse_bombs(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl leaves out is not for us to read
        return _open_workbook(content, sheet)


def _open_workbook(content: bytes, sheet: str | None) -> Table:
    workbook = _loaded(content)
    try:
        names = workbook.sheetnames
        if sheet is not None and sheet not in names:
            raise SheetError(f"file: has no sheet {sheet!r}, only {', '.join(map(repr, names))}")
        found = workbook[sheet] if sheet is not None else workbook.worksheets[0]
        return _table(found.title, _sheet_rows(found))
    except SheetError:
        raise
    except DefusedXmlException:
        raise SheetError("file: a sheet defines XML entities, which are not read") from None
    except Exception as error:
        raise SheetError(f"file: a sheet cannot be read ({type(error).__name__})") from None
    finally:
        workbook.close()


def _loaded(content: bytes) -> Any:
    try:
        return load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    except DefusedXmlException:
        raise SheetError("file: the workbook defines XML entities, which are not read") from None
    except Exception as error:  # whatever a broken archive makes of openpyxl
        raise SheetError(f"file: not a whole workbook ({type(error).__name__})") from None


def _refuse_bombs(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if any(part.filename.endswith("vbaProject.bin") for part in parts):
                raise SheetError("file: the workbook holds macros; save it as .xlsx without them")
            if len(parts) > MOST_PARTS:
                raise SheetError(f"file: the workbook has more than {MOST_PARTS} parts")
            _refuse_swollen(archive, parts)
    except SheetError:
        raise
    except Exception:
        raise SheetError("file: not a whole workbook (the archive is damaged)") from None


def _refuse_swollen(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Unpack in pieces and count: what an archive says of its own sizes is not trusted."""
    left = LARGEST_UNPACKED
    for part in parts:
        with archive.open(part) as stream:
            while piece := stream.read(2**16):
                left -= len(piece)
                if left < 0:
                    size = LARGEST_UNPACKED // 2**20
                    raise SheetError(f"file: the workbook unpacks to more than {size} MB")


def _sheet_rows(sheet: Any) -> Iterator[Sequence[str]]:
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(), start=1):
        yield [_cell_text(cell, place_of(number, column)) for column, cell in enumerate(row)]


def _cell_text(cell: Any, place: str) -> str:
    if cell.value is None:
        return ""
    if cell.data_type == "f":
        raise SheetError(f"{place}: is a formula; paste its value")
    if cell.data_type == "e":
        raise SheetError(f"{place}: shows the error {cell.value}")
    return _text(cell.value)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return (
            value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
        )
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{Decimal(str(value)).normalize():f}"
    return str(value)

"""The cells of an XLSX workbook's sheet as text: nothing is computed, bombs and riddles are refused.

A small archive can hold gigabytes, and a sheet of a few kilobytes a million cells, so everything is
counted before openpyxl sees it.
"""

import io
import math
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook

from consortium.faults import Fault, gettext_noop
from consortium.spreadsheets.table import FILE, SheetError, Table, place_of, row_of, table_of

LARGEST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 500
MOST_CELLS = 500_000
ZIP_MAGIC = b"PK\x03\x04"
PIECE = 2**16
VISIBLE = "visible"
CHART_SHEETS = "xl/chartsheets/"  # which openpyxl does not read row by row
SHOWN_DIGITS = 15  # of a figure: what Excel shows, and no further
CELL = re.compile(rb"<(?:[^\s<>/:]+:)?c[\s/>]")
MERGED = re.compile(
    rb"<(?:[^\s<>/:]+:)?mergeCell\s[^>]*ref=[\"']([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"
)


def names_of(content: bytes) -> tuple[str, ...]:
    """The workbook's sheets, in its order. Raises SheetError."""
    with _opened(content) as workbook:
        return tuple(workbook.sheetnames)


def workbook_table(content: bytes, sheet: str | None) -> Table:
    """The table of the sheet with this name, or of the first. Raises SheetError."""
    with _opened(content) as workbook:
        names = workbook.sheetnames
        if sheet is not None and sheet not in names:
            raise SheetError(
                FILE,
                Fault(
                    gettext_noop("has no sheet “%(sheet)s”, only: %(names)s"),
                    sheet=sheet,
                    names=", ".join(names),
                ),
            )
        found = workbook[sheet] if sheet is not None else _first_in_sight(workbook)
        _refuse_merged(workbook, found)
        return table_of(found.title, _rows(found))


def _first_in_sight(workbook: Any) -> Any:
    """The first sheet that its author sees; where none is, the first."""
    sheets = workbook.worksheets
    return next((one for one in sheets if one.sheet_state == VISIBLE), sheets[0])


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    """The workbook, read as it is walked through; whatever breaks on the way is a SheetError."""
    _refuse_bombs(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl leaves out is not for us to read
        workbook = _loaded(content)
        try:
            yield workbook
        except SheetError:
            raise
        except DefusedXmlException:
            raise SheetError(
                FILE, Fault(gettext_noop("a sheet defines XML entities, which are not read"))
            ) from None
        except Exception as error:
            raise SheetError(
                FILE,
                Fault(gettext_noop("a sheet cannot be read (%(why)s)"), why=type(error).__name__),
            ) from None
        finally:
            workbook.close()


def _loaded(content: bytes) -> Any:
    try:
        return load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    except DefusedXmlException:
        raise SheetError(
            FILE, Fault(gettext_noop("the workbook defines XML entities, which are not read"))
        ) from None
    except Exception as error:  # whatever a broken archive makes of openpyxl
        raise SheetError(
            FILE, Fault(gettext_noop("not a whole workbook (%(why)s)"), why=type(error).__name__)
        ) from None


def _refuse_bombs(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if any(part.filename.endswith("vbaProject.bin") for part in parts):
                raise SheetError(
                    FILE,
                    Fault(gettext_noop("the workbook holds macros; save it as .xlsx without them")),
                )
            if any(part.filename.startswith(CHART_SHEETS) for part in parts):
                raise SheetError(
                    "file",
                    Fault(gettext_noop("the workbook has a sheet that is a chart; delete it")),
                )
            if len(parts) > MOST_PARTS:
                raise SheetError(
                    FILE,
                    Fault(
                        gettext_noop("the workbook has more than %(most)s parts"), most=MOST_PARTS
                    ),
                )
            _refuse_swollen(archive, parts)
    except SheetError:
        raise
    except Exception:
        raise SheetError(
            FILE, Fault(gettext_noop("not a whole workbook (the archive is damaged)"))
        ) from None


def _refuse_swollen(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Unpack in pieces and count: what an archive says of its own sizes is not trusted."""
    size = cells = 0
    for part in parts:
        with archive.open(part) as stream:
            while piece := stream.read(PIECE):
                size += len(piece)
                cells += len(CELL.findall(piece))
                if size > LARGEST_UNPACKED:
                    most = LARGEST_UNPACKED // 2**20
                    raise SheetError(
                        FILE,
                        Fault(
                            gettext_noop("the workbook unpacks to more than %(most)s MB"), most=most
                        ),
                    )
                if cells > MOST_CELLS:
                    raise SheetError(
                        FILE,
                        Fault(
                            gettext_noop("the workbook has more than %(most)s cells"),
                            most=f"{MOST_CELLS:,}",
                        ),
                    )


def _refuse_merged(workbook: Any, sheet: Any) -> None:
    """A merged cell's value stands in its first cell only: the others would read as empty."""
    with workbook._archive.open(sheet._worksheet_path) as stream:
        merged = MERGED.search(stream.read(LARGEST_UNPACKED))
    if merged:
        place = merged[1].decode()
        raise SheetError(
            place, Fault(gettext_noop("the cells are merged; give each its own value"))
        )


def _rows(sheet: Any) -> Iterator[Sequence[str]]:
    sheet.reset_dimensions()
    cells = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells += len(row)
        if cells > MOST_CELLS:
            raise SheetError(
                row_of(number),
                Fault(
                    gettext_noop("more than %(most)s cells; delete the empty columns"),
                    most=f"{MOST_CELLS:,}",
                ),
            )
        yield [_cell_text(cell, number, column) for column, cell in enumerate(row)]


def _cell_text(cell: Any, row: int, column: int) -> str:
    if cell.value is None:
        return ""
    if cell.data_type == "f":
        raise SheetError(
            place_of(row, column), Fault(gettext_noop("is a formula; paste its value"))
        )
    if cell.data_type == "e":
        raise SheetError(
            place_of(row, column),
            Fault(gettext_noop("shows the error %(error)s"), error=cell.value),
        )
    if isinstance(cell.value, float) and not math.isfinite(cell.value):
        raise SheetError(
            place_of(row, column), Fault(gettext_noop("is not a number that can be kept"))
        )
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
        return f"{Decimal(f'{value:.{SHOWN_DIGITS}g}').normalize():f}"
    return str(value)

"""Spreadsheets from people, read with suspicion: CSV in UTF-8, or the cells of one XLSX sheet as text.

Nothing is computed and nothing is guessed. A file that is not what it says, a formula, a bomb, a
character that cannot be stored: each is refused in one line that names the place.
"""

import csv
import io
from collections.abc import Iterator, Sequence

from consortium.faults import Fault, gettext_noop
from consortium.spreadsheets.table import FILE, SheetError, Table, line_of, table_of
from consortium.spreadsheets.workbook import ZIP_MAGIC, names_of, workbook_table

LARGEST_FILE = 10 * 1024 * 1024
SEPARATORS = ",;\t"
DEFAULT_ENCODING = "utf-8"
ENCODINGS = (DEFAULT_ENCODING, "cp1252")
OLD_EXCEL_MAGIC = b"\xd0\xcf\x11\xe0"


def read_table(
    content: bytes, *, sheet: str | None = None, encoding: str = DEFAULT_ENCODING
) -> Table:
    """The table in a CSV or XLSX file: a row of headings, then rows; empty rows are left out.

    `sheet` names the sheet of a workbook to read; without it the first in sight. `encoding` is that of a CSV
    file, utf-8 (with or without its mark) or cp1252: never guessed. Raises SheetError.
    """
    _refuse_large(content)
    if content.startswith(OLD_EXCEL_MAGIC):
        raise SheetError(
            FILE,
            Fault(gettext_noop("is an old Excel file or locked with a password; save it as .xlsx")),
        )
    if content.startswith(ZIP_MAGIC):
        return workbook_table(content, sheet)
    return table_of("", _csv_rows(content, encoding))


def sheet_names(content: bytes) -> tuple[str, ...]:
    """The sheets of a workbook, in its order. Raises SheetError for what is not a workbook."""
    _refuse_large(content)
    if not content.startswith(ZIP_MAGIC):
        raise SheetError(FILE, Fault(gettext_noop("not an Excel workbook (.xlsx)")))
    return names_of(content)


def _refuse_large(content: bytes) -> None:
    if len(content) > LARGEST_FILE:
        raise SheetError(
            FILE, Fault(gettext_noop("is larger than %(most)s MB"), most=LARGEST_FILE // 2**20)
        )


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
            raise SheetError(
                line_of(reader.line_num),
                Fault(gettext_noop("cannot be read as CSV (%(why)s)"), why=error),
            ) from None
        yield row


def _decoded(content: bytes, encoding: str) -> str:
    if b"\x00" in content:
        line = content[: content.index(b"\x00")].count(b"\n") + 1
        raise SheetError(
            line_of(line),
            Fault(gettext_noop("has the character U+0000; save the file as CSV in UTF-8")),
        )
    try:
        return content.decode("utf-8-sig" if encoding == DEFAULT_ENCODING else encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        byte = content[error.start]
        raise SheetError(
            line_of(line),
            Fault(
                gettext_noop("byte %(byte)s is not %(encoding)s; save the file as CSV in UTF-8"),
                byte=f"0x{byte:02X}",
                encoding=encoding.upper(),
            ),
        ) from None

"""Inputs that are small to send and large to read: refused before they are read, in one line."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from bids.matching.document_reader import MOST_VALUES as MOST_VALUES_OF_A_CASE
from bids.models import Tender
from bids.notices.loading import MOST_VALUES
from bids.notices.reader import MOST_LOTS
from bids.services.line_fields import FIELDS
from consortium.models import User
from consortium.spreadsheets import LARGEST_FILE, LARGEST_UNPACKED
from consortium.spreadsheets.workbook import MOST_CELLS
from tests.broken.answers import (
    Answer,
    answer_to_case,
    answer_to_notice,
    answer_to_sheet,
    check,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_nothing_changes")]
WIDEST = 16_384


@pytest.mark.parametrize("answer", [answer_to_notice, answer_to_case])
@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_five_thousand_levels(answer: Answer, opening: str, tmp_path: Path) -> None:
    path = tmp_path / "deep.json"
    path.write_text(opening * 5_000)
    check(answer(path), "document")


@pytest.mark.parametrize("answer", [answer_to_notice, answer_to_case])
def test_larger_than_is_read(answer: Answer, tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as stream:
        stream.truncate(64 * 2**20 + 1)
    check(answer(path), "document")


@pytest.mark.parametrize(
    "answer, most", [(answer_to_notice, MOST_VALUES), (answer_to_case, MOST_VALUES_OF_A_CASE)]
)
def test_more_values_than_memory_has_room_for(answer: Answer, most: int, tmp_path: Path) -> None:
    path = tmp_path / "values.json"
    path.write_bytes(b'{"ocid": [' + b"{}," * (most // 2) + b"{}]}")
    check(answer(path), "document")


def test_more_lots_than_a_page_could_show(tmp_path: Path) -> None:
    path = tmp_path / "lots.json"
    lots = [{"id": str(number)} for number in range(MOST_LOTS + 1)]
    path.write_text(json.dumps({"ocid": "ocds-1", "tender": {"lots": lots}}))
    check(answer_to_notice(path), "tender.lots")


def zipped(name: str, data: bytes) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(name, data)
    return output.getvalue()


def workbook(rows: int, columns: int) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for _ in range(rows):
        sheet.append(["x"] * columns)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def with_sheet(rows: bytes) -> bytes:
    """A workbook whose sheet has these rows, as they stand in its XML."""
    output = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(1, 1))) as old,
        zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = data.replace(b"</sheetData>", rows + b"</sheetData>")
            new.writestr(name, data)
    return output.getvalue()


def empty_cells_at_the_far_end() -> bytes:
    rows = range(2, 2 + MOST_CELLS // WIDEST + 1)
    return with_sheet(b"".join(b'<row r="%d"><c r="XFD%d"/></row>' % (n, n) for n in rows))


@pytest.mark.parametrize(
    "build, place",
    [
        (lambda: zipped("xl/workbook.xml", bytes(LARGEST_UNPACKED + 1)), "file"),
        (lambda: bytes(LARGEST_FILE + 1), "file"),
        (lambda: (",".join(FIELDS) + "\n" + "A1\n" * 20_001).encode(), "row 20002"),
        (lambda: workbook(1, 101), "row 1"),
        (lambda: b"ref," * 200_000, "row 1"),
        (lambda: with_sheet(b'<row r="2">' + b"<c/>" * (MOST_CELLS + 1) + b"</row>"), "file"),
        (empty_cells_at_the_far_end, "row 32"),
    ],
    ids=[
        "zip bomb",
        "large file",
        "too many rows",
        "too many columns",
        "endless line",
        "cells in no place",
        "empty cells at the far end",
    ],
)
def test_bombs(build: Callable[[], bytes], place: str, lead: User, tender: Tender) -> None:
    check(answer_to_sheet(build(), lead, tender), place)

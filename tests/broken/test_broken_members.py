"""Broken members' files through the command: one line that names the place, and no row changes."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from consortium.models import Consortium
from consortium.spreadsheets import LARGEST_FILE, LARGEST_UNPACKED
from tests.broken.answers import answer_to_members, check
from tests.factories import bids as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_nothing_changes")]
HEADINGS = ["name", "legal_form", "class", "joined"]
MEMBER = ["Baffins Toddlers", "group", "full", "2024-09-01"]
GOOD = f"{','.join(HEADINGS)}\n{','.join(MEMBER)}\n"


@pytest.fixture
def network() -> Consortium:
    return make.consortium()


def book(*sheets: str, **cells: object) -> bytes:
    """A workbook with the good member on each sheet, and these cells changed on the first."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name in sheets:
        sheet = workbook.create_sheet(name)
        sheet.append(HEADINGS)
        sheet.append(MEMBER)
    for place, value in cells.items():
        workbook.worksheets[0][place] = value
    output = io.BytesIO()
    workbook.save(output)
    return output.getvalue()


def merged() -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Members"
    sheet.append(HEADINGS)
    sheet.append(MEMBER)
    sheet.merge_cells("D2:D3")
    output = io.BytesIO()
    workbook.save(output)
    return output.getvalue()


def bomb() -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", bytes(LARGEST_UNPACKED + 1))
    return output.getvalue()


@pytest.mark.parametrize(
    "name, content, place",
    [
        ("members.csv", b"", "members.csv, file"),
        ("members.csv", GOOD.replace("joined", "since").encode(), "members.csv, line 1"),
        ("members.csv", GOOD.replace("group", "gr\x00up").encode(), "members.csv, line 2"),
        (
            "members.csv",
            GOOD.replace("Toddlers", "Caf\u00e9").encode("cp1252"),
            "members.csv, line 2",
        ),
        ("members.csv", GOOD.encode("utf-16"), "members.csv, line 1"),
        ("members.csv", GOOD.replace("Toddlers", "\u202eToddlers").encode(), "members.csv, A2"),
        ("members.csv", GOOD.replace("2024-09-01", "1e9999").encode(), "members.csv, line 2"),
        ("members.csv", GOOD.replace("group", '"group').encode(), "members.csv, line"),
        ("members.csv", (GOOD + "x," * 200).encode(), "members.csv, row 3"),
        ("members.csv", bytes(LARGEST_FILE + 1), "members.csv, file"),
        ("people.csv", GOOD.encode(), "people.csv, file"),
        ("members.xls", b"\xd0\xcf\x11\xe0 old", "members.xls, file"),
        ("ours.xlsx", b"not a workbook", "ours.xlsx, file"),
        ("ours.xlsx", book("Members")[:2_000], "ours.xlsx, file"),
        ("ours.xlsx", book("Members", "People"), "ours.xlsx, file"),
        ("ours.xlsx", book("Members", "Offers"), "Offers!A1"),
        ("ours.xlsx", book("Members", A2="=1+1"), "ours.xlsx, A2"),
        ("ours.xlsx", book("Members", D2=45_000), "Members!D2"),
        ("ours.xlsx", book("Members", B2="#REF!"), "ours.xlsx, B2"),
        ("ours.xlsx", merged(), "ours.xlsx, D2:D3"),
        ("ours.xlsx", bomb(), "ours.xlsx, file"),
    ],
)
def test_broken_members(
    name: str, content: bytes, place: str, network: Consortium, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    check(answer_to_members(path, network.slug), place)


@pytest.mark.parametrize("name", ["missing.xlsx", "", "nul\0.xlsx"])
def test_no_file(name: str, network: Consortium, tmp_path: Path) -> None:
    check(answer_to_members(tmp_path / name, network.slug), "")


def test_no_such_consortium(tmp_path: Path) -> None:
    (tmp_path / "members.csv").write_text(GOOD)
    check(answer_to_members(tmp_path, "nobody"), "--consortium")

"""Broken inputs: each is answered in one line that names the place, and no row changes in any table.

`places.json` says for each file of this folder where its answer must begin. Inputs too large to keep
are made here.
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import Max
from openpyxl import Workbook

from bids.matching.command_line import split_file
from bids.matching.plan import Effort
from bids.models import Tender
from bids.services.line_fields import FIELDS
from bids.services.line_import import InvalidSheet, check_lines, import_lines
from consortium.models import EvidenceType, User
from consortium.spreadsheets import LARGEST_FILE, LARGEST_UNPACKED
from tests.factories import bids as make

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent
PLACES: dict[str, str] = json.loads((HERE / "places.json").read_text())
Answer = Callable[[Path], str]


@pytest.fixture
def lead() -> User:
    return make.lead_of(make.consortium())


@pytest.fixture
def tender(lead: User) -> Tender:
    """A tender with a line, so that there is something to spoil."""
    EvidenceType.objects.create(code="public-liability", kind="insurance", name="Public liability")
    make.notice()
    tender = make.tender()
    make.line(tender, "A0")
    return tender


@pytest.fixture
def _nothing_changes(tender: Tender) -> Iterator[None]:
    before = rows()
    yield
    assert rows() == before


def rows() -> dict[str, tuple[int, object]]:
    """How many rows each table has, and the highest id."""
    return {
        model._meta.db_table: (
            model._base_manager.count(),
            model._base_manager.aggregate(highest=Max("pk"))["highest"],
        )
        for model in apps.get_models(include_auto_created=True)
    }


def answer_to_notice(path: Path) -> str:
    errors = io.StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("import_notice", str(path), stderr=errors, no_color=True)
    assert stop.value.code == 2
    return errors.getvalue().removesuffix("\n").removeprefix(f"{path}: ")


def answer_to_case(path: Path) -> str:
    output, errors = io.StringIO(), io.StringIO()
    assert split_file(str(path), Effort.QUICK, 0, output, errors) == 2
    assert output.getvalue() == ""
    return errors.getvalue().removesuffix("\n")


def answer_to_sheet(content: bytes, lead: User, tender: Tender) -> str:
    with pytest.raises(InvalidSheet) as dry:
        check_lines(by=lead, tender=tender, content=content)
    with pytest.raises(InvalidSheet) as refusal:
        import_lines(by=lead, tender=tender, content=content)
    assert refusal.value.errors == dry.value.errors
    return str(refusal.value)


def check(answer: str, place: str) -> None:
    assert answer.startswith(place), answer
    assert "\n" not in answer
    assert answer.isprintable()
    assert len(answer) < 400


def files_of(kind: str) -> list[str]:
    return sorted(name for name in PLACES if name.startswith(f"{kind}/"))


def test_every_file_has_its_place_and_there_are_many() -> None:
    kept = {str(path.relative_to(HERE)) for path in HERE.glob("*/*") if path.parent.name[0] != "_"}
    assert kept == PLACES.keys()
    assert len(kept) >= 60


@pytest.mark.usefixtures("_nothing_changes")
@pytest.mark.parametrize("name", files_of("notices"))
def test_broken_notice(name: str) -> None:
    check(answer_to_notice(HERE / name), PLACES[name])


@pytest.mark.usefixtures("_nothing_changes")
@pytest.mark.parametrize("name", files_of("cases"))
def test_broken_case(name: str) -> None:
    check(answer_to_case(HERE / name), PLACES[name])


@pytest.mark.usefixtures("_nothing_changes")
@pytest.mark.parametrize("name", files_of("sheets"))
def test_broken_sheet(name: str, lead: User, tender: Tender) -> None:
    check(answer_to_sheet((HERE / name).read_bytes(), lead, tender), PLACES[name])


@pytest.mark.usefixtures("_nothing_changes")
@pytest.mark.parametrize("answer", [answer_to_notice, answer_to_case])
@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_five_thousand_levels(answer: Answer, opening: str, tmp_path: Path) -> None:
    path = tmp_path / "deep.json"
    path.write_text(opening * 5_000)
    check(answer(path), "document")


@pytest.mark.usefixtures("_nothing_changes")
@pytest.mark.parametrize("answer", [answer_to_notice, answer_to_case])
@pytest.mark.parametrize("name", ["missing.json", ".", "nul\0.json"])
def test_no_file(answer: Answer, name: str, tmp_path: Path) -> None:
    check(answer(tmp_path / name), "'")


@pytest.mark.usefixtures("_nothing_changes")
@pytest.mark.parametrize("answer", [answer_to_notice, answer_to_case])
def test_larger_than_is_read(answer: Answer, tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as stream:
        stream.truncate(64 * 2**20 + 1)
    check(answer(path), "document")


def zipped(name: str, data: bytes) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(name, data)
    return output.getvalue()


def wide_and_long(rows_: int, columns: int) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for _ in range(rows_):
        sheet.append(["x"] * columns)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


@pytest.mark.usefixtures("_nothing_changes")
@pytest.mark.parametrize(
    "build, place",
    [
        (lambda: zipped("xl/workbook.xml", bytes(LARGEST_UNPACKED + 1)), "file"),
        (lambda: bytes(LARGEST_FILE + 1), "file"),
        (lambda: (",".join(FIELDS) + "\n" + "A1\n" * 20_001).encode(), "row 20002"),
        (lambda: wide_and_long(1, 101), "row 1"),
        (lambda: b"ref," * 200_000, "row 1"),
    ],
    ids=["zip bomb", "large file", "too many rows", "too many columns", "endless line"],
)
def test_bombs(build: Callable[[], bytes], place: str, lead: User, tender: Tender) -> None:
    check(answer_to_sheet(build(), lead, tender), place)

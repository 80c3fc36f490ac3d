"""A plan as files."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from openpyxl import load_workbook

from bids.matching.reading import read_problem
from bids.models import LotPlan
from bids.services.plan_downloads import plan_csv, plan_json, plan_workbook
from bids.services.planning import request_plan
from consortium.models import Organisation
from consortium.spreadsheets.writing import as_csv, as_workbook
from tests.factories import bids as make

TOOL = Path(os.environ.get("MANYHANDS_DATA", settings.BASE_DIR / "../shared/data")) / "../tools"
VERIFIER = TOOL / "verify_plan.py"


@pytest.fixture
def plan(db: None, run_jobs: Callable[[], int]) -> LotPlan:
    of = make.consortium()
    make.offer(of, make.member(of, "baffins-carers"), volume=80)
    Organisation.objects.filter(slug="baffins-carers").update(name="=cmd()")
    tender = make.tender(of)
    make.line(tender, volume=100)
    request_plan(by=make.lead_of(of), tender=tender)
    run_jobs()
    return LotPlan.objects.get()


@pytest.mark.parametrize("download", [plan_csv, plan_workbook, plan_json])
def test_the_same_bytes_each_time(plan: LotPlan, download: Callable[[LotPlan], bytes]) -> None:
    first = download(plan)
    assert download(LotPlan.objects.get()) == first


def test_no_clock_reaches_the_workbook(plan: LotPlan) -> None:
    with zipfile.ZipFile(io.BytesIO(plan_workbook(plan))) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert set(re.findall(rb"\d{4}-\d\d-\d\dT", archive.read("docProps/core.xml"))) == {
            b"1980-01-01T"
        }


def test_csv_holds_what_is_held_and_what_is_not(plan: LotPlan) -> None:
    rows = list(csv.reader(io.StringIO(plan_csv(plan).decode("utf-8-sig"))))
    assert rows[1:] == [
        [
            "1",
            "'=cmd()",
            "A1",
            "Home visits",
            "E05002441",
            "Baffins",
            "80",
            "hour",
            "25.00",
            "2000.00",
        ],
        [
            "",
            "Nobody",
            "A1",
            "Home visits",
            "E05002441",
            "Baffins",
            "20",
            "hour",
            "25.00",
            "500.00",
        ],
    ]


def test_the_workbook_has_every_sheet_and_no_formula(plan: LotPlan) -> None:
    book = load_workbook(io.BytesIO(plan_workbook(plan)))
    assert book.sheetnames == ["Plan", "Lots", "Allocations", "Not held", "Reasons", "Policy"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert book["Lots"]["B2"].value == "'=cmd()"
    assert book["Lots"]["H2"].value == 2_000
    assert dict(book["Plan"].iter_rows(values_only=True))["Lines asked for"] == 1
    assert ("small_floor_bp", "3000") in set(book["Policy"].iter_rows(values_only=True))


def test_json_holds_the_plan_and_its_problem(plan: LotPlan) -> None:
    document = json.loads(plan_json(plan))
    assert document["format"] == "split-plan/1"
    assert read_problem(json.dumps(document["problem"])).value == 250_000
    assert document["allocations"] == [{"member": "baffins-carers", "line": "A1", "volume": 80}]


@pytest.mark.official
@pytest.mark.skipif(not VERIFIER.exists(), reason="no tools beside MANYHANDS_DATA")
def test_an_outside_verifier_accepts_it(plan: LotPlan, tmp_path: Path) -> None:
    document = json.loads(plan_json(plan))
    (tmp_path / "case.json").write_text(json.dumps(document["problem"]))
    (tmp_path / "plan.json").write_text(json.dumps(document))
    checked = subprocess.run(
        [sys.executable, VERIFIER, tmp_path / "case.json", tmp_path / "plan.json"],
        capture_output=True,
        text=True,
    )
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_nothing_is_computed_by_whoever_opens_it(start: str) -> None:
    table = (["Name"], [[f"{start}1+1"]])
    assert f"'{start}1+1" in as_csv(*table).decode("utf-8-sig")
    book = load_workbook(io.BytesIO(as_workbook({"A": table})))
    assert book["A"]["A2"].data_type == "s"


def test_the_program_in_the_how_to_reads_a_plan(plan: LotPlan, tmp_path: Path) -> None:
    page = (settings.BASE_DIR / "docs" / "how-to" / "read-a-plan.md").read_text()
    program = page.split("```python\n")[1].split("```")[0]
    path = tmp_path / "plan.json"
    path.write_bytes(plan_json(plan))
    run = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, timeout=60
    )
    assert run.stderr == ""
    assert run.stdout.startswith(f"covers {plan.covered_pence} of {plan.value_pence} pence")
    document = json.loads(plan_json(plan))
    document["allocations"][0]["volume"] += 10**9
    path.write_text(json.dumps(document))
    run = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, timeout=60
    )
    assert "is held twice over" in run.stderr

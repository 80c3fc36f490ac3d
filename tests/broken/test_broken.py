"""Broken inputs: each is answered in one line that names the place, and no row changes in any table.

`places.json` says for each file of this folder where its answer must begin.
"""

import json
from pathlib import Path

import pytest

from bids.models import Tender
from consortium.models import User
from tests.broken.answers import (
    Answer,
    answer_to_case,
    answer_to_notice,
    answer_to_sheet,
    check,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_nothing_changes")]
HERE = Path(__file__).parent
PLACES: dict[str, str] = json.loads((HERE / "places.json").read_text())


def files_of(kind: str) -> list[str]:
    return sorted(name for name in PLACES if name.startswith(f"{kind}/"))


def test_every_file_has_its_place_and_there_are_many() -> None:
    kept = {str(path.relative_to(HERE)) for path in HERE.glob("*/*") if path.parent.name[0] != "_"}
    assert kept == PLACES.keys()
    assert len(kept) >= 60


@pytest.mark.parametrize("name", files_of("notices"))
def test_broken_notice(name: str) -> None:
    check(answer_to_notice(HERE / name), PLACES[name])


@pytest.mark.parametrize("name", files_of("cases"))
def test_broken_case(name: str) -> None:
    check(answer_to_case(HERE / name), PLACES[name])


@pytest.mark.parametrize("name", files_of("sheets"))
def test_broken_sheet(name: str, lead: User, tender: Tender) -> None:
    check(answer_to_sheet((HERE / name).read_bytes(), lead, tender), PLACES[name])


@pytest.mark.parametrize("answer", [answer_to_notice, answer_to_case])
@pytest.mark.parametrize("name", ["missing.json", ".", "nul\0.json"])
def test_no_file(answer: Answer, name: str, tmp_path: Path) -> None:
    check(answer(tmp_path / name), "'")

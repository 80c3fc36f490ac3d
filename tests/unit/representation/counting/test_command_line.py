"""`manage.py count`: one file, a folder, and one line with status 2 for bad input."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from representation.counting.command_line import FORMATS, CountRequest, count_path
from representation.counting.result import Rule

ROOT = Path(__file__).resolve().parents[4]
GOOD = '3 1\n5 1 0\n3 2 1 0\n3 3 2 0\n0\n"Ann"\n"Bob"\n"Cai"\n"Title"\n'


@pytest.fixture
def ballots(tmp_path: Path) -> Path:
    path = tmp_path / "good.blt"
    path.write_text(GOOD)
    return path


def run(path: Path, **options: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    request = CountRequest(**{"rule": Rule.SCOTTISH_STV, **options})
    return count_path(path, request, out, err), out.getvalue(), err.getvalue()


@pytest.mark.parametrize("output", list(FORMATS))
def test_every_format(ballots: Path, output: str) -> None:
    status, out, err = run(ballots, output=output, seed="s")
    assert (status, err) == (0, "")
    assert "Ann" in out


def test_the_same_bytes_each_time(ballots: Path) -> None:
    assert run(ballots, output="json", seed="s") == run(ballots, output="json", seed="s")


def test_a_drawn_lot_from_a_file(ballots: Path, tmp_path: Path) -> None:
    lot = tmp_path / "lot.txt"
    for first, second in (("Bob", "Cai"), ("Cai", "Bob")):
        lot.write_text(f"{first}\n{second}\n")
        _, out, _ = run(ballots, output="json", lot_file=lot)
        document = json.loads(out)
        drawn = {"stage": 2, "for": "exclusion", "among": ["Bob", "Cai"], "drawn": first}
        assert document["lots"] == [drawn]


def test_a_recount_takes_the_lot_of_the_first_count(ballots: Path, tmp_path: Path) -> None:
    _, first, _ = run(ballots, output="json", seed="anything", public_value="12 17 30")
    path = tmp_path / "first.json"
    path.write_text(first)
    _, again, _ = run(ballots, output="json", lot_file=path)
    assert json.loads(again)["lots"] == json.loads(first)["lots"]
    assert json.loads(again)["lot"]["order"] == json.loads(first)["lot"]["order"]


def test_without_a_seed_the_lot_is_marked_as_a_rehearsal(ballots: Path) -> None:
    codes = {
        seed: [
            note["code"] for note in json.loads(run(ballots, output="json", seed=seed)[1])["notes"]
        ]
        for seed in ("", "s")
    }
    assert codes == {"": ["no_seed"], "s": []}


@pytest.mark.parametrize(
    "text, what",
    [
        (GOOD.replace("3 2 1 0", "3 2 4 0"), "line 3: there is no candidate 4 among 3"),
        ("", "line 1: the file is empty"),
        (GOOD[:-9], "the title"),
    ],
)
def test_bad_ballots_are_one_line_with_the_file_and_line(
    ballots: Path, text: str, what: str
) -> None:
    ballots.write_text(text)
    status, out, err = run(ballots)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"{ballots}: line ")
    assert what in err


def test_bad_requests_are_one_line(ballots: Path, tmp_path: Path) -> None:
    lot = tmp_path / "lot.txt"
    lot.write_text("Ann\nZoe\n")
    for options, what in (
        ({"lot_file": lot}, "lot.txt: line 2"),
        ({"lot_file": tmp_path / "none"}, "No such file"),
        ({"seats": 0}, "at least 1"),
        ({"seed": "s", "commitment": "00"}, "committed"),
    ):
        status, out, err = run(ballots, **options)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert what in err
    assert run(tmp_path / "none.blt")[0] == 2


def test_a_folder_is_counted_with_progress(ballots: Path) -> None:
    (ballots.parent / "also.blt").write_text(GOOD)
    status, out, err = run(ballots.parent, seed="s")
    assert status == 0
    assert [line.split(":")[0] for line in out.splitlines()] == ["also.blt", "good.blt"]
    assert err.splitlines()[0] == "1 of 2: also.blt"
    assert err.splitlines()[-1] == "2 counted, 0 not"


def test_a_bad_file_does_not_stop_a_folder(ballots: Path) -> None:
    (ballots.parent / "bad.blt").write_text("3 1\n")
    status, out, err = run(ballots.parent, output="json", seed="s")
    assert status == 2
    assert [json.loads(line)["file"] for line in out.splitlines()] == ["good.blt"]
    assert "bad.blt: line 1" in err


def test_an_empty_folder_is_bad_input(tmp_path: Path) -> None:
    status, _, err = run(tmp_path)
    assert (status, err.count("\n")) == (2, 1)


def manage(*arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, str(ROOT / "manage.py"), "count", *arguments]
    environment = {**os.environ, "DATABASE_URL": "sqlite:////nonexistent/none.sqlite3"}
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment)


def test_the_command_needs_no_database(ballots: Path) -> None:
    done = manage(str(ballots), "--rule", "av", "--seed", "s", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["rule"] == "av"


@pytest.mark.parametrize("arguments", [["--rule", "borda"], ["--seats", "two"], ["--seats", "0"]])
def test_the_command_refuses_in_one_line(ballots: Path, arguments: list[str]) -> None:
    done = manage(str(ballots), *arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)

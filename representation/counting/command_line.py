"""What `manage.py count` does: read a file or a folder, count, print; one line and status 2 for bad input."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO, TypeVar

from representation.counting.ballots import Contest
from representation.counting.blt import read_blt_file
from representation.counting.count import count_contest
from representation.counting.errors import CountingError
from representation.counting.lots import Lot, public_lot, read_drawn_lot
from representation.counting.result import CountResult, Rule
from representation.counting.sheet.csv_table import as_csv
from representation.counting.sheet.document import as_document, as_json
from representation.counting.sheet.page import as_page
from representation.counting.sheet.picture import as_svg
from representation.counting.sheet.text import as_text
from representation.counting.wording.say import say

BAD_INPUT = 2

Read = TypeVar("Read")

FORMATS: dict[str, Callable[[CountResult, str], str]] = {
    "json": lambda result, language: as_json(result),
    "text": as_text,
    "html": as_page,
    "csv": as_csv,
    "svg": as_svg,
}


@dataclass(frozen=True)
class CountRequest:
    """What to count by. lot_file: a drawn order, or the JSON of a first count, whose lot then stands."""

    rule: Rule
    seats: int | None = None
    lot_file: Path | None = None
    seed: str = ""
    public_value: str = ""
    commitment: str | None = None
    output: str = "text"
    language: str = "en"


def count_path(path: Path, request: CountRequest, out: TextIO, err: TextIO) -> int:
    """Count one file, or every .blt file of a folder with progress on `err`; the exit status."""
    if path.is_dir():
        return _count_folder(path, request, out, err)
    try:
        out.write(FORMATS[request.output](_count_file(path, request), request.language))
    except _Problem as problem:
        err.write(f"{problem}\n")
        return BAD_INPUT
    return 0


class _Problem(Exception):
    """One line for standard error."""


def _count_file(path: Path, request: CountRequest) -> CountResult:
    contest = _read(path, lambda: read_blt_file(path), request)
    lot_file = request.lot_file
    if lot_file is None:
        lot = _read(path, lambda: _public_lot(contest, request), request)
    else:
        lot = _read(lot_file, lambda: _lot_from(lot_file, contest), request)
    return _read(
        path,
        lambda: count_contest(contest, request.rule, lot=lot, seats=request.seats),
        request,
    )


def _read(path: Path, read: Callable[[], Read], request: CountRequest) -> Read:
    """The value, or a problem that names the file."""
    try:
        return read()
    except CountingError as error:
        raise _Problem(_one_line(f"{path}: {error.say(request.language)}")) from None
    except OSError as error:
        raise _Problem(_one_line(f"{path}: {error.strerror or error}")) from None


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _public_lot(contest: Contest, request: CountRequest) -> Lot:
    return public_lot(
        seed=request.seed,
        public_value=request.public_value,
        title=contest.title,
        candidates=contest.candidates,
        committed=request.commitment,
    )


def _lot_from(path: Path, contest: Contest) -> Lot:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise CountingError("not_utf8") from None
    order = _order_of_first_count(text)
    return read_drawn_lot(text if order is None else "\n".join(order), contest.candidates)


def _order_of_first_count(text: str) -> list[str] | None:
    """The order of the lot in a count-result/1 document; None when the text is not one."""
    try:
        document = json.loads(text)
    except ValueError:
        return None
    if not isinstance(document, dict) or document.get("format") != "count-result/1":
        return None
    lot = document.get("lot")
    order = lot.get("order") if isinstance(lot, dict) else None
    return [str(name) for name in order] if isinstance(order, list) else []


def _count_folder(path: Path, request: CountRequest, out: TextIO, err: TextIO) -> int:
    """Each file in turn: its result in one line (JSON: one document a line); a bad file does not stop it."""
    files = sorted(file for file in path.iterdir() if file.suffix.lower() == ".blt")
    failed = 0
    if not files:
        err.write(_one_line(say("error.no_files", request.language, folder=path)) + "\n")
        return BAD_INPUT
    for done, file in enumerate(files, start=1):
        progress = {"done": done, "total": len(files), "name": file.name}
        err.write(say("progress.counting", request.language, **progress) + "\n")
        try:
            out.write(_line(file, _count_file(file, request), request))
        except _Problem as problem:
            failed += 1
            err.write(f"{problem}\n")
    counted = len(files) - failed
    err.write(say("progress.summary", request.language, total=counted, failed=failed) + "\n")
    return BAD_INPUT if failed else 0


def _line(file: Path, result: CountResult, request: CountRequest) -> str:
    if request.output == "json":
        return json.dumps({"file": file.name, **as_document(result)}, ensure_ascii=False) + "\n"
    elected = ", ".join(result.name(c) for c in result.elected)
    return say("progress.one", request.language, name=file.name, elected=elected) + "\n"

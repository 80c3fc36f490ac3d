"""Members, offers and evidence from a workbook or a folder of CSV files."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from consortium.decisions import Refused
from consortium.selectors.consortia import consortium_by_slug
from consortium.services.import_reading import ImportFiles, ImportPlan, InvalidImport
from consortium.services.imports import apply_import, check_import
from consortium.spreadsheets.member_sheets import SHEETS
from consortium.spreadsheets.reading import DEFAULT_ENCODING, ENCODINGS, LARGEST_FILE

BAD_INPUT = 2
KINDS = ("added", "changed", "unchanged")


class Command(BaseCommand):
    help = "Show what an import of members would do; with --apply, do it, all or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", metavar="FILE.xlsx|DIR")
        parser.add_argument("--consortium", required=True, metavar="SLUG")
        parser.add_argument("--apply", action="store_true")
        parser.add_argument("--encoding", choices=ENCODINGS, default=DEFAULT_ENCODING)
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            plan = _import(options)
        except (InvalidImport, Refused, OSError, ValueError, LookupError) as error:
            sys.stderr.write(f"{_reason(error)}\n")
            sys.exit(BAD_INPUT)
        self.stdout.write(_as_json(plan) if options["format"] == "json" else _as_text(plan))


def _import(options: dict[str, Any]) -> ImportPlan:
    consortium = consortium_by_slug(options["consortium"])
    if consortium is None:
        raise LookupError(f"--consortium: there is none called {options['consortium']!r}")
    files = ImportFiles(_contents(Path(options["path"])), options["encoding"])
    if options["apply"]:
        return apply_import(by=None, consortium=consortium, files=files, digest=files.digest)
    return check_import(by=None, consortium=consortium, files=files)


def _contents(path: Path) -> dict[str, bytes]:
    """A file, or those files of a folder that are named like a sheet; a byte too much is refused later."""
    paths = [path]
    if path.is_dir():
        paths = [found for name in SHEETS if (found := path / f"{name}.csv").exists()]
        if not paths:
            raise ValueError(f"{str(path)!r}: holds none of: {', '.join(SHEETS)} (.csv)")
    contents = {}
    for one in paths:
        with one.open("rb") as stream:
            contents[one.name] = stream.read(LARGEST_FILE + 1)
    return contents


def _reason(error: Exception) -> str:
    if isinstance(error, InvalidImport):
        more = len(error.errors) - 1
        return str(error) + (f" (and {more} more)" if more else "")
    if isinstance(error, OSError):
        return f"{error.filename!r}: {(error.strerror or 'cannot be read').lower()}"
    return str(error.args[0])


def _as_json(plan: ImportPlan) -> str:
    counts = {
        sheet: {kind: plan.count(kind, sheet) for kind in KINDS}
        for sheet in SHEETS
        if any(one.sheet == sheet for one in plan.changes)
    }
    totals = {kind: plan.count(kind) for kind in KINDS}
    return json.dumps({**totals, "sheets": counts, "digest": plan.digest})


def _as_text(plan: ImportPlan) -> str:
    lines = [
        f"{one.place}: {one.name}: {one.kind} {', '.join(one.fields)}".rstrip()
        for one in plan.changes
        if one.kind != "unchanged"
    ]
    lines.append(", ".join(f"{plan.count(kind)} {kind}" for kind in KINDS))
    return "\n".join(lines)

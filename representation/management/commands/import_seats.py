"""Seats and their holders from a spreadsheet or a Popolo file."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from consortium.decisions import Refused
from consortium.spreadsheets import LARGEST_FILE
from representation.selectors.structures import structure_by_slug
from representation.services.seat_import import SeatImportPlan, check_seats, import_seats
from representation.services.seat_import_progress import InvalidSeats

BAD_INPUT = 2
KINDS = ("added", "ended", "kept", "unchanged")


class Command(BaseCommand):
    help = "Show what an import of seats would do; with --apply, do it, all or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", metavar="FILE.csv|.xlsx|.json")
        parser.add_argument("--structure", required=True, metavar="SLUG")
        parser.add_argument("--apply", action="store_true")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            plan = _import(options)
        except (InvalidSeats, Refused, OSError, LookupError, ValueError) as error:
            sys.stderr.write(f"{_reason(error)}\n")
            sys.exit(BAD_INPUT)
        self.stdout.write(_as_json(plan) if options["format"] == "json" else _as_text(plan))


def _import(options: dict[str, Any]) -> SeatImportPlan:
    structure = structure_by_slug(options["structure"])
    if structure is None:
        raise LookupError(f"--structure: there is none called {options['structure']!r}")
    with Path(options["path"]).open("rb") as stream:
        content = stream.read(LARGEST_FILE + 1)
    plan = check_seats(by=None, structure=structure, content=content)
    if options["apply"]:
        return import_seats(by=None, structure=structure, content=content, digest=plan.digest)
    return plan


def _reason(error: Exception) -> str:
    if isinstance(error, InvalidSeats):
        more = len(error.errors) - 1
        return str(error) + (f" (and {more} more)" if more else "")
    if isinstance(error, OSError):
        return f"{error.filename!r}: {(error.strerror or 'cannot be read').lower()}"
    return str(error.args[0])


def _as_json(plan: SeatImportPlan) -> str:
    counts = {kind: plan.count(kind) for kind in KINDS}
    return json.dumps({**counts, "digest": plan.digest})


def _as_text(plan: SeatImportPlan) -> str:
    lines = [
        f"{one.place}: {one.what} {one.name}: {one.kind}"
        for one in plan.changes
        if one.kind != "unchanged"
    ]
    lines.append(", ".join(f"{plan.count(kind)} {kind}" for kind in KINDS))
    return "\n".join(lines)

"""Areas from published tables: GSS codes of districts or wards, neighbours, and outlines of wards."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from consortium.services.area_files import InvalidAreaFile, read_area_files
from consortium.services.areas import UnknownArea, import_areas

BAD_INPUT = 2


class Command(BaseCommand):
    help = (
        "Read GSS tables (*.csv with LADCD or WDCD), neighbours (*neighbours*.json) and outlines"
        " (*.geojson); the same files again change nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            areas, neighbours = read_area_files([Path(path) for path in options["paths"]])
            done = import_areas(areas=areas, neighbours=neighbours)
        except (InvalidAreaFile, UnknownArea, OSError) as error:
            name = f"{error.filename!r}: {error.strerror}" if isinstance(error, OSError) else error
            sys.stderr.write(f"{name}\n")
            sys.exit(BAD_INPUT)
        self.stdout.write(
            f"{done.added} added, {done.changed} changed, {done.unchanged} unchanged;"
            f" {done.neighbours} pairs of neighbours added"
        )

"""A structure's seats and their holders of all times, as CSV or Popolo."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from representation.selectors.seat_export import seats_as_csv, seats_as_popolo
from representation.selectors.structures import structure_by_slug

BAD_INPUT = 2
FORMATS = {"csv": seats_as_csv, "popolo": seats_as_popolo}


class Command(BaseCommand):
    help = "Write the seats of a structure, with everybody who has held them, to standard output."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("structure", metavar="SLUG")
        parser.add_argument("--format", choices=list(FORMATS), default="csv")

    def handle(self, *args: Any, **options: Any) -> None:
        structure = structure_by_slug(options["structure"])
        if structure is None:
            sys.stderr.write(f"there is no structure called {options['structure']!r}\n")
            sys.exit(BAD_INPUT)
        text = FORMATS[options["format"]](structure).decode()
        self.stdout.write(text, ending="")

"""Count a contest, or a folder of them, from BLT files."""

import gc
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from representation.counting.command_line import FORMATS, CountRequest, count_path
from representation.counting.result import Rule


class Command(BaseCommand):
    help = "Count BALLOTS.blt, or each .blt file of a folder, by a rule of docs/algorithms/counting.md."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        # Bad input is one line on standard error; the usage is there for --help.
        parser.print_usage = lambda file=None: None  # type: ignore[method-assign]
        parser.add_argument("ballots", type=Path, metavar="BALLOTS.blt|FOLDER")
        rules = [rule.value for rule in Rule]
        parser.add_argument("--rule", choices=rules, default=Rule.SCOTTISH_STV.value)
        parser.add_argument("--seats", type=int, help="in place of the number in the file")
        lots = parser.add_mutually_exclusive_group()
        lots.add_argument(
            "--lot", type=Path, help="the drawn order, a name a line, or a first count's JSON"
        )
        lots.add_argument("--seed", default="", help="of the public lot")
        parser.add_argument("--public-value", default="", help="of the public lot")
        parser.add_argument("--commitment", help="SHA-256 of the seed, published before the close")
        parser.add_argument("--format", choices=list(FORMATS), default="text")
        parser.add_argument("--language", choices=["en", "cy"], default="en")

    def handle(self, *args: Any, **options: Any) -> None:
        request = CountRequest(
            rule=Rule(options["rule"]),
            seats=options["seats"],
            lot_file=options["lot"],
            seed=options["seed"],
            public_value=options["public_value"],
            commitment=options["commitment"],
            output=options["format"],
            language=options["language"],
        )
        # Papers hold no cycles; looking for some takes half the time of a large count.
        gc.disable()
        try:
            status = count_path(options["ballots"], request, sys.stdout, sys.stderr)
        finally:
            gc.enable()
        if status:
            sys.exit(status)

"""Split a tender's lines among the members that offer capacity."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from bids.matching.command_line import Asked, split_file
from bids.matching.plan import Effort


class Command(BaseCommand):
    help = "Read a split-problem/1 case and print the plan as split-plan/1 JSON."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("case", metavar="CASE.json")
        parser.add_argument(
            "--effort", choices=[e.value for e in Effort], default=Effort.NORMAL.value
        )
        parser.add_argument("--seed", type=int, default=0)
        parser.add_argument(
            "--audit",
            action="store_true",
            help="beside each member's fill, its share in the most even division (leximin)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        effort = Effort(options["effort"])
        asked = Asked(options["case"], effort, options["seed"], options["audit"])
        status = split_file(asked, sys.stdout, sys.stderr)
        if status:
            sys.exit(status)

"""Check an election in the database, or an evidence pack, and name what was done to it."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from representation.evidence.archive import NotAPack, from_zip
from representation.evidence.tables import Finding
from representation.evidence.verify import verify_pack
from representation.models import Election
from representation.selectors.seals import faults_of

BAD_INPUT, TAMPERED = 2, 1


class Command(BaseCommand):
    help = (
        "Check PACK.zip, or the election of that code in the database. Each thing that is not as it was "
        "sealed is a line on standard output, and the exit status is 1."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        # Bad input is one line on standard error; the usage is there for --help.
        parser.print_usage = lambda file=None: None  # type: ignore[method-assign]
        parser.add_argument("election", metavar="PACK.zip|ELECTION")
        parser.add_argument("--head", default="", help="the published figure to compare with")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["election"]
        try:
            found = _findings(name, options["head"])
        except _NoElection as error:
            self.stderr.write(f"{name!a}: {error}")
            sys.exit(BAD_INPUT)
        for finding in found:
            self.stdout.write(str(finding))
        if found:
            sys.exit(TAMPERED)
        self.stdout.write(f"{name}: as it was sealed")


class _NoElection(Exception):
    """One line for standard error."""


def _findings(name: str, head: str) -> tuple[Finding, ...]:
    if name.endswith(".zip"):
        try:
            return verify_pack(from_zip(Path(name).read_bytes()), head=head)
        except NotAPack as error:
            raise _NoElection(f"not an evidence pack: {error}") from None
        except (OSError, ValueError) as error:
            raise _NoElection(getattr(error, "strerror", None) or "not a file name") from None
    election = Election.objects.filter(slug=name).first()
    if election is None:
        raise _NoElection("no such file, and no election of that code")
    return faults_of(election, head=head)

"""Keep notices from OCDS files."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from bids.notices.loading import LARGEST_FILE
from bids.services.notice_import import NoticeError, NoticeImport, import_notices
from consortium.faults import Fault

BAD_INPUT = 2


class Command(BaseCommand):
    help = "Read OCDS releases and records from files, offline, and keep those not kept yet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        total: dict[str, int] = {}
        try:
            with transaction.atomic():
                for name in options["files"]:
                    counts = _import(name).counts()
                    total = {key: total.get(key, 0) + count for key, count in counts.items()}
        except NoticeError as error:
            self.stderr.write(str(error), self.style.ERROR)
            sys.exit(BAD_INPUT)
        self.stdout.write(json.dumps(total) if options["format"] == "json" else _in_words(total))


def _import(name: str) -> NoticeImport:
    """Keep one file's notices. NoticeError names the file and the place in it."""
    try:
        with Path(name).open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a file name"
        raise NoticeError(f"{name!a}", Fault(reason.lower())) from None
    try:
        return import_notices(by=None, data=data)
    except NoticeError as error:
        raise NoticeError(f"{name}: {error.place}", error.fault) from None


def _in_words(total: dict[str, int]) -> str:
    return (
        f"{_counted(total['releases'], 'release')} with {_counted(total['lots'], 'lot')}: "
        f"{total['added']} added, {total['unchanged']} known already, "
        f"{_counted(total['warnings'], 'warning')}."
    )


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"

"""A search after the whole suite: is an account number or a receipt anywhere that it must not be?

Every account number of the tests begins 7731 and every receipt holds the word below. Logs, mail, error
pages, the audit trail, jobs and what is printed are kept as they come and searched at the end.
"""

import logging
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import mail
from django.db.models.signals import post_save
from django.test import Client

RECEIPT = "7731receipt"
CANARY = re.compile(r"7731(?:\d{4}|receipt)")


class Watch(logging.Handler):
    """Keeps the places where a canary was found, and how many texts were searched."""

    def __init__(self) -> None:
        super().__init__(level=logging.DEBUG)
        self.searched = 0
        self.found: list[str] = []

    def search(self, place: str, text: str) -> None:
        self.searched += 1
        if CANARY.search(text):
            self.found.append(place)

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if record.exc_info:
            text += logging.Formatter().formatException(record.exc_info)
        self.search(f"log of {record.name}", text)

    def rows(self, sender: type, instance: Any, **_: Any) -> None:
        if sender._meta.label in {"consortium.Event", "consortium.Job", "representation.ClaimStep"}:
            self.search(sender._meta.label, str(vars(instance)))

    def mails(self) -> None:
        for message in getattr(mail, "outbox", []):
            self.search("mail", f"{message.subject}\n{message.body}\n{message.extra_headers}")


WATCH = Watch()


def install() -> None:
    """Listen to logs, rows and pages from now on."""
    logging.getLogger().addHandler(WATCH)
    post_save.connect(WATCH.rows, weak=False)
    ask = Client.request

    def request(self: Client, **asked: Any) -> Any:
        answer = ask(self, **asked)
        if not answer.streaming and "attachment" not in answer.get("Content-Disposition", ""):
            WATCH.search(
                f"page {asked.get('PATH_INFO')}", answer.content.decode("utf-8", "replace")
            )
        return answer

    Client.request = request  # type: ignore[method-assign]


def kept_files() -> Iterator[Path]:
    """What the suite left in its folder, receipts too, but for the database's files."""
    folder = Path(settings.VAR_DIR)
    for path in folder.rglob("*"):
        run = path.relative_to(folder).parts[0]
        if run.startswith("files") and run != settings.MEDIA_ROOT.name:
            continue  # another run's
        if path.is_file() and ".sqlite3" not in path.name:
            yield path


def faults() -> list[str]:
    """Every place where one was found; the run's files are cleared away after."""
    for path in kept_files():
        WATCH.search(str(path), path.read_bytes().decode("utf-8", "replace"))
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    return sorted(set(WATCH.found))

"""Check the books: `manage.py ledger verify` names the first entry that is not as it was written."""

import json
import re
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from consortium.models import Consortium
from consortium.selectors.consortia import all_consortia, consortium_by_slug
from consortium.selectors.ledger import Books, check_books
from consortium.treasury.amounts import pounds
from consortium.treasury.ledger import Head

BAD_INPUT, BAD_BOOKS = 2, 1
HEAD = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")


class Command(BaseCommand):
    help = "Check the hash chain and the pots of every consortium's books, or of one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=("verify",))
        parser.add_argument("--consortium", metavar="SLUG")
        parser.add_argument(
            "--heads", metavar="FILE", help="The JSON file of heads that the budget page publishes."
        )
        parser.add_argument(
            "--head", metavar="NUMBER:DIGEST", help="A head that was published before."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            chosen = _chosen(options["consortium"])
            published = _heads(options["heads"], chosen) | _head(options["head"], chosen)
        except (ValueError, OSError) as error:
            sys.stderr.write(f"{error}\n")
            sys.exit(BAD_INPUT)
        found = {one.slug: check_books(one, published.get(one.slug, ())) for one in chosen}
        for slug, books in found.items():
            self.stdout.write(f"{slug}: {_said(books)}")
        if not all(books.stand for books in found.values()):
            sys.exit(BAD_BOOKS)


def _chosen(slug: str | None) -> list[Consortium]:
    if slug is None:
        return all_consortia()
    found = consortium_by_slug(slug)
    if found is None:
        raise ValueError(f"--consortium: there is none called {slug!r}")
    return [found]


def _head(text: str | None, chosen: list[Consortium]) -> dict[str, list[Head]]:
    if text is None:
        return {}
    if len(chosen) != 1:
        raise ValueError("--head: say whose with --consortium")
    return {chosen[0].slug: [_read(text, "--head")]}


def _heads(path: str | None, chosen: list[Consortium]) -> dict[str, list[Head]]:
    """The heads of a file that somebody kept, by network."""
    found: dict[str, list[Head]] = {}
    if path is None:
        return found
    try:
        rows = [(row["consortium"], row["head"]) for row in json.loads(_text(path))["heads"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ValueError("--heads: not the JSON file that the budget page publishes") from None
    for number, (slug, head) in enumerate(rows, start=1):
        found.setdefault(str(slug), []).append(_read(str(head), f"--heads: row {number}"))
    if strange := found.keys() - {one.slug for one in chosen}:
        raise ValueError(f"--heads: there is none called {min(strange)!r}")
    return found


def _text(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


def _read(text: str, place: str) -> Head:
    found = HEAD.fullmatch(text)
    if found is None:
        raise ValueError(f"{place}: a number, a colon and 64 hexadecimal digits")
    return Head(int(found[1]), found[2])


def _said(books: Books) -> str:
    if books.fault:
        return f"entry {books.fault.number} is bad: {books.fault.code}"
    if books.pots:
        pot = books.pots[0]
        return f"{pot.name} says {pounds(pot.says)}, the ledger {pounds(pot.ledger_says)}"
    return f"{books.entries} entries stand; head {books.head.number}:{books.head.digest}"

"""Check the books: `manage.py ledger verify` names the first entry that is not as it was written."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from consortium.models import Consortium
from consortium.selectors.consortia import all_consortia, consortium_by_slug
from consortium.selectors.ledger import Books, check_books
from consortium.treasury.amounts import pounds
from consortium.treasury.ledger import Head

BAD_INPUT, BAD_BOOKS = 2, 1


class Command(BaseCommand):
    help = "Check the hash chain and the pots of every consortium's books, or of one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=("verify",))
        parser.add_argument("--consortium", metavar="SLUG")
        parser.add_argument(
            "--head", metavar="NUMBER:DIGEST", help="A head that was published before."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            chosen = _chosen(options["consortium"])
            published = _head(options["head"], chosen)
        except ValueError as error:
            sys.stderr.write(f"{error}\n")
            sys.exit(BAD_INPUT)
        found = {one.slug: check_books(one, published) for one in chosen}
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


def _head(text: str | None, chosen: list[Consortium]) -> Head | None:
    if text is None:
        return None
    number, _, digest = text.partition(":")
    if not number.isdecimal() or len(digest) != 64:
        raise ValueError("--head: a number, a colon and 64 hexadecimal digits")
    if len(chosen) != 1:
        raise ValueError("--head: say whose with --consortium")
    return Head(int(number), digest)


def _said(books: Books) -> str:
    if books.fault:
        return f"entry {books.fault.number} is bad: {books.fault.code}"
    if books.pots:
        pot = books.pots[0]
        return f"{pot.name} says {pounds(pot.says)}, the ledger {pounds(pot.ledger_says)}"
    return f"{books.entries} entries stand; head {books.head.number}:{books.head.digest}"

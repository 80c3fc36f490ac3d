"""Somebody with the database's password meddles with the books: one row altered, removed or moved."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

from consortium.models import Account, Consortium, LedgerEntry

TABLES = ("consortium_ledgerentry", "consortium_ledgerhead", "consortium_account")


@dataclass(frozen=True)
class Meddling:
    """What was done, and the number of the first entry that is not as it was."""

    what: str
    number: int


@contextmanager
def without_guards(*tables: str) -> Iterator[None]:
    """With the triggers of the books, or of `tables`, taken off as their owner can; then put back."""
    tables = tables or TABLES
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            return
        cursor.execute("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        triggers = [(name, sql) for name, sql, table in cursor.fetchall() if table in tables]
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _, statement in triggers:
            cursor.execute(statement)


def meddle_at_random(consortium: Consortium, rng: random.Random) -> Meddling:
    """One change to one row, or two rows changing places."""
    rows = list(LedgerEntry.objects.filter(consortium=consortium).order_by("number"))
    row = rng.choice(rows)
    act = rng.choice(["alter", "alter", "alter", "remove", "swap", "move"])
    if act == "remove":
        LedgerEntry.objects.filter(reverses=row).update(reverses=None, kind="commitment")
        others = [one.number for one in rows if one.reverses_id == row.pk]
        row.delete()
        return Meddling("remove", min([row.number, *others]))
    if act == "swap":
        return _swap(row, rng.choice([one for one in rows if one.pk != row.pk]))
    if act == "move":
        LedgerEntry.objects.filter(pk=row.pk).update(number=len(rows) + 1 + rng.randrange(5))
        return Meddling("move", row.number)
    return _alter(row, rng)


def _swap(one: LedgerEntry, other: LedgerEntry) -> Meddling:
    """Two entries change places: all that they say, or their numbers alone."""
    LedgerEntry.objects.filter(pk=one.pk).update(number=10**6)
    LedgerEntry.objects.filter(pk=other.pk).update(number=one.number)
    LedgerEntry.objects.filter(pk=one.pk).update(number=other.number)
    return Meddling("swap", min(one.number, other.number))


def _alter(row: LedgerEntry, rng: random.Random) -> Meddling:
    accounts = Account.objects.filter(consortium=row.consortium)
    others = accounts.exclude(pk__in=[row.debit_id, row.credit_id])
    changes = {
        "pence": row.pence + rng.choice([-1, 1, 100]),
        "memo": row.memo + "!",
        "at": row.at.replace(microsecond=(row.at.microsecond + 1) % 1_000_000),
        "by_id": None if row.by_id else row.consortium.organisation_id,
        "debit_id": rng.choice(list(others)).pk,
        "credit_id": rng.choice(list(others)).pk,
        "digest": "".join(rng.choice("0123456789abcdef") for _ in range(64)),
        "previous": "".join(rng.choice("0123456789abcdef") for _ in range(64)),
    }
    if row.by_id is None:
        del changes["by_id"]
    if row.kind != "reversal":
        changes["kind"] = "payment" if row.kind != "payment" else "funding"
    name = rng.choice(sorted(changes))
    LedgerEntry.objects.filter(pk=row.pk).update(**{name: changes[name]})
    return Meddling(f"alter {name}", row.number)

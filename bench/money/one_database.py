"""The proofs of money on the database that DATABASE_URL names; started by prove_money for each.

Prints one line of JSON. What it writes goes into a database made for it and dropped after.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

import argparse  # noqa: E402
import json  # noqa: E402
import random  # noqa: E402
import sys  # noqa: E402
from collections.abc import Callable  # noqa: E402
from threading import Barrier, Thread  # noqa: E402
from typing import Any  # noqa: E402

from django.db import connection, connections, transaction  # noqa: E402
from django.db.models import Sum  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from bench.money import histories  # noqa: E402
from consortium.decisions import Refused  # noqa: E402
from consortium.models import Budget, LedgerEntry  # noqa: E402
from consortium.selectors.ledger import check_books  # noqa: E402
from consortium.services import budgets  # noqa: E402
from tests.factories import consortium as make  # noqa: E402
from tests.factories import treasury as money  # noqa: E402
from tests.gates import walk_paths  # noqa: E402
from tests.meddling import meddle_at_random, without_guards  # noqa: E402
from tests.overlaps import refusals  # noqa: E402

CAP, EACH = 10_000, 1_000  # £100.00, and £10.00 for each of them


def together(threads: int, act: Callable[[], None]) -> list[str]:
    """Run `act` in so many threads at once; the names of errors that are no refusals."""
    ready, errors = Barrier(threads), []

    def run() -> None:
        try:
            ready.wait()
            act()
        except Refused:
            pass
        except Exception as error:
            errors.append(type(error).__name__)
        finally:
            connections.close_all()

    running = [Thread(target=run) for _ in range(threads)]
    for one in running:
        one.start()
    for one in running:
        one.join()
    return errors


def race(rounds: int, threads: int) -> dict[str, Any]:
    """Forty at once take ten pounds each of a hundred, round after round."""
    books = money.treasury(pence=CAP * rounds)
    payee = money.payee(books, payable=False)
    overdrawn, short, errors = 0, 0, []
    Budget.objects.filter(pk=books.budget.pk).update(planned_pence=0)
    for number in range(1, rounds + 1):
        Budget.objects.filter(pk=books.budget.pk).update(planned_pence=CAP * number)

        def take() -> None:
            with transaction.atomic():
                budgets.commit(by=None, budget=books.budget, payee=payee, pence=EACH, memo="Race")

        errors += together(threads, take)
        taken = Budget.objects.get(pk=books.budget.pk).committed_pence
        written = LedgerEntry.objects.filter(kind="commitment").aggregate(sum=Sum("pence"))["sum"]
        overdrawn += taken > CAP * number or written != taken
        short += taken < CAP * number
    return {
        "rounds": rounds,
        "threads": threads,
        "overdrawn": overdrawn,
        "not_all_taken": short,
        "errors": sorted(set(errors)),
        "books_stand": check_books(books.network).stand,
    }


def naive_race(rounds: int, threads: int) -> dict[str, int]:
    """The control: a sum is looked at, then a row is written."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE naive_claims (round integer, pence integer)")
    overdrawn = 0
    for number in range(rounds):

        def take(number: int = number) -> None:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT coalesce(sum(pence), 0) FROM naive_claims WHERE round = %s", [number]
                )
                if cursor.fetchone()[0] + EACH <= CAP:
                    cursor.execute("INSERT INTO naive_claims VALUES (%s, %s)", [number, EACH])

        together(threads, take)
        with connection.cursor() as cursor:
            cursor.execute("SELECT sum(pence) FROM naive_claims WHERE round = %s", [number])
            overdrawn += cursor.fetchone()[0] > CAP
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE naive_claims")
    return {"rounds": rounds, "overdrawn": overdrawn}


def random_histories(number: int, rng: random.Random) -> dict[str, Any]:
    books = money.treasury(make.network("Nene Small Voices"), pence=500_000)
    payee = money.payee(books, payable=False)
    faults = [fault for _ in range(number) for fault in histories.run(books, payee, rng)]
    return {"histories": number, "faults": faults[:5], "faulty": len(faults)}


def mutations(number: int, rng: random.Random) -> dict[str, Any]:
    """Meddle with the books by SQL, so many times, each time from sound books."""
    books = money.treasury(make.network("Pompey Families"))
    payee = money.payee(books, payable=False)
    with transaction.atomic():
        for step in range(12):
            entry = budgets.commit(
                by=books.lead, budget=books.budget, payee=payee, pence=100 + step, memo="Claim"
            )
        budgets.release(by=None, budget=books.budget, entry=entry, memo="Off")
    named, missed = 0, []
    for _ in range(number):
        with transaction.atomic():
            with without_guards():
                done = meddle_at_random(books.network, rng)
            fault = check_books(books.network).fault
            transaction.set_rollback(True)
        if fault is not None and fault.number == done.number:
            named += 1
        else:
            missed.append(f"{done}: {fault}")
    return {"mutations": number, "named": named, "missed": missed[:5]}


def overlaps() -> dict[str, Any]:
    books = money.treasury(make.network("Coast and Cheviot"))
    money.own_account(books)
    make.role(make.RoleKind.TREASURER, of=books.network, email=books.chair.email)
    with transaction.atomic():
        found = refusals(books, [books.lead, books.treasurer, books.chair])
        transaction.set_rollback(True)
    return {
        "tried": found.tried,
        "accepted_by_services": len(found.accepted_by_services),
        "accepted_by_tables": len(found.accepted_by_tables),
    }


def gates() -> dict[str, Any]:
    with transaction.atomic():
        found = walk_paths(money.treasury(make.network("Dales Voices")))
    return {
        "paths": found.tried,
        "opened_by_services": len(found.opened_by_services),
        "opened_by_tables": len(found.opened_by_tables),
        "full_path_is_open": found.full_path_is_open,
    }


def main() -> int:
    parser = argparse.ArgumentParser()
    for name in ("rounds", "threads", "histories", "mutations", "seed"):
        parser.add_argument(f"--{name}", type=int, required=True)
    given = parser.parse_args()
    rng = random.Random(given.seed)  # noqa: S311 - a seed, to be run again
    made = setup_databases(verbosity=0, interactive=False)
    try:
        figures = {
            "engine": connection.vendor,
            "race": race(given.rounds, given.threads),
            "naive_race": naive_race(10, given.threads),
            "overlaps": overlaps(),
            "gates": gates(),
            "ledger": mutations(given.mutations, rng),
            "histories": random_histories(given.histories, rng),
        }
    finally:
        connections.close_all()
        teardown_databases(made, verbosity=0)
    sys.stdout.write(json.dumps(figures) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

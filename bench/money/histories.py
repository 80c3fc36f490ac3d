"""A random history of funds, budgets, payments and reversals, beside the same sums in plain integers."""

import random
from dataclasses import dataclass, field

from django.db import transaction

from consortium.decisions import Refused
from consortium.models import Budget, LedgerEntry, Payee
from consortium.selectors.ledger import check_books, entries_of
from consortium.services import budgets
from consortium.treasury.ledger import balances
from tests.factories import treasury as money


@dataclass
class Plain:
    """What the figures must be, in pence."""

    received: int
    planned: int
    committed: int = 0
    paid: int = 0
    open: list[LedgerEntry] = field(default_factory=list)
    payments: list[LedgerEntry] = field(default_factory=list)


def run(books: money.Treasury, payee: Payee, rng: random.Random, steps: int = 6) -> list[str]:
    """Faults of one history; it is undone at the end."""
    with transaction.atomic():
        start = Budget.objects.get(pk=books.budget.pk)
        plain = Plain(received=start.planned_pence, planned=start.planned_pence)
        for _ in range(steps):
            rng.choice([_receive, _plan, _commit, _commit, _release, _pay, _pay, _return])(
                books, payee, plain, rng
            )
        faults = _faults(books, payee, plain)
        transaction.set_rollback(True)
    return faults


def _receive(books: money.Treasury, payee: Payee, plain: Plain, rng: random.Random) -> None:
    pence = rng.randrange(1, 10 ** rng.randrange(1, 9))
    budgets.receive_funding(by=books.lead, fund=books.fund, pence=pence, memo="In")
    plain.received += pence


def _plan(books: money.Treasury, payee: Payee, plain: Plain, rng: random.Random) -> None:
    pence = rng.randrange(1, 10 ** rng.randrange(1, 9))
    if _is_done(lambda: budgets.plan_budget(by=books.lead, budget=books.budget, pence=pence)):
        plain.planned += pence
        if plain.planned > plain.received:
            raise AssertionError("more was planned than came")


def _commit(books: money.Treasury, payee: Payee, plain: Plain, rng: random.Random) -> None:
    left = plain.planned - plain.committed - plain.paid
    pence = max(1, rng.choice([left, left + 1, rng.randrange(1, 10**6)]))

    def act() -> None:
        plain.open.append(
            budgets.commit(by=None, budget=books.budget, payee=payee, pence=pence, memo="Claim")
        )
        plain.committed += pence

    _is_done(act)


def _release(books: money.Treasury, payee: Payee, plain: Plain, rng: random.Random) -> None:
    if plain.open:
        entry = plain.open.pop(rng.randrange(len(plain.open)))
        budgets.release(by=None, budget=books.budget, entry=entry, memo="Off")
        plain.committed -= entry.pence


def _pay(books: money.Treasury, payee: Payee, plain: Plain, rng: random.Random) -> None:
    if plain.open:
        pence = plain.open.pop(rng.randrange(len(plain.open))).pence
        plain.payments.append(
            budgets.pay(by=None, budget=books.budget, payee=payee, pence=pence, memo="Paid")
        )
        plain.committed -= pence
        plain.paid += pence


def _return(books: money.Treasury, payee: Payee, plain: Plain, rng: random.Random) -> None:
    if plain.payments:
        entry = plain.payments.pop(rng.randrange(len(plain.payments)))
        budgets.take_back_payment(by=None, budget=books.budget, entry=entry, memo="Back")
        plain.paid -= entry.pence
        plain.committed += entry.pence


def _is_done(act: object) -> bool:
    try:
        with transaction.atomic():
            act()  # type: ignore[operator]
    except Refused:
        return False
    return True


def _faults(books: money.Treasury, payee: Payee, plain: Plain) -> list[str]:
    budget = Budget.objects.get(pk=books.budget.pk)
    found = balances(entries_of(books.network))
    left = plain.planned - plain.committed - plain.paid
    wanted = {
        "planned": (budget.planned_pence, plain.planned),
        "committed": (budget.committed_pence, plain.committed),
        "paid": (budget.paid_pence, plain.paid),
        "fund": (found.get(f"fund:{books.fund.pk}", 0), plain.received - plain.planned),
        "budget": (found[f"budget:{budget.pk}"], left),
        "payee": (found.get(payee.code, 0), plain.committed),
        "bank": (found["bank"], plain.paid - plain.received),
        "all accounts": (sum(found.values()), 0),
        "books stand": (check_books(books.network).stand, True),
    }
    return [f"{name}: {is_} for {must}" for name, (is_, must) in wanted.items() if is_ != must]

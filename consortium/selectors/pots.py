"""Figures that are kept beside the books, held against what the entries come to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from consortium.models import Budget, Consortium, Due, Fund
from consortium.treasury.ledger import Entry, flows
from consortium.treasury.states import AccountKind, DueState, EntryKind

Flows = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Pot:
    """A fund, budget or sum owed whose figures are not what the ledger says; pence."""

    name: str
    says: int
    ledger_says: int


def differing_pots(consortium: Consortium, entries: Iterable[Entry]) -> tuple[Pot, ...]:
    """Every figure that is another than its entries, so that no two changes can make up for each other."""
    moved = flows(entries)
    pots = (*_funds(consortium, moved), *_budgets(consortium, moved), *_dues(consortium))
    return tuple(pot for pot in pots if pot.says != pot.ledger_says)


def _funds(consortium: Consortium, moved: Flows) -> Iterator[Pot]:
    for fund in Fund.objects.filter(consortium=consortium):
        code = f"fund:{fund.pk}"
        yield Pot(fund.name, fund.received_pence, moved.get((EntryKind.FUNDING, code), 0))
        yield Pot(fund.name, fund.allocated_pence, -moved.get((EntryKind.ALLOCATION, code), 0))


def _budgets(consortium: Consortium, moved: Flows) -> Iterator[Pot]:
    paid = 0
    for budget in Budget.objects.filter(fund__consortium=consortium):
        code, spent = f"budget:{budget.pk}", budget.committed_pence + budget.paid_pence
        yield Pot(budget.name, budget.planned_pence, moved.get((EntryKind.ALLOCATION, code), 0))
        yield Pot(budget.name, spent, -moved.get((EntryKind.COMMITMENT, code), 0))
        paid += budget.paid_pence
    bank = (EntryKind.PAYMENT, AccountKind.BANK.value)
    yield Pot(str(consortium), paid, moved.get(bank, 0))


def _dues(consortium: Consortium) -> Iterator[Pot]:
    """What is owed is what was committed for it, and what a budget paid is what of it arrived."""
    paid: Counter[int] = Counter()
    dues = Due.objects.filter(consortium=consortium)
    related = ("commitment__debit", "commitment__credit", "payee", "budget")
    for due in dues.select_related(*related).order_by("pk"):
        accounts = (due.commitment.debit.code, due.commitment.credit.code)
        is_its_own = accounts == (f"budget:{due.budget_id}", due.payee.code)
        yield Pot(due.source, due.pence, due.commitment.pence if is_its_own else 0)
        paid[due.budget_id] += due.pence if due.state == DueState.PAID else 0
    for budget in Budget.objects.filter(pk__in=paid):
        yield Pot(budget.name, budget.paid_pence, paid[budget.pk])

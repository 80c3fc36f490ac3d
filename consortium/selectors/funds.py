"""Where a network's money comes from, and how it was planned: each step with who and why."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from consortium.models import Budget, Consortium, Fund, LedgerEntry
from consortium.selectors.acts_by import names_of
from consortium.treasury.states import EntryKind


@dataclass(frozen=True)
class FundRow:
    """A fund with its source. In pence; `unplanned` came in and is in no budget yet."""

    id: int
    name: str
    source: str
    received: int
    unplanned: int


@dataclass(frozen=True)
class MoneyStep:
    """Money came into a pot, or left it (then pence are below nought): when, by whom, why."""

    at: datetime
    pence: int
    by: str
    why: str


def fund_rows(network: Consortium) -> tuple[FundRow, ...]:
    """The network's funds by name."""
    return tuple(fund_row(one) for one in network.funds.order_by("name", "pk"))


def fund_row(one: Fund) -> FundRow:
    """The fund as pages show it."""
    unplanned = one.received_pence - one.allocated_pence
    return FundRow(one.pk, one.name, one.source, one.received_pence, unplanned)


def fund_in(network: Consortium, fund_id: int) -> Fund | None:
    """The fund, if it is the network's."""
    return network.funds.select_related("consortium").filter(pk=fund_id).first()


def budget_in(network: Consortium, budget_id: int) -> Budget | None:
    """The budget, if it is of one of the network's funds."""
    found = Budget.objects.select_related("fund__consortium__organisation")
    return found.filter(fund__consortium=network, pk=budget_id).first()


def siblings_of(budget: Budget) -> tuple[Budget, ...]:
    """The other budgets of its fund, the newest period first."""
    return tuple(budget.fund.budgets.exclude(pk=budget.pk).order_by("-start_on", "name", "pk"))


def steps_of_fund(fund: Fund) -> tuple[MoneyStep, ...]:
    """Everything that came into the fund and was planned out of it, the newest first."""
    return _steps(fund.consortium, f"fund:{fund.pk}")


def steps_of_budget(budget: Budget) -> tuple[MoneyStep, ...]:
    """Every plan of the budget: opened, raised, lowered, moved; the newest first."""
    return _steps(budget.fund.consortium, f"budget:{budget.pk}")


def _steps(network: Consortium, code: str) -> tuple[MoneyStep, ...]:
    rows = LedgerEntry.objects.filter(
        Q(debit__code=code) | Q(credit__code=code),
        consortium=network,
        kind__in=[EntryKind.FUNDING, EntryKind.ALLOCATION],
    )
    found = rows.select_related("by", "credit").prefetch_related("by__people")
    return tuple(
        MoneyStep(
            row.at,
            row.pence if row.credit.code == code else -row.pence,
            names_of(row.by),
            row.memo,
        )
        for row in found.order_by("-number")
    )

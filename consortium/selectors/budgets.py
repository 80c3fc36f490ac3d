"""Budgets to the penny, for everybody; and for the treasurer, where they will end."""

from dataclasses import dataclass
from datetime import date

from consortium.models import Budget, Consortium

BY_DAYS = 14  # before so many days nothing can be said of the year's end


@dataclass(frozen=True)
class Pot:
    """One budget. All in pence; left is planned less committed less paid."""

    id: int
    fund_id: int
    consortium: str
    fund: str
    source: str
    name: str
    start_on: date
    end_on: date
    planned: int
    committed: int
    paid: int

    @property
    def left(self) -> int:
        """What may still be committed."""
        return self.planned - self.committed - self.paid


def pots(consortium: Consortium | None = None) -> tuple[Pot, ...]:
    """Every budget, of one consortium or of all, the newest period first."""
    rows = Budget.objects.select_related("fund__consortium__organisation")
    if consortium is not None:
        rows = rows.filter(fund__consortium=consortium)
    return tuple(
        pot_of(row) for row in rows.order_by("fund__consortium__slug", "-start_on", "name", "pk")
    )


def pot_of(row: Budget) -> Pot:
    """The budget, with its fund and network, as pages show it."""
    return Pot(
        row.pk,
        row.fund_id,
        row.fund.consortium.organisation.name,
        row.fund.name,
        row.fund.source,
        row.name,
        row.start_on,
        row.end_on,
        row.planned_pence,
        row.committed_pence,
        row.paid_pence,
    )


def forecast(pot: Pot, today: date) -> int | None:
    """What will be committed and paid by the period's end at the pace so far; None where it is too early."""
    days = (pot.end_on - pot.start_on).days + 1
    gone = (min(today, pot.end_on) - pot.start_on).days + 1
    if gone < BY_DAYS:
        return None
    used = pot.committed + pot.paid
    return (used * days + gone // 2) // gone

"""The entries of the books with what their accounts are called."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from consortium.models import Account, Budget, Consortium, Fund, LedgerEntry, Payee
from consortium.selectors.acts_by import names_of
from consortium.treasury.states import AccountKind

AT_ONCE = 50


@dataclass(frozen=True)
class Side:
    """An account: what it stands for, the code that the digests know it by, and its name ("": the bank)."""

    kind: AccountKind
    code: str
    name: str = ""


@dataclass(frozen=True)
class EntryLine:
    """One entry for people; pence move out of `source` into `to`."""

    number: int
    at: datetime
    kind: str
    source: Side
    to: Side
    pence: int
    memo: str
    by: str
    digest: str


def latest_entries(consortium: Consortium, *, before: int | None = None) -> tuple[EntryLine, ...]:
    """The newest entries first; `before` is the number above the first of them."""
    rows = _rows(consortium).order_by("-number")
    if before is not None:
        rows = rows.filter(number__lt=before)
    return tuple(_lines(consortium, rows[:AT_ONCE]))


def all_entries(consortium: Consortium) -> tuple[EntryLine, ...]:
    """Every entry in the order of its number."""
    return tuple(_lines(consortium, _rows(consortium).order_by("number")))


def _rows(consortium: Consortium) -> QuerySet[LedgerEntry]:
    rows = LedgerEntry.objects.filter(consortium=consortium)
    return rows.select_related("debit", "credit", "by").prefetch_related("by__people")


def _lines(consortium: Consortium, rows: QuerySet[LedgerEntry]) -> Iterator[EntryLine]:
    names = _names(consortium)
    for row in rows:
        yield EntryLine(
            row.number,
            row.at,
            row.kind,
            _side(row.debit, names),
            _side(row.credit, names),
            row.pence,
            row.memo,
            names_of(row.by),
            row.digest,
        )


def _side(account: Account, names: Mapping[str, str]) -> Side:
    return Side(AccountKind(account.kind), account.code, names.get(account.code, ""))


def _names(consortium: Consortium) -> dict[str, str]:
    """What each account is called, by its code."""
    funds = Fund.objects.filter(consortium=consortium)
    budgets = Budget.objects.filter(fund__consortium=consortium)
    payees = Payee.objects.filter(consortium=consortium)
    return {
        **{f"fund:{one.pk}": one.name for one in funds},
        **{f"budget:{one.pk}": one.name for one in budgets},
        **{one.code: str(one) for one in payees.select_related("organisation", "person")},
    }

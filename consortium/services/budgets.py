"""Funds come in, are planned into budgets, committed at approval and paid; never more than there is.

Every guard is one conditional UPDATE, so that two at once cannot both take the last pound; the
tables' checks say the same. Each act is an entry of the ledger.
"""

from datetime import date

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import refuse
from consortium.models import Budget, Consortium, Fund, LedgerEntry, Payee, User
from consortium.permissions import may_manage_money
from consortium.services import ledger
from consortium.treasury.amounts import LARGEST_PENCE, pounds
from consortium.treasury.states import EntryKind


@transaction.atomic
def open_fund(*, by: User, consortium: Consortium, name: str, source: str) -> Fund:
    """A fund with its source. Permission: `may_manage_money`. Raises Refused."""
    may_manage_money(by, consortium).require()
    if not name.strip() or not source.strip():
        refuse(_("A fund needs a name and a source.")).require()
    name = name.strip()
    if Fund.objects.filter(consortium=consortium, name=name).exists():
        refuse(_("A fund of this name is here already.")).require()
    fund = Fund.objects.create(consortium=consortium, name=name, source=source.strip())
    record("fund.opened", subject=fund, by=by, name=name)
    return fund


@transaction.atomic
def receive_funding(
    *, by: User, fund: Fund, pence: int, memo: str, seen: int | None = None
) -> LedgerEntry:
    """Money for a fund came into the bank. Permission: `may_manage_money`. Raises Refused.

    `seen`: what had come in, in pence, when it was asked; refused where that is another sum by now.
    """
    may_manage_money(by, fund.consortium).require()
    _require_amount(pence)
    funds = Fund.objects.filter(pk=fund.pk)
    if seen is not None:
        funds = funds.filter(received_pence=seen)
    if not funds.update(received_pence=F("received_pence") + pence):
        _refuse_changed()
    return ledger.post_entry(
        by=by,
        kind=EntryKind.FUNDING,
        debit=ledger.bank_account(fund.consortium),
        credit=ledger.fund_account(fund),
        pence=pence,
        memo=memo,
    )


@transaction.atomic
def open_budget(
    *, by: User, fund: Fund, name: str, start_on: date, end_on: date, pence: int
) -> Budget:
    """A budget for a period, with its first plan. Permission: `may_manage_money`. Raises Refused."""
    may_manage_money(by, fund.consortium).require()
    name = name.strip()
    if not name:
        refuse(_("A budget needs a name.")).require()
    if end_on < start_on:
        refuse(_("A budget cannot end before it begins.")).require()
    if Budget.objects.filter(fund=fund, name=name, start_on=start_on).exists():
        refuse(_("A budget of this name and period is here already.")).require()
    budget = Budget.objects.create(fund=fund, name=name, start_on=start_on, end_on=end_on)
    record("budget.opened", subject=budget, by=by, name=name)
    plan_budget(by=by, budget=budget, pence=pence)
    budget.refresh_from_db()
    return budget


@transaction.atomic
def plan_budget(
    *, by: User, budget: Budget, pence: int, why: str = "", seen: int | None = None
) -> LedgerEntry:
    """Plan so much more of the fund into the budget; the books say who, and why.

    `seen`: what was planned, in pence, when it was asked; refused where that is another sum by now.
    Permission: `may_manage_money`. Raises Refused.
    """
    fund = budget.fund
    may_manage_money(by, fund.consortium).require()
    _require_amount(pence)
    taken = Fund.objects.filter(
        pk=fund.pk, received_pence__gte=F("allocated_pence") + pence
    ).update(allocated_pence=F("allocated_pence") + pence)
    if not taken:
        refuse(_("The fund does not hold that much any more.")).require()
    if not _planned(budget, seen).update(planned_pence=F("planned_pence") + pence):
        _refuse_changed()
    return ledger.post_entry(
        by=by,
        kind=EntryKind.ALLOCATION,
        debit=ledger.fund_account(fund),
        credit=ledger.budget_account(budget),
        pence=pence,
        memo=why.strip() or budget.name,
    )


@transaction.atomic
def lower_budget(
    *, by: User, budget: Budget, pence: int, why: str, seen: int | None = None
) -> LedgerEntry:
    """Give so much of what is left in a budget back to its fund. Permission: `may_manage_money`.

    `seen`: what was planned, in pence, when it was asked; refused where that is another sum by now.
    Raises Refused.
    """
    may_manage_money(by, budget.fund.consortium).require()
    _require_amount(pence)
    _require_why(why)
    fund = Fund.objects.select_for_update().get(pk=budget.fund_id)
    if not _planned(budget, seen).exists():
        _refuse_changed()
    taken = Budget.objects.filter(
        pk=budget.pk, planned_pence__gte=F("committed_pence") + F("paid_pence") + pence
    ).update(planned_pence=F("planned_pence") - pence)
    if not taken:
        _refuse_more_than_left(budget)
    Fund.objects.filter(pk=fund.pk).update(allocated_pence=F("allocated_pence") - pence)
    return ledger.post_entry(
        by=by,
        kind=EntryKind.ALLOCATION,
        debit=ledger.budget_account(budget),
        credit=ledger.fund_account(fund),
        pence=pence,
        memo=why.strip(),
    )


@transaction.atomic
def move_budget(
    *, by: User, source: Budget, to: Budget, pence: int, why: str, seen: int | None = None
) -> tuple[LedgerEntry, LedgerEntry]:
    """Move what is left in one budget to another of the same fund: money stays with its purpose.

    `seen`: what was planned in the source, as for `lower_budget`. Permission: `may_manage_money`.
    Raises Refused.
    """
    if source.fund_id != to.fund_id:
        refuse(_("Money moves between budgets of one fund: it was given for that.")).require()
    if source.pk == to.pk:
        refuse(_("Choose another budget.")).require()
    return (
        lower_budget(by=by, budget=source, pence=pence, why=why, seen=seen),
        plan_budget(by=by, budget=to, pence=pence, why=why),
    )


def _planned(budget: Budget, seen: int | None) -> QuerySet[Budget]:
    """The budget's row, if as much is planned in it as was seen."""
    rows = Budget.objects.filter(pk=budget.pk)
    return rows if seen is None else rows.filter(planned_pence=seen)


def _refuse_changed() -> None:
    refuse(
        _("The figures have changed since this page was opened. Go back and look at them first.")
    ).require()


def commit(*, by: User | None, budget: Budget, payee: Payee, pence: int, memo: str) -> LedgerEntry:
    """Set money of a budget aside for a payee, in the caller's transaction. Raises Refused.

    The caller has decided that it may.
    """
    _require_amount(pence)
    taken = Budget.objects.filter(
        pk=budget.pk, planned_pence__gte=F("committed_pence") + F("paid_pence") + pence
    ).update(committed_pence=F("committed_pence") + pence)
    if not taken:
        _refuse_more_than_left(budget)
    return ledger.post_entry(
        by=by,
        kind=EntryKind.COMMITMENT,
        debit=ledger.budget_account(budget),
        credit=ledger.payee_account(payee),
        pence=pence,
        memo=memo,
    )


def release(*, by: User | None, budget: Budget, entry: LedgerEntry, memo: str) -> LedgerEntry:
    """Give back what a commitment set aside and nobody was paid, in the caller's transaction."""
    Budget.objects.filter(pk=budget.pk).update(committed_pence=F("committed_pence") - entry.pence)
    return ledger.reverse_entry(by=by, entry=entry, memo=memo)


def pay(*, by: User | None, budget: Budget, payee: Payee, pence: int, memo: str) -> LedgerEntry:
    """What was committed reached the payee, in the caller's transaction."""
    Budget.objects.filter(pk=budget.pk).update(
        committed_pence=F("committed_pence") - pence, paid_pence=F("paid_pence") + pence
    )
    return ledger.post_entry(
        by=by,
        kind=EntryKind.PAYMENT,
        debit=ledger.payee_account(payee),
        credit=ledger.bank_account(payee.consortium),
        pence=pence,
        memo=memo,
    )


def take_back_payment(
    *, by: User | None, budget: Budget, entry: LedgerEntry, memo: str
) -> LedgerEntry:
    """The bank sent a payment back: it is committed again, not paid. In the caller's transaction."""
    Budget.objects.filter(pk=budget.pk).update(
        committed_pence=F("committed_pence") + entry.pence, paid_pence=F("paid_pence") - entry.pence
    )
    return ledger.reverse_entry(by=by, entry=entry, memo=memo)


def _refuse_more_than_left(budget: Budget) -> None:
    left = Budget.objects.get(pk=budget.pk).left_pence
    refuse(
        _("Only %(left)s is left in the budget: %(budget)s.")
        % {"left": pounds(left), "budget": budget.name}
    ).require()


def _require_why(why: str) -> None:
    if not why.strip():
        refuse(_("Say why.")).require()


def _require_amount(pence: int) -> None:
    if not 0 < pence <= LARGEST_PENCE:
        refuse(_("An amount of money is above nought.")).require()

"""What is owed, and whether it can be paid yet; the batches; payees and how their accounts stand."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consortium.decisions import Decision
from consortium.selectors.payments import BatchRow, Owed, PayeeRow
from consortium.services.batches import state_word
from frontend.presenters.parts import Cell, Column, Crumb, Row, Table, table_of
from frontend.presenters.sheet import Action, Section, Sheet
from frontend.templatetags.manyhands import moment, money_to_the_penny, plain_day


def payments_sheet(
    owed: tuple[Owed, ...],
    not_yet: Mapping[int, str],
    batches: tuple[BatchRow, ...],
    may: Decision,
) -> Sheet:
    """What is owed and in no batch, and the batches there are. `not_yet`: by due, why it cannot be paid."""
    total = sum(one.pence for one in owed)
    lead = ngettext(
        "%(total)s is owed, in %(n)s payment that is in no batch yet.",
        "%(total)s is owed, in %(n)s payments that are in no batch yet.",
        len(owed),
    ) % {"total": money_to_the_penny(total), "n": len(owed)}
    return Sheet(
        title=_("Payments"),
        lead=lead,
        sections=(
            Section(
                _("Owed"),
                table=_owed_table(owed, not_yet) if owed else None,
                empty="" if owed else _("Nothing is owed."),
                actions=_actions(owed, not_yet, may),
            ),
            Section(
                _("Batches"),
                table=_batch_table(batches) if batches else None,
                empty="" if batches else _("No batch was drawn yet."),
            ),
        ),
    )


def _actions(
    owed: tuple[Owed, ...], not_yet: Mapping[int, str], may: Decision
) -> tuple[Action, ...]:
    none = _("Nothing can be paid yet. The reasons stand above.")
    is_none = all(one.id in not_yet for one in owed)
    draw = Action(
        _("Draw a batch"),
        reverse("staff:batch-draw"),
        "draw",
        refusal=may.reason or (none if is_none else ""),
        is_link=True,
    )
    statement = Action(
        _("Read a bank statement"),
        reverse("staff:statement"),
        "statement",
        "second",
        may.reason,
        is_link=True,
    )
    payees = Action(
        _("Payees and accounts"), reverse("staff:payees"), "payees", "second", is_link=True
    )
    return (*([draw] if owed else []), statement, payees)


def _owed_table(owed: tuple[Owed, ...], not_yet: Mapping[int, str]) -> Table:
    columns = (
        Column(_("Payee")),
        Column(_("For")),
        Column(_("Amount"), is_number=True),
        Column(_("State")),
    )
    rows = tuple(
        Row(
            (
                Cell(one.payee, href=reverse("staff:payee-account", args=[one.payee_id])),
                Cell(one.memo),
                Cell(money_to_the_penny(one.pence)),
                _readiness(not_yet.get(one.id, "")),
            ),
            look=one.id in not_yet,
        )
        for one in owed
    )
    return table_of(Table(_("Owed"), columns, rows, hide_caption=True))


def _readiness(refusal: str) -> Cell:
    if refusal:
        return Cell(_("Not yet"), tag="due", small=refusal)
    return Cell(_("Can be paid"), tag="ok")


def _batch_table(batches: tuple[BatchRow, ...]) -> Table:
    columns = (
        Column(_("Batch")),
        Column(_("Day of payment")),
        Column(_("Payments"), is_number=True),
        Column(_("Total"), is_number=True),
        Column(_("State")),
    )
    rows = tuple(
        Row(
            (
                Cell(one.reference, href=reverse("staff:batch", args=[one.number])),
                Cell(plain_day(one.pay_on)),
                Cell(str(one.count)),
                Cell(money_to_the_penny(one.total)),
                Cell(state_word(one.state)),
            )
        )
        for one in batches
    )
    return table_of(Table(_("Batches"), columns, rows, hide_caption=True))


def payees_sheet(rows: tuple[PayeeRow, ...]) -> Sheet:
    """Everybody who is paid, how their account stands, and what to do about it."""
    columns = (Column(_("Payee")), Column(_("Account")), Column(_("State")), Column(_("Next")))
    found = tuple(Row(_payee_cells(row), look=not row.is_called or not row.matched) for row in rows)
    return Sheet(
        title=_("Payees and accounts"),
        lead=_("An account is used once a second person has rung, and a change three days later."),
        sections=(
            Section(
                table=table_of(Table(_("Payees"), columns, found, hide_caption=True))
                if rows
                else None,
                empty="" if rows else _("Nobody has been owed anything yet."),
            ),
        ),
        crumbs=(Crumb(_("Payments"), reverse("staff:payments")),),
        here=_("Payees"),
    )


def _payee_cells(row: PayeeRow) -> tuple[Cell, ...]:
    account = reverse("staff:payee-account", args=[row.id])
    if not row.version:
        enter = Cell(_("Enter an account"), href=account, hidden=row.name)
        return Cell(row.name), Cell(_("None yet")), Cell(_("Missing"), tag="gap"), enter
    change = Cell(_("Change the account"), href=account, hidden=row.name)
    ending = Cell(_("ending %(ending)s") % {"ending": row.ending})
    if not row.is_called:
        call = reverse("staff:payee-call", args=[row.id])
        return (
            Cell(row.name),
            ending,
            Cell(_("To ring"), tag="due"),
            Cell(_("Note the call"), href=call, hidden=row.name),
        )
    if not row.matched:
        return Cell(row.name), ending, Cell(_("Wrong"), tag="no"), change
    if row.payable_from and row.payable_from > timezone.now():
        waits = Cell(_("Waits"), tag="due", small=moment(row.payable_from))
        return Cell(row.name), ending, waits, change
    return Cell(row.name), ending, Cell(_("Checked"), tag="ok"), change

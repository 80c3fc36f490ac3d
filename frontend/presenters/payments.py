"""What the treasurer's pages say of payments, payees, rates and the books."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consortium.selectors.ledger import Books, EntryLine
from consortium.selectors.payments import BatchRow, LineRow, Owed, PayeeRow
from consortium.services.batches import state_word
from consortium.services.payment_outcomes import line_word
from consortium.treasury.states import BatchState, FileFormat, LineState
from frontend.presenters.parts import Cell, Column, Crumb, Fact, Row, Table, table_of
from frontend.presenters.sheet import Action, Section, Sheet
from frontend.templatetags.manyhands import moment, money_to_the_penny, plain_day

FORMATS = {
    FileFormat.CSV: "CSV",
    FileFormat.BACS18: "Bacs Standard 18",
    FileFormat.PAIN001: "ISO 20022 pain.001",
}
LINE_TAGS = {LineState.PAID: "ok", LineState.FAILED: "no", LineState.UNKNOWN: "due"}


def payments_sheet(owed: tuple[Owed, ...], batches: tuple[BatchRow, ...]) -> Sheet:
    """What is owed and in no batch, and the batches there are."""
    total = sum(one.pence for one in owed)
    lead = ngettext(
        "%(total)s is owed, in %(n)s payment that is in no batch yet.",
        "%(total)s is owed, in %(n)s payments that are in no batch yet.",
        len(owed),
    ) % {"total": money_to_the_penny(total), "n": len(owed)}
    draw = Action(_("Draw a batch"), reverse("staff:batch-draw"), "draw", is_link=True)
    statement = Action(
        _("Read a bank statement"), reverse("staff:statement"), "statement", "second", is_link=True
    )
    payees = Action(
        _("Payees and accounts"), reverse("staff:payees"), "payees", "second", is_link=True
    )
    return Sheet(
        title=_("Payments"),
        lead=lead,
        sections=(
            Section(
                _("Owed"),
                table=_owed_table(owed) if owed else None,
                empty="" if owed else _("Nothing is owed."),
                actions=(*([draw] if owed else []), statement, payees),
            ),
            Section(
                _("Batches"),
                table=_batch_table(batches) if batches else None,
                empty="" if batches else _("No batch was drawn yet."),
            ),
        ),
    )


def _owed_table(owed: tuple[Owed, ...]) -> Table:
    columns = (Column(_("Payee")), Column(_("For")), Column(_("Amount"), is_number=True))
    rows = tuple(
        Row((Cell(one.payee), Cell(one.memo), Cell(money_to_the_penny(one.pence)))) for one in owed
    )
    return table_of(Table(_("Owed"), columns, rows, hide_caption=True))


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


def batch_sheet(
    row: BatchRow,
    lines: tuple[LineRow, ...],
    digests: dict[str, str],
    signers: tuple[str, ...],
    digest: str,
) -> Sheet:
    """A batch: totals and digests for the signers, the files, and each payment."""
    facts = [
        Fact(_("State"), state_word(row.state)),
        Fact(_("Day of payment"), plain_day(row.pay_on)),
        Fact(_("Payments"), str(row.count)),
        Fact(_("Total"), money_to_the_penny(row.total)),
        Fact(_("Signed by"), ", ".join(signers) or _("Nobody yet")),
        *[Fact(f"SHA-256, {FORMATS[FileFormat(name)]}", value) for name, value in digests.items()],
    ]
    return Sheet(
        title=_("Batch %(reference)s") % {"reference": row.reference},
        lead=_("%(total)s in %(n)s payments. Two people sign it before it can leave.")
        % {"total": money_to_the_penny(row.total), "n": row.count},
        sections=(
            Section(facts=tuple(facts), actions=_batch_actions(row, digest)),
            Section(_("Payments"), table=_line_table(row, lines)),
        ),
        crumbs=(Crumb(_("Payments"), reverse("staff:payments")),),
        here=row.reference,
    )


def _batch_actions(row: BatchRow, digest: str) -> tuple[Action, ...]:
    at = [row.number]
    give_up = Action(
        _("Give this batch up"),
        reverse("staff:batch-abandon", args=at),
        "abandon",
        "stop",
        is_link=True,
    )
    if row.state is BatchState.DRAWN:
        sign = reverse("staff:batch-sign", args=at)
        return (Action(_("Sign this batch"), sign, "sign", fields=(("digest", digest),)), give_up)
    check = Action(
        _("Check a file"), reverse("staff:batch-check", args=at), "check", "second", is_link=True
    )
    if row.state is BatchState.ABANDONED:
        return (check,)
    files = tuple(
        Action(
            _("Download: %(format)s") % {"format": words},
            reverse("staff:batch-file", args=[row.number, one.value]),
            f"file_{one.value}",
            "second",
            is_link=True,
        )
        for one, words in FORMATS.items()
    )
    if row.state is BatchState.SIGNED:
        sent = Action(_("It went to the bank"), reverse("staff:batch-sent", args=at), "sent")
        return (*files, check, sent, give_up)
    return (*files, check)


def _line_table(row: BatchRow, lines: tuple[LineRow, ...]) -> Table:
    columns = (
        Column(_("Reference")),
        Column(_("Payee")),
        Column(_("For")),
        Column(_("Amount"), is_number=True),
        Column(_("State")),
    )
    can_mark = {LineState.SENT, LineState.UNKNOWN, LineState.PAID}
    rows = tuple(
        Row(
            (
                Cell(one.reference),
                Cell(one.payee, small=_("account ending %(ending)s") % {"ending": one.ending}),
                Cell(one.memo),
                Cell(money_to_the_penny(one.pence)),
                Cell(
                    line_word(one.state),
                    tag=LINE_TAGS.get(one.state, "plain"),
                    more=_("Say what became of it") if one.state in can_mark else "",
                    more_href=reverse("staff:line-outcome", args=[row.number, one.id])
                    if one.state in can_mark
                    else "",
                ),
            ),
            look=one.state in {LineState.UNKNOWN, LineState.FAILED},
        )
        for one in lines
    )
    return table_of(Table(_("Payments"), columns, rows, hide_caption=True))


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
    change = Cell(_("Enter an account"), href=account)
    if not row.version:
        return Cell(row.name), Cell(_("None yet")), Cell(_("Missing"), tag="gap"), change
    ending = Cell(_("ending %(ending)s") % {"ending": row.ending})
    if not row.is_called:
        call = reverse("staff:payee-call", args=[row.id])
        return (
            Cell(row.name),
            ending,
            Cell(_("To ring"), tag="due"),
            Cell(_("Note the call"), href=call),
        )
    if not row.matched:
        return Cell(row.name), ending, Cell(_("Wrong"), tag="no"), change
    if row.payable_from and row.payable_from > timezone.now():
        waits = Cell(_("Waits"), tag="due", small=moment(row.payable_from))
        return Cell(row.name), ending, waits, change
    return Cell(row.name), ending, Cell(_("Checked"), tag="ok"), change


def ledger_sheet(books: Books, entries: tuple[EntryLine, ...]) -> Sheet:
    """Whether the books stand, and the newest entries."""
    lead = _("%(n)s entries stand as they were written.") % {"n": books.entries}
    if books.fault:
        lead = _("Entry %(number)s is not as it was written. Tell the lead at once.") % {
            "number": books.fault.number
        }
    elif books.pots:
        lead = _("A budget does not agree with the books: %(name)s.") % {"name": books.pots[0].name}
    columns = (
        Column(_("Number")),
        Column(_("When")),
        Column(_("From")),
        Column(_("To")),
        Column(_("Amount"), is_number=True),
        Column(_("For")),
    )
    rows = tuple(
        Row(
            (
                Cell(str(one.number)),
                Cell(moment(one.at)),
                Cell(one.debit),
                Cell(one.credit),
                Cell(money_to_the_penny(one.pence)),
                Cell(one.memo, small=one.by),
            )
        )
        for one in entries
    )
    head = f"{books.head.number}:{books.head.digest}"
    return Sheet(
        title=_("Ledger"),
        lead=lead,
        sections=(
            Section(facts=(Fact(_("Where it ends"), head),)),
            Section(
                _("The newest entries"),
                table=table_of(Table(_("Entries"), columns, rows, hide_caption=True))
                if rows
                else None,
                empty="" if rows else _("Nothing is written yet."),
            ),
        ),
    )

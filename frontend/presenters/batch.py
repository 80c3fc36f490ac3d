"""One batch as its signers, and those who send it, see it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consortium.decisions import Decision
from consortium.selectors.payments import BatchRow, LineRow
from consortium.services.batches import state_word
from consortium.services.payment_outcomes import line_word
from consortium.treasury.states import BatchState, FileFormat, LineState
from frontend.presenters.parts import Cell, Column, Crumb, Fact, Row, Table, table_of
from frontend.presenters.sheet import Action, Section, Sheet
from frontend.templatetags.manyhands import money_to_the_penny, plain_day

FORMATS = {
    FileFormat.CSV: "CSV",
    FileFormat.BACS18: "Bacs Standard 18",
    FileFormat.PAIN001: "ISO 20022 pain.001",
}
LINE_TAGS = {LineState.PAID: "ok", LineState.FAILED: "no", LineState.UNKNOWN: "due"}
CAN_MARK = frozenset({LineState.SENT, LineState.UNKNOWN, LineState.PAID})


@dataclass(frozen=True)
class BatchMay:
    """What the reader may do with the batch; `sends`: the bank's interface takes it from here."""

    prepare: Decision
    sign: Decision
    check: Decision
    sends: bool


def batch_sheet(
    row: BatchRow,
    lines: tuple[LineRow, ...],
    digests: dict[str, str],
    signers: tuple[str, ...],
    digest: str,
    may: BatchMay,
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
        lead=f"{_sum_words(row)} {_next_words(row)}",
        sections=(
            Section(facts=tuple(facts), actions=_actions(row, digest, may)),
            Section(_("Payments"), table=_line_table(row, lines, may.prepare)),
        ),
        crumbs=(Crumb(_("Payments"), reverse("staff:payments")),),
        here=row.reference,
    )


def _sum_words(row: BatchRow) -> str:
    words = ngettext("%(total)s in %(n)s payment.", "%(total)s in %(n)s payments.", row.count)
    return words % {"total": money_to_the_penny(row.total), "n": row.count}


def _next_words(row: BatchRow) -> str:
    """What comes next."""
    words = {
        BatchState.DRAWN: _("Two people sign it before it can leave."),
        BatchState.SIGNED: _("Two people have signed it: it can go to the bank."),
        BatchState.SENT: _("It is at the bank. Read the statement when it is there."),
        BatchState.CLOSED: _("Nothing about it is open."),
        BatchState.ABANDONED: _("It was given up, and nothing of it was paid."),
    }
    return words[row.state]


def _actions(row: BatchRow, digest: str, may: BatchMay) -> tuple[Action, ...]:
    give_up = _link(row, _("Give this batch up"), "abandon", may.prepare, "stop")
    if row.state is BatchState.DRAWN:
        sign = Action(
            _("Sign this batch"),
            reverse("staff:batch-sign", args=[row.number]),
            "sign",
            refusal=may.sign.reason,
            fields=(("digest", digest),),
        )
        return sign, give_up
    check = _link(row, _("Check a file"), "check", may.check)
    if row.state is BatchState.ABANDONED:
        return (check,)
    files = _files(row, may)
    if row.state is BatchState.SIGNED:
        words = _("Send it to the bank") if may.sends else _("It went to the bank")
        return *files, check, _link(row, words, "sent", may.prepare, ""), give_up
    return *files, check


def _files(row: BatchRow, may: BatchMay) -> tuple[Action, ...]:
    """The file in each format; one reason, not three, for who may not have it."""
    offered = FORMATS.items() if may.prepare else [(FileFormat.CSV, _("the payment file"))]
    return tuple(
        Action(
            _("Download: %(format)s") % {"format": words},
            reverse("staff:batch-file", args=[row.number, one.value]),
            f"file_{one.value}",
            "second",
            may.prepare.reason,
            is_link=True,
        )
        for one, words in offered
    )


def _link(row: BatchRow, words: str, page: str, may: Decision, kind: str = "second") -> Action:
    href = reverse(f"staff:batch-{page}", args=[row.number])
    return Action(words, href, page, kind, may.reason, is_link=True)


def _line_table(row: BatchRow, lines: tuple[LineRow, ...], may: Decision) -> Table:
    columns = (
        Column(_("Reference")),
        Column(_("Payee")),
        Column(_("For")),
        Column(_("Amount"), is_number=True),
        Column(_("State")),
    )
    rows = tuple(
        Row(
            (
                Cell(one.reference),
                Cell(one.payee, small=_("account ending %(ending)s") % {"ending": one.ending}),
                Cell(one.memo),
                Cell(money_to_the_penny(one.pence)),
                _state_cell(row, one, can_mark=may.allowed and one.state in CAN_MARK),
            ),
            look=one.state in {LineState.UNKNOWN, LineState.FAILED},
        )
        for one in lines
    )
    return table_of(Table(_("Payments"), columns, rows, hide_caption=True))


def _state_cell(row: BatchRow, one: LineRow, *, can_mark: bool) -> Cell:
    words, tag = line_word(one.state), LINE_TAGS.get(one.state, "plain")
    if not can_mark:
        return Cell(words, tag=tag)
    href = reverse("staff:line-outcome", args=[row.number, one.id])
    return Cell(
        words, tag=tag, more=_("Say what became of it"), more_href=href, hidden=one.reference
    )

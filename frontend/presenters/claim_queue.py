"""The queue of claims that wait for an approver, and one of them whole."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consortium.decisions import Decision
from frontend.presenters.claims import (
    check_words,
    claim_steps,
    line_facts,
    oddity_words,
    payment_facts,
    receipt_facts,
)
from frontend.presenters.parts import Crumb, Fact, Figure, Words
from frontend.presenters.sheet import Action, Section, Sheet
from frontend.templatetags.manyhands import money_to_the_penny, short_day
from representation.claims.states import TO_DECIDE, ClaimState
from representation.rules.claims import state_word
from representation.selectors.claims import ClaimRow, LineShown, PaymentShown, StepShown


@dataclass(frozen=True)
class QueueRow:
    """A claim in the queue; `can_tick`: it may be approved with others, `ticked`: nothing looks odd."""

    id: int
    number: int
    claimant: str
    organisation: str
    what: str
    to_organisation: str
    to_person: str
    total: str
    tag: str
    tag_words: str
    check: Words
    can_tick: bool
    ticked: bool


@dataclass(frozen=True)
class QueuePage:
    """Everything that templates/staff/claims.html prints."""

    figures: tuple[Figure, ...]
    lead: str
    rows: tuple[QueueRow, ...]


def queue_page(rows: tuple[ClaimRow, ...], refusals: dict[int, str], left_pence: int) -> QueuePage:
    """`refusals`: by claim, why this approver may not decide on it."""
    found = tuple(_queue_row(row, refusals.get(row.id, "")) for row in rows)
    waiting = sum(row.total for row in rows)
    ticked = sum(row.ticked for row in found)
    none = _("None is ticked, because each has something to look at. Open them before you decide.")
    some = ngettext(
        "%(n)s is ticked because nothing looks odd. Open the others before you decide.",
        "%(n)s are ticked because nothing looks odd. Open the others before you decide.",
        ticked,
    ) % {"n": ticked}
    return QueuePage(
        (
            Figure(money_to_the_penny(left_pence), _("left in the budgets")),
            Figure(
                money_to_the_penny(waiting),
                ngettext("waiting here, in %(n)s claim", "waiting here, in %(n)s claims", len(rows))
                % {"n": len(rows)},
            ),
            Figure(money_to_the_penny(left_pence - waiting), _("left if you approve them all")),
        ),
        some if ticked else none,
        found,
    )


def _queue_row(row: ClaimRow, refusal: str) -> QueueRow:
    tag, check = check_words(row, refusal)
    stops = any(odd.stops for odd in row.oddities)
    tag_words = ""
    if tag:
        tag_words = _("Not yours") if refusal else (_("Stopped") if stops else _("Look"))
    return QueueRow(
        row.id,
        row.number,
        row.claimant,
        row.organisation,
        f"{row.body}, {short_day(row.day)}",
        money_to_the_penny(row.to_organisation),
        money_to_the_penny(row.to_person),
        money_to_the_penny(row.total),
        tag,
        tag_words,
        check,
        can_tick=not refusal and not stops,
        ticked=not tag,
    )


def claim_sheet(
    row: ClaimRow,
    lines: tuple[LineShown, ...],
    steps: tuple[StepShown, ...],
    payments: tuple[PaymentShown, ...],
    may: Decision,
) -> Sheet:
    """A claim for its approver: evidence, oddities, history, and the three decisions."""
    odd = tuple(
        Fact(_("Stopped") if one.stops else _("Look"), oddity_words(one)) for one in row.oddities
    )
    return Sheet(
        title=_("Claim %(number)s") % {"number": row.number},
        lead=_("%(claimant)s claims %(total)s for %(body)s, %(day)s. It is %(state)s.")
        % {
            "claimant": row.claimant,
            "total": money_to_the_penny(row.total),
            "body": row.body,
            "day": short_day(row.day),
            "state": state_word(row.state),
        },
        sections=(
            Section(
                facts=(*line_facts(row, lines), *receipt_facts(row, lines, "staff:claim-receipt")),
                actions=_decisions(row, may),
            ),
            *([Section(_("What to look at"), facts=odd)] if odd else []),
            Section(_("What became of it"), steps=claim_steps(steps)),
            *([Section(_("Payments"), facts=payment_facts(payments))] if payments else []),
        ),
        crumbs=(Crumb(_("Claims"), reverse("staff:claims")),),
        here=str(row.number),
    )


def _decisions(row: ClaimRow, may: Decision) -> tuple[Action, ...]:
    if row.state not in TO_DECIDE and row.state is not ClaimState.QUERIED:
        return ()
    addresses = {
        act: reverse(f"staff:claim-{act}", args=[row.id]) for act in ("approve", "ask", "refuse")
    }
    found = []
    if row.state in TO_DECIDE:
        found = [
            Action(_("Approve this claim"), addresses["approve"], "approve", refusal=may.reason),
            Action(_("Ask about it"), addresses["ask"], "ask", "second", may.reason, is_link=True),
        ]
    refuse = Action(_("Refuse it"), addresses["refuse"], "refuse", "stop", may.reason, is_link=True)
    return (*found, refuse)

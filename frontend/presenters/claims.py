"""What pages say of claims: their lines, oddities, payments and what to do next."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consortium.selectors.dates import day_in_words, moment_in_words
from consortium.treasury.states import RateKind
from frontend.presenters.meetings import clock_span
from frontend.presenters.parts import Cell, Column, Fact, Row, Step, Table, Words, table_of
from frontend.templatetags.manyhands import money_to_the_penny, short_day
from representation.claims.oddities import Odd
from representation.claims.states import RECEIPTED, ClaimState, Oddity
from representation.rules.claims import state_word
from representation.selectors.claims import (
    ClaimRow,
    LineShown,
    PaymentShown,
    StepShown,
)
from representation.services.claim_chances import Chance

TAGS = {
    ClaimState.PAID: "ok",
    ClaimState.APPROVED: "ok",
    ClaimState.IN_PAYMENT: "go",
    ClaimState.SUBMITTED: "go",
    ClaimState.APPROVED_ONCE: "go",
    ClaimState.QUERIED: "due",
    ClaimState.DRAFT: "due",
    ClaimState.REFUSED: "no",
}


def to_claim_table(chances: Iterable[Chance]) -> Table:
    """Meetings that somebody was at, each with its link, or why it cannot be claimed for."""
    columns = (Column(_("Meeting")), Column(_("When")), Column(_("Claim")))
    found = tuple(
        Row((Cell(one.meeting.body, small=one.meeting.place), _when(one), _begin(one)))
        for one in chances
    )
    return table_of(Table(_("Meetings you were at"), columns, found, hide_caption=True))


def _when(one: Chance) -> Cell:
    """You attended Tuesday 17 November 2026, 10:00–12:30."""
    meeting = one.meeting
    words = {
        "day": day_in_words(timezone.localdate(meeting.starts_at)),
        "span": clock_span(meeting.starts_at, meeting.ends_at),
    }
    if meeting.was_cancelled:
        return Cell(_("%(day)s, %(span)s") % words, small=_("Cancelled"))
    return Cell(_("You attended %(day)s, %(span)s") % words)


def _begin(one: Chance) -> Cell:
    if not one.may:
        return Cell(small=one.may.reason)
    href = reverse("representatives:claim-new", args=[one.meeting.attendance])
    return Cell(_("Begin a claim"), href=href)


def own_claims_table(rows: Iterable[ClaimRow]) -> Table:
    """The person's own claims, with where each stands."""
    columns = (
        Column(_("Claim")),
        Column(_("For")),
        Column(_("Total"), is_number=True),
        Column(_("State")),
    )
    found = tuple(
        Row(
            (
                Cell(
                    _("Claim %(number)s") % {"number": row.number},
                    href=reverse("representatives:claim", args=[row.id]),
                ),
                Cell(f"{row.body}, {short_day(row.day)}"),
                Cell(money_to_the_penny(row.total), strong=True),
                Cell(state_word(row.state), tag=TAGS.get(row.state, "plain")),
            )
        )
        for row in rows
    )
    return table_of(Table(_("Your claims"), columns, found, hide_caption=True))


def line_facts(row: ClaimRow, lines: Iterable[LineShown]) -> tuple[Fact, ...]:
    """Each line with how it came about, then what each payee gets."""
    facts = [Fact(kind_word(line.kind), _line_words(line)) for line in lines]
    if row.to_organisation:
        facts.append(
            Fact(
                _("To the group"), f"{money_to_the_penny(row.to_organisation)}, {row.organisation}"
            )
        )
    if row.to_person:
        facts.append(
            Fact(_("To the person"), f"{money_to_the_penny(row.to_person)}, {row.claimant}")
        )
    return (*facts, Fact(_("Total"), money_to_the_penny(row.total)))


def receipt_facts(row: ClaimRow, lines: Iterable[LineShown], route: str) -> tuple[Fact, ...]:
    """Each receipt with the link that opens it; `route`: the page's name for whoever looks."""
    return tuple(
        Fact(
            _("Receipt"),
            kind_word(line.kind),
            href=reverse(route, args=[row.id, receipt]),
            link=_("Open it"),
            hidden=kind_word(line.kind),
        )
        for line in lines
        for receipt, _kind in line.receipts
    )


def kind_word(kind: str) -> str:
    """What a line is for."""
    words = {
        "time": _("Time away from work"),
        "miles": _("Travel"),
        "fare": _("Fares"),
        "childcare": _("Childcare"),
        "access": _("Access"),
    }
    return words[kind]


def _line_words(line: LineShown) -> str:
    amount = money_to_the_penny(line.pence)
    if line.kind == "time":
        found = _("%(hours)s hours = %(amount)s") % {
            "hours": in_tenths(line.minutes, 60),
            "amount": amount,
        }
    elif line.kind == "miles":
        found = f"{_ride_words(line)} = {amount}"
    else:
        found = amount
    if line.was_capped:
        found = _("%(found)s, the most that is paid") % {"found": found}
    if line.kind in RECEIPTED and not line.receipts:
        found = _("%(found)s, no receipt yet") % {"found": found}
    return found


def _ride_words(line: LineShown) -> str:
    miles = {"miles": in_tenths(line.tenths, 10)}
    words = {
        RateKind.MOTORCYCLE: _("%(miles)s miles by motorcycle"),
        RateKind.CYCLE: _("%(miles)s miles by bicycle"),
    }
    if line.vehicle in words:
        return words[RateKind(line.vehicle)] % miles
    if not line.passengers:
        return _("%(miles)s miles") % miles
    with_people = ngettext(
        "%(miles)s miles with %(n)s passenger",
        "%(miles)s miles with %(n)s passengers",
        line.passengers,
    )
    return with_people % (miles | {"n": line.passengers})


def in_tenths(amount: int, unit: int) -> str:
    """2.5 of 150 minutes; 18 of 180 tenths of a mile; never more than two decimals."""
    whole, rest = divmod(amount, unit)
    hundredths = (rest * 100 + unit // 2) // unit
    return f"{whole}.{hundredths:02}".rstrip("0").rstrip(".")


def claim_steps(steps: Iterable[StepShown]) -> tuple[Step, ...]:
    """What became of the claim, step by step; the last is now."""
    found = list(steps)
    return tuple(
        Step(
            state_word(step.state).capitalize(),
            _step_state(step.state, is_last=step is found[-1]),
            small=", ".join(
                part for part in (moment_in_words(step.at), step.by, step.reason) if part
            ),
        )
        for step in found
    )


def _step_state(state: ClaimState, *, is_last: bool) -> str:
    if state is ClaimState.REFUSED:
        return "failed"
    return "now" if is_last and state is not ClaimState.PAID else "done"


def payment_facts(payments: Iterable[PaymentShown]) -> tuple[Fact, ...]:
    """To whom what is paid, and under which reference on their statement."""
    return tuple(
        Fact(
            one.payee,
            ", ".join(part for part in (money_to_the_penny(one.pence), one.reference) if part),
        )
        for one in payments
    )


def oddity_words(odd: Odd) -> str:
    """What looks odd, in one short sentence."""
    kinds = ", ".join(kind_word(kind) for kind in odd.kinds)
    words = {
        Oddity.SAME_DAY_TWICE: _("Same time as claim %(found)s"),
        Oddity.SAME_RECEIPT: _("Same receipt as claim %(found)s"),
        Oddity.OVER_BUDGET: _("More than is left in the budget"),
        Oddity.RECEIPT_MISSING: _("No receipt yet: %(kinds)s"),
        Oddity.MORE_MILES_THAN_USUAL: _("%(found_miles)s miles. The usual is %(usual_miles)s"),
        Oddity.MORE_THAN_USUAL: _("More than twice the usual %(usual_money)s"),
        Oddity.LONGER_THAN_MEETING: _("Longer than the meeting"),
        Oddity.CAPPED: _("Paid at its cap: %(kinds)s"),
        Oddity.LATE: _("%(found)s days late"),
        Oddity.ACCOUNT_SHARED: _("Somebody else is paid into the same account"),
        Oddity.ACCOUNT_CHANGED: _("The account was changed this month"),
        Oddity.NEVER_PAID_BEFORE: _("Never paid before"),
    }
    return words[odd.code] % {
        "found": odd.found,
        "kinds": kinds,
        "found_miles": in_tenths(odd.found, 10),
        "usual_miles": in_tenths(odd.usual, 10),
        "usual_money": money_to_the_penny(odd.usual),
    }


def claim_title(row: ClaimRow) -> str:
    """Claim for Tuesday 17 November 2026."""
    return _("Claim for %(day)s") % {"day": day_in_words(row.day)}


def check_words(row: ClaimRow, refusal: Words) -> tuple[str, Words]:
    """The tag and the words in an approver's column: nothing odd, look, stopped, or not yours."""
    if refusal:
        return "no", refusal
    said = ". ".join(oddity_words(odd) for odd in row.oddities)
    to_look_at = [odd for odd in row.oddities if not odd.is_note]
    if not to_look_at:
        return "", ". ".join(filter(None, (_("Was at the meeting"), said)))
    return ("no" if to_look_at[0].stops else "due"), said

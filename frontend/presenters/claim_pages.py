"""The pages of a representative's claims."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consortium.selectors.dates import day_in_words
from consortium.treasury.states import RateKind
from frontend.presenters.claims import (
    claim_steps,
    claim_title,
    line_facts,
    own_claims_table,
    payment_facts,
    receipt_facts,
    to_claim_table,
)
from frontend.presenters.parts import Crumb
from frontend.presenters.sheet import Action, Section, Sheet
from frontend.templatetags.manyhands import money_to_the_penny
from representation.claims.states import RECEIPTED, ClaimState
from representation.rules.claims import state_word
from representation.selectors.claims import ClaimRow, LineShown, PaymentShown, StepShown
from representation.services.claim_chances import Chance
from representation.services.claims import Terms

EDITABLE = {ClaimState.DRAFT, ClaimState.QUERIED}
TO_WITHDRAW = {ClaimState.DRAFT, ClaimState.SUBMITTED, ClaimState.QUERIED, ClaimState.APPROVED}
GIVEN_UP = {ClaimState.REFUSED, ClaimState.WITHDRAWN}


@dataclass(frozen=True)
class ClaimFormPage:
    """What stands above the claim's form."""

    title: str
    lead: str


def claim_list_sheet(meetings: tuple[Chance, ...], claims: tuple[ClaimRow, ...]) -> Sheet:
    """Meetings to claim for first, then the claims there are."""
    lead = _("There is nothing to claim for now.")
    count = sum(one.may.allowed for one in meetings)
    if count:
        lead = ngettext(
            "You can claim for %(n)s meeting.", "You can claim for %(n)s meetings.", count
        ) % {"n": count}
    return Sheet(
        title=_("Claims"),
        lead=lead,
        sections=(
            Section(
                _("Meetings you were at"),
                table=to_claim_table(meetings) if meetings else None,
                empty="" if meetings else _("When you are noted at a meeting, it appears here."),
            ),
            Section(
                _("Your claims"),
                table=own_claims_table(claims) if claims else None,
                empty="" if claims else _("No claims yet."),
            ),
            Section(
                _("Your household"),
                words=_("Nobody decides on what their own household or family is paid."),
                actions=(
                    Action(
                        _("Say who is of your household"),
                        reverse("representatives:household"),
                        "household",
                        "second",
                        is_link=True,
                    ),
                ),
            ),
        ),
    )


def claim_form_page(terms: Terms) -> ClaimFormPage:
    """Claim for Tuesday 17 November: you were there from 10:00 to 12:30."""
    starts, ends = timezone.localtime(terms.starts_at), timezone.localtime(terms.ends_at)
    return ClaimFormPage(
        _("Claim for %(day)s") % {"day": day_in_words(starts.date())},
        _("You were at %(body)s, %(place)s, %(start)s to %(end)s. That is already filled in.")
        % {
            "body": terms.body,
            "place": terms.place,
            "start": f"{starts:%H:%M}",
            "end": f"{ends:%H:%M}",
        },
    )


def claim_hints(terms: Terms) -> dict[str, str]:
    """By field: to whom it is paid, and how much, under the rates of the day."""
    return {
        "hours": _time_hint(terms),
        "miles": _rate_hint(
            terms, RateKind.CAR, _("Paid to you, %(pence)sp a mile by car, there and back")
        ),
        "vehicle": _vehicle_hint(terms),
        "passengers": _rate_hint(
            terms,
            RateKind.PASSENGER,
            _("How many rode along to the same meeting? %(pence)sp a mile for each. No names"),
        ),
        "fare": _cost_hint(terms, RateKind.FARE),
        "childcare": _cost_hint(terms, RateKind.CHILDCARE),
        "access": _cost_hint(
            terms, RateKind.ACCESS, _("Such as an interpreter or a support worker.")
        ),
    }


def _time_hint(terms: Terms) -> str:
    hour = terms.rates.get(RateKind.HOUR)
    if hour is None or hour.pence is None:
        return _("Paid to your group: %(group)s") % {"group": terms.organisation}
    return _("Paid to your group, %(rate)s an hour: %(group)s") % {
        "rate": money_to_the_penny(hour.pence),
        "group": terms.organisation,
    }


def _rate_hint(terms: Terms, kind: RateKind, words: str) -> str:
    rate = terms.rates.get(kind)
    return words % {"pence": rate.pence} if rate else ""


def _vehicle_hint(terms: Terms) -> str:
    words = {
        RateKind.MOTORCYCLE: _("motorcycle %(pence)sp a mile"),
        RateKind.CYCLE: _("bicycle %(pence)sp a mile"),
    }
    said = (_rate_hint(terms, kind, one) for kind, one in words.items())
    return ", ".join(filter(None, said)).capitalize()


def _cost_hint(terms: Terms, kind: RateKind, first: str = "") -> str:
    rate = terms.rates.get(kind)
    said = _("Paid to you. What it cost")
    if rate and rate.cap_pence is not None:
        cap = money_to_the_penny(rate.cap_pence)
        said = _("Paid to you. What it cost, up to %(cap)s") % {"cap": cap}
    return f"{first} {said}".strip()


def check_sheet(row: ClaimRow, lines: Iterable[LineShown]) -> Sheet:
    """Everything once more, with one main button."""
    return Sheet(
        title=_("Check your claim"),
        lead=_("%(total)s for %(body)s, %(day)s.")
        % {"total": money_to_the_penny(row.total), "body": row.body, "day": day_in_words(row.day)},
        sections=(
            Section(
                facts=line_facts(row, lines),
                actions=(
                    Action(
                        _("Send this claim in"),
                        reverse("representatives:claim-check", args=[row.id]),
                        "send",
                    ),
                    Action(
                        _("Change it"),
                        reverse("representatives:claim-edit", args=[row.id]),
                        "change",
                        kind="second",
                        is_link=True,
                    ),
                ),
            ),
        ),
        crumbs=(Crumb(_("Claims"), reverse("representatives:claims")),),
        here=str(row.number),
    )


def own_claim_sheet(
    row: ClaimRow,
    lines: tuple[LineShown, ...],
    steps: tuple[StepShown, ...],
    payments: tuple[PaymentShown, ...],
    account: str,
) -> Sheet:
    """Where the claim stands first, then what it asks, what became of it, and what can be done."""
    return Sheet(
        title=claim_title(row),
        lead=_("Claim %(number)s: %(state)s.")
        % {"number": row.number, "state": state_word(row.state)},
        sections=(
            Section(
                facts=(
                    *line_facts(row, lines),
                    *receipt_facts(row, lines, "representatives:claim-receipt-file"),
                ),
                actions=_own_actions(row, lines, account),
            ),
            Section(_("What became of it"), steps=claim_steps(steps)),
            *([Section(_("Payments"), facts=payment_facts(payments))] if payments else []),
        ),
        crumbs=(Crumb(_("Claims"), reverse("representatives:claims")),),
        here=str(row.number),
    )


def _own_actions(row: ClaimRow, lines: tuple[LineShown, ...], account: str) -> tuple[Action, ...]:
    found = []
    if row.state in EDITABLE:
        check = reverse("representatives:claim-check", args=[row.id])
        edit = reverse("representatives:claim-edit", args=[row.id])
        found.append(Action(_("Check and send in"), check, "check", is_link=True))
        found.append(Action(_("Change it"), edit, "change", kind="second", is_link=True))
    if any(line.kind in RECEIPTED for line in lines) and row.state not in GIVEN_UP:
        receipt = reverse("representatives:claim-receipt", args=[row.id])
        found.append(Action(_("Add a receipt"), receipt, "receipt", kind="second", is_link=True))
    if row.state in GIVEN_UP:
        found.append(
            Action(
                _("Begin again"), reverse("representatives:claim-reopen", args=[row.id]), "again"
            )
        )
    if row.to_person and row.state not in GIVEN_UP:
        found.append(
            Action(_("Your bank account"), account, "account", kind="second", is_link=True)
        )
    if row.state in TO_WITHDRAW:
        back = reverse("representatives:claim-withdraw", args=[row.id])
        found.append(Action(_("Take this claim back"), back, "withdraw", kind="second"))
    return tuple(found)

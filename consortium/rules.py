"""Whether the moment allows something. Who may ask is for `permissions`."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from consortium.decisions import ALLOWED, Decision, refuse
from consortium.models import (
    BankDetail,
    Consortium,
    Due,
    Membership,
    Organisation,
    Payee,
    Role,
    User,
)
from consortium.readiness.criteria import Finding, Standing
from consortium.states import ConsortiumKind, MembershipClass, RoleKind
from consortium.treasury.bank_days import bank_day_from, is_bank_day
from consortium.treasury.states import DueState

CONTACTS = frozenset({RoleKind.MEMBER_CONTACT, RoleKind.VOTING_CONTACT})
RUNNERS = frozenset(
    {RoleKind.LEAD, RoleKind.COORDINATOR, RoleKind.TREASURER, RoleKind.RETURNING_OFFICER}
)


def can_join(organisation: Organisation, memberships: Iterable[Membership], day: date) -> Decision:
    """An organisation that is open joins from a day on which, and after which, it is no member.

    `memberships`: all of the organisation's in that consortium.
    """
    if organisation.closed_on is not None and organisation.closed_on <= day:
        return refuse(_("This organisation has closed."))
    if any(one.end_on is None or one.end_on >= day for one in memberships):
        return refuse(_("This organisation is a member already."))
    return ALLOWED


def can_leave(membership: Membership, last_day: date) -> Decision:
    """A membership that has no end yet ends on its first day or later."""
    if membership.end_on is not None:
        return refuse(_("This membership has ended already."))
    if last_day < membership.start_on:
        return refuse(_("A membership cannot end before it begins."))
    return ALLOWED


def can_change_class(membership: Membership, wanted: MembershipClass, day: date) -> Decision:
    """A running membership becomes another class from a day after it began."""
    if membership.end_on is not None:
        return refuse(_("This membership has ended already."))
    if membership.membership_class == wanted:
        return refuse(_("The membership is of that class already."))
    if day <= membership.start_on:
        return refuse(_("Change the class from a day after the membership began."))
    return ALLOWED


def can_close(organisation: Organisation, runs_a_network: bool, day: date, today: date) -> Decision:
    """What is open, and is not itself a network, closes on a day that has come."""
    if organisation.closed_on is not None:
        return refuse(_("This organisation has closed."))
    if runs_a_network:
        return refuse(_("This organisation is a network itself, with members of its own."))
    if day > today:
        return refuse(_("Note it when it has closed: that day has not come yet."))
    return ALLOWED


def can_open_again(organisation: Organisation) -> Decision:
    """What was noted as closed, wrongly."""
    if organisation.closed_on is None:
        return refuse(_("This organisation has not closed."))
    return ALLOWED


def can_say_of_itself(consortium: Consortium, asset_lock_body: str) -> Decision:
    """A community interest company names who receives its assets (CIC Regulations 2005, schedule 1)."""
    if consortium.kind == ConsortiumKind.CIC and not asset_lock_body:
        return refuse(_("A community interest company names its asset-lock body."))
    return ALLOWED


def can_hold_role(kind: RoleKind, organisation: Organisation | None) -> Decision:
    """Contacts act for an organisation; whoever runs the network acts for the network itself."""
    if kind in CONTACTS and organisation is None:
        return refuse(_("Say for which organisation this person acts."))
    if kind in RUNNERS and organisation is not None:
        return refuse(_("This is done for the network itself, not for one member."))
    return ALLOWED


def can_end_role(role: Role, end_on: date, others: Iterable[Role]) -> Decision:
    """A role ends once, on a day since it started; somebody leads a consortium at all times.

    `others`: the other roles of that kind in the consortium.
    """
    if role.end_on is not None and role.end_on <= end_on:
        return refuse(_("This role has ended already."))
    if end_on < role.start_on:
        return refuse(_("A role cannot end before it starts."))
    after = end_on + timedelta(days=1)
    is_followed = any(
        one.start_on <= after and (one.end_on is None or one.end_on >= after) for one in others
    )
    if role.kind == RoleKind.LEAD and not is_followed:
        return refuse(_("Somebody must lead the network: let another person start first."))
    return ALLOWED


def can_offer(memberships: Iterable[Membership], day: date) -> Decision:
    """Only who is a member on that day, or joins later, offers.

    `memberships`: all of the organisation's in that consortium.
    """
    if any(one.end_on is None or one.end_on >= day for one in memberships):
        return ALLOWED
    return refuse(_("Only members can offer: this membership has ended."))


def can_record_income(year_end_on: date, today: date) -> Decision:
    """The income of a year is known when the year is over."""
    if year_end_on > today:
        return refuse(_("That year has not ended yet."))
    return ALLOWED


def can_hold_part(
    membership_class: str, findings: Iterable[Finding], names: Mapping[str, str]
) -> Decision:
    """Only a full member that meets every criterion holds a part of a contract; the first gap says why.

    `names`: of kinds of evidence, by code.
    """
    if membership_class != MembershipClass.FULL:
        return refuse(_("Associate members do not hold parts of contracts yet."))
    for finding in findings:
        if not finding.is_enough:
            return refuse(reason_of(finding, names[finding.criterion.code]))
    return ALLOWED


def can_hear_call(user: User, detail: BankDetail, latest: BankDetail | None) -> Decision:
    """The newest version, not rung about yet, by another than who entered it or is paid into it."""
    if latest is None or latest.pk != detail.pk:
        return refuse(_("A newer account was entered since."))
    if hasattr(detail, "call"):
        return refuse(_("The call about this account was made already."))
    person = detail.payee.person
    if user.pk == detail.entered_by_id or (person is not None and person.user_id == user.pk):
        return refuse(_("Another person must make the call than who entered the account."))
    return ALLOWED


def can_pay_into(payee: Payee, detail: BankDetail | None, now: datetime) -> Decision:
    """`detail`: the payee's newest. Payable once the call was made, was right, and the wait is over."""
    if detail is None:
        return refuse(_("No bank account is known yet: %(payee)s.") % {"payee": payee})
    call = getattr(detail, "call", None)
    if call is None:
        return refuse(_("The account was not checked by a call yet: %(payee)s.") % {"payee": payee})
    if not call.matched:
        return refuse(_("The call found that the account is wrong: %(payee)s.") % {"payee": payee})
    if now < detail.payable_from:
        return refuse(
            _("The account was changed less than three days ago: %(payee)s.") % {"payee": payee}
        )
    return ALLOWED


def can_pay_on(day: date, today: date) -> Decision:
    """A day that has not passed, and on which payment systems process."""
    if day < today:
        return refuse(_("The day of payment has passed."))
    if not is_bank_day(day):
        return refuse(
            _("Banks do not pay on %(day)s. The next day on which they do is %(next)s.")
            % {"day": _weekday(day), "next": _weekday(bank_day_from(day))}
        )
    return ALLOWED


def can_draw(user: User, due: Due) -> Decision:
    """What is owed and in no batch, by somebody who neither claimed nor approved it."""
    if due.state != DueState.OWED:
        return refuse(_("This is in a batch, or paid, already: %(source)s.") % {"source": due.memo})
    return can_handle(user, due)


def can_handle(user: User, due: Due) -> Decision:
    """Who pays or signs is another than who claimed and who approved."""
    if user.pk in {due.claimant_id, due.first_approver_id, due.second_approver_id}:
        return refuse(
            _("Who claimed or approved a payment cannot pay it as well: %(source)s.")
            % {"source": due.memo}
        )
    return ALLOWED


def can_sign(user: User, signed_by: Collection[int], dues: Iterable[Due]) -> Decision:
    """Two people sign, neither of whom claimed or approved anything in it. `signed_by`: users' ids."""
    if user.pk in signed_by:
        return refuse(_("You have signed this batch. The second signature is another person's."))
    for due in dues:
        handles = can_handle(user, due)
        if not handles:
            return handles
    return ALLOWED


def reason_of(finding: Finding, name: str) -> str:
    """How a criterion stands, in words for the member. `name`: of the kind of evidence."""
    held, least = finding.held, finding.criterion.least_cover_pence or 0
    words = {
        Standing.MET: _("%(name)s: in place."),
        Standing.EXPIRING: _("%(name)s: runs out on %(day)s."),
        Standing.EXPIRED: _("%(name)s: ran out on %(day)s."),
        Standing.NOT_YET: _("%(name)s: holds from %(first_day)s only."),
        Standing.COVER_TOO_LOW: _("%(name)s: covers too little, at least £%(least)s is asked."),
        Standing.MISSING: _("%(name)s: missing."),
    }
    return words[finding.standing] % {
        "name": name,
        "day": _day(held.expires_on if held else None),
        "first_day": _day(held.issued_on if held else None),
        "least": f"{least // 100:,}",
    }


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def _weekday(day: date) -> str:
    return date_format(day, "l j F Y")

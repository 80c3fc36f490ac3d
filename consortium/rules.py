"""Whether the moment allows something. Who may ask is for `permissions`."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from consortium.decisions import ALLOWED, Decision, refuse
from consortium.models import Membership, Organisation
from consortium.readiness.criteria import Finding, Standing
from consortium.states import MembershipClass


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


def can_hold_part(membership_class: str, findings: Iterable[Finding]) -> Decision:
    """Only a full member that meets every criterion holds a part of a contract; the first gap says why."""
    if membership_class != MembershipClass.FULL:
        return refuse(_("Associate members do not hold parts of contracts yet."))
    for finding in findings:
        if not finding.is_enough:
            return refuse(reason_of(finding))
    return ALLOWED


def reason_of(finding: Finding) -> str:
    """How a criterion stands, in words for the member."""
    code, held = finding.criterion.code, finding.held
    words = {
        Standing.MET: _("%(code)s is in place."),
        Standing.EXPIRING: _("%(code)s runs out on %(day)s."),
        Standing.EXPIRED: _("%(code)s ran out on %(day)s."),
        Standing.NOT_YET: _("%(code)s does not hold yet."),
        Standing.COVER_TOO_LOW: _("%(code)s covers too little: £%(least)s is asked."),
        Standing.MISSING: _("%(code)s is missing."),
    }
    least = finding.criterion.least_cover_pence or 0
    return words[finding.standing] % {
        "code": code,
        "day": held.expires_on.isoformat() if held and held.expires_on else "",
        "least": f"{least // 100:,}",
    }

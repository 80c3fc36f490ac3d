"""Who may do what with a consortium's tenders. Whether the moment allows it is for `rules`."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import gettext as _

from bids.models import Tender
from consortium.decisions import ALLOWED, Decision
from consortium.models import Consortium, Organisation, User
from consortium.permissions import by_role, roles_on
from consortium.states import RoleKind


class Permission(StrEnum):
    """What may be done, noun first."""

    TENDERS_SEE = "tenders.see"
    TENDER_OPEN = "tender.open"
    TENDER_EDIT = "tender.edit"
    PLAN_MAKE = "plan.make"
    PLAN_SETTLE = "plan.settle"
    PART_ANSWER = "part.answer"


LEAD = frozenset({RoleKind.LEAD})
IN_CONSORTIUM: Mapping[Permission, frozenset[RoleKind]] = {
    Permission.TENDERS_SEE: frozenset(RoleKind),
    Permission.TENDER_OPEN: LEAD,
    Permission.TENDER_EDIT: LEAD,
    Permission.PLAN_MAKE: LEAD,
    Permission.PLAN_SETTLE: LEAD,
    Permission.PART_ANSWER: LEAD,
}
IN_ORGANISATION: Mapping[Permission, frozenset[RoleKind]] = {
    Permission.PART_ANSWER: frozenset({RoleKind.MEMBER_CONTACT, RoleKind.CHAIR}),
}


def may_see_tenders(user: User, consortium: Consortium) -> Decision:
    """Whoever holds a role in the consortium today. Refused: show 404, not the reason."""
    reason = _("You have no role in this consortium.")
    return _holds(user, consortium, Permission.TENDERS_SEE, reason)


def may_open_tender(user: User, consortium: Consortium) -> Decision:
    """Only the consortium's lead."""
    reason = _("Only the lead of the consortium can open a tender.")
    return _holds(user, consortium, Permission.TENDER_OPEN, reason)


def may_edit_tender(user: User, tender: Tender) -> Decision:
    """Only the lead of the tender's consortium changes its lines."""
    reason = _("Only the lead of the consortium can change a tender.")
    return _holds(user, tender.consortium, Permission.TENDER_EDIT, reason)


def may_plan(user: User, tender: Tender) -> Decision:
    """Only the lead of the tender's consortium asks for a plan, or stops one."""
    reason = _("Only the lead of the consortium can make a lot plan.")
    return _holds(user, tender.consortium, Permission.PLAN_MAKE, reason)


def may_settle(user: User, tender: Tender) -> Decision:
    """Only the lead of the tender's consortium settles on one of its plans."""
    reason = _("Only the lead of the consortium can settle on a plan.")
    return _holds(user, tender.consortium, Permission.PLAN_SETTLE, reason)


def may_answer_for(user: User, organisation: Organisation, tender: Tender) -> Decision:
    """The member's own contact or chair gives its part up or takes it again; the lead on its behalf."""
    speak = IN_ORGANISATION[Permission.PART_ANSWER]
    if roles_on(user).filter(organisation=organisation, kind__in=speak).exists():
        return ALLOWED
    reason = _("Only the member’s own contact, or the lead of the consortium, can answer for it.")
    return _holds(user, tender.consortium, Permission.PART_ANSWER, reason)


def _holds(user: User, consortium: Consortium, permission: Permission, reason: str) -> Decision:
    return by_role(user, consortium, IN_CONSORTIUM[permission], reason)

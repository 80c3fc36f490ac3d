"""Who may do what with a consortium's tenders. Whether the moment allows it is for `rules`."""

from django.utils import timezone
from django.utils.translation import gettext as _

from bids.models import Tender
from consortium.decisions import ALLOWED, Decision, refuse
from consortium.models import Consortium, Organisation, Role, User
from consortium.permissions import IN_ORGANISATION, Permission, roles_on
from consortium.states import RoleKind


def may_see_tenders(user: User, consortium: Consortium) -> Decision:
    """Whoever holds a role in the consortium today. Refused: show 404, not the reason."""
    if _roles_today(user, consortium):
        return ALLOWED
    return refuse(_("You have no role in this consortium."))


def may_open_tender(user: User, consortium: Consortium) -> Decision:
    """Only the consortium's lead."""
    return _lead_only(user, consortium, _("Only the lead of the consortium can open a tender."))


def may_edit_tender(user: User, tender: Tender) -> Decision:
    """Only the lead of the tender's consortium changes its lines."""
    return _lead_only(
        user, tender.consortium, _("Only the lead of the consortium can change a tender.")
    )


def may_plan(user: User, tender: Tender) -> Decision:
    """Only the lead of the tender's consortium asks for a plan, or stops one."""
    return _lead_only(
        user, tender.consortium, _("Only the lead of the consortium can make a lot plan.")
    )


def may_settle(user: User, tender: Tender) -> Decision:
    """Only the lead of the tender's consortium settles on one of its plans."""
    return _lead_only(
        user, tender.consortium, _("Only the lead of the consortium can settle on a plan.")
    )


def may_answer_for(user: User, organisation: Organisation, tender: Tender) -> Decision:
    """The member's own contact or chair gives its part up or takes it again; the lead on its behalf."""
    speak = IN_ORGANISATION[Permission.ORGANISATION_EDIT]
    if roles_on(user).filter(organisation=organisation, kind__in=speak).exists():
        return ALLOWED
    return _lead_only(
        user,
        tender.consortium,
        _("Only the member’s own contact, or the lead of the consortium, can answer for it."),
    )


def _lead_only(user: User, consortium: Consortium, reason: str) -> Decision:
    return ALLOWED if RoleKind.LEAD in _roles_today(user, consortium) else refuse(reason)


def _roles_today(user: User, consortium: Consortium) -> set[str]:
    today = timezone.localdate()
    roles = Role.objects.filter(
        person__user=user, consortium=consortium, start_on__lte=today
    ).exclude(end_on__lt=today)
    return set(roles.values_list("kind", flat=True))

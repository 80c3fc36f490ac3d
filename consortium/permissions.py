"""Who may do what in a consortium. Whether the moment allows it is for `rules`."""

from collections.abc import Mapping
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.decisions import ALLOWED, Decision, refuse
from consortium.models import Consortium, Organisation, Role, User
from consortium.states import RoleKind


class Permission(StrEnum):
    """What may be done, noun first."""

    MEMBERS_SEE = "members.see"
    MEMBERS_MANAGE = "members.manage"
    ROLES_MANAGE = "roles.manage"
    ORGANISATION_EDIT = "organisation.edit"


IN_CONSORTIUM: Mapping[Permission, frozenset[RoleKind]] = {
    Permission.MEMBERS_SEE: frozenset(RoleKind),
    Permission.MEMBERS_MANAGE: frozenset({RoleKind.LEAD, RoleKind.COORDINATOR}),
    Permission.ROLES_MANAGE: frozenset({RoleKind.LEAD}),
    Permission.ORGANISATION_EDIT: frozenset({RoleKind.LEAD, RoleKind.COORDINATOR}),
}
IN_ORGANISATION: Mapping[Permission, frozenset[RoleKind]] = {
    Permission.ORGANISATION_EDIT: frozenset({RoleKind.MEMBER_CONTACT, RoleKind.CHAIR}),
}


def may_see_members(user: User, consortium: Consortium) -> Decision:
    """Whoever holds a role in the consortium today sees its members' offers and evidence."""
    if _holds(user, Permission.MEMBERS_SEE, Q(consortium=consortium)):
        return ALLOWED
    return refuse(_("You have no role in this consortium."))


def may_manage_members(user: User, consortium: Consortium) -> Decision:
    """The lead and the coordinator import, admit and end memberships."""
    if _holds(user, Permission.MEMBERS_MANAGE, Q(consortium=consortium)):
        return ALLOWED
    return refuse(_("Only the lead or the coordinator can change the members."))


def may_manage_roles(user: User, consortium: Consortium) -> Decision:
    """Only the lead says who does what in the consortium."""
    if _holds(user, Permission.ROLES_MANAGE, Q(consortium=consortium)):
        return ALLOWED
    return refuse(_("Only the lead can say who does what in the consortium."))


def may_edit_organisation(user: User, organisation: Organisation) -> Decision:
    """Its own contact or chair, or the lead or coordinator of a consortium that it is in today."""
    today = timezone.localdate()
    wanted = Permission.ORGANISATION_EDIT
    own = Q(kind__in=IN_ORGANISATION[wanted], organisation=organisation)
    for_members = Q(kind__in=IN_CONSORTIUM[wanted]) & Q(
        consortium__in=Consortium.objects.filter(
            Q(memberships__end_on__isnull=True) | Q(memberships__end_on__gte=today),
            memberships__organisation=organisation,
            memberships__start_on__lte=today,
        )
    )
    if roles_on(user).filter(own | for_members).exists():
        return ALLOWED
    return refuse(_("Only the organisation's own contact, or the lead, can change this."))


def may_see_organisation(user: User, organisation: Organisation) -> Decision:
    """Whoever does something for it today, and whoever may change it. Refused: show 404, not the reason."""
    if roles_on(user).filter(organisation=organisation).exists():
        return ALLOWED
    return may_edit_organisation(user, organisation)


def roles_on(user: User) -> QuerySet[Role]:
    """The roles that the people at this address hold today."""
    today = timezone.localdate()
    roles = Role.objects.filter(person__user=user, start_on__lte=today)
    return roles.exclude(end_on__lt=today)


def _holds(user: User, permission: Permission, where: Q) -> bool:
    return roles_on(user).filter(where, kind__in=IN_CONSORTIUM[permission]).exists()

"""Who may do what in a consortium. Whether the moment allows it is for `rules`."""

from collections.abc import Mapping
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.decisions import ALLOWED, Decision, refuse
from consortium.models import Connection, Consortium, Organisation, Payee, Person, Role, User
from consortium.states import RoleKind


class Permission(StrEnum):
    """What may be done, noun first."""

    MEMBERS_SEE = "members.see"
    MEMBERS_MANAGE = "members.manage"
    ROLES_MANAGE = "roles.manage"
    CONSORTIUM_EDIT = "consortium.edit"
    ORGANISATION_EDIT = "organisation.edit"
    MONEY_SEE = "money.see"
    MONEY_MANAGE = "money.manage"
    CLAIMS_APPROVE = "claims.approve"
    PAYMENTS_PREPARE = "payments.prepare"
    PAYMENTS_SIGN = "payments.sign"
    CONNECTIONS_MANAGE = "connections.manage"


IN_CONSORTIUM: Mapping[Permission, frozenset[RoleKind]] = {
    Permission.MEMBERS_SEE: frozenset(RoleKind),
    Permission.MEMBERS_MANAGE: frozenset({RoleKind.LEAD, RoleKind.COORDINATOR}),
    Permission.ROLES_MANAGE: frozenset({RoleKind.LEAD}),
    Permission.CONSORTIUM_EDIT: frozenset({RoleKind.LEAD}),
    Permission.ORGANISATION_EDIT: frozenset({RoleKind.LEAD, RoleKind.COORDINATOR}),
    Permission.MONEY_SEE: frozenset(
        {RoleKind.TREASURER, RoleKind.LEAD, RoleKind.COORDINATOR, RoleKind.CHAIR}
    ),
    Permission.MONEY_MANAGE: frozenset({RoleKind.TREASURER, RoleKind.LEAD}),
    Permission.CLAIMS_APPROVE: frozenset(
        {RoleKind.TREASURER, RoleKind.COORDINATOR, RoleKind.CHAIR}
    ),
    Permission.PAYMENTS_PREPARE: frozenset({RoleKind.TREASURER, RoleKind.LEAD}),
    Permission.PAYMENTS_SIGN: frozenset({RoleKind.TREASURER, RoleKind.LEAD, RoleKind.CHAIR}),
    Permission.CONNECTIONS_MANAGE: frozenset({RoleKind.LEAD, RoleKind.COORDINATOR}),
}
IN_ORGANISATION: Mapping[Permission, frozenset[RoleKind]] = {
    Permission.ORGANISATION_EDIT: frozenset({RoleKind.MEMBER_CONTACT, RoleKind.CHAIR}),
}


def may_see_members(user: User, consortium: Consortium) -> Decision:
    """Whoever holds a role in the consortium today sees its members' offers and evidence."""
    reason = _("You have no role in this consortium.")
    return _holds(user, consortium, Permission.MEMBERS_SEE, reason)


def may_manage_members(user: User, consortium: Consortium) -> Decision:
    """The lead and the coordinator import, admit and end memberships."""
    reason = _("Only the lead or the coordinator can change the members.")
    return _holds(user, consortium, Permission.MEMBERS_MANAGE, reason)


def may_manage_roles(user: User, consortium: Consortium) -> Decision:
    """Only the lead says who does what in the consortium."""
    reason = _("Only the lead can say who does what in the consortium.")
    return _holds(user, consortium, Permission.ROLES_MANAGE, reason)


def may_edit_consortium(user: User, consortium: Consortium) -> Decision:
    """Only the lead changes what the consortium says of itself."""
    reason = _("Only the lead can change what the network says of itself.")
    return _holds(user, consortium, Permission.CONSORTIUM_EDIT, reason)


def may_edit_organisation(user: User, organisation: Organisation) -> Decision:
    """Its own contact or chair, or the lead or coordinator of a consortium that it is in today."""
    wanted = Permission.ORGANISATION_EDIT
    own = Q(kind__in=IN_ORGANISATION[wanted], organisation=organisation)
    for_members = Q(kind__in=IN_CONSORTIUM[wanted], consortium__in=_joined_by(organisation))
    if roles_on(user).filter(own | for_members).exists():
        return ALLOWED
    return refuse(_("Only the organisation's own contact, or the lead, can change this."))


def may_close_organisation(user: User, organisation: Organisation) -> Decision:
    """The lead or coordinator of a network that it is a member of: nobody closes the own group alone."""
    leaders = IN_CONSORTIUM[Permission.MEMBERS_MANAGE]
    networks = _joined_by(organisation)
    if roles_on(user).filter(kind__in=leaders, consortium__in=networks).exists():
        return ALLOWED
    return refuse(_("Only the lead or the coordinator of its network can say that it has closed."))


def may_see_organisation(user: User, organisation: Organisation) -> Decision:
    """Whoever does something for it today, and whoever may change it. Refused: show 404, not the reason."""
    if roles_on(user).filter(organisation=organisation).exists():
        return ALLOWED
    return may_edit_organisation(user, organisation)


def may_see_money(user: User, consortium: Consortium) -> Decision:
    """Claims, payees (masked), batches and the books: the treasurer, lead, coordinator and chair."""
    reason = _("Only those who look after the money can see this.")
    return _holds(user, consortium, Permission.MONEY_SEE, reason)


def may_manage_money(user: User, consortium: Consortium) -> Decision:
    """Funds, budgets, rates and payees' accounts are the treasurer's and the lead's."""
    reason = _("Only the treasurer or the lead can change this.")
    return _holds(user, consortium, Permission.MONEY_MANAGE, reason)


def may_enter_account(user: User, payee: Payee) -> Decision:
    """The person paid, the organisation's own contact or chair, or who manages the money."""
    if payee.person is not None and acts_as(user, payee.person):
        return ALLOWED
    if payee.organisation is not None and may_edit_organisation(user, payee.organisation):
        return ALLOWED
    if may_manage_money(user, payee.consortium):
        return ALLOWED
    return refuse(_("Only the payee, or the treasurer, can enter this account."))


def may_approve_claims(user: User, consortium: Consortium) -> Decision:
    """The treasurer, the coordinator and the chair; of what somebody else claims, says `rules`."""
    reason = _("Only the treasurer, the coordinator or the chair can decide on claims.")
    return _holds(user, consortium, Permission.CLAIMS_APPROVE, reason)


def may_prepare_payments(user: User, consortium: Consortium) -> Decision:
    """The treasurer and the lead draw batches, send them and read the bank's answer."""
    reason = _("Only the treasurer or the lead can prepare payments.")
    return _holds(user, consortium, Permission.PAYMENTS_PREPARE, reason)


def may_sign_payments(user: User, consortium: Consortium) -> Decision:
    """Two of the treasurer, the lead and the chair sign a batch."""
    reason = _("Only the treasurer, the lead or the chair can sign payments.")
    return _holds(user, consortium, Permission.PAYMENTS_SIGN, reason)


def may_manage_connections(user: User, consortium: Consortium) -> Decision:
    """Who shares a household is private: the lead and the coordinator alone see all, and note it."""
    reason = _("Only the lead or the coordinator sees who shares a household.")
    return _holds(user, consortium, Permission.CONNECTIONS_MANAGE, reason)


def may_declare_connection(user: User, consortium: Consortium, *people: Person) -> Decision:
    """Either of the two people, or the lead or the coordinator for them."""
    if any(acts_as(user, person) for person in people):
        return ALLOWED
    return may_manage_connections(user, consortium)


def may_end_connection(user: User, consortium: Consortium, connection: Connection) -> Decision:
    """The lead or the coordinator, never for themselves: else it would stop nobody."""
    if user.pk in {connection.first.user_id, connection.second.user_id}:
        return refuse(_("This is about yourself. The lead or the coordinator takes it off."))
    return may_manage_connections(user, consortium)


def roles_on(user: User) -> QuerySet[Role]:
    """The roles that the person who acts holds today; away from a request, all people at the address."""
    today = timezone.localdate()
    roles = Role.objects.filter(person__user=user, start_on__lte=today)
    if user.acting_person_id is not None:
        roles = roles.filter(person=user.acting_person_id)
    return roles.exclude(end_on__lt=today)


def acts_as(user: User, person: Person) -> bool:
    """Whether this person acts, of those at the address; away from a request, any of them may be."""
    return person.user_id == user.pk and user.acting_person_id in {None, person.pk}


def by_role(
    user: User, consortium: Consortium, kinds: frozenset[RoleKind], reason: str
) -> Decision:
    """Allowed for whoever has one of these roles in the consortium today; for others the reason why not."""
    roles = roles_on(user).filter(consortium=consortium, kind__in=kinds)
    return ALLOWED if roles.exists() else refuse(reason)


def _joined_by(organisation: Organisation) -> QuerySet[Consortium]:
    """The networks that it is a member of today."""
    today = timezone.localdate()
    return Consortium.objects.filter(
        Q(memberships__end_on__isnull=True) | Q(memberships__end_on__gte=today),
        memberships__organisation=organisation,
        memberships__start_on__lte=today,
    )


def _holds(user: User, consortium: Consortium, permission: Permission, reason: str) -> Decision:
    return by_role(user, consortium, IN_CONSORTIUM[permission], reason)

"""Who may note meetings, and who may claim, see and decide on claims."""

from django.db.models import Q
from django.utils.translation import gettext as _

from consortium.decisions import ALLOWED, Decision, refuse
from consortium.models import Connection, Consortium, Person, User
from consortium.permissions import acts_as, by_role, may_approve_claims, may_see_money, roles_on
from consortium.states import RoleKind
from representation.models import Appointment, Attendance, Claim

NOTES_MEETINGS = frozenset({RoleKind.LEAD, RoleKind.COORDINATOR, RoleKind.CHAIR})


def may_note_meetings(user: User, consortium: Consortium) -> Decision:
    """The lead, the coordinator and the chair say when a body met and who was there."""
    reason = _("Only the lead, the coordinator or the chair can note meetings.")
    return by_role(user, consortium, NOTES_MEETINGS, reason)


def may_see_meetings(user: User, consortium: Consortium) -> Decision:
    """Who notes them, and who looks after the money: being there is what a claim rests on."""
    return may_note_meetings(user, consortium) or may_see_money(user, consortium)


def may_claim(user: User, attendance: Attendance) -> Decision:
    """The person who was there, from their own address."""
    if acts_as(user, attendance.person):
        return ALLOWED
    return refuse(_("Only the person who was at the meeting can claim for it."))


def may_change_claim(user: User, claim: Claim) -> Decision:
    """The person whose claim it is."""
    if acts_as(user, claim.claimant):
        return ALLOWED
    return refuse(_("Only the person whose claim it is can change it."))


def may_see_claim(user: User, claim: Claim) -> Decision:
    """The person whose it is, and who looks after the money. Refused: show 404, not the reason."""
    if acts_as(user, claim.claimant):
        return ALLOWED
    return may_see_money(user, claim.consortium)


def may_decide(user: User, claim: Claim) -> Decision:
    """An approver of the network, for another's claim: not one's own, household's or organisation's."""
    approver = may_approve_claims(user, claim.consortium)
    if not approver:
        return approver
    if user.pk in {claim.claimed_by_id, claim.claimant.user_id}:
        return refuse(_("This is your own claim. Somebody else decides on it."))
    if _same_organisation(user, claim):
        return refuse(_("This is your own organisation's claim. Somebody else decides on it."))
    if _same_household(user, claim.claimant):
        return refuse(_("This is your own household's claim. Somebody else decides on it."))
    return ALLOWED


def _same_organisation(user: User, claim: Claim) -> bool:
    organisation = claim.organisation
    if organisation is None:
        return False
    if roles_on(user).filter(organisation=organisation).exists():
        return True
    return Appointment.objects.filter(
        person__user=user, on_behalf_of=organisation, ended_on__isnull=True
    ).exists()


def _same_household(user: User, claimant: Person) -> bool:
    return Connection.objects.filter(
        Q(first=claimant, second__user=user) | Q(second=claimant, first__user=user)
    ).exists()

"""Who may do what with a structure, its seats and their holders. Whether the moment allows it: `rules`."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import gettext as _

from consortium.decisions import ALLOWED, Decision, refuse
from consortium.models import Consortium, Organisation, User
from consortium.permissions import by_role, may_edit_organisation
from consortium.states import RoleKind
from representation.models import Appointment, Seat, Structure
from representation.states import BY_VOTE, EndReason, Mandate


class Permission(StrEnum):
    """What may be done, noun first."""

    STRUCTURE_FOUND = "structure.found"
    STRUCTURE_CHANGE = "structure.change"
    STRUCTURE_MEMBERS = "structure.members"
    BODIES_MANAGE = "bodies.manage"
    SEATS_IMPORT = "seats.import"
    APPOINT_BY_VOTE = "appointment.by-vote"
    APPOINT = "appointment.without-vote"
    END = "appointment.end"
    UNDO_A_VOTE = "appointment.undo-vote"
    STAND_INS = "stand-ins.name"
    SEAT_REQUESTS = "seat-requests.decide"
    SUPPORT = "support.record"


LEADERS = frozenset({RoleKind.LEAD, RoleKind.COORDINATOR})
OFFICER = frozenset({RoleKind.RETURNING_OFFICER})
IN_NETWORK: Mapping[Permission, frozenset[RoleKind]] = {
    Permission.STRUCTURE_FOUND: LEADERS,
    Permission.STRUCTURE_CHANGE: frozenset({RoleKind.LEAD}),
    Permission.STRUCTURE_MEMBERS: LEADERS,
    Permission.BODIES_MANAGE: LEADERS,
    Permission.SEATS_IMPORT: LEADERS,
    Permission.APPOINT_BY_VOTE: OFFICER,
    Permission.APPOINT: LEADERS,
    Permission.END: LEADERS,
    Permission.UNDO_A_VOTE: OFFICER,
    Permission.STAND_INS: LEADERS,
    Permission.SEAT_REQUESTS: LEADERS,
    Permission.SUPPORT: LEADERS,
}
UNDOES_A_VOTE = frozenset({EndReason.RECALLED, EndReason.ANNULLED})
FOLLOWS_BY_ITSELF = frozenset(
    {EndReason.BASIS_ENDED, EndReason.BODY_DISSOLVED, EndReason.SEAT_ABOLISHED, EndReason.REPLACED}
)


def may_found_structure(user: User, consortium: Consortium) -> Decision:
    """The network's lead or coordinator."""
    reason = _("Only the lead or the coordinator can set up how the network is represented.")
    return _holds(user, consortium, Permission.STRUCTURE_FOUND, reason)


def may_change_structure(user: User, structure: Structure) -> Decision:
    """The lead, after asking the members."""
    reason = _("Only the lead can change the rules of the network.")
    return _holds(user, structure.consortium, Permission.STRUCTURE_CHANGE, reason)


def may_manage_bodies(user: User, structure: Structure) -> Decision:
    """The lead or the coordinator adds and closes bodies, and says what seats they have."""
    reason = _("Only the lead or the coordinator can change bodies and seats.")
    return _holds(user, structure.consortium, Permission.BODIES_MANAGE, reason)


def may_decide_requests(user: User, network: Consortium) -> Decision:
    """The lead or the coordinator reads what boards ask for, accepts and refuses."""
    reason = _("Only the lead or the coordinator can answer a board.")
    return _holds(user, network, Permission.SEAT_REQUESTS, reason)


def may_record_support(user: User, network: Consortium) -> Decision:
    """The lead or the coordinator says who supports the network, and who pays for it."""
    reason = _("Only the lead or the coordinator can record who supports the network.")
    return _holds(user, network, Permission.SUPPORT, reason)


def may_import_seats(user: User, structure: Structure) -> Decision:
    """The lead or the coordinator, from files whose rows say where they come from."""
    reason = _("Only the lead or the coordinator can import seats.")
    return _holds(user, structure.consortium, Permission.SEATS_IMPORT, reason)


def may_act_for_member(user: User, structure: Structure, organisation: Organisation) -> Decision:
    """Join, leave, choose where to vote: the organisation's own contact, or the lead or coordinator."""
    reason = _("Only the organisation’s own contact, the lead or the coordinator can do this.")
    own = may_edit_organisation(user, organisation)
    return own or _holds(user, structure.consortium, Permission.STRUCTURE_MEMBERS, reason)


def may_appoint(user: User, seat: Seat, mandate: Mandate) -> Decision:
    """The returning officer after a vote; the lead or the coordinator to nominate, co-opt or note a guest."""
    network = seat.body.structure.consortium
    if mandate in BY_VOTE:
        reason = _("Only the returning officer can declare somebody elected.")
        return _holds(user, network, Permission.APPOINT_BY_VOTE, reason)
    reason = _("Only the lead or the coordinator can record who is on a seat without a vote.")
    return _holds(user, network, Permission.APPOINT, reason)


def may_end(user: User, appointment: Appointment, reason: EndReason) -> Decision:
    """Holders resign; a recall or an annulment is the returning officer's; the rest the leaders record.

    What follows by itself from another act (a basis ended, a body dissolved) nobody records by hand.
    """
    network = appointment.seat.body.structure.consortium
    if reason in FOLLOWS_BY_ITSELF:
        return refuse(_("This follows by itself, and cannot be recorded by hand."))
    if reason in UNDOES_A_VOTE:
        words = _("Only the returning officer can record a recall or an annulment.")
        return _holds(user, network, Permission.UNDO_A_VOTE, words)
    if reason is EndReason.RESIGNED and is_holder(user, appointment):
        return ALLOWED
    words = _("Only the holder can resign; only the lead or the coordinator can record an end.")
    return _holds(user, network, Permission.END, words)


def may_name_stand_in(user: User, seat: Seat, holder: Appointment | None) -> Decision:
    """The holder of the seat, or the lead or coordinator."""
    if holder is not None and is_holder(user, holder):
        return ALLOWED
    words = _("Only the holder, the lead or the coordinator can say who stands in.")
    return _holds(user, seat.body.structure.consortium, Permission.STAND_INS, words)


def is_holder(user: User, appointment: Appointment) -> bool:
    """Whether the appointment is of one of the people at this address."""
    return user.people.filter(pk=appointment.person_id).exists()


def _holds(user: User, network: Consortium, permission: Permission, reason: str) -> Decision:
    return by_role(user, network, IN_NETWORK[permission], reason)

"""Whether a seat that an elected holder left can be filled again by the rule of its election."""

from django.utils.translation import gettext as _

from consortium.decisions import ALLOWED, Decision, refuse
from representation.models import Appointment, Outcome
from representation.selectors.vacancies import election_filling, is_last
from representation.states import AppointmentState


def can_refill(left: Appointment) -> Decision:
    """The holder came by an election and has left, nobody came since, and no election is on its way."""
    came_by_election = Outcome.objects.filter(appointment=left).exists()
    if not came_by_election or left.state != AppointmentState.ENDED or not is_last(left):
        return refuse(
            _("Only a seat that was filled by an election, and is vacant, can be refilled.")
        )
    filling = election_filling(left)
    if filling is not None:
        return refuse(
            _("An election for this seat is on its way: %(title)s.") % {"title": filling.title}
        )
    return ALLOWED

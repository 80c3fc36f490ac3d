"""Seats and votes that hang on an organisation that is about to be noted as closed."""

from dataclasses import dataclass

from consortium.models import Organisation
from representation.election_states import BEFORE_A_RESULT
from representation.models import Appointment, RollLine


@dataclass(frozen=True)
class Voice:
    """Seats that are held on its behalf, and votes without a result that it is on the roll of."""

    seats: int
    votes: int


def voice_of(organisation: Organisation) -> Voice:
    """The organisation's seats and running votes."""
    seats = Appointment.objects.filter(on_behalf_of=organisation, ended_on__isnull=True)
    votes = RollLine.objects.filter(
        organisation=organisation, election__state__in=sorted(BEFORE_A_RESULT)
    )
    return Voice(seats.count(), votes.values("election").distinct().count())

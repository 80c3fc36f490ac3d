"""The seats that a person holds, for their own pages."""

from datetime import date

from consortium.models import Person
from representation.models import Appointment
from representation.states import AppointmentState


def seats_of(person: Person, day: date) -> tuple[Appointment, ...]:
    """Those the person holds on a day or will hold, by board; one that ends later is still theirs."""
    held = Appointment.objects.filter(person=person).exclude(ended_on__lt=day)
    return tuple(
        held.select_related(
            "person", "on_behalf_of", "seat__body__structure__consortium", "seat__electing_body"
        ).order_by("seat__body__name", "seat__number", "start_on")
    )


def own_seat(person: Person, key: int) -> Appointment | None:
    """An appointment of this person that has no end yet."""
    found = Appointment.objects.filter(person=person, pk=key).exclude(state=AppointmentState.ENDED)
    return found.select_related(
        "person", "on_behalf_of", "seat__body__structure__consortium"
    ).first()

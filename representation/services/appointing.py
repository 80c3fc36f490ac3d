"""Recording by name who comes to a seat, or stands in on it."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from consortium.decisions import refuse
from consortium.models import Organisation, User
from representation.models import Appointment, Seat, StandIn
from representation.permissions import may_appoint, may_name_stand_in
from representation.rules.choosing import Choice, Votes
from representation.selectors.structure_desk import standing_holder
from representation.services.appointments import appoint
from representation.services.people_on_seats import person_for
from representation.services.stand_ins import name_stand_in
from representation.states import Mandate, StandInKind


@dataclass(frozen=True)
class Newcomer:
    """Who is to come to a seat. `basis`: their seat on the electing body, which says who they are too."""

    mandate: Mandate
    start_on: date
    name: str = ""
    on_behalf_of: Organisation | None = None
    basis: Appointment | None = None
    due_on: date | None = None
    votes: Votes | None = None
    source: str = ""


@transaction.atomic
def appoint_newcomer(*, by: User, seat: Seat, newcomer: Newcomer) -> Appointment:
    """Somebody comes to a seat; a name that nobody has in that organisation is a new person's.

    Permission: `may_appoint` by the mandate. Raises Refused, also where nobody is named.
    """
    may_appoint(by, seat, newcomer.mandate).require()
    basis, name = newcomer.basis, newcomer.name.strip()
    if basis is not None:
        person, organisation = basis.person, basis.on_behalf_of
    else:
        if not name:
            refuse(_("Say who comes to this seat.")).require()
        organisation = newcomer.on_behalf_of
        structure = seat.body.structure
        person = person_for(by=by, structure=structure, name=name, organisation=organisation)
    choice = Choice(
        person=person,
        mandate=newcomer.mandate,
        start_on=newcomer.start_on,
        on_behalf_of=organisation,
        due_on=newcomer.due_on,
        basis=basis,
        votes=newcomer.votes,
        source=newcomer.source,
    )
    return appoint(by=by, seat=seat, choice=choice)


@transaction.atomic
def name_stand_in_by_name(
    *,
    by: User,
    seat: Seat,
    name: str,
    on_behalf_of: Organisation | None,
    kind: StandInKind,
    start_on: date,
) -> StandIn:
    """As `name_stand_in`, which says who may and when; the person by name. Raises Refused."""
    may_name_stand_in(by, seat, standing_holder(seat)).require()
    structure = seat.body.structure
    person = person_for(by=by, structure=structure, name=name, organisation=on_behalf_of)
    return name_stand_in(
        by=by,
        seat=seat,
        person=person,
        on_behalf_of=on_behalf_of,
        kind=kind,
        start_on=start_on,
    )

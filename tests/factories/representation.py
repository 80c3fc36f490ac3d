"""Fictional structures, bodies and seats of real places."""

from datetime import date
from typing import Any

from consortium.models import Consortium, Organisation, Person
from representation.models import Appointment, Body, Seat, StandIn, Structure
from representation.states import BodyKind, Eligibility, Mandate, StandInKind
from tests.factories import consortium as make

LONG_AGO = date(2024, 9, 1)


def structure(of: Consortium | None = None, **fields: Any) -> Structure:
    given = {
        "slug": "derbyshire-grid",
        "name": "Derbyshire GRID",
        "founded_on": LONG_AGO,
        "area": make.area("E10000007", "Derbyshire", kind="county"),
    } | fields
    return Structure.objects.create(consortium=of or make.network(), **given)


def body(of: Structure, name: str = "Chesterfield Forum", **fields: Any) -> Body:
    given = {
        "name": name,
        "slug": name.lower().replace(" ", "-"),
        "kind": BodyKind.FORUM,
        "start_on": LONG_AGO,
    } | fields
    return Body.objects.create(structure=of, **given)


def seat(on: Body, number: int = 1, **fields: Any) -> Seat:
    given = {"eligibility": Eligibility.ANY_MEMBER, "start_on": LONG_AGO} | fields
    return Seat.objects.create(body=on, number=number, **given)


def person(name: str = "Carl Orchard") -> Person:
    return Person.objects.get_or_create(name=name)[0]


def appointment(
    to: Seat, who: Person | None = None, on_behalf_of: Organisation | None = None, **fields: Any
) -> Appointment:
    given = {"mandate": Mandate.ELECTED, "start_on": LONG_AGO} | fields
    return Appointment.objects.create(
        seat=to,
        person=who or person(),
        on_behalf_of=on_behalf_of or make.organisation(),
        **given,
    )


def stand_in(to: Seat, who: Person, **fields: Any) -> StandIn:
    given = {"kind": StandInKind.ALTERNATE, "start_on": LONG_AGO} | fields
    return StandIn.objects.create(seat=to, person=who, **given)

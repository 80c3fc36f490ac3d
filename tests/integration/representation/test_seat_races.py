"""A crowd wants the same seat at once, on the database that is under test: one gets it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from consortium.decisions import Refused
from consortium.models import Person
from consortium.states import RoleKind
from representation.models import Appointment, AppointmentStep, Seat, Structure
from representation.rules.choosing import Choice
from representation.services.appointing import Newcomer, appoint_newcomer
from representation.services.appointments import appoint, end_appointment
from representation.services.founding import draft_from_preset
from representation.services.founding_members import found_network
from representation.states import EndReason, Mandate
from representation.structures.settings import Wording
from tests.factories import consortium as make
from tests.factories import representation as make_seats

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 6
ROUNDS = 5
START = date(2026, 6, 12)


def all_at_once(act: Callable[[int], Any]) -> list[Any]:
    """What each of a crowd gets, when all begin together; a refusal is its reason."""
    barrier = Barrier(CROWD)

    def one(number: int) -> Any:
        try:
            connection.ensure_connection()
            barrier.wait()
            return act(number)
        except Refused as refused:
            return refused.reason
        finally:
            connection.close()

    with ThreadPoolExecutor(CROWD) as crowd:
        return list(crowd.map(one, range(CROWD)))


@pytest.fixture
def seat() -> Seat:
    structure = make_seats.structure()
    return make_seats.seat(make_seats.body(structure, "Board"), eligibility="anybody")


def test_one_of_many_gets_the_seat(seat: Seat) -> None:
    club = make.organisation()
    people = [make_seats.person(f"Person {number}") for number in range(CROWD)]
    for number in range(1, ROUNDS + 1):
        place = make_seats.seat(seat.body, number + 1, eligibility="anybody")
        choices = [Choice(one, Mandate.NOMINATED, START, club) for one in people]
        found = all_at_once(
            lambda n, place=place, choices=choices: appoint(by=None, seat=place, choice=choices[n])
        )
        assert sum(isinstance(one, Appointment) for one in found) == 1
        assert sum(isinstance(one, str) for one in found) == CROWD - 1
        winner = Appointment.objects.get(seat=place)
        end_appointment(by=None, appointment=winner, reason=EndReason.DIED, last_day=START)


def test_one_of_many_ends_an_appointment(seat: Seat) -> None:
    appointment = make_seats.appointment(seat)

    def end(_number: int) -> str:
        same = Appointment.objects.get(pk=appointment.pk)
        end_appointment(by=None, appointment=same, reason=EndReason.RESIGNED, last_day=START)
        return "ended"

    found = all_at_once(end)
    assert found.count("ended") == 1
    assert AppointmentStep.objects.filter(appointment=appointment).count() == 1


def test_one_of_many_is_recorded_by_name_and_no_other_person_stays(seat: Seat) -> None:
    lead = make.role(RoleKind.LEAD, of=seat.body.structure.consortium)
    club = make.organisation()

    def record(number: int) -> Appointment:
        newcomer = Newcomer(Mandate.NOMINATED, START, f"Person {number}", club)
        return appoint_newcomer(by=lead, seat=seat, newcomer=newcomer)

    found = all_at_once(record)
    assert sum(isinstance(one, Appointment) for one in found) == 1
    assert sum(isinstance(one, str) for one in found) == CROWD - 1
    assert Person.objects.filter(name__startswith="Person ").count() == 1


def test_one_of_many_founds_a_network() -> None:
    network = make.network()
    lead = make.role(RoleKind.LEAD, of=network)
    name = Wording("Peak Voices", "")

    def found(_number: int) -> Structure:
        draft = draft_from_preset("portsmouth", consortium=network, name=name, founded_on=START)
        return found_network(by=lead, consortium=network, draft=draft).structure

    outcome = all_at_once(found)
    assert sum(isinstance(one, Structure) for one in outcome) == 1
    refused = [one for one in outcome if isinstance(one, str)]
    assert set(refused) == {"A network of this name is here already."}
    assert Structure.objects.get().versions.count() == 1

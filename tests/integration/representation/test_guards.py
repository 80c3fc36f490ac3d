"""The database refuses what no service should ever ask of it, on SQLite and PostgreSQL alike."""

from datetime import date, timedelta
from typing import Any

import pytest

from representation.models import (
    Appointment,
    AppointmentStep,
    Body,
    Seat,
    StandIn,
    StructureMembership,
    StructureVersion,
    VotingHome,
)
from representation.states import AppointmentState, EndReason, Mandate
from tests.factories import consortium
from tests.factories import representation as make
from tests.guarded import refused, run

pytestmark = pytest.mark.django_db

MAY = date(2026, 5, 14)
JUNE = date(2026, 6, 11)
DAY = timedelta(days=1)


@pytest.fixture
def forum() -> Body:
    return make.body(make.structure())


@pytest.fixture
def seat(forum: Body) -> Seat:
    return make.seat(forum)


def ended(on: date, reason: EndReason = EndReason.RESIGNED) -> dict[str, Any]:
    return {"ended_on": on, "end_reason": reason, "state": AppointmentState.ENDED}


@pytest.mark.parametrize(
    ("first", "second", "is_overlap"),
    [
        ((MAY, None), (JUNE, None), True),
        ((MAY, JUNE), (JUNE, None), True),
        ((JUNE, None), (MAY, JUNE), True),
        ((MAY, JUNE), (JUNE + DAY, None), False),
        ((JUNE, None), (MAY, JUNE - DAY), False),
    ],
)
def test_a_seat_has_one_holder_at_a_time(
    seat: Seat, first: Any, second: Any, is_overlap: bool
) -> None:
    def hold(period: Any, who: str) -> Appointment:
        end = ended(period[1]) if period[1] else {}
        return make.appointment(seat, make.person(who), start_on=period[0], **end)

    hold(first, "Carl Orchard")
    if is_overlap:
        refused(lambda: hold(second, "Deb Keane"))
    else:
        hold(second, "Deb Keane")
    assert Appointment.objects.count() == (1 if is_overlap else 2)


def test_two_seats_have_two_holders(forum: Body) -> None:
    make.appointment(make.seat(forum, 1))
    make.appointment(make.seat(forum, 2))


@pytest.mark.parametrize(
    "column, value",
    [
        ("person_id", "person_id + 1"),
        ("mandate", "'invited'"),
        ("start_on", "'2025-01-01'"),
        ("due_on", "'2030-01-01'"),
        ("electorate", "99"),
        ("voted", "1"),
        ("source", "'hearsay'"),
    ],
)
def test_what_an_appointment_says_never_changes(seat: Seat, column: str, value: str) -> None:
    make.appointment(seat)
    refused(lambda: run(f"UPDATE representation_appointment SET {column} = {value}"))  # noqa: S608
    refused(lambda: run("DELETE FROM representation_appointment"))


def test_an_appointment_ends_once(seat: Seat) -> None:
    held = Appointment.objects.filter(pk=make.appointment(seat).pk)
    assert held.update(**ended(JUNE)) == 1
    refused(lambda: held.update(ended_on=None, end_reason="", state=AppointmentState.STANDING))
    refused(lambda: held.update(ended_on=JUNE + DAY))
    refused(lambda: held.update(end_reason=EndReason.RECALLED))


@pytest.mark.parametrize(
    "fields",
    [
        {"due_on": date(2024, 8, 31)},
        {"ended_on": JUNE},
        {"end_reason": EndReason.RESIGNED},
        {"state": AppointmentState.ENDED},
        {"state": AppointmentState.BASIS_LOST},
        ended(date(2024, 8, 31)),
        {"mandate": Mandate.INDIRECTLY_ELECTED},
        {"voted": 3},
        {"voted": 17, "electorate": 16},
        {"mandate": Mandate.ELECTED_UNOPPOSED, "voted": 3, "electorate": 16},
    ],
)
def test_an_appointment_is_sound(seat: Seat, fields: dict[str, Any]) -> None:
    refused(lambda: make.appointment(seat, **fields))


@pytest.mark.parametrize("mandate", [Mandate.ELECTED, Mandate.ELECTED_UNOPPOSED, Mandate.NOMINATED])
def test_who_is_elected_speaks_for_an_organisation(seat: Seat, mandate: Mandate) -> None:
    fields = {"seat": seat, "person": make.person(), "start_on": MAY}
    refused(lambda: Appointment.objects.create(mandate=mandate, **fields))
    Appointment.objects.create(mandate=Mandate.INVITED, **fields)


def test_a_basis_is_older_and_not_of_an_invitation(forum: Body) -> None:
    basis = make.appointment(make.seat(forum, 1))
    other = make.seat(forum, 2)
    refused(lambda: make.appointment(other, mandate=Mandate.INVITED, basis=basis))
    dependent = make.appointment(other, mandate=Mandate.INDIRECTLY_ELECTED, basis=basis)
    column = "UPDATE representation_appointment SET basis_id = %s WHERE id = %s"
    refused(lambda: run(column, dependent.pk, basis.pk))


def test_nobody_stands_in_for_themselves(seat: Seat) -> None:
    carl, deb = make.person("Carl Orchard"), make.person("Deb Keane")
    make.appointment(seat, carl)
    refused(lambda: make.stand_in(seat, carl))
    alternate = make.stand_in(seat, deb)
    Appointment.objects.update(**ended(JUNE))
    refused(lambda: make.appointment(seat, deb, start_on=JUNE + DAY))
    StandIn.objects.filter(pk=alternate.pk).update(end_on=JUNE)
    make.appointment(seat, deb, start_on=JUNE + DAY)


def test_a_seat_has_one_alternate_and_one_deputy(seat: Seat) -> None:
    make.stand_in(seat, make.person("Deb Keane"))
    refused(lambda: make.stand_in(seat, make.person("Ewan Hythe"), start_on=MAY))
    make.stand_in(seat, make.person("Ewan Hythe"), kind="deputy")
    refused(lambda: run("DELETE FROM representation_standin"))


def test_a_body_is_not_above_itself(forum: Body) -> None:
    part = make.body(forum.structure, "Early Help Sub-group", parent=forum)
    refused(lambda: Body.objects.filter(pk=forum.pk).update(parent=part))
    refused(lambda: Body.objects.filter(pk=forum.pk).update(parent=forum))


def test_a_member_belongs_once_and_votes_in_one_body(forum: Body) -> None:
    fields = {"structure": forum.structure, "organisation": consortium.organisation()}
    member = StructureMembership.objects.create(**fields, start_on=MAY)
    refused(lambda: StructureMembership.objects.create(**fields, start_on=JUNE))
    VotingHome.objects.create(membership=member, body=forum, start_on=MAY, end_on=JUNE)
    refused(lambda: VotingHome.objects.create(membership=member, body=forum, start_on=JUNE))


@pytest.mark.parametrize(
    "fields",
    [
        {"number": 0},
        {"term_months": 121},
        {"eligibility": "voters"},
        {"eligibility": "holders"},
        {"end_on": date(2024, 8, 31)},
    ],
)
def test_a_seat_is_sound(forum: Body, fields: dict[str, Any]) -> None:
    refused(lambda: make.seat(forum, **fields))


def test_history_stays(seat: Seat) -> None:
    structure = seat.body.structure
    version = {"structure": structure, "settings": {}, "membership_rule": {}}
    StructureVersion.objects.create(**version, number=1, valid_from=MAY, summary="Founded")
    refused(
        lambda: StructureVersion.objects.create(
            **version, number=2, valid_from=JUNE, summary="Nobody was asked"
        )
    )
    AppointmentStep.objects.create(
        appointment=make.appointment(seat), to_state=AppointmentState.STANDING, on=MAY
    )
    for table in ("representation_structureversion", "representation_appointmentstep"):
        refused(lambda table=table: run(f"UPDATE {table} SET id = id"))  # noqa: S608
        refused(lambda table=table: run(f"DELETE FROM {table}"))  # noqa: S608

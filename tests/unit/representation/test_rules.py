"""Rules of elections, meetings, claims and appointments at their edges: the last moment refused, the first
that is not."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from consortium.models import Organisation, PaymentScheme, Person, User
from representation.claims.states import ClaimState
from representation.election_states import CandidacyState
from representation.models import (
    Appointment,
    Attendance,
    Body,
    Candidacy,
    Claim,
    Election,
    Meeting,
    Seat,
    StandIn,
    StructureMembership,
)
from representation.rules import (
    appointments,
    claims,
    elections,
    meetings,
    seat_requests,
    structures,
)
from representation.rules.choosing import Choice, gives_way
from representation.states import AppointmentState, Mandate, StandInKind

NOW = datetime(2026, 11, 18, 12, tzinfo=ZoneInfo("Europe/London"))
INSTANT, HOUR, A_DAY = timedelta(microseconds=1), timedelta(hours=1), timedelta(days=1)
DAY = NOW.date()
BEFORE, AFTER = DAY - A_DAY, DAY + A_DAY
LONG_AGO = date(2024, 9, 1)


def poll(**fields: object) -> Election:
    given = {"opens_at": NOW, "closes_at": NOW + HOUR, "roll_digest": "0" * 64, "roll_size": 1}
    return Election(**(given | fields))


def test_a_poll_opens_from_its_first_moment_until_before_its_last() -> None:
    assert elections.can_open_poll(poll(), NOW)
    assert not elections.can_open_poll(poll(), NOW - INSTANT)
    assert elections.can_open_poll(poll(), NOW + HOUR - INSTANT)
    assert not elections.can_open_poll(poll(), NOW + HOUR)


def test_no_poll_opens_without_a_frozen_roll_of_somebody() -> None:
    assert not elections.can_open_poll(poll(roll_digest=""), NOW)
    assert not elections.can_open_poll(poll(roll_size=0), NOW)


def test_a_poll_closes_at_its_closing_time() -> None:
    assert not elections.can_close_poll(poll(), NOW + HOUR - INSTANT)
    assert elections.can_close_poll(poll(), NOW + HOUR)


def test_a_result_is_challenged_until_the_moment_it_can_be_published() -> None:
    for now, is_over in ((NOW - INSTANT, False), (NOW, True)):
        assert bool(elections.can_challenge(NOW, now)) is not is_over
        assert bool(elections.can_publish(NOW, now)) is is_over


def test_one_share_opens_no_box() -> None:
    assert [bool(elections.can_use_shares(given)) for given in (0, 1, 2, 3)] == [
        False,
        False,
        True,
        True,
    ]


def test_a_nomination_is_refused_with_a_reason_and_withdrawn_for_good() -> None:
    waiting = Candidacy(state=CandidacyState.NOMINATED)
    assert elections.can_move_candidacy(waiting, CandidacyState.REFUSED, "Not on the roll")
    assert not elections.can_move_candidacy(waiting, CandidacyState.REFUSED, " ")
    gone = Candidacy(state=CandidacyState.WITHDRAWN)
    assert not elections.can_move_candidacy(gone, CandidacyState.STANDING, "")


def meeting(**fields: object) -> Meeting:
    return Meeting(**({"starts_at": NOW, "ends_at": NOW + HOUR} | fields))


def scheme() -> PaymentScheme:
    return PaymentScheme(claim_within_days=90, receipt_within_days=60, cancelled_notice_hours=24)


def test_a_claim_begins_when_the_meeting_is_over_and_until_the_schemes_last_day() -> None:
    held = meeting()
    assert not claims.can_begin(held, scheme(), False, NOW + HOUR - INSTANT)
    assert claims.can_begin(held, scheme(), False, NOW + HOUR)
    assert claims.can_begin(held, scheme(), False, NOW + 90 * A_DAY)
    assert not claims.can_begin(held, scheme(), False, NOW + 91 * A_DAY)
    assert not claims.can_begin(held, scheme(), True, NOW + HOUR)
    assert not claims.can_begin(held, None, False, NOW + HOUR)


def test_a_meeting_called_off_too_late_is_paid_within_the_same_days() -> None:
    too_late = meeting(cancelled_at=NOW - 24 * HOUR + INSTANT)
    assert claims.can_begin(too_late, scheme(), False, NOW - HOUR)
    assert not claims.can_begin(too_late, scheme(), False, NOW + 91 * A_DAY)
    in_time = meeting(cancelled_at=NOW - 24 * HOUR)
    assert not claims.can_begin(in_time, scheme(), False, NOW - HOUR)


def test_a_second_approval_is_above_the_limit_and_anothers() -> None:
    limit = PaymentScheme(second_approval_above_pence=15_000)
    assert not claims.needs_second(Claim(total_pence=15_000, scheme=limit))
    assert claims.needs_second(Claim(total_pence=15_001, scheme=limit))
    assert claims.can_approve(Claim(first_approver_id=5), User(pk=6), [])
    assert not claims.can_approve(Claim(first_approver_id=5), User(pk=5), [])


def test_an_empty_claim_is_not_sent_in() -> None:
    assert not claims.can_submit(Claim(total_pence=0))
    assert claims.can_submit(Claim(total_pence=1))


@pytest.mark.parametrize("state", [ClaimState.REFUSED, ClaimState.WITHDRAWN])
def test_a_closed_claim_takes_no_receipt(state: ClaimState) -> None:
    claim = Claim(state=state, attendance=Attendance(meeting=meeting()))
    assert not claims.can_edit(claim)
    assert not claims.can_add_receipt(claim, scheme(), DAY)


def test_receipts_are_taken_until_the_schemes_last_day_and_always_while_it_is_open() -> None:
    of = Attendance(meeting=meeting())
    last_day = DAY + 60 * A_DAY
    paid = Claim(state=ClaimState.PAID, attendance=of)
    assert claims.can_add_receipt(paid, scheme(), last_day)
    assert not claims.can_add_receipt(paid, scheme(), last_day + A_DAY)
    draft = Claim(state=ClaimState.DRAFT, attendance=of)
    assert claims.can_add_receipt(draft, scheme(), last_day + A_DAY)


def test_a_meeting_takes_time_somewhere_on_a_day_of_its_body() -> None:
    body = Body(start_on=DAY, end_on=DAY)
    assert meetings.can_meet(body, "Matlock", NOW, NOW + INSTANT)
    assert not meetings.can_meet(body, "Matlock", NOW, NOW)
    assert not meetings.can_meet(body, " ", NOW, NOW + HOUR)
    assert not meetings.can_meet(body, "Matlock", NOW + A_DAY, NOW + A_DAY + HOUR)
    assert not meetings.can_meet(body, "Matlock", NOW - A_DAY, NOW - A_DAY + HOUR)


def test_a_meeting_is_called_off_before_it_is_over_and_not_in_the_future() -> None:
    assert not meetings.can_cancel(meeting(), NOW + HOUR, NOW + HOUR)
    assert not meetings.can_cancel(meeting(), NOW + INSTANT, NOW)
    assert not meetings.can_cancel(meeting(cancelled_at=NOW), NOW, NOW)


def test_who_was_there_is_noted_from_its_first_moment_or_when_cancelled() -> None:
    assert meetings.can_record(meeting(), NOW)
    assert not meetings.can_record(meeting(), NOW - INSTANT)
    assert meetings.can_record(meeting(cancelled_at=NOW - HOUR), NOW - INSTANT)


@pytest.mark.parametrize(
    "start, end, was_there",
    [(DAY, None, True), (AFTER, None, False), (LONG_AGO, DAY, True), (LONG_AGO, BEFORE, False)],
)
def test_a_seat_is_held_on_the_first_and_last_day(
    start: date, end: date | None, was_there: bool
) -> None:
    assert meetings.held_on(Appointment(start_on=start, ended_on=end), meeting()) is was_there
    assert meetings.held_on(StandIn(start_on=start, end_on=end), meeting()) is was_there


def test_an_appointment_ends_within_its_term() -> None:
    held = Appointment(start_on=DAY, due_on=AFTER, state=AppointmentState.STANDING)
    assert appointments.can_end_on(held, DAY)
    assert appointments.can_end_on(held, AFTER)
    assert not appointments.can_end_on(held, BEFORE)
    assert not appointments.can_end_on(held, AFTER + A_DAY)


@pytest.mark.parametrize(
    "setting, kind, organisation, is_allowed",
    [
        ("none", StandInKind.ALTERNATE, 2, False),
        ("none", StandInKind.DEPUTY, 1, True),
        ("runner-up", StandInKind.ALTERNATE, 1, False),
        ("runner-up", StandInKind.ALTERNATE, 2, True),
        ("runner-up", StandInKind.DEPUTY, 1, True),
        ("organisation", StandInKind.ALTERNATE, 1, True),
        ("organisation", StandInKind.ALTERNATE, 2, False),
        ("organisation", StandInKind.ALTERNATE, None, False),
    ],
)
def test_who_stands_in_comes_from_where_the_network_says(
    setting: str, kind: StandInKind, organisation: int | None, is_allowed: bool
) -> None:
    holder = Appointment(person_id=1, on_behalf_of_id=1)
    of = Organisation(pk=organisation) if organisation else None
    asked = (Person(pk=2), of, holder, setting, kind)
    assert bool(appointments.can_stand_in(Seat(), *asked)) is is_allowed
    assert not appointments.can_stand_in(Seat(end_on=DAY), *asked)
    assert not appointments.can_stand_in(Seat(), Person(pk=1), of, holder, setting, kind)


def test_standing_in_closing_and_leaving_end_once_and_on_the_first_day_at_the_earliest() -> None:
    assert appointments.can_end_stand_in(StandIn(start_on=DAY), DAY)
    assert not appointments.can_end_stand_in(StandIn(start_on=DAY), BEFORE)
    assert not appointments.can_end_stand_in(StandIn(start_on=LONG_AGO, end_on=AFTER), DAY)
    assert structures.can_close_seat(Seat(start_on=DAY), None, DAY)
    assert not structures.can_close_seat(Seat(start_on=DAY), None, BEFORE)
    assert not structures.can_close_seat(Seat(start_on=LONG_AGO, end_on=AFTER), None, DAY)
    assert not structures.can_close_seat(Seat(start_on=DAY), Appointment(), DAY)
    assert structures.can_leave_structure(StructureMembership(start_on=DAY), DAY)
    assert not structures.can_leave_structure(StructureMembership(start_on=DAY), BEFORE)


def test_a_board_asks_for_a_day_that_is_still_to_come() -> None:
    assert seat_requests.can_ask(AFTER, today=DAY)
    assert not seat_requests.can_ask(DAY, today=DAY)


@pytest.mark.parametrize(
    "holder, mandate, does_give_way",
    [
        ({"due_on": BEFORE}, Mandate.ELECTED, True),
        ({"due_on": DAY}, Mandate.ELECTED, False),
        ({"due_on": BEFORE, "start_on": DAY}, Mandate.ELECTED, False),
        ({"state": AppointmentState.BASIS_LOST, "basis_lost_on": DAY}, Mandate.ELECTED, True),
        ({"state": AppointmentState.BASIS_LOST, "basis_lost_on": AFTER}, Mandate.ELECTED, False),
        ({"mandate": Mandate.CO_OPTED}, Mandate.ELECTED, True),
        ({"mandate": Mandate.CO_OPTED}, Mandate.CO_OPTED, False),
        ({"mandate": Mandate.INVITED}, Mandate.ELECTED, True),
        ({"mandate": Mandate.ELECTED}, Mandate.ELECTED, False),
    ],
)
def test_a_holder_gives_way_when_their_time_is_over(
    holder: dict[str, object], mandate: Mandate, does_give_way: bool
) -> None:
    given = {"start_on": LONG_AGO, "state": AppointmentState.STANDING, "mandate": Mandate.ELECTED}
    held = Appointment(**(given | holder))
    assert gives_way(held, Choice(Person(), mandate, DAY)) is does_give_way

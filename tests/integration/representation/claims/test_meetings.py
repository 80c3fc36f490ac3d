"""Meetings noted, put right and cancelled; and everybody who was there, with the mistakes taken back."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from consortium.decisions import Refused
from consortium.models import Person, User
from consortium.states import RoleKind
from representation.models import Appointment, Attendance, Meeting, MeetingGuest
from representation.selectors.meetings import meeting_view, sitting_on
from representation.services import claims, meetings
from representation.services.attendance import Guest, record_attendance
from representation.services.claim_chances import chances_of
from representation.states import StandInKind
from tests.factories import claims as make
from tests.factories import consortium as people
from tests.factories import representation as seats

pytestmark = pytest.mark.django_db
AMY = Guest("Amy Lowe", "Derbyshire County Council")


@pytest.fixture
def at() -> make.World:
    """Priya and Karen hold seats of the board; Asha is Priya's alternate, Lena her deputy."""
    at = make.world()
    first = seats.seat(at.board, 1, label="Amber Valley")
    seats.appointment(first, at.priya, at.club)
    seats.appointment(seats.seat(at.board, 2), seats.person("Karen Whitlow"))
    seats.stand_in(first, seats.person("Asha Rao"))
    seats.stand_in(first, seats.person("Lena Fox"), kind=StandInKind.DEPUTY)
    return at


def record(at: make.World, met: Meeting, *names: str, guests: tuple[Guest, ...] = ()) -> None:
    there = [one for one in sitting_on(met) if one.person.name in names]
    assert len(there) == len(names)
    record_attendance(by=at.money.coordinator, meeting=met, there=there, guests=guests)


def names(met: Meeting) -> set[str]:
    return {one.person.name for one in met.attendances.all()}


def test_a_whole_body_is_noted_at_once_and_put_right_after(at: make.World) -> None:
    met = make.meeting(at)
    record(at, met, "Priya Nair", "Karen Whitlow", guests=(AMY, Guest("Joe")))
    assert names(met) == {"Priya Nair", "Karen Whitlow"}
    record(at, met, "Karen Whitlow", "Asha Rao", guests=(Guest("Amy Lowe", "The county"),))
    assert names(met) == {"Asha Rao", "Karen Whitlow"}
    assert meeting_view(met).guests == (("Amy Lowe", "The county"),)
    shown = {one.name: one.for_whom for one in meeting_view(met).sitters if one.was_there}
    assert shown == {"Asha Rao": "Priya Nair", "Karen Whitlow": ""}


def test_nobody_who_has_claimed_is_taken_off(at: make.World) -> None:
    met = make.meeting(at)
    record(at, met, "Priya Nair", "Karen Whitlow")
    claims.begin_claim(by=at.user, attendance=Attendance.objects.get(person=at.priya))
    with pytest.raises(Refused, match="Priya Nair has claimed"):
        record(at, met)
    assert names(met) == {"Priya Nair", "Karen Whitlow"}


def test_whoever_is_noted_stays_though_they_had_left_by_then(at: make.World) -> None:
    met = make.meeting(at)
    record(at, met, "Priya Nair")
    at.priya.appointments.update(
        ended_on=met.starts_at.date() - timedelta(days=3), end_reason="resigned", state="ended"
    )
    record(at, met, "Priya Nair", "Karen Whitlow")
    assert names(met) == {"Priya Nair", "Karen Whitlow"}


def test_an_alternate_is_not_there_beside_the_holder(at: make.World) -> None:
    met = make.meeting(at)
    with pytest.raises(Refused, match="Asha Rao goes when the holder cannot"):
        record(at, met, "Priya Nair", "Asha Rao")
    record(at, met, "Priya Nair", "Lena Fox")
    assert names(met) == {"Priya Nair", "Lena Fox"}


def test_somebody_with_two_seats_is_there_once(at: make.World) -> None:
    seats.appointment(seats.seat(at.board, 3), at.priya)
    met = make.meeting(at)
    there = [one for one in sitting_on(met) if one.person == at.priya]
    with pytest.raises(Refused, match="ticked twice"):
        record_attendance(by=at.money.lead, meeting=met, there=there)
    assert not met.attendances.exists()


def test_who_was_there_is_said_once_it_has_begun(at: make.World) -> None:
    met = make.meeting(at, timezone.now() + timedelta(hours=1))
    with pytest.raises(Refused, match="not begun"):
        record(at, met, "Priya Nair")
    meetings.cancel_meeting(by=at.money.chair, meeting=met)
    record(at, met, "Priya Nair")
    assert names(met) == {"Priya Nair"}


def test_guests_are_named_once(at: make.World) -> None:
    met = make.meeting(at)
    with pytest.raises(Refused, match="Amy Lowe is named twice"):
        record(at, met, guests=(AMY, Guest("Amy Lowe")))
    record(at, met, guests=(AMY,))
    guest = MeetingGuest.objects.get()
    for name in ("Amy Lowe", ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            MeetingGuest.objects.create(
                meeting=met, name=name, noted_by=guest.noted_by, noted_at=guest.noted_at
            )


def called_off(hours: int) -> Callable[[Meeting], datetime]:
    return lambda met: met.starts_at - timedelta(hours=hours)


@pytest.mark.parametrize(("hours", "reason"), [(23, ""), (25, "more than 24 hours before")])
def test_a_meeting_that_was_called_off_is_noted_after_and_paid_by_rule(
    at: make.World, hours: int, reason: str
) -> None:
    met = make.meeting(at)
    meetings.cancel_meeting(
        by=at.money.coordinator, meeting=met, called_off_at=called_off(hours)(met)
    )
    record(at, met, "Priya Nair")
    (chance,) = chances_of(at.priya)
    assert reason in chance.may.reason
    assert chance.may.allowed is not bool(reason)


@pytest.mark.parametrize(
    ("hours", "reason"), [(-3, "over by then"), (-100_000, "still to come"), (1, "")]
)
def test_it_was_called_off_before_it_was_over(at: make.World, hours: int, reason: str) -> None:
    met = make.meeting(at)
    moment = called_off(hours)(met)
    if reason:
        with pytest.raises(Refused, match=reason):
            meetings.cancel_meeting(by=at.money.lead, meeting=met, called_off_at=moment)
        return
    meetings.cancel_meeting(by=at.money.lead, meeting=met, called_off_at=moment)
    with pytest.raises(Refused, match="cancelled already"):
        meetings.cancel_meeting(by=at.money.lead, meeting=met, called_off_at=moment)


def test_what_was_claimed_for_is_neither_cancelled_nor_moved(at: make.World) -> None:
    met = make.meeting(at)
    make.submitted(at, of=make.attendance(at, met))
    with pytest.raises(Refused, match="claimed for this meeting already"):
        meetings.cancel_meeting(by=at.money.lead, meeting=met, called_off_at=called_off(1)(met))
    with pytest.raises(Refused, match="claimed for this meeting already"):
        meetings.change_meeting(
            by=at.money.lead,
            meeting=met,
            place="Ripley",
            starts_at=met.starts_at,
            ends_at=met.ends_at,
        )


def move(at: make.World, met: Meeting, days: int) -> Meeting:
    return meetings.change_meeting(
        by=at.money.lead,
        meeting=met,
        place=" Ripley ",
        starts_at=met.starts_at - timedelta(days=days),
        ends_at=met.ends_at - timedelta(days=days),
    )


def test_a_meeting_moves_to_a_day_on_which_everybody_sat(at: make.World) -> None:
    met = make.meeting(at)
    seat = seats.seat(at.board, 4)
    seats.appointment(seat, seats.person("Deb Keane"), start_on=timezone.localdate(met.starts_at))
    record(at, met, "Priya Nair", "Deb Keane")
    with pytest.raises(Refused, match="no such body"):
        move(at, met, 900)
    with pytest.raises(Refused, match="Deb Keane did not hold this seat"):
        move(at, met, 1)
    record(at, met, "Priya Nair")
    moved = move(at, met, 1)
    assert (moved.place, moved.minutes) == ("Ripley", 150)


@pytest.mark.parametrize("kind", list(RoleKind))
def test_who_notes_meetings(at: make.World, kind: RoleKind) -> None:
    user = people.role(kind, of=at.money.network, email="somebody@else.example")
    met = make.meeting(at)
    acts: list[Callable[[User], object]] = [
        lambda by: meetings.note_meeting(
            by=by,
            body=at.board,
            place="Belper",
            starts_at=met.starts_at - timedelta(days=7),
            ends_at=met.ends_at - timedelta(days=7),
        ),
        lambda by: record_attendance(by=by, meeting=met, there=sitting_on(met)[:1]),
        lambda by: meetings.change_meeting(
            by=by, meeting=met, place="Ripley", starts_at=met.starts_at, ends_at=met.ends_at
        ),
        lambda by: meetings.cancel_meeting(by=by, meeting=met, called_off_at=called_off(1)(met)),
    ]
    may = kind in {RoleKind.LEAD, RoleKind.COORDINATOR, RoleKind.CHAIR}
    for act in acts:
        if may:
            act(user)
        else:
            with pytest.raises(Refused, match="Only the lead, the coordinator or the chair"):
                act(user)
    assert Person.objects.filter(attendances__meeting=met).exists() is may


def test_a_claim_for_what_was_taken_off_meanwhile_is_refused_in_words(at: make.World) -> None:
    """The page of the claimant was open when the coordinator put the list right."""
    met = make.meeting(at)
    record(at, met, "Priya Nair")
    seen = Attendance.objects.get(meeting=met)
    record(at, met, "Karen Whitlow")
    with pytest.raises(Refused, match="not noted any more"):
        claims.begin_claim(by=at.user, attendance=seen)


@pytest.mark.parametrize(
    ("first", "second", "is_taken"),
    [
        ("Priya Nair", "Asha Rao", False),
        ("Asha Rao", "Priya Nair", False),
        ("Priya Nair", "Lena Fox", True),
        ("Asha Rao", "Karen Whitlow", True),
        ("Lena Fox", "Asha Rao", True),
    ],
)
def test_the_table_takes_no_alternate_beside_the_holder_of_the_seat(
    at: make.World, first: str, second: str, is_taken: bool
) -> None:
    met = make.meeting(at)
    other_day = make.meeting(at, make.TUESDAY + timedelta(days=1))
    sitters = {one.person.name: one for one in sitting_on(met)}

    def note(name: str, of: Meeting = met) -> Attendance:
        one = sitters[name]
        seat = {"appointment" if isinstance(one, Appointment) else "stand_in": one}
        return Attendance.objects.create(
            meeting=of,
            person=one.person,
            noted_by=at.money.lead,
            noted_at=timezone.now(),
            **seat,
        )

    note(first)
    note(second, other_day)
    if is_taken:
        note(second)
    else:
        with pytest.raises(IntegrityError), transaction.atomic():
            note(second)
    assert Attendance.objects.filter(meeting=met).count() == 1 + is_taken

"""Who was at a meeting: on a seat, standing in for one, or as a guest."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import refuse
from consortium.models import User
from representation.models import Appointment, Attendance, Meeting, MeetingGuest, StandIn
from representation.rules import meetings as rules
from representation.selectors.meetings import Sitter
from representation.services.meetings import locked


@dataclass(frozen=True)
class Guest:
    """Somebody without a seat, by name, and who they come from where that was said."""

    name: str
    comes_from: str = ""


@transaction.atomic
def note_attendance(*, by: User, meeting: Meeting, of: Sitter) -> Attendance:
    """Somebody was there, or is to come, as holder or stand-in of a seat on the meeting's body.

    Of a cancelled meeting: was to be there. Permission: `may_note_meetings`. Raises Refused.
    """
    meeting = locked(by, meeting)
    if Attendance.objects.filter(meeting=meeting, person=of.person).exists():
        refuse(_("This person is noted already.")).require()
    there = [one.appointment or one.stand_in for one in meeting.attendances.all()]
    rules.can_attend_together([*[one for one in there if one is not None], of]).require()
    return _note(by, meeting, of)


@transaction.atomic
def record_attendance(
    *, by: User, meeting: Meeting, there: Sequence[Sitter], guests: Sequence[Guest] = ()
) -> Meeting:
    """Everybody who was there, and nobody else: who is not named any more is taken off.

    Permission: `may_note_meetings`. Raises Refused, also where somebody to be taken off has claimed.
    """
    meeting = locked(by, meeting)
    rules.can_record(meeting, timezone.now()).require()
    rules.can_attend_together(there).require()
    noted = {_key(one.appointment or one.stand_in): one for one in _noted(meeting)}
    wanted = {_key(one): one for one in there}
    for key in noted.keys() - wanted.keys():
        _take_off(by, meeting, noted[key])
    for key, one in wanted.items():
        if key not in noted:
            _note(by, meeting, one)
    _set_guests(by, meeting, guests)
    record("attendance.recorded", subject=meeting, by=by, there=len(there), guests=len(guests))
    return meeting


def _noted(meeting: Meeting) -> QuerySet[Attendance]:
    """Held, so that nobody begins a claim for one that is taken off meanwhile."""
    rows = meeting.attendances.select_for_update(of=("self",))
    return rows.select_related("appointment", "stand_in", "person").order_by("pk")


def _key(of: Sitter | None) -> tuple[bool, int]:
    assert of is not None  # noqa: S101 - a constraint has it of a seat
    return isinstance(of, Appointment), of.pk


def _note(by: User, meeting: Meeting, of: Sitter) -> Attendance:
    if of.seat.body_id != meeting.body_id:
        refuse(_("This seat is on another body.")).require()
    if not rules.held_on(of, meeting):
        refuse(_("%(person)s did not hold this seat that day.") % {"person": of.person}).require()
    attendance = Attendance.objects.create(
        meeting=meeting,
        person=of.person,
        appointment=of if isinstance(of, Appointment) else None,
        stand_in=of if isinstance(of, StandIn) else None,
        on_behalf_of=of.on_behalf_of,
        noted_by=by,
        noted_at=timezone.now(),
    )
    record("attendance.noted", subject=attendance, by=by)
    return attendance


def _take_off(by: User, meeting: Meeting, attendance: Attendance) -> None:
    if attendance.claims.exists():
        refuse(
            _("%(person)s has claimed for this meeting, so they stay.")
            % {"person": attendance.person}
        ).require()
    record("attendance.taken-off", subject=meeting, by=by, person=attendance.person_id)
    attendance.delete()


def _set_guests(by: User, meeting: Meeting, guests: Sequence[Guest]) -> None:
    names = [guest.name for guest in guests]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        refuse(_("%(person)s is named twice among the guests.") % {"person": twice}).require()
    meeting.guests.exclude(name__in=names).delete()
    for guest in guests:
        MeetingGuest.objects.update_or_create(
            meeting=meeting,
            name=guest.name,
            defaults={"comes_from": guest.comes_from},
            create_defaults={
                "comes_from": guest.comes_from,
                "noted_by": by,
                "noted_at": timezone.now(),
            },
        )

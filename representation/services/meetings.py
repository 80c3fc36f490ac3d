"""Meetings and who was there, as much of them as claims need."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import refuse
from consortium.models import User
from representation.claim_permissions import may_note_meetings
from representation.models import Appointment, Attendance, Body, Meeting, StandIn
from representation.rules.claims import day_of


@transaction.atomic
def note_meeting(
    *, by: User, body: Body, place: str, starts_at: datetime, ends_at: datetime
) -> Meeting:
    """A meeting of a body, held or to be held. Permission: `may_note_meetings`. Raises Refused."""
    may_note_meetings(by, body.structure.consortium).require()
    if ends_at <= starts_at:
        refuse(_("A meeting ends after it begins.")).require()
    if not place.strip():
        refuse(_("Say where the meeting is.")).require()
    if Meeting.objects.filter(body=body, starts_at=starts_at).exists():
        refuse(_("This meeting is here already.")).require()
    meeting = Meeting.objects.create(
        body=body, place=place.strip(), starts_at=starts_at, ends_at=ends_at
    )
    record("meeting.noted", subject=meeting, by=by, body=body.slug)
    return meeting


@transaction.atomic
def cancel_meeting(*, by: User, meeting: Meeting) -> Meeting:
    """It does not take place; who was to come may still be paid. Permission: `may_note_meetings`."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    may_note_meetings(by, meeting.body.structure.consortium).require()
    if meeting.cancelled_at is not None:
        refuse(_("This meeting is cancelled already.")).require()
    if meeting.ends_at <= timezone.now():
        refuse(_("This meeting is over.")).require()
    meeting.cancelled_at = timezone.now()
    meeting.save(update_fields=["cancelled_at"])
    record("meeting.cancelled", subject=meeting, by=by)
    return meeting


@transaction.atomic
def note_attendance(*, by: User, meeting: Meeting, of: Appointment | StandIn) -> Attendance:
    """Somebody was there as holder or stand-in of a seat on the meeting's body.

    Of a cancelled meeting: was to be there. Permission: `may_note_meetings`. Raises Refused.
    """
    may_note_meetings(by, meeting.body.structure.consortium).require()
    if of.seat.body_id != meeting.body_id:
        refuse(_("This seat is on another body.")).require()
    if not _held_on(of, meeting):
        refuse(_("%(person)s did not hold this seat that day.") % {"person": of.person}).require()
    if Attendance.objects.filter(meeting=meeting, person=of.person).exists():
        refuse(_("This person is noted already.")).require()
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


def _held_on(of: Appointment | StandIn, meeting: Meeting) -> bool:
    day = day_of(meeting)
    end = of.ended_on if isinstance(of, Appointment) else of.end_on
    return of.start_on <= day and (end is None or day <= end)

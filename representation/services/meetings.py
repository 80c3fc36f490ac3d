"""Meetings of bodies, held, to be held or cancelled, as much of them as claims need."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import refuse
from consortium.models import User
from representation.claim_permissions import may_note_meetings
from representation.models import Body, Meeting
from representation.rules import meetings as rules


@transaction.atomic
def note_meeting(
    *, by: User, body: Body, place: str, starts_at: datetime, ends_at: datetime
) -> Meeting:
    """A meeting of a body, held or to be held. Permission: `may_note_meetings`. Raises Refused."""
    may_note_meetings(by, body.structure.consortium).require()
    rules.can_meet(body, place, starts_at, ends_at).require()
    _require_new(Meeting(body=body, starts_at=starts_at))
    meeting = Meeting.objects.create(
        body=body, place=place.strip(), starts_at=starts_at, ends_at=ends_at
    )
    record("meeting.noted", subject=meeting, by=by, body=body.slug)
    return meeting


@transaction.atomic
def change_meeting(
    *, by: User, meeting: Meeting, place: str, starts_at: datetime, ends_at: datetime
) -> Meeting:
    """Put right where and when a meeting is. Permission: `may_note_meetings`. Raises Refused."""
    meeting = locked(by, meeting)
    rules.can_change(meeting).require()
    rules.can_meet(meeting.body, place, starts_at, ends_at).require()
    meeting.place, meeting.starts_at, meeting.ends_at = place.strip(), starts_at, ends_at
    _require_new(meeting)
    for one in meeting.attendances.select_related("appointment", "stand_in", "person"):
        of = one.appointment or one.stand_in
        if of is None or not rules.held_on(of, meeting):
            refuse(
                _("%(person)s did not hold this seat that day.") % {"person": one.person}
            ).require()
    meeting.save(update_fields=["place", "starts_at", "ends_at"])
    record("meeting.changed", subject=meeting, by=by)
    return meeting


@transaction.atomic
def cancel_meeting(*, by: User, meeting: Meeting, called_off_at: datetime | None = None) -> Meeting:
    """It does not take place; who was to come may still be paid. Without a moment: now.

    Permission: `may_note_meetings`. Raises Refused.
    """
    meeting = locked(by, meeting)
    now = timezone.now()
    rules.can_cancel(meeting, called_off_at or now, now).require()
    meeting.cancelled_at = called_off_at or now
    meeting.save(update_fields=["cancelled_at"])
    record("meeting.cancelled", subject=meeting, by=by)
    return meeting


def locked(by: User, meeting: Meeting) -> Meeting:
    """The meeting, locked for somebody who may note it. Raises Refused."""
    found = Meeting.objects.select_for_update(of=("self",)).select_related(
        "body__structure__consortium"
    )
    meeting = found.get(pk=meeting.pk)
    may_note_meetings(by, meeting.body.structure.consortium).require()
    return meeting


def _require_new(meeting: Meeting) -> None:
    same = Meeting.objects.filter(body=meeting.body, starts_at=meeting.starts_at)
    if same.exclude(pk=meeting.pk).exists():
        refuse(_("This meeting is here already.")).require()

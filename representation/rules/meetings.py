"""Whether the moment allows something with a meeting. Who may note meetings is for `claim_permissions`."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from consortium.decisions import ALLOWED, Decision, refuse
from representation.claims.states import GIVEN_UP
from representation.models import Appointment, Body, Claim, Meeting, StandIn
from representation.rules.claims import day_of
from representation.selectors.meetings import Sitter
from representation.states import StandInKind


def can_meet(body: Body, place: str, starts_at: datetime, ends_at: datetime) -> Decision:
    """A body meets somewhere, for some time, on a day on which there is such a body."""
    if ends_at <= starts_at:
        return refuse(_("A meeting ends after it begins."))
    if not place.strip():
        return refuse(_("Say where the meeting is."))
    day = day_of(Meeting(body=body, starts_at=starts_at))
    if day < body.start_on or (body.end_on is not None and day > body.end_on):
        return refuse(_("There was no such body on that day."))
    return ALLOWED


def can_cancel(meeting: Meeting, called_off_at: datetime, now: datetime) -> Decision:
    """Once, before it was over, and only where nobody has claimed that it was held."""
    if meeting.cancelled_at is not None:
        return refuse(_("This meeting is cancelled already."))
    if called_off_at > now:
        return refuse(_("Say when it was called off: that moment is still to come."))
    if called_off_at >= meeting.ends_at:
        return refuse(_("This meeting was over by then."))
    if has_claims(meeting):
        return refuse(_("Somebody has claimed for this meeting already."))
    return ALLOWED


def can_change(meeting: Meeting) -> Decision:
    """Where and when it is, while it is not cancelled and nobody has claimed for it."""
    if meeting.cancelled_at is not None:
        return refuse(_("This meeting is cancelled already."))
    if has_claims(meeting):
        return refuse(_("Somebody has claimed for this meeting already."))
    return ALLOWED


def can_record(meeting: Meeting, now: datetime) -> Decision:
    """Who was there, once it has begun; who was to come, once it is cancelled."""
    if meeting.cancelled_at is None and now < meeting.starts_at:
        return refuse(_("The meeting has not begun yet."))
    return ALLOWED


def can_attend_together(there: Sequence[Sitter]) -> Decision:
    """Nobody is there twice, and no alternate beside the holder whose seat they fill."""
    people = [one.person_id for one in there]
    holders = {one.seat_id for one in there if isinstance(one, Appointment)}
    for one in there:
        if people.count(one.person_id) > 1:
            return refuse(
                _("%(person)s is ticked twice. Tick them for one seat.") % {"person": one.person}
            )
        if is_alternate(one) and one.seat_id in holders:
            return refuse(
                _("%(person)s goes when the holder cannot. Tick one of the two.")
                % {"person": one.person}
            )
    return ALLOWED


def held_on(of: Sitter, meeting: Meeting) -> bool:
    """Whether they held the seat, or stood in for it, on the day of the meeting."""
    day = day_of(meeting)
    end = of.ended_on if isinstance(of, Appointment) else of.end_on
    return of.start_on <= day and (end is None or day <= end)


def is_alternate(of: Sitter) -> bool:
    """Whether they fill the seat only where its holder does not."""
    return isinstance(of, StandIn) and of.kind == StandInKind.ALTERNATE


def has_claims(meeting: Meeting) -> bool:
    """Whether a claim for it is begun, sent in or paid."""
    return (
        Claim.objects.filter(attendance__meeting=meeting)
        .exclude(state__in=sorted(GIVEN_UP))
        .exists()
    )

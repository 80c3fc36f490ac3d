"""Meetings of a network's bodies, and who was there on which seat."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from consortium.models import Consortium, Organisation
from representation.models import Appointment, Attendance, Body, Meeting, StandIn
from representation.selectors.electorates import on_day
from representation.selectors.wording import in_language
from representation.states import StandInKind

MOST_SHOWN = 60
Sitter = Appointment | StandIn


@dataclass(frozen=True)
class MeetingRow:
    """A meeting in a list. `there`: how many hold or fill a seat; `guests`: how many do not."""

    id: int
    body: str
    place: str
    starts_at: datetime
    ends_at: datetime
    cancelled_at: datetime | None
    there: int
    guests: int

    def is_over(self, now: datetime) -> bool:
        """Whether it was held, if it was not cancelled."""
        return self.ends_at <= now


@dataclass(frozen=True)
class SitterRow:
    """Somebody who holds a seat on the meeting's day, or stands in for its holder.

    `key` names them in a form; `for_whom`: the holder that a stand-in stands in for, or "".
    `has_claimed`: they stay noted.
    """

    key: str
    name: str
    organisation: str
    seat: str
    is_stand_in: bool
    is_alternate: bool
    for_whom: str
    was_there: bool
    has_claimed: bool


@dataclass(frozen=True)
class MeetingView:
    """One meeting whole; `guests` by name and who they come from."""

    row: MeetingRow
    sitters: tuple[SitterRow, ...]
    guests: tuple[tuple[str, str], ...]


def meeting_rows(network: Consortium) -> tuple[MeetingRow, ...]:
    """The network's meetings, the latest first."""
    counted = _meetings(network).annotate(
        there=Count("attendances", distinct=True), guest_count=Count("guests", distinct=True)
    )
    return tuple(
        _row(one, one.there, one.guest_count)
        for one in counted.order_by("-starts_at", "pk")[:MOST_SHOWN]
    )


def unrecorded(network: Consortium, now: datetime) -> tuple[MeetingRow, ...]:
    """Meetings that were held, and of which nobody has said who was there; the latest first."""
    found = _meetings(network).filter(
        cancelled_at__isnull=True, ends_at__lte=now, attendances__isnull=True
    )
    return tuple(_row(one, 0, 0) for one in found.order_by("-starts_at", "pk")[:MOST_SHOWN])


def meeting_in(network: Consortium, meeting_id: int) -> Meeting | None:
    """The meeting, if a body of the network's holds it."""
    return _meetings(network).filter(pk=meeting_id).first()


def bodies_of(network: Consortium) -> tuple[Body, ...]:
    """The bodies of the network's structures that there are today, by name."""
    found = Body.objects.filter(on_day(timezone.localdate()), structure__consortium=network)
    return tuple(found.select_related("structure").order_by("name", "pk"))


def meeting_view(meeting: Meeting) -> MeetingView:
    """The meeting with everybody who could have come to it."""
    sitters = sitters_of(meeting)
    guests = tuple(meeting.guests.values_list("name", "comes_from"))
    there = sum(one.was_there for one in sitters)
    return MeetingView(_row(meeting, there, len(guests)), sitters, guests)


def sitters_of(meeting: Meeting) -> tuple[SitterRow, ...]:
    """By seat, its holder first."""
    noted = {
        _key(of): one
        for one in meeting.attendances.select_related(
            "appointment__seat", "stand_in__seat", "person", "on_behalf_of"
        ).prefetch_related("claims")
        if (of := one.appointment or one.stand_in) is not None
    }
    sitting = sitting_on(meeting)
    holders = {one.seat_id: one.person.name for one in sitting if isinstance(one, Appointment)}
    return tuple(_sitter(one, holders, noted.get(_key(one))) for one in sitting)


def sitting_on(meeting: Meeting) -> tuple[Sitter, ...]:
    """Who held a seat of the body on the day, or stood in for one, by seat; holders first.

    Whoever is noted stays in it, also where it was recorded later that they had left by then.
    """
    day = timezone.localdate(meeting.starts_at)
    noted = Q(pk__in=meeting.attendances.values("appointment"))
    held = Appointment.objects.filter(
        Q(on_day(day, end="ended_on"), seat__body=meeting.body) | noted
    )
    noted = Q(pk__in=meeting.attendances.values("stand_in"))
    stand_ins = StandIn.objects.filter(Q(on_day(day), seat__body=meeting.body) | noted)
    found: list[Sitter] = [
        *held.select_related("seat", "person", "on_behalf_of"),
        *stand_ins.select_related("seat", "person", "on_behalf_of"),
    ]
    return tuple(sorted(found, key=lambda one: (one.seat.number, isinstance(one, StandIn), one.pk)))


def sitters_by_key(meeting: Meeting, keys: list[str]) -> tuple[Sitter, ...]:
    """Those of the keys that may have come to the meeting."""
    return tuple(one for one in sitting_on(meeting) if _key(one) in keys)


def _key(of: Sitter) -> str:
    return f"{'seat' if isinstance(of, Appointment) else 'stand-in'}-{of.pk}"


def _sitter(of: Sitter, holders: dict[int, str], noted: Attendance | None) -> SitterRow:
    is_stand_in, seat = isinstance(of, StandIn), of.seat
    return SitterRow(
        key=_key(of),
        name=of.person.name,
        organisation=_name(of.on_behalf_of),
        seat=in_language(seat.label, seat.label_cy),
        is_stand_in=is_stand_in,
        is_alternate=isinstance(of, StandIn) and of.kind == StandInKind.ALTERNATE,
        for_whom=holders.get(of.seat_id, "") if is_stand_in else "",
        was_there=noted is not None,
        has_claimed=noted is not None and bool(noted.claims.all()),
    )


def _meetings(network: Consortium) -> QuerySet[Meeting]:
    found = Meeting.objects.filter(body__structure__consortium=network)
    return found.select_related("body__structure__consortium")


def _row(one: Meeting, there: int, guests: int) -> MeetingRow:
    return MeetingRow(
        id=one.pk,
        body=in_language(one.body.name, one.body.name_cy),
        place=one.place,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        cancelled_at=one.cancelled_at,
        there=there,
        guests=guests,
    )


def _name(organisation: Organisation | None) -> str:
    return in_language(organisation.name, organisation.name_cy) if organisation else ""

"""Which meetings of the year before a day a seat's holder or stand-in was at, as far as anybody noted.

A meeting at which nobody was noted says nothing: it is left out, and so is a cancelled one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models.functions import Coalesce
from django.utils import timezone

from consortium.models import Consortium
from representation.models import Attendance, Meeting
from representation.selectors.seat_lines import SeatLine
from representation.selectors.sizes import smallness

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Went:
    """Of `held` meetings since the holder came (or the seat fell vacant) the seat was taken at `went`."""

    went: int
    held: int


@dataclass(frozen=True)
class Present:
    """Somebody at a meeting for a seat. `is_small`: None where no group, or one of unknown size, is."""

    seat: int
    name: str
    is_stand_in: bool
    is_small: bool | None


@dataclass(frozen=True)
class NotedMeeting:
    """A meeting and everybody who was noted there for a seat."""

    body: int
    day: date
    place: str
    present: tuple[Present, ...]

    @property
    def has_small(self) -> bool | None:
        """Was somebody from a small or micro organisation in the room? None: it cannot be told."""
        known = {one.is_small for one in self.present}
        return True if True in known else None if None in known else False

    def of_seat(self, seat: int) -> Present | None:
        return next((one for one in self.present if one.seat == seat), None)


def noted_meetings(
    network: Consortium, bodies: Iterable[int], day: date
) -> Mapping[int, Sequence[NotedMeeting]]:
    """The meetings of these bodies in the year up to a day, by body, the latest first. Three queries."""
    rows = list(
        Attendance.objects.filter(
            meeting__in=Meeting.objects.filter(
                body__in=set(bodies),
                cancelled_at__isnull=True,
                starts_at__gte=_midnight(day - YEAR),
                starts_at__lt=_midnight(day + timedelta(days=1)),
            )
        )
        .select_related("meeting", "person")
        .annotate(seat=Coalesce("appointment__seat", "stand_in__seat"))
        .order_by("-meeting__starts_at", "meeting", "pk")
    )
    sizes = smallness(network, [one.on_behalf_of_id for one in rows]) if rows else {}
    meetings: dict[Meeting, list[Present]] = defaultdict(list)
    for one in rows:
        small = sizes.get(one.on_behalf_of_id or 0)
        present = Present(one.seat, one.person.name, one.stand_in_id is not None, small)
        meetings[one.meeting].append(present)
    found: dict[int, list[NotedMeeting]] = defaultdict(list)
    for meeting, present_there in meetings.items():
        noted = NotedMeeting(
            meeting.body_id,
            timezone.localtime(meeting.starts_at).date(),
            meeting.place,
            tuple(present_there),
        )
        found[meeting.body_id].append(noted)
    return found


def since_the_last_change(
    line: SeatLine, meetings: Mapping[int, Sequence[NotedMeeting]]
) -> Sequence[NotedMeeting]:
    """The meetings of a seat's body since its holder came, or since nobody holds it."""
    since = line.holding.start_on if line.holding else line.vacancy.since if line.vacancy else None
    return [one for one in meetings.get(line.body, ()) if since and one.day >= since]


def went_by_seat(
    lines: Sequence[SeatLine], meetings: Mapping[int, Sequence[NotedMeeting]]
) -> Mapping[int, Went]:
    """How often each seat was taken; a seat is left out whose body had no meeting since."""
    found = {}
    for line in lines:
        held = since_the_last_change(line, meetings)
        if held:
            went = sum(one.of_seat(line.seat) is not None for one in held)
            found[line.seat] = Went(went, len(held))
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

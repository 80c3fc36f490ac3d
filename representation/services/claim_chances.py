"""What somebody may begin a claim for now, and why not for the rest."""

from dataclasses import dataclass

from django.utils import timezone

from consortium.decisions import Decision
from consortium.models import Person
from representation.rules.claims import can_begin
from representation.selectors.claims import ToClaim, find_attendance, to_claim
from representation.services.claim_schemes import scheme_for


@dataclass(frozen=True)
class Chance:
    """A meeting that somebody was at, and whether it can be claimed for now."""

    meeting: ToClaim
    may: Decision


def chances_of(person: Person) -> tuple[Chance, ...]:
    """Meetings without a live claim of the person's, the latest first."""
    return tuple(Chance(one, _may(person, one)) for one in to_claim(person))


def _may(person: Person, one: ToClaim) -> Decision:
    attendance = find_attendance(person, one.attendance)
    assert attendance is not None  # noqa: S101 - it was found by this person
    meeting = attendance.meeting
    return can_begin(meeting, scheme_for(meeting), False, timezone.now())

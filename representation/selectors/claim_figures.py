"""What was paid for which seat and year, and who never claims."""

from collections import Counter
from dataclasses import dataclass

from django.utils import timezone

from consortium.models import Consortium
from representation.claims.states import GIVEN_UP, ClaimState
from representation.models import Attendance, Claim
from representation.selectors.wording import seat_in_words


@dataclass(frozen=True)
class SeatYear:
    """What was paid for one seat in one calendar year; pence."""

    seat: str
    year: int
    claims: int
    paid_pence: int


@dataclass(frozen=True)
class NeverClaimed:
    """Somebody who was at meetings and has never claimed: their name, and at how many."""

    name: str
    meetings: int


def by_seat_and_year(consortium: Consortium | None = None) -> tuple[SeatYear, ...]:
    """Paid claims by seat and year of the meeting, of one network or of all."""
    claims = Claim.objects.filter(state=ClaimState.PAID).select_related(
        "attendance__meeting",
        "attendance__appointment__seat__body",
        "attendance__stand_in__seat__body",
    )
    if consortium is not None:
        claims = claims.filter(consortium=consortium)
    counts: Counter[tuple[str, int]] = Counter()
    sums: Counter[tuple[str, int]] = Counter()
    for claim in claims:
        held = claim.attendance.appointment or claim.attendance.stand_in
        key = (
            seat_in_words(held.seat) if held else "",
            timezone.localtime(claim.attendance.meeting.starts_at).year,
        )
        counts[key] += 1
        sums[key] += claim.total_pence
    return tuple(
        SeatYear(seat, year, counts[seat, year], sums[seat, year]) for seat, year in sorted(sums)
    )


def who_never_claims(consortium: Consortium) -> tuple[NeverClaimed, ...]:
    """Who was at meetings of the network and never sent a claim in, the most meetings first."""
    claimed = Claim.objects.filter(consortium=consortium).exclude(
        state__in=sorted({*GIVEN_UP, ClaimState.DRAFT})
    )
    was_there = Attendance.objects.filter(
        meeting__body__structure__consortium=consortium, meeting__ends_at__lt=timezone.now()
    ).exclude(person__in=claimed.values("claimant"))
    counts = Counter(was_there.order_by("pk").values_list("person__name", "person_id"))
    return tuple(NeverClaimed(name, n) for (name, _pk), n in counts.most_common())

"""A claim's lines as the engine prices them, with what the database knows of the person's year."""

from collections.abc import Sequence

from django.db.models import OuterRef, Subquery, Sum
from django.utils.translation import gettext as _

from consortium.models import Consortium
from consortium.services.rates import rates_for
from consortium.treasury.rates import tax_year
from consortium.treasury.states import RateKind
from representation.claims.pricing import (
    LineAsked,
    LineFault,
    LinePriced,
    LineRefused,
    Occasion,
    price_claim,
)
from representation.claims.rerating import Priced, Rerated, rerate
from representation.claims.states import COMMITTED, GIVEN_UP, ClaimState, LineKind, Standing
from representation.models import Claim, ClaimLine, ClaimStep
from representation.rules.claims import day_of

UNPRICED = GIVEN_UP | {ClaimState.DRAFT}


def priced_lines(claim: Claim, asked: Sequence[LineAsked]) -> list[ClaimLine]:
    """Rows for the lines, priced under the rates of the meeting's day. Raises LineRefused."""
    vehicle = next((one.vehicle for one in asked if one.kind is LineKind.MILES), RateKind.CAR)
    occasion = occasion_of(claim, tenths_before(claim, vehicle))
    priced = price_claim(asked, occasion, rates_for(claim.scheme))
    return [_row(claim, one, found, occasion) for one, found in zip(asked, priced, strict=True)]


def occasion_of(claim: Claim, before: int) -> Occasion:
    """When and under what terms a claim is priced; `before`: tenths of a mile in its tax year."""
    meeting = claim.attendance.meeting
    cancelled = meeting.cancelled_at is not None
    return Occasion(
        day=day_of(meeting),
        scheme=claim.scheme_id,
        standing=Standing(claim.standing),
        tenths_before=before,
        time_pct=claim.scheme.cancelled_time_pct if cancelled else 100,
    )


def tenths_before(claim: Claim, vehicle: RateKind) -> int:
    """What the person claimed by that vehicle before it in the meeting's tax year, in every network here.

    Claims stand in the order in which they were sent in; one that was asked about keeps its place. So in
    whatever order meetings come, and however often a claim is sent again, a year's sum is the same.
    """
    begins, ends = tax_year(day_of(claim.attendance.meeting))
    lines = ClaimLine.objects.filter(
        kind=LineKind.MILES,
        vehicle=vehicle,
        claim__claimant=claim.claimant_id,
        claim__attendance__meeting__starts_at__date__range=(begins, ends),
    ).exclude(claim__state__in=UNPRICED)
    if claim.state not in UNPRICED:
        lines = lines.annotate(place=_place(OuterRef("claim"))).filter(place__lt=_place(claim.pk))
    return lines.exclude(claim=claim).aggregate(sum=Sum("tenths"))["sum"] or 0


def _place(claim: OuterRef | int) -> Subquery:
    """Where a claim stands among all: the step by which it was last sent in from a draft."""
    steps = ClaimStep.objects.filter(
        claim=claim, from_state=ClaimState.DRAFT, to_state=ClaimState.SUBMITTED
    )
    return Subquery(steps.order_by("-pk").values("pk")[:1])


def as_priced(claim: Claim) -> Priced:
    """The claim as it was priced, and the miles before it as they stand now, for `rerate`."""
    lines = list(claim.lines.all())
    drive = next((line for line in lines if line.kind == LineKind.MILES), None)
    before = tenths_before(claim, RateKind(drive.vehicle)) if drive else 0
    return Priced(
        number=claim.number,
        lines=tuple(as_asked(line) for line in lines),
        occasion=occasion_of(claim, before),
        pence=tuple(line.pence for line in lines),
    )


def rerating(consortium: Consortium) -> tuple[Rerated, ...]:
    """Claims approved or paid that come to another sum by the rates, and the earlier miles, of now."""
    claims = (
        Claim.objects.filter(consortium=consortium, state__in=sorted(COMMITTED))
        .select_related("attendance__meeting", "scheme")
        .prefetch_related("lines")
        .order_by("number")
    )
    found: list[Rerated] = []
    for claim in claims:
        found += rerate([as_priced(claim)], rates_for(claim.scheme))
    return tuple(found)


def as_asked(line: ClaimLine) -> LineAsked:
    """The row as it was asked."""
    return LineAsked(
        kind=LineKind(line.kind),
        minutes=line.minutes,
        tenths=line.tenths,
        vehicle=RateKind(line.vehicle),
        passengers=line.passengers,
        cost_pence=line.cost_pence,
    )


def line_fault(error: LineRefused) -> str:
    """Why a line cannot be paid, in words."""
    words = {
        LineFault.NOTHING_ASKED: _("Say how much, or leave the line out."),
        LineFault.NOT_POSSIBLE: _("That is more than there can be."),
        LineFault.VOLUNTEERS_ARE_PAID_NO_TIME: _(
            "A volunteer is paid back what they spent, and nothing by the hour or day: a flat rate"
            " could make a worker of them in law."
        ),
        LineFault.PEOPLE_ARE_PAID_BY_PAYROLL: _(
            "Time is paid to your organisation. A sum for a person's own time goes through payroll."
        ),
        LineFault.PASSENGERS_RIDE_IN_CARS: _("Passengers are paid for in a car or van only."),
        LineFault.NO_RATE: _("This scheme pays nothing of that kind on the day of the meeting."),
    }
    return words[error.fault]


def _row(claim: Claim, asked: LineAsked, priced: LinePriced, occasion: Occasion) -> ClaimLine:
    return ClaimLine(
        claim=claim,
        kind=asked.kind,
        minutes=asked.minutes,
        tenths=asked.tenths,
        vehicle=asked.vehicle,
        passengers=asked.passengers,
        cost_pence=asked.cost_pence,
        payee_kind=priced.payee,
        pence=priced.pence,
        was_capped=priced.was_capped,
        tenths_before=occasion.tenths_before if asked.kind is LineKind.MILES else 0,
    )

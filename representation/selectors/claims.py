"""Claims as pages show them: what can be claimed for, what waits for an approver, one claim whole."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from consortium.models import Consortium, Due, Person
from consortium.treasury.states import DueState, PayeeKind
from representation.claims.oddities import Odd
from representation.claims.states import GIVEN_UP, TO_DECIDE, ClaimState
from representation.models import Attendance, Claim, ClaimReceipt
from representation.selectors.claim_oddities import oddities_of
from representation.selectors.wording import in_language

MOST_SHOWN = 50


@dataclass(frozen=True)
class ToClaim:
    """A meeting that somebody was at (or was to be at) and has no live claim for."""

    attendance: int
    body: str
    place: str
    starts_at: datetime
    ends_at: datetime
    was_cancelled: bool


@dataclass(frozen=True)
class ClaimRow:
    """A claim in a list; sums in pence, `oddities` only where they were asked for."""

    id: int
    number: int
    state: ClaimState
    claimant: str
    organisation: str
    body: str
    day: date
    to_organisation: int
    to_person: int
    total: int
    oddities: tuple[Odd, ...] = ()


@dataclass(frozen=True)
class LineShown:
    """A line of a claim: minutes, tenths of a mile or a cost, and what it comes to."""

    kind: str
    minutes: int
    tenths: int
    vehicle: str
    passengers: int
    cost_pence: int
    pence: int
    payee: PayeeKind
    was_capped: bool
    receipts: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class StepShown:
    """A step of a claim: the state it came to, when, by whom, why."""

    state: ClaimState
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True)
class PaymentShown:
    """A payment of the claim: to whom, how much, where it stands."""

    payee: str
    pence: int
    state: DueState
    reference: str


def to_claim(person: Person) -> tuple[ToClaim, ...]:
    """What the person may begin a claim for, the latest meeting first."""
    rows = (
        Attendance.objects.filter(person=person)
        .exclude(Q(claims__isnull=False) & ~Q(claims__state__in=GIVEN_UP))
        .select_related("meeting__body")
        .distinct()
        .order_by("-meeting__starts_at")
    )
    return tuple(
        ToClaim(
            row.pk,
            in_language(row.meeting.body.name, row.meeting.body.name_cy),
            row.meeting.place,
            row.meeting.starts_at,
            row.meeting.ends_at,
            row.meeting.cancelled_at is not None,
        )
        for row in rows[:MOST_SHOWN]
    )


def claims_of(person: Person) -> tuple[ClaimRow, ...]:
    """The person's own claims, the newest first."""
    return tuple(
        _row(claim) for claim in _claims().filter(claimant=person).order_by("-pk")[:MOST_SHOWN]
    )


def has_claimed_from(person: Person, consortium: Consortium) -> bool:
    """Whether the network may owe this person something."""
    return Claim.objects.filter(claimant=person, consortium=consortium).exists()


def waiting_claims(consortium: Consortium) -> tuple[ClaimRow, ...]:
    """Claims that wait for an approver, the oldest first, with what looks odd about each."""
    waiting = _claims().filter(consortium=consortium, state__in=sorted(TO_DECIDE))
    return tuple(
        _row(claim, oddities_of(claim)) for claim in waiting.order_by("submitted_at", "pk")
    )


def sent_in_claims(consortium: Consortium, *, before: int | None = None) -> tuple[ClaimRow, ...]:
    """Every claim that was ever sent in, the newest first; `before`: the number above the first."""
    found = _claims().filter(consortium=consortium, submitted_at__isnull=False)
    if before is not None:
        found = found.filter(number__lt=before)
    return tuple(_row(claim) for claim in found.order_by("-number")[:MOST_SHOWN])


def claims_to_decide(consortium: Consortium) -> tuple[Claim, ...]:
    """Those that wait for an approver, bare."""
    found = Claim.objects.filter(consortium=consortium, state__in=sorted(TO_DECIDE))
    return tuple(found.select_related("claimant", "organisation", "consortium"))


def find_attendance(person: Person, attendance_id: int) -> Attendance | None:
    """The person's own attendance, or None."""
    own = Attendance.objects.select_related("meeting__body__structure__consortium", "person__user")
    return own.filter(pk=attendance_id, person=person).first()


def find_claim(claim_id: int) -> Claim | None:
    """The claim, or None. Who may see it is for `may_see_claim`."""
    return _claims().filter(pk=claim_id).first()


def claims_among(consortium: Consortium, ids: list[int]) -> tuple[Claim, ...]:
    """Those of the ids that are claims of the consortium."""
    return tuple(_claims().filter(consortium=consortium, pk__in=ids).order_by("number"))


def find_receipt(claim: Claim, receipt_id: int) -> ClaimReceipt | None:
    """A receipt of the claim, or None."""
    return ClaimReceipt.objects.filter(line__claim=claim, pk=receipt_id).first()


def row_of(claim: Claim) -> ClaimRow:
    """One claim as a row."""
    return _row(claim, oddities_of(claim))


def lines_of(claim: Claim) -> tuple[LineShown, ...]:
    """The claim's lines."""
    return tuple(
        LineShown(
            line.kind,
            line.minutes,
            line.tenths,
            line.vehicle,
            line.passengers,
            line.cost_pence,
            line.pence,
            PayeeKind(line.payee_kind),
            line.was_capped,
            tuple((receipt.pk, receipt.media_type) for receipt in line.receipts.all()),
        )
        for line in claim.lines.prefetch_related("receipts")
    )


def steps_of(claim: Claim) -> tuple[StepShown, ...]:
    """Every step of the claim, the first first."""
    return tuple(
        StepShown(ClaimState(step.to_state), step.at, _name(step.by), step.reason)
        for step in claim.steps.select_related("by").prefetch_related("by__people")
    )


def payments_of(claim: Claim) -> tuple[PaymentShown, ...]:
    """What is owed or was paid for the claim."""
    dues = Due.objects.filter(source=claim.source).exclude(state=DueState.CANCELLED)
    return tuple(
        PaymentShown(
            str(due.payee),
            due.pence,
            DueState(due.state),
            lines[-1].reference if (lines := list(due.lines.select_related("batch"))) else "",
        )
        for due in dues.select_related("payee__organisation", "payee__person").order_by("pk")
    )


def _claims() -> QuerySet[Claim]:
    return Claim.objects.select_related(
        "attendance__meeting__body",
        "claimant__user",
        "organisation",
        "consortium__organisation",
        "scheme__budget__fund",
    ).prefetch_related("lines__receipts")


def _row(claim: Claim, odd: tuple[Odd, ...] = ()) -> ClaimRow:
    lines, body = list(claim.lines.all()), claim.attendance.meeting.body
    to_organisation = sum(x.pence for x in lines if x.payee_kind == PayeeKind.ORGANISATION)
    return ClaimRow(
        claim.pk,
        claim.number,
        ClaimState(claim.state),
        claim.claimant.name,
        claim.organisation.name if claim.organisation else "",
        in_language(body.name, body.name_cy),
        timezone.localtime(claim.attendance.meeting.starts_at).date(),
        to_organisation,
        claim.total_pence - to_organisation,
        claim.total_pence,
        odd,
    )


def _name(user: object) -> str:
    people = list(user.people.all()) if user is not None else []  # type: ignore[attr-defined]
    return people[0].name if people else ""

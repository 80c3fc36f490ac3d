"""What the database knows that makes a claim look odd."""

from datetime import timedelta

from django.db.models import Q, Sum
from django.utils import timezone

from consortium.models import BankDetail, Due, Payee
from consortium.treasury.states import DueState
from representation.claims.oddities import Facts, Odd, oddities
from representation.claims.states import COMMITTED, GIVEN_UP, RECEIPTED, ClaimState, LineKind
from representation.models import Claim, ClaimReceipt

NOT_SENT = GIVEN_UP | {ClaimState.DRAFT}
NEW_ACCOUNT_DAYS = 30


def oddities_of(claim: Claim) -> tuple[Odd, ...]:
    """Everything odd about a claim now, what stops it first."""
    return oddities(facts_of(claim))


def facts_of(claim: Claim) -> Facts:
    """What an approver should know of a claim, as the engine weighs it."""
    lines = {line.kind: line for line in claim.lines.all()}
    miles, time = lines.get(LineKind.MILES), lines.get(LineKind.TIME)
    budget = claim.scheme.budget
    budget.refresh_from_db()
    meeting = claim.attendance.meeting
    earlier = _earlier(claim)
    payees = _payees(claim)
    return Facts(
        pence=claim.total_pence,
        tenths=miles.tenths if miles else 0,
        minutes=time.minutes if time else 0,
        meeting_minutes=meeting.minutes,
        earlier_tenths=[one for one, _ in earlier if one],
        earlier_pence=[pence for _, pence in earlier],
        same_day=_same_day(claim),
        same_receipt=_same_receipt(claim),
        left_pence=budget.left_pence if claim.state not in COMMITTED else claim.total_pence,
        receipts_missing=[
            kind for kind, line in lines.items() if kind in RECEIPTED and not line.receipts.exists()
        ],
        capped=[kind for kind, line in lines.items() if line.was_capped],
        days_late=_days_late(claim),
        is_account_shared=_is_shared(payees),
        is_account_changed=_is_changed(payees),
        paid_before=Due.objects.filter(payee__in=payees, state=DueState.PAID).exists(),
    )


def _earlier(claim: Claim) -> list[tuple[int, int]]:
    """Tenths of a mile and pence of the person's other claims for this body."""
    others = Claim.objects.filter(
        claimant=claim.claimant_id,
        attendance__meeting__body=claim.attendance.meeting.body_id,
    ).exclude(Q(pk=claim.pk) | Q(state__in=NOT_SENT))
    with_miles = others.annotate(miles=Sum("lines__tenths")).order_by("pk")
    return [(one.miles or 0, one.total_pence) for one in with_miles]


def _same_day(claim: Claim) -> int:
    """The number of another claim of the person for a meeting that overlaps this one."""
    meeting = claim.attendance.meeting
    other = (
        Claim.objects.filter(
            claimant=claim.claimant_id,
            attendance__meeting__starts_at__lt=meeting.ends_at,
            attendance__meeting__ends_at__gt=meeting.starts_at,
        )
        .exclude(Q(pk=claim.pk) | Q(state__in=NOT_SENT))
        .order_by("number")
        .first()
    )
    return other.number if other else 0


def _same_receipt(claim: Claim) -> int:
    """The number of another claim with one of this claim's receipts."""
    own = ClaimReceipt.objects.filter(line__claim=claim).values("digest")
    other = (
        ClaimReceipt.objects.filter(digest__in=own)
        .exclude(Q(line__claim=claim) | Q(line__claim__state__in=GIVEN_UP))
        .order_by("pk")
        .first()
    )
    return other.line.claim.number if other else 0


def _days_late(claim: Claim) -> int:
    sent = timezone.localtime(claim.submitted_at or timezone.now()).date()
    met = timezone.localtime(claim.attendance.meeting.starts_at).date()
    return max(0, (sent - met).days - claim.scheme.claim_within_days)


def _payees(claim: Claim) -> list[Payee]:
    of_claim = Q(person=claim.claimant_id)
    if claim.organisation_id:
        of_claim |= Q(organisation=claim.organisation_id)
    return list(Payee.objects.filter(of_claim, consortium=claim.consortium_id).order_by("pk"))


def _is_shared(payees: list[Payee]) -> bool:
    """Whether somebody who is none of them is paid into one of their accounts."""
    own = BankDetail.objects.filter(payee__in=payees).values("fingerprint")
    return BankDetail.objects.filter(fingerprint__in=own).exclude(payee__in=payees).exists()


def _is_changed(payees: list[Payee]) -> bool:
    since = timezone.now() - timedelta(days=NEW_ACCOUNT_DAYS)
    return BankDetail.objects.filter(
        payee__in=payees, version__gt=1, entered_at__gte=since
    ).exists()

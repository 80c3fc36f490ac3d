"""From an approved claim to what is owed to its two payees, and back from the bank's word to the claim."""

from consortium.models import Due, Payee, User
from consortium.services import dues
from consortium.services.payees import ensure_payee
from consortium.treasury.states import DueState, PayeeKind
from representation.claims.states import Actor, ClaimState
from representation.models import Claim
from representation.rules.claims import day_of
from representation.services.claim_steps import advance, locked

SOURCE = "claim"
UNDER_WAY = frozenset({DueState.IN_BATCH, DueState.PAID})


def owe_claim(claim: Claim, *, by: User, first: User, second: User | None) -> None:
    """Commit the claim's sums to its payees, in the caller's transaction. Raises Refused."""
    approval = dues.Approval(claimant=claim.claimed_by, first=first, second=second)
    for kind, pence in sorted(sums(claim).items()):
        owed = dues.Owed(
            payee=_payee(claim, kind),
            budget=claim.scheme.budget,
            pence=pence,
            source=claim.source,
            memo=memo_of(claim),
        )
        dues.owe(by=by, owed=owed, approval=approval)


def cancel_dues(claim: Claim, *, by: User) -> None:
    """Give back what was set aside for the claim, in the caller's transaction."""
    for due in _dues(claim):
        dues.cancel_due(by=by, due=due, memo=memo_of(claim))


def sums(claim: Claim) -> dict[PayeeKind, int]:
    """What each payee of the claim gets, in pence; a payee who gets nothing is left out."""
    found: dict[PayeeKind, int] = {}
    for line in claim.lines.all():
        if line.pence:
            kind = PayeeKind(line.payee_kind)
            found[kind] = found.get(kind, 0) + line.pence
    return found


def memo_of(claim: Claim) -> str:
    """What the books say of a claim: its number, the body and the day, and no person."""
    meeting = claim.attendance.meeting
    day = day_of(meeting)
    return f"Claim {claim.number}, {meeting.body}, {day.day} {day:%B %Y}"[:120]


def hear_of_due(due: Due) -> None:
    """A payment moved: the claim is being paid, paid, or waits for another batch."""
    claim = locked(Claim.objects.get(pk=int(due.source.partition(":")[2])))
    states = {DueState(one.state) for one in _dues(claim)}
    if states == {DueState.PAID}:
        to = ClaimState.PAID
    else:
        to = ClaimState.IN_PAYMENT if states & UNDER_WAY else ClaimState.APPROVED
    if claim.state != to:
        advance(claim, to, actor=Actor.PAYMENT, by=None)


def _dues(claim: Claim) -> list[Due]:
    found = Due.objects.filter(source=claim.source).exclude(state=DueState.CANCELLED)
    return list(found.select_related("payee", "budget", "commitment").order_by("pk"))


def _payee(claim: Claim, kind: PayeeKind) -> Payee:
    if kind is PayeeKind.ORGANISATION:
        return ensure_payee(consortium=claim.consortium, organisation=claim.organisation)
    return ensure_payee(consortium=claim.consortium, person=claim.claimant)

"""What an approver does with a claim: ask about it, approve it once or finally, refuse it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from consortium.decisions import Refused
from consortium.models import User
from representation.claim_permissions import may_decide
from representation.claims.states import COMMITTED, Actor, ClaimState
from representation.models import Claim
from representation.rules.claims import can_approve, can_move, needs_second
from representation.selectors.claim_oddities import oddities_of
from representation.services.claim_dues import cancel_dues, owe_claim
from representation.services.claim_mail import tell_claimant
from representation.services.claim_steps import advance, locked


@dataclass(frozen=True)
class NotApproved:
    """A claim of several that was left as it is, and why."""

    number: int
    reason: str


@transaction.atomic
def query_claim(*, by: User, claim: Claim, question: str) -> Claim:
    """Ask the claimant; the claim is theirs to change again. Permission: `may_decide`. Raises Refused.

    Effects: what was set aside is free again; a message to the claimant on commit.
    """
    claim = locked(claim)
    may_decide(by, claim).require()
    was_committed = claim.state in COMMITTED
    can_move(claim, ClaimState.QUERIED, Actor.APPROVER, question).require()
    if was_committed:
        cancel_dues(claim, by=by)
    claim.first_approver = claim.second_approver = None
    advance(claim, ClaimState.QUERIED, actor=Actor.APPROVER, by=by, reason=question)
    tell_claimant(claim, question)
    return claim


@transaction.atomic
def approve_claim(*, by: User, claim: Claim) -> Claim:
    """Approve it: finally, or above the limit once, for a second approver to look.

    Permission: `may_decide`. Raises Refused, also where the budget has not enough left. Effects: the
    sums are committed in the budget and the books, and owed to the two payees.
    """
    claim = locked(claim)
    may_decide(by, claim).require()
    can_move(claim, ClaimState.APPROVED, Actor.APPROVER, "").require()
    can_approve(claim, by, oddities_of(claim)).require()
    if claim.first_approver is None and needs_second(claim):
        can_move(claim, ClaimState.APPROVED_ONCE, Actor.APPROVER, "").require()
        claim.first_approver = by
        advance(claim, ClaimState.APPROVED_ONCE, actor=Actor.APPROVER, by=by)
        return claim
    if claim.first_approver is None:
        claim.first_approver = by
    else:
        claim.second_approver = by
    first, second = claim.first_approver, claim.second_approver
    advance(claim, ClaimState.APPROVED, actor=Actor.APPROVER, by=by)
    owe_claim(claim, by=by, first=first, second=second)
    return claim


def approve_claims(*, by: User, claims: Sequence[Claim]) -> tuple[NotApproved, ...]:
    """Approve each that can be, one by one; those that were left, with the reason."""
    left = []
    for claim in claims:
        try:
            approve_claim(by=by, claim=claim)
        except Refused as refused:
            left.append(NotApproved(claim.number, refused.reason))
    return tuple(left)


@transaction.atomic
def refuse_claim(*, by: User, claim: Claim, reason: str) -> Claim:
    """Refuse it, with the reason; the claimant may begin again. Permission: `may_decide`."""
    claim = locked(claim)
    may_decide(by, claim).require()
    claim.first_approver = claim.second_approver = None
    advance(claim, ClaimState.REFUSED, actor=Actor.APPROVER, by=by, reason=reason)
    tell_claimant(claim, reason)
    return claim

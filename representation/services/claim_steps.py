"""The one way by which a claim goes from a state to another."""

from django.utils import timezone

from consortium.audit import record
from consortium.models import User
from representation.claims.states import Actor, ClaimState
from representation.models import Claim, ClaimStep
from representation.rules.claims import can_move


def advance(
    claim: Claim, to: ClaimState, *, actor: Actor, by: User | None, reason: str = ""
) -> None:
    """Move a locked claim on, in the caller's transaction, and append the step. Raises Refused.

    The caller has asked the permission; the table and the reason are asked here.
    """
    can_move(claim, to, actor, reason).require()
    before = claim.state
    claim.state = to
    claim.save()
    ClaimStep.objects.create(
        claim=claim,
        from_state=before,
        to_state=to,
        at=timezone.now(),
        by=by,
        reason=reason.strip()[:300],
    )
    record(f"claim.{to.value}", subject=claim, by=by, number=claim.number)


def locked(claim: Claim) -> Claim:
    """The claim as it is now, held until the transaction ends."""
    return (
        Claim.objects.select_for_update(of=("self",))
        .select_related("attendance__meeting__body", "claimant", "scheme__budget__fund")
        .get(pk=claim.pk)
    )

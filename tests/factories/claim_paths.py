"""How a claim comes to each of its states, by services alone."""

from collections.abc import Callable, Mapping

from consortium.services import batches, payment_outcomes
from consortium.treasury.states import LineState
from representation.claims.pricing import LineAsked
from representation.claims.states import ClaimState, LineKind
from representation.models import Claim
from representation.services import claim_decisions, claims
from tests.factories import claims as make
from tests.factories import treasury as money

LARGE = LineAsked(LineKind.ACCESS, cost_pence=16_000)


def queried(at: make.World) -> Claim:
    claim = make.submitted(at)
    return claim_decisions.query_claim(by=at.money.coordinator, claim=claim, question="Why so far?")


def approved_once(at: make.World) -> Claim:
    claim = make.submitted(at, make.TIME, LARGE)
    return claim_decisions.approve_claim(by=at.money.coordinator, claim=claim)


def in_payment(at: make.World) -> Claim:
    claim = make.approved(at)
    make.payable(at)
    batches.draw_batch(
        by=at.money.lead,
        consortium=at.money.network,
        dues=[due.pk for due in at.money.network.dues.all()],
        pay_on=money.next_pay_day(),
    )
    return fresh(claim)


def paid(at: make.World) -> Claim:
    claim = in_payment(at)
    batch = at.money.network.batches.get()
    for signer in (at.money.treasurer, at.money.chair):
        batches.sign_batch(by=signer, batch=batch, digest=batches.digest_of(batch))
    batches.mark_sent(by=at.money.lead, batch=batch)
    for line in batch.lines.all():
        payment_outcomes.mark_line(
            by=at.money.lead, line=line, to=LineState.PAID, reason="Seen on the statement"
        )
    return fresh(claim)


def refused(at: make.World) -> Claim:
    claim = make.submitted(at)
    return claim_decisions.refuse_claim(by=at.money.coordinator, claim=claim, reason="Not ours")


def withdrawn(at: make.World) -> Claim:
    claim = make.submitted(at)
    return claims.withdraw_claim(by=at.user, claim=claim)


def fresh(claim: Claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


PATHS: Mapping[ClaimState, Callable[[make.World], Claim]] = {
    ClaimState.DRAFT: make.draft,
    ClaimState.SUBMITTED: make.submitted,
    ClaimState.QUERIED: queried,
    ClaimState.APPROVED_ONCE: approved_once,
    ClaimState.APPROVED: make.approved,
    ClaimState.IN_PAYMENT: in_payment,
    ClaimState.PAID: paid,
    ClaimState.REFUSED: refused,
    ClaimState.WITHDRAWN: withdrawn,
}

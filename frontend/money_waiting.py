"""What the money wants of one person: the same on the day's page of staff and on a chair's."""

from typing import TYPE_CHECKING

from consortium.decisions import Decision
from consortium.permissions import may_prepare_payments
from consortium.selectors.payments import batch_row, open_batches
from consortium.services.batches import may_sign
from consortium.treasury.states import BatchState
from frontend.presenters.money_tasks import approval_tasks, batch_tasks
from representation.claim_permissions import may_decide
from representation.selectors.claims import claims_to_decide

if TYPE_CHECKING:
    from consortium.models import Batch, Consortium, User
    from frontend.presenters.parts import Task


def money_waiting(user: "User", network: "Consortium") -> tuple["Task", ...]:
    """Claims that they may decide on, and batches that wait for them to sign or to send."""
    waiting = [
        claim
        for claim in claims_to_decide(network)
        if claim.first_approver_id != user.pk and may_decide(user, claim)
    ]
    wanted = {BatchState.DRAWN: may_sign, BatchState.SIGNED: _may_send}
    batches = [
        batch_row(one) for one in open_batches(network) if wanted[BatchState(one.state)](user, one)
    ]
    return approval_tasks(len(waiting)) + batch_tasks(batches)


def _may_send(user: "User", batch: "Batch") -> Decision:
    return may_prepare_payments(user, batch.consortium)

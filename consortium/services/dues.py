"""What is owed: from approval, which commits the money, to the bank's word that it arrived.

What a due is for (a claim, a contract's invoice) is another app's; it listens by the kind of source.
"""

from collections.abc import Callable
from dataclasses import dataclass

from consortium.decisions import refuse
from consortium.models import Budget, Due, Payee, User
from consortium.services import budgets
from consortium.treasury.states import DUE_TRANSITIONS, DueState

Listener = Callable[[Due], None]
_listeners: dict[str, Listener] = {}


@dataclass(frozen=True)
class Owed:
    """A sum for a payee out of a budget; `source` is `kind:id`, `memo` what it is for, in words."""

    payee: Payee
    budget: Budget
    pence: int
    source: str
    memo: str


@dataclass(frozen=True)
class Approval:
    """Who claimed (None: nobody signed in) and who approved; the second is None below the limit."""

    claimant: User | None
    first: User
    second: User | None = None


def listens_to(kind: str) -> Callable[[Listener], Listener]:
    """Register what hears of every change of a due whose source is of this kind."""

    def register(function: Listener) -> Listener:
        if _listeners.get(kind, function) is not function:
            raise ValueError(f"two listeners for dues of kind {kind!r}")
        _listeners[kind] = function
        return function

    return register


def owe(*, by: User, owed: Owed, approval: Approval) -> Due:
    """Commit the sum and note it as owed, in the caller's transaction. Raises Refused.

    The caller has decided that the approval stands; the tables refuse one person in two parts.
    """
    commitment = budgets.commit(
        by=by, budget=owed.budget, payee=owed.payee, pence=owed.pence, memo=owed.memo
    )
    return Due.objects.create(
        consortium=owed.payee.consortium,
        payee=owed.payee,
        budget=owed.budget,
        pence=owed.pence,
        source=owed.source,
        memo=owed.memo,
        claimant=approval.claimant,
        first_approver=approval.first,
        second_approver=approval.second,
        commitment=commitment,
    )


def cancel_due(*, by: User, due: Due, memo: str) -> None:
    """It is not owed after all: the money goes back to the budget. Raises Refused once it is in a batch."""
    advance_due(due, DueState.CANCELLED)
    budgets.release(by=by, budget=due.budget, entry=due.commitment, memo=memo)


def advance_due(due: Due, to: DueState) -> None:
    """Move a due on, in the caller's transaction, and tell who listens. Raises Refused.

    One conditional UPDATE: of two at once only one moves it.
    """
    allowed_from = [state for state, following in DUE_TRANSITIONS.items() if to in following]
    if not Due.objects.filter(pk=due.pk, state__in=allowed_from).update(state=to):
        due.refresh_from_db(fields=["state"])
        refuse(f"{due.source}: {due.state} does not become {to}").require()
    due.state = to
    listener = _listeners.get(due.source.partition(":")[0])
    if listener and to is not DueState.CANCELLED:
        listener(due)

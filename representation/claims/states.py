"""Where a claim stands, who moves it where, and what its lines are. Every state but paid has a way out."""

from collections.abc import Mapping
from enum import StrEnum

from consortium.treasury.states import PayeeKind


class ClaimState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    QUERIED = "queried"
    APPROVED_ONCE = "approved-once"  # above the limit: a second approver is to look
    APPROVED = "approved"
    IN_PAYMENT = "in-payment"
    PAID = "paid"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Actor(StrEnum):
    """Who moves a claim: the person whose it is, an approver, or the payment that it became."""

    CLAIMANT = "claimant"
    APPROVER = "approver"
    PAYMENT = "payment"


_S, _A = ClaimState, Actor
CLAIM_MOVES: Mapping[ClaimState, Mapping[ClaimState, Actor]] = {
    _S.DRAFT: {_S.SUBMITTED: _A.CLAIMANT, _S.WITHDRAWN: _A.CLAIMANT},
    _S.SUBMITTED: {
        _S.QUERIED: _A.APPROVER,
        _S.APPROVED_ONCE: _A.APPROVER,
        _S.APPROVED: _A.APPROVER,
        _S.REFUSED: _A.APPROVER,
        _S.WITHDRAWN: _A.CLAIMANT,
    },
    _S.QUERIED: {
        _S.SUBMITTED: _A.CLAIMANT,
        _S.REFUSED: _A.APPROVER,
        _S.WITHDRAWN: _A.CLAIMANT,
    },
    _S.APPROVED_ONCE: {
        _S.APPROVED: _A.APPROVER,
        _S.QUERIED: _A.APPROVER,
        _S.REFUSED: _A.APPROVER,
        _S.WITHDRAWN: _A.CLAIMANT,
    },
    _S.APPROVED: {
        _S.IN_PAYMENT: _A.PAYMENT,
        _S.QUERIED: _A.APPROVER,
        _S.WITHDRAWN: _A.CLAIMANT,
    },
    _S.IN_PAYMENT: {_S.PAID: _A.PAYMENT, _S.APPROVED: _A.PAYMENT},
    _S.PAID: {_S.IN_PAYMENT: _A.PAYMENT, _S.APPROVED: _A.PAYMENT},  # the bank sent it back
    _S.REFUSED: {_S.DRAFT: _A.CLAIMANT},
    _S.WITHDRAWN: {_S.DRAFT: _A.CLAIMANT},
}
NEXT_BY: Mapping[ClaimState, Actor] = {
    _S.DRAFT: _A.CLAIMANT,
    _S.SUBMITTED: _A.APPROVER,
    _S.QUERIED: _A.CLAIMANT,
    _S.APPROVED_ONCE: _A.APPROVER,
    _S.APPROVED: _A.PAYMENT,
    _S.IN_PAYMENT: _A.PAYMENT,
    _S.PAID: _A.PAYMENT,
    _S.REFUSED: _A.CLAIMANT,
    _S.WITHDRAWN: _A.CLAIMANT,
}
EDITABLE = frozenset({_S.DRAFT, _S.QUERIED})
TO_DECIDE = frozenset({_S.SUBMITTED, _S.APPROVED_ONCE})
GIVEN_UP = frozenset({_S.REFUSED, _S.WITHDRAWN})
COMMITTED = frozenset({_S.APPROVED, _S.IN_PAYMENT, _S.PAID})
NEEDS_REASON = frozenset({_S.QUERIED, _S.REFUSED})


class LineKind(StrEnum):
    """What a line asks back. An allowance is a sum for the time of a person, and is always refused."""

    TIME = "time"
    MILES = "miles"
    FARE = "fare"
    CHILDCARE = "childcare"
    ACCESS = "access"
    ALLOWANCE = "allowance"


PAYEE_OF: Mapping[LineKind, PayeeKind] = {
    LineKind.TIME: PayeeKind.ORGANISATION,
    LineKind.MILES: PayeeKind.PERSON,
    LineKind.FARE: PayeeKind.PERSON,
    LineKind.CHILDCARE: PayeeKind.PERSON,
    LineKind.ACCESS: PayeeKind.PERSON,
    LineKind.ALLOWANCE: PayeeKind.PERSON,
}
RECEIPTED = frozenset({LineKind.FARE, LineKind.CHILDCARE, LineKind.ACCESS})


class Standing(StrEnum):
    """In which part somebody came: in time an organisation pays for, or as a volunteer."""

    PAID = "paid"
    VOLUNTEER = "volunteer"


class Oddity(StrEnum):
    """What an approver should see before deciding (after Open Collective's checks of expenses)."""

    SAME_DAY_TWICE = "same-day-twice"
    SAME_RECEIPT = "same-receipt"
    OVER_BUDGET = "over-budget"
    RECEIPT_MISSING = "receipt-missing"
    MORE_MILES_THAN_USUAL = "more-miles-than-usual"
    MORE_THAN_USUAL = "more-than-usual"
    LONGER_THAN_MEETING = "longer-than-meeting"
    CAPPED = "capped"
    LATE = "late"
    ACCOUNT_SHARED = "account-shared"
    ACCOUNT_CHANGED = "account-changed"
    NEVER_PAID_BEFORE = "never-paid-before"


STOPS = frozenset({Oddity.SAME_DAY_TWICE, Oddity.SAME_RECEIPT, Oddity.OVER_BUDGET})
ONLY_NOTED = frozenset({Oddity.NEVER_PAID_BEFORE})

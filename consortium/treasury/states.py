"""The words that rows of money may carry, and which may follow which."""

from collections.abc import Mapping
from enum import StrEnum


class AccountKind(StrEnum):
    """What an account of the ledger stands for; its balance is credits less debits.

    A fund's is what is not planned yet, a budget's what is left, a payee's what is owed, and the
    bank's, below nought, what we hold there.
    """

    BANK = "bank"
    FUND = "fund"
    BUDGET = "budget"
    PAYEE = "payee"


class EntryKind(StrEnum):
    FUNDING = "funding"
    ALLOCATION = "allocation"
    COMMITMENT = "commitment"
    PAYMENT = "payment"
    REVERSAL = "reversal"


class PayeeKind(StrEnum):
    """Who is paid: time away goes to the organisation, what somebody spent to the person."""

    ORGANISATION = "organisation"
    PERSON = "person"


class DueState(StrEnum):
    """What is owed to a payee, from approval to the bank's word that it arrived."""

    OWED = "owed"
    IN_BATCH = "in-batch"
    PAID = "paid"
    CANCELLED = "cancelled"


DUE_TRANSITIONS: Mapping[DueState, frozenset[DueState]] = {
    DueState.OWED: frozenset({DueState.IN_BATCH, DueState.CANCELLED}),
    DueState.IN_BATCH: frozenset({DueState.OWED, DueState.PAID}),
    DueState.PAID: frozenset({DueState.OWED}),  # the bank sent it back
    DueState.CANCELLED: frozenset(),
}


class BatchState(StrEnum):
    """A batch: drawn, signed by two, sent to the bank, and closed when every line has an end."""

    DRAWN = "drawn"
    SIGNED = "signed"
    SENT = "sent"
    CLOSED = "closed"
    ABANDONED = "abandoned"


BATCH_TRANSITIONS: Mapping[BatchState, frozenset[BatchState]] = {
    BatchState.DRAWN: frozenset({BatchState.SIGNED, BatchState.ABANDONED}),
    BatchState.SIGNED: frozenset({BatchState.SENT, BatchState.ABANDONED}),
    BatchState.SENT: frozenset({BatchState.CLOSED}),
    BatchState.CLOSED: frozenset(),
    BatchState.ABANDONED: frozenset(),
}


class LineState(StrEnum):
    """One payment of a batch. `unknown` is never tried again by itself: it may have been paid."""

    WAITING = "waiting"
    SENT = "sent"
    PAID = "paid"
    FAILED = "failed"
    UNKNOWN = "unknown"
    ABANDONED = "abandoned"


LINE_TRANSITIONS: Mapping[LineState, frozenset[LineState]] = {
    LineState.WAITING: frozenset({LineState.SENT, LineState.ABANDONED}),
    LineState.SENT: frozenset({LineState.PAID, LineState.FAILED, LineState.UNKNOWN}),
    LineState.UNKNOWN: frozenset({LineState.PAID, LineState.FAILED}),
    LineState.PAID: frozenset({LineState.FAILED}),  # the bank sent it back
    LineState.FAILED: frozenset(),
    LineState.ABANDONED: frozenset(),
}
LIVE_LINES = frozenset({LineState.WAITING, LineState.SENT, LineState.UNKNOWN, LineState.PAID})
OVER_LINES = frozenset({LineState.PAID, LineState.FAILED})


class RateKind(StrEnum):
    """What is paid by the unit, or what it cost up to a cap."""

    CAR = "car"
    MOTORCYCLE = "motorcycle"
    CYCLE = "cycle"
    PASSENGER = "passenger"
    HOUR = "hour"
    DAY = "day"
    FARE = "fare"
    CHILDCARE = "childcare"
    ACCESS = "access"


VEHICLES = frozenset({RateKind.CAR, RateKind.MOTORCYCLE, RateKind.CYCLE})
COSTS = frozenset({RateKind.FARE, RateKind.CHILDCARE, RateKind.ACCESS})


class FileFormat(StrEnum):
    """What a bank takes."""

    CSV = "csv"
    BACS18 = "bacs18"
    PAIN001 = "pain001"

"""What looks odd about a claim, for the approver's eye. Nothing here decides; three of them stop it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median_low

from representation.claims.states import ONLY_NOTED, STOPS, Oddity

USUALS = 2  # so many claims before there is a usual
MILES_FACTOR, SUM_FACTOR = (3, 2), (2, 1)  # one and a half times, and twice


@dataclass(frozen=True)
class Facts:
    """What is known of a claim. Distances in tenths of a mile, times in minutes, sums in pence.

    `earlier_tenths` and `earlier_pence`: of the person's earlier claims for the same body.
    `same_day`, `same_receipt`: numbers of other claims, 0 for none. `left_pence`: in the budget.
    """

    pence: int
    tenths: int = 0
    minutes: int = 0
    meeting_minutes: int = 0
    earlier_tenths: Sequence[int] = ()
    earlier_pence: Sequence[int] = ()
    same_day: int = 0
    same_receipt: int = 0
    left_pence: int = 0
    receipts_missing: Sequence[str] = ()
    capped: Sequence[str] = ()
    days_late: int = 0
    is_account_shared: bool = False
    is_account_changed: bool = False
    paid_before: bool = True


@dataclass(frozen=True)
class Odd:
    """An oddity with what makes it one: two figures, or the kinds of the lines concerned."""

    code: Oddity
    found: int = 0
    usual: int = 0
    kinds: tuple[str, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether the claim cannot be approved as it is."""
        return self.code in STOPS

    @property
    def is_note(self) -> bool:
        """Whether it is only worth knowing, and no reason to look closer."""
        return self.code in ONLY_NOTED


def oddities(facts: Facts) -> tuple[Odd, ...]:
    """Everything odd about a claim, what stops it first."""
    return tuple(sorted(_found(facts), key=lambda odd: not odd.stops))


def _found(facts: Facts) -> Iterator[Odd]:
    if facts.same_day:
        yield Odd(Oddity.SAME_DAY_TWICE, facts.same_day)
    if facts.same_receipt:
        yield Odd(Oddity.SAME_RECEIPT, facts.same_receipt)
    if facts.pence > facts.left_pence:
        yield Odd(Oddity.OVER_BUDGET, facts.pence, facts.left_pence)
    yield from _unusual(facts)
    yield from _of_the_lines(facts)
    yield from _of_the_payee(facts)


def _of_the_lines(facts: Facts) -> Iterator[Odd]:
    if facts.receipts_missing:
        yield Odd(Oddity.RECEIPT_MISSING, kinds=tuple(facts.receipts_missing))
    if facts.minutes > facts.meeting_minutes > 0:
        yield Odd(Oddity.LONGER_THAN_MEETING, facts.minutes, facts.meeting_minutes)
    if facts.capped:
        yield Odd(Oddity.CAPPED, kinds=tuple(facts.capped))
    if facts.days_late > 0:
        yield Odd(Oddity.LATE, facts.days_late)


def _of_the_payee(facts: Facts) -> Iterator[Odd]:
    if facts.is_account_shared:
        yield Odd(Oddity.ACCOUNT_SHARED)
    if facts.is_account_changed:
        yield Odd(Oddity.ACCOUNT_CHANGED)
    if not facts.paid_before:
        yield Odd(Oddity.NEVER_PAID_BEFORE)


def _unusual(facts: Facts) -> Iterator[Odd]:
    for code, figure, earlier, (times, over) in (
        (Oddity.MORE_MILES_THAN_USUAL, facts.tenths, facts.earlier_tenths, MILES_FACTOR),
        (Oddity.MORE_THAN_USUAL, facts.pence, facts.earlier_pence, SUM_FACTOR),
    ):
        if len(earlier) >= USUALS:
            usual = median_low(earlier)
            if usual and figure * over > usual * times:
                yield Odd(code, figure, usual)

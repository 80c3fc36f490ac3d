"""One batch of payments as it goes to the bank, and the totals that every format must give back."""

from dataclasses import dataclass, field
from datetime import date, datetime

from consortium.treasury.sealing import BankAccount

LARGEST_PENCE = (
    10**11 - 1
)  # eleven digits in Standard 18, for each payment and for the contra of all


@dataclass(frozen=True)
class Originator:
    """Who pays: the account that is debited, and the Bacs service user number ("" where there is none)."""

    name: str
    account: BankAccount
    service_user_number: str = ""


@dataclass(frozen=True)
class Payment:
    """One credit. `reference`: at most 18 characters of Bacs' alphabet, unique for ever."""

    reference: str
    account: BankAccount
    pence: int


@dataclass(frozen=True)
class PaymentBatch:
    """`drawn_at` is aware and part of the files, `pay_on` the day on which the bank is to pay."""

    number: int
    reference: str
    drawn_at: datetime
    pay_on: date
    originator: Originator
    payments: tuple[Payment, ...]

    @property
    def totals(self) -> "Totals":
        """How many payments there are, and what they come to."""
        return Totals(len(self.payments), sum(one.pence for one in self.payments))


@dataclass(frozen=True)
class Totals:
    """Number of credits and their sum in pence."""

    count: int
    pence: int


class FileFault(Exception):
    """Bytes that are not a payment file of the format; `place` says where."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


@dataclass(frozen=True)
class Manifest:
    """What two people sign: totals, and the SHA-256 of each format's bytes."""

    number: int
    totals: Totals
    digests: dict[str, str] = field(default_factory=dict)

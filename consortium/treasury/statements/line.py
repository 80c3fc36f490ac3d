"""One line of a bank statement, and what is wrong with a file that has none."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True)
class StatementLine:
    """`pence`: above nought came in, below went out. `text`: all that the bank says of it.

    `bank_id` is the bank's own number of the line, "" where it gives none.
    """

    booked_on: date
    pence: int
    text: str
    bank_id: str = ""


class StatementFault(StrEnum):
    EMPTY = "empty"
    NOT_A_STATEMENT = "not-a-statement"
    COLUMNS = "columns"
    DATE = "date"
    AMOUNT = "amount"
    CURRENCY = "currency"


class StatementError(ValueError):
    """A statement that cannot be read; `place` is a line or element, `fault` what is wrong there."""

    def __init__(self, fault: StatementFault, place: str = "") -> None:
        super().__init__(fault, place)
        self.fault, self.place = fault, place

"""What an import of seats has found so far: changes, and errors at their cells."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from consortium.spreadsheets.columns import CellError, Row


class InvalidSeats(Exception):
    """The file cannot be imported; every error with its place, in order."""

    def __init__(self, errors: Sequence[CellError]) -> None:
        self.errors = tuple(errors)
        super().__init__(str(self.errors[0]))


@dataclass(frozen=True)
class SeatChange:
    """What became of one thing that the file names: `what` is organisation, body, seat or holder."""

    what: str
    place: str
    name: str
    kind: str


@dataclass
class SeatProgress:
    """Writing goes on after an error to find the others; none of it stays."""

    changes: list[SeatChange] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)

    def note(self, what: str, place: str, name: str, kind: str) -> None:
        self.changes.append(SeatChange(what, place, name, kind))

    def refuse(self, row: Row, column: str, text: str) -> None:
        self.errors.append(row.error(column, text))

"""The roll as it is published: names of organisations (or seats) and nobody's own."""

from dataclasses import dataclass
from datetime import datetime

from representation.evidence.pack import table
from representation.models import Election, RollCorrection


def roll_rows(election: Election) -> tuple[tuple[str, str], ...]:
    """Number and name of each line."""
    lines = election.roll.order_by("number").values_list("number", "name")
    return tuple((str(number), name) for number, name in lines)


@dataclass(frozen=True)
class CorrectionRow:
    """Somebody else votes for a line from then on; nobody's name is told."""

    number: int
    name: str
    at: datetime
    reason: str


def roll_corrections(election: Election) -> tuple[CorrectionRow, ...]:
    """What was corrected after the roll was frozen, in the order in which it was."""
    found = RollCorrection.objects.filter(line__election=election).select_related("line")
    return tuple(
        CorrectionRow(one.line.number, one.line.name, one.at, one.reason)
        for one in found.order_by("at", "pk")
    )


def roll_table(election: Election) -> str:
    """The published file; the roll's digest is SHA-256 of its bytes."""
    return table(("number", "organisation"), roll_rows(election))

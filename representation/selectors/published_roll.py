"""The roll as it is published: names of organisations (or seats) and nobody's own."""

from representation.evidence.pack import table
from representation.models import Election


def roll_rows(election: Election) -> tuple[tuple[str, str], ...]:
    """Number and name of each line."""
    lines = election.roll.order_by("number").values_list("number", "name")
    return tuple((str(number), name) for number, name in lines)


def roll_table(election: Election) -> str:
    """The published file; the roll's digest is SHA-256 of its bytes."""
    return table(("number", "organisation"), roll_rows(election))

"""Which rows a request ticks, by their ids: whatever else it sends is passed over."""

from collections.abc import Iterable

LARGEST_ID = 2**63 - 1  # what both databases hold
LONGEST_ID = len(str(LARGEST_ID))


def asked_ids(values: Iterable[str]) -> list[int]:
    """The ids among what was sent, in its order."""
    numbers = [
        int(one) for one in values if one.isascii() and one.isdecimal() and len(one) <= LONGEST_ID
    ]
    return [one for one in numbers if one <= LARGEST_ID]


def first_id(values: Iterable[str]) -> int | None:
    """The first of them; None where there is none."""
    return next(iter(asked_ids(values)), None)

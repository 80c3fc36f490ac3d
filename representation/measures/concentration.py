"""Whether few organisations or people hold many seats. Counts in, exact Fractions out."""

from collections.abc import Sequence
from fractions import Fraction


def herfindahl(seats: Sequence[int]) -> Fraction:
    """The sum of squared shares of seats by organisation: 1 where one holds all (Herfindahl-Hirschman)."""
    total = _total(seats)
    return Fraction(sum(held * held for held in seats), total * total)


def effective_number(seats: Sequence[int]) -> Fraction:
    """As many equal organisations would be as concentrated: the inverse of `herfindahl`."""
    return 1 / herfindahl(seats)


def gini(seats: Sequence[int]) -> Fraction:
    """Inequality among those listed, from 0 to 1. List holders alone.

    Where seats are fewer than organisations, those without any make it nearly 1 whatever is done.
    """
    total, count = _total(seats), len(seats)
    ranked = sum((2 * rank - count - 1) * held for rank, held in enumerate(sorted(seats), start=1))
    return Fraction(ranked, count * total)


def _total(seats: Sequence[int]) -> int:
    total = sum(seats)
    if total <= 0 or min(seats) < 0:
        raise ValueError("concentration needs counts of nothing or more, with something among them")
    return total

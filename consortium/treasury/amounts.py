"""Pence: read, said and shared out without a fraction of one getting lost."""

import re
from collections.abc import Sequence
from fractions import Fraction

LARGEST_PENCE = 10**12  # £10,000 million: more is a slip of the hand
_POUNDS = re.compile(
    r"£?\s*([0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,11})(?:\.([0-9]{1,2}))?\Z", re.ASCII
)


class AmountError(ValueError):
    """The text is no amount of money in pounds and pence."""


def read_pounds(text: str) -> int:
    """Pence of "12", "12.5", "£1,250.00". Raises AmountError for signs, exponents, a third decimal."""
    found = _POUNDS.match(text.strip())
    if found is None:
        raise AmountError(text)
    whole, decimals = found[1].replace(",", ""), (found[2] or "").ljust(2, "0")
    pence = int(whole) * 100 + int(decimals)
    if pence > LARGEST_PENCE:
        raise AmountError(text)
    return pence


def pounds(pence: int) -> str:
    """£1,250.00; a minus stands before the sign of the pound."""
    sign = "-" if pence < 0 else ""
    return f"{sign}£{abs(pence) // 100:,}.{abs(pence) % 100:02}"


def plain_pounds(pence: int) -> str:
    """1250.00, for files that machines read."""
    sign = "-" if pence < 0 else ""
    return f"{sign}{abs(pence) // 100}.{abs(pence) % 100:02}"


def round_half_up(exact: Fraction) -> int:
    """Whole pence, a half going up; for amounts that are not negative."""
    return int(exact + Fraction(1, 2))


def apportion(pence: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Share out pence by weight; the parts always sum to the whole (largest remainder, Hamilton).

    Equal remainders go to the earlier. Raises ValueError for a negative amount or weight, or where
    all weights are nought.
    """
    total = sum(weights)
    if pence < 0 or total <= 0 or min(weights) < 0:
        raise ValueError("apportion needs an amount and weights that are not negative")
    shares = [Fraction(pence * weight, total) for weight in weights]
    parts = [int(share) for share in shares]
    by_remainder = sorted(range(len(weights)), key=lambda i: (parts[i] - shares[i], i))
    for i in by_remainder[: pence - sum(parts)]:
        parts[i] += 1
    return tuple(parts)

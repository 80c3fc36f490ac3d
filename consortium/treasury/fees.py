"""The management fee that a consortium keeps of a contract's value, by bands with dates.

Usual: 5 to 10 per cent, less on large contracts. Above the policy's most, the board must have approved.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from consortium.treasury.amounts import round_half_up

ALL_BP = 10_000


@dataclass(frozen=True)
class FeeBand:
    """Contracts from `from_pence` up to the next band keep `basis_points` (hundredths of a per cent)."""

    from_pence: int
    basis_points: int
    valid_from: date
    valid_until: date | None = None


def fee_pence(value_pence: int, day: date, bands: Iterable[FeeBand]) -> int:
    """The fee on a contract of that value signed on that day: the whole value at its band's rate.

    Raises LookupError where no band holds.
    """
    held = [
        band
        for band in bands
        if band.from_pence <= value_pence
        and band.valid_from <= day
        and (band.valid_until is None or day <= band.valid_until)
    ]
    if not held:
        raise LookupError(f"no fee band for {value_pence}p on {day}")
    band = max(held, key=lambda one: one.from_pence)
    return round_half_up(Fraction(value_pence * band.basis_points, ALL_BP))

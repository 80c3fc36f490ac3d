"""How far the seats that groups hold are from their shares of the sector, and how near they could be.

Shares are exact Fractions in per cent. A group is a size band, a locality or a theme; `sector` counts
its organisations and `seats` the filled seats of its people, group by group in the same order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

HUNDRED = 100
FEWEST_SEATS_FOR_RATIOS = 5


@dataclass(frozen=True)
class FairShare:
    """Where the seats are, where they could be at best, and what of the distance could be mended.

    `distance` and `floor` are Loosemore-Hanby indices: in 100 seats, so many would have to move.
    `to_move` is how many of the real seats differ from the fairest split.
    """

    fairest: tuple[int, ...]
    distance: Fraction
    floor: Fraction
    gallagher: Fraction
    to_move: int

    @property
    def excess(self) -> Fraction:
        """What no number of seats excuses: the distance less the floor."""
        return self.distance - self.floor


def compare(sector: Sequence[int], seats: Sequence[int]) -> FairShare:
    """All measures of one comparison. ValueError where either side is empty or they do not match."""
    fairest = fair_share(sector, sum(seats))
    return FairShare(
        fairest=fairest,
        distance=loosemore_hanby(sector, seats),
        floor=loosemore_hanby(sector, fairest),
        gallagher=gallagher(sector, seats),
        to_move=sum(max(0, held - fair) for held, fair in zip(seats, fairest, strict=True)),
    )


def shares(counts: Sequence[int]) -> tuple[Fraction, ...]:
    """Each count as an exact percentage of them all. ValueError where there is nothing to share."""
    total = sum(counts)
    if total <= 0 or min(counts) < 0:
        raise ValueError("shares need counts of nothing or more, with something among them")
    return tuple(Fraction(HUNDRED * count, total) for count in counts)


def loosemore_hanby(sector: Sequence[int], seats: Sequence[int]) -> Fraction:
    """Half the sum of the differences of shares (Loosemore and Hanby 1971), from 0 to 100."""
    return sum((abs(gap) for gap in _gaps(sector, seats)), Fraction(0)) / 2


def gallagher(sector: Sequence[int], seats: Sequence[int]) -> Fraction:
    """The root of half the sum of squared differences (Gallagher 1991), rounded to hundredths.

    With two groups it equals Loosemore-Hanby.
    """
    return _root(sum((gap * gap for gap in _gaps(sector, seats)), Fraction(0)) / 2)


def sainte_lague(sector: Sequence[int], seats: Sequence[int]) -> Fraction:
    """The sum of squared differences over the share; grows without end where a group is tiny.

    ValueError where a group has no organisation.
    """
    if min(sector) == 0:
        raise ValueError("a group without organisations has no Sainte-Laguë index")
    gaps = _gaps(sector, seats)
    return sum(
        (gap * gap / share for gap, share in zip(gaps, shares(sector), strict=True)), Fraction(0)
    )


def fair_share(sector: Sequence[int], seats: int) -> tuple[int, ...]:
    """The split of whole seats nearest to the sector: largest remainders (Hamilton).

    It makes Loosemore-Hanby and Gallagher least (Gallagher 1991). Of equal remainders the larger
    group's goes first, then the earlier one's.
    """
    if seats < 0:
        raise ValueError("seats cannot be fewer than none")
    shares(sector)
    total = sum(sector)
    whole = [count * seats // total for count in sector]
    order = sorted(
        range(len(sector)), key=lambda one: (-(sector[one] * seats % total), -sector[one], one)
    )
    for one in order[: seats - sum(whole)]:
        whole[one] += 1
    return tuple(whole)


def ratios(sector: Sequence[int], seats: Sequence[int]) -> tuple[Fraction | None, ...]:
    """Share of seats over share of the sector; None for a group of none, or where seats are too few."""
    if sum(seats) < FEWEST_SEATS_FOR_RATIOS:
        return (None,) * len(sector)
    pairs = zip(shares(sector), shares(seats), strict=True)
    return tuple(held / share if share else None for share, held in pairs)


def _gaps(sector: Sequence[int], seats: Sequence[int]) -> tuple[Fraction, ...]:
    pairs = zip(shares(sector), shares(seats), strict=True)
    return tuple(share - held for share, held in pairs)


def _root(square: Fraction) -> Fraction:
    """The square root rounded half up to hundredths, without floats."""
    scaled = square * HUNDRED**2
    down = isqrt(scaled.numerator // scaled.denominator)
    is_up = scaled >= Fraction(2 * down + 1, 2) ** 2
    return Fraction(down + is_up, HUNDRED)

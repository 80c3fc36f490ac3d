"""Whether small organisations are at the table as they are in the sector, and how near that could be."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from representation.measures.shares import FairShare, compare
from representation.selectors.seat_lines import SeatLine
from representation.selectors.sizes import Sector


@dataclass(frozen=True)
class FairShareView:
    """Small and micro organisations first, larger ones second; None of `measures` where nothing compares.

    `not_counted`: holders who speak for nobody, or for an organisation of unknown size.
    """

    sector: tuple[int, int]
    seats: tuple[int, int]
    unknown: int
    not_counted: int
    measures: FairShare | None

    @property
    def small_pct(self) -> Fraction | None:
        """The share of the sector that is small, in per cent."""
        known = sum(self.sector)
        return Fraction(100 * self.sector[0], known) if known else None


def fair_share(sector: Sector, lines: Sequence[SeatLine]) -> FairShareView:
    """Compare the sector with the filled seats of these lines."""
    held = [one.holding for one in lines if one.holding]
    small = sum(one.is_small is True for one in held)
    larger = sum(one.is_small is False for one in held)
    in_sector = (sector.small, sector.known - sector.small)
    can_compare = bool(sector.known and small + larger)
    return FairShareView(
        sector=in_sector,
        seats=(small, larger),
        unknown=sector.unknown,
        not_counted=len(held) - small - larger,
        measures=compare(in_sector, (small, larger)) if can_compare else None,
    )

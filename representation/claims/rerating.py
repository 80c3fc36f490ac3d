"""Which paid claims come to another sum under the rates as they stand now (a rate that was backdated)."""

from collections.abc import Iterable
from dataclasses import dataclass

from consortium.treasury.rates import Rate
from representation.claims.pricing import LineAsked, LinePriced, Occasion, price_claim


@dataclass(frozen=True)
class Priced:
    """A claim as it was priced: its number, what was asked, when, and what each line came to."""

    number: int
    lines: tuple[LineAsked, ...]
    occasion: Occasion
    pence: tuple[int, ...]


@dataclass(frozen=True)
class Rerated:
    """A claim whose sum is another now; above nought means that it was paid too little."""

    number: int
    was_pence: int
    is_pence: int

    @property
    def difference_pence(self) -> int:
        """What is owed to the payees (or below nought, by them)."""
        return self.is_pence - self.was_pence


def rerate(claims: Iterable[Priced], rates: Iterable[Rate]) -> tuple[Rerated, ...]:
    """Every claim that differs, in its order. A claim that is equal under its day's rates is left out."""
    held = tuple(rates)
    found = []
    for claim in claims:
        now: tuple[LinePriced, ...] = price_claim(claim.lines, claim.occasion, held)
        was, is_now = sum(claim.pence), sum(line.pence for line in now)
        if was != is_now:
            found.append(Rerated(claim.number, was, is_now))
    return tuple(found)

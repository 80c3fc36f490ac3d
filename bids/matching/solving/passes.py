"""How far a search goes: which neighbourhoods are planned for which effort, and when it is near enough."""

from dataclasses import dataclass

from bids.matching.plan import Effort
from bids.matching.solving.arrays import Arrays

FEW_EDGES = 3_000


@dataclass(frozen=True)
class Pass:
    """Neighbourhoods of about `edges` pairs that reach the lines that are due, dearest first.

    Of these only the first `share` is planned; `only_short` takes only lines that are not covered.
    A neighbourhood is left when nothing better by more than `gap` of its cost can be had.
    """

    edges: int
    shuffled: bool = False
    share: float = 1.0
    only_short: bool = False
    gap: float = 1e-3


SHORT_LINES = Pass(80, shuffled=True, only_short=True)
PASSES: dict[Effort, tuple[Pass, ...]] = {
    Effort.QUICK: (Pass(50, share=0.5), SHORT_LINES),
    Effort.NORMAL: (
        Pass(50, share=0.5),
        SHORT_LINES,
        Pass(160, shuffled=True, only_short=True, gap=3e-4),
    ),
    Effort.DEEP: (
        Pass(100),
        SHORT_LINES,
        Pass(120, shuffled=True),
        Pass(160, shuffled=True),
        Pass(200, shuffled=True),
        Pass(300, shuffled=True, only_short=True),
    ),
}

FURTHER = (Pass(100, shuffled=True), SHORT_LINES)
MOST_FURTHER = 3
LEAST_GAIN_OF_FURTHER = 2e-4
NEAR_ENOUGH = {Effort.QUICK: 0.006, Effort.NORMAL: 0.0025, Effort.DEEP: 0.0}
"""The gap to the bound at which a search ends, but for lines that are short."""


def passes_of(arrays: Arrays, effort: Effort) -> tuple[Pass, ...]:
    """The passes for an effort. A least fill concerns every line, not only the dear ones; where
    there are few edges all passes are soon made."""
    if effort is Effort.NORMAL and len(arrays.edge_line) < FEW_EDGES:
        return PASSES[Effort.DEEP]
    if arrays.policy.least_fill_bp and effort is not Effort.DEEP:
        return (Pass(80), SHORT_LINES, Pass(120, shuffled=True), SHORT_LINES)
    return PASSES[effort]

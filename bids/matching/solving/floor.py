"""Whole units from other members to small ones on lines that they share, for the small members' floor.

A plan in fractions meets the floor to the penny. Made whole, each small member that is full to its
cap in money loses part of a unit, and together they miss the floor by some thousands of pounds.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bids.matching.solving.arrays import Arrays, Ints, exact_sums


@dataclass
class _Whole:
    """A plan in whole units and the sums that its limits look at."""

    arrays: Arrays
    units: Ints
    value: Ints
    pool: Ints

    @property
    def missing(self) -> int:
        """Pence that the floor lacks; negative where more than the floor is held."""
        return self.arrays.small_floor - int(self.value[self.arrays.member_small].sum())

    def movable(self, giver: int, taker: int) -> int:
        """Units that one pair can give another on the same line without a rule broken or a pair ended."""
        arrays, price = self.arrays, int(self.arrays.edge_price[giver])
        gives, takes = arrays.edge_member[giver], arrays.edge_member[taker]
        pool = arrays.edge_pool[taker]
        return max(
            0,
            min(
                int(self.units[giver] - max(1, arrays.edge_least[giver])),
                int(self.value[gives] - arrays.member_least[gives]) // price,
                int(arrays.edge_most[taker] - self.units[taker]),
                int(arrays.pool_capacity[pool] - self.pool[pool]),
                int(arrays.member_cap[takes] - self.value[takes]) // price,
            ),
        )

    def move(self, giver: int, taker: int, units: int) -> None:
        for edge, more in ((giver, -units), (taker, units)):
            self.units[edge] += more
            self.value[self.arrays.edge_member[edge]] += more * self.arrays.edge_price[edge]
            self.pool[self.arrays.edge_pool[edge]] += more


def meet_floor(arrays: Arrays, units: Ints) -> Ints:
    """Units of each edge with the small members' floor met as far as that costs less than missing it.

    `units` keep every rule, and so does what is returned. The cheapest moves come first; no pair is
    begun or ended.
    """
    plan = _Whole(
        arrays,
        units.copy(),
        exact_sums(arrays.edge_member, units * arrays.edge_price, len(arrays.member_ids)),
        exact_sums(arrays.edge_pool, units, len(arrays.pool_member)),
    )
    if plan.missing > 0:
        for giver, taker in sorted(
            _moves(arrays, units), key=lambda move: _dearness(arrays, *move)
        ):
            if plan.missing <= 0:
                break
            plan.move(giver, taker, _worthwhile(plan, giver, taker))
    return plan.units


def _worthwhile(plan: _Whole, giver: int, taker: int) -> int:
    """Units of a move that cost no more than the pence of floor that they bring."""
    arrays = plan.arrays
    price = int(arrays.edge_price[giver])
    dearer = int(arrays.edge_cost[taker] - arrays.edge_cost[giver])
    if dearer >= price:
        return 0
    whole, rest = divmod(plan.missing, price)
    return min(plan.movable(giver, taker), whole + (rest > max(dearer, 0)))


def _moves(arrays: Arrays, units: Ints) -> Iterator[tuple[int, int]]:
    """Pairs of edges on one line, the first another member's, the second a small one's, both held."""
    held = np.flatnonzero(units)
    small = arrays.member_small[arrays.edge_member]
    takers: dict[int, list[int]] = {}
    for edge in held[small[held]].tolist():
        takers.setdefault(int(arrays.edge_line[edge]), []).append(edge)
    for giver in held[~small[held]].tolist():
        for taker in takers.get(int(arrays.edge_line[giver]), ()):
            yield giver, taker


def _dearness(arrays: Arrays, giver: int, taker: int) -> tuple[float, int, int, int]:
    """What a move costs for each pence of floor; then the dearer line first, as it needs fewer units."""
    price = int(arrays.edge_price[giver])
    dearer = int(arrays.edge_cost[taker] - arrays.edge_cost[giver])
    return dearer / price, -price, giver, taker

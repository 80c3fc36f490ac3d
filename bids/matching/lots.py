"""Allocations put together as lots: what a member holds of one service, and whether its areas touch."""

from collections import defaultdict
from dataclasses import dataclass

from bids.matching.areas import connected
from bids.matching.plan import Allocation, Plan


@dataclass(frozen=True, slots=True)
class Lot:
    """All that a member holds of a service; `value` in pence at the lines' prices.

    `pieces` are its areas in sets that hang together: one set, and the lot is contiguous.
    """

    member: str
    service: str
    allocations: tuple[Allocation, ...]
    pieces: tuple[tuple[str, ...], ...]
    value: int

    @property
    def contiguous(self) -> bool:
        return len(self.pieces) == 1

    @property
    def localities(self) -> tuple[str, ...]:
        return tuple(sorted(area for piece in self.pieces for area in piece))

    @property
    def volume(self) -> int:
        """Units over all its lines."""
        return sum(held.volume for held in self.allocations)


def lots_of(plan: Plan) -> tuple[Lot, ...]:
    """The plan's lots in the order of member and service."""
    lines = plan.problem.line_by_id
    held: defaultdict[tuple[str, str], list[Allocation]] = defaultdict(list)
    for allocation in plan.allocations:
        held[allocation.member, lines[allocation.line].service].append(allocation)
    lots = []
    for (member, service), allocations in sorted(held.items()):
        areas = {lines[one.line].locality for one in allocations}
        pieces = connected(areas, plan.problem.localities)
        value = sum(one.volume * lines[one.line].unit_price for one in allocations)
        lots.append(Lot(member, service, tuple(allocations), tuple(map(tuple, pieces)), value))
    return tuple(lots)

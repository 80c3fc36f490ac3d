"""Who could step in for whom: a named backup for each lot, and the members that others could replace."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from bids.matching.eligibility import Edge, eligible_edges
from bids.matching.plan import Allocation, Plan
from bids.matching.problem import Problem
from bids.matching.solving.flow import Network, greatest_flow

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Backup:
    """If `member` fails, `by` could take `volume` units of the line from what it has left."""

    member: str
    line: str
    by: str
    volume: int


@dataclass(frozen=True, slots=True)
class Resilience:
    """Backups by member and line, and the members whose whole part the others could take over.

    Each failure is looked at alone (N-1). Spare capacity counts (with the policy's reserve, which is
    kept for this), and least lots, places and conflicts do where a newcomer on a line would have to
    keep them; a newcomer's least contract and the contiguity of lots are left aside.
    """

    backups: tuple[Backup, ...]
    replaceable: tuple[str, ...]
    active: int

    @property
    def replaceable_pct(self) -> float:
        return 100 * len(self.replaceable) / self.active if self.active else 100.0


def backups_of(plan: Plan) -> Resilience:
    """Fail every member in turn and see how much of its part the others' spare capacity could take."""
    spare = _Spare(plan)
    ways = [way for held in plan.allocations for way in spare.ways(held)]
    takers: defaultdict[Allocation, list[tuple[int, Edge]]] = defaultdict(list)
    for way, units in zip(ways, spare.taken(ways), strict=True):
        if units:
            takers[way.held].append((units, way.edge))
    backups = [backup for held in plan.allocations for backup in spare.usable(held, takers[held])]
    open_units: Counter[str] = Counter()
    for held in plan.allocations:
        open_units[held.member] += held.volume
    for backup in backups:
        open_units[backup.member] -= backup.volume
    replaceable = tuple(member for member, units in sorted(open_units.items()) if units == 0)
    return Resilience(tuple(backups), replaceable, len(open_units))


@dataclass(frozen=True, slots=True)
class _Way:
    """Should the holder fail, the edge's member could take up to `most` units of what it holds."""

    held: Allocation
    edge: Edge
    most: int


class _Spare:
    """What every member has left in a plan, and who may hold what."""

    def __init__(self, plan: Plan) -> None:
        self.problem: Problem = plan.problem
        self.held = {(one.member, one.line): one.volume for one in plan.allocations}
        self.holders: defaultdict[str, set[str]] = defaultdict(set)
        self.edges_of_line: defaultdict[str, list[Edge]] = defaultdict(list)
        for edge in eligible_edges(plan.problem):
            self.edges_of_line[edge.line].append(edge)
        self.pool = {
            (member.id, offer.service): offer.capacity
            for member in plan.problem.members
            for offer in member.offers
        }
        self.rivals: defaultdict[str, set[str]] = defaultdict(set)
        for member in plan.problem.members:
            for rival in member.conflicts:
                self.rivals[member.id].add(rival)
                self.rivals[rival].add(member.id)
        self.money = {member.id: member.turnover_cap for member in plan.problem.members}
        for one in plan.allocations:
            line = plan.problem.line_by_id[one.line]
            self.holders[one.line].add(one.member)
            self.pool[one.member, line.service] -= one.volume
            self.money[one.member] -= one.volume * line.unit_price

    def ways(self, held: Allocation) -> list[_Way]:
        """Everybody else who could take some of it."""
        found = []
        for edge in self.edges_of_line[held.line]:
            room = edge.most - self.held.get((edge.member, edge.line), 0)
            most = min(room, held.volume)
            if edge.member != held.member and most >= self._least(edge):
                found.append(_Way(held, edge, most))
        return found

    def taken(self, ways: Sequence[_Way]) -> list[int]:
        """Units taken on each way when most is taken over; the failures are one flow in parts that
        do not touch: source -> what is held -> a member's capacity in the service -> sink."""
        held = _numbered([way.held for way in ways])
        pools = _numbered([self._pool(way) for way in ways])
        left = self._units_left(ways)
        sink = 1 + len(held) + len(pools)
        arcs = [(0, 1 + number, one.volume) for one, number in held.items()]
        arcs += [
            (1 + held[way.held], 1 + len(held) + pools[self._pool(way)], way.most) for way in ways
        ]
        arcs += [(1 + len(held) + number, sink, left[pool]) for pool, number in pools.items()]
        tail, head, room = np.array(arcs, dtype=np.int64).reshape(-1, 3).T
        flow = greatest_flow(Network(tail, head, room, sink + 1))
        units: list[int] = flow[len(held) : len(held) + len(ways)].tolist()
        return units

    def _pool(self, way: _Way) -> tuple[str, str, str]:
        """Whose failure it is, who steps in, and in which service."""
        return way.held.member, way.edge.member, self.problem.line_by_id[way.held.line].service

    def _units_left(self, ways: Sequence[_Way]) -> dict[tuple[str, str, str], int]:
        """Units by pool within capacity and what money is left, at the dearest price.

        A member's money is given to its services in turn, so that the flow stays one of units.
        """
        dearest: dict[tuple[str, str, str], int] = {}
        for way in ways:
            price = self.problem.line_by_id[way.held.line].unit_price
            dearest[self._pool(way)] = max(dearest.get(self._pool(way), 0), price)
        spent: Counter[tuple[str, str]] = Counter()
        units = {}
        for pool, price in sorted(dearest.items()):
            failed, by, service = pool
            money = self.money[by] - spent[failed, by]
            units[pool] = min(self.pool[by, service], money // price)
            spent[failed, by] += units[pool] * price
        return units

    def usable(self, held: Allocation, takers: list[tuple[int, Edge]]) -> list[Backup]:
        """What of a line's flow keeps its least lots, places and conflicts, the largest first."""
        holders = self.holders[held.line] - {held.member}
        places = self.problem.line_by_id[held.line].max_members
        found = []
        for units, edge in sorted(takers, key=lambda taker: (-taker[0], taker[1].member)):
            crowded = edge.member not in holders and len(holders) >= places
            if units < self._least(edge) or crowded or self.rivals[edge.member] & holders:
                continue
            holders.add(edge.member)
            found.append(Backup(held.member, held.line, edge.member, units))
        return found

    def _least(self, edge: Edge) -> int:
        return 1 if (edge.member, edge.line) in self.held else edge.least


def _numbered(things: list[T]) -> dict[T, int]:
    return {thing: number for number, thing in enumerate(dict.fromkeys(things))}

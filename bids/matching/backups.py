"""Who could step in for whom: a named backup for each lot, and the members that others could replace."""

from collections import Counter, defaultdict
from dataclasses import dataclass

import networkx as nx
from networkx.algorithms.flow import boykov_kolmogorov

from bids.matching.eligibility import Edge, eligible_edges
from bids.matching.plan import Allocation, Plan
from bids.matching.problem import Problem


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

    Each failure is looked at alone (N-1). Spare capacity counts, least lots and places do too where
    a newcomer on a line would have to keep them; a newcomer's least contract is left aside.
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
    by_member: defaultdict[str, list[Allocation]] = defaultdict(list)
    for held in plan.allocations:
        by_member[held.member].append(held)
    backups: list[Backup] = []
    replaceable = []
    for member, allocations in sorted(by_member.items()):
        found = spare.cover(member, allocations)
        backups += found
        if sum(one.volume for one in found) == sum(held.volume for held in allocations):
            replaceable.append(member)
    return Resilience(tuple(backups), tuple(replaceable), len(by_member))


class _Spare:
    """What every member has left in a plan, and who may hold what."""

    def __init__(self, plan: Plan) -> None:
        self.problem: Problem = plan.problem
        self.held = {(one.member, one.line): one.volume for one in plan.allocations}
        self.holders = Counter(one.line for one in plan.allocations)
        self.edges_of_line: defaultdict[str, list[Edge]] = defaultdict(list)
        for edge in eligible_edges(plan.problem):
            self.edges_of_line[edge.line].append(edge)
        self.pool = {
            (member.id, offer.service): offer.capacity
            for member in plan.problem.members
            for offer in member.offers
        }
        self.money = {member.id: member.turnover_cap for member in plan.problem.members}
        for one in plan.allocations:
            line = plan.problem.line_by_id[one.line]
            self.pool[one.member, line.service] -= one.volume
            self.money[one.member] -= one.volume * line.unit_price

    def cover(self, failed: str, allocations: list[Allocation]) -> list[Backup]:
        """The most of these allocations that others can take, as one small flow in units."""
        graph = nx.DiGraph()
        dearest: dict[tuple[str, str], int] = {}
        for one in allocations:
            line = self.problem.line_by_id[one.line]
            graph.add_edge("source", ("line", one.line), capacity=one.volume)
            for edge in self._open(failed, one):
                most, pool = min(self._room(edge), one.volume), (edge.member, line.service)
                if most >= self._least(edge):
                    graph.add_edge(("line", one.line), pool, capacity=most)
                    dearest[pool] = max(dearest.get(pool, 0), line.unit_price)
        if not dearest:
            return []
        for pool, units in self._units_left(dearest).items():
            graph.add_edge(pool, "sink", capacity=units)
        _, flow = nx.maximum_flow(graph, "source", "sink", flow_func=boykov_kolmogorov)
        return [
            backup
            for one in allocations
            for backup in self._usable(failed, one, flow.get(("line", one.line), {}))
        ]

    def _units_left(self, dearest: dict[tuple[str, str], int]) -> dict[tuple[str, str], int]:
        """Units by member and service within capacity and what money is left, at the dearest price.

        A member's money is given to its services in turn, so that the flow stays one of units.
        """
        money = {member: self.money[member] for member, _ in dearest}
        units = {}
        for pool in sorted(dearest):
            units[pool] = min(self.pool[pool], money[pool[0]] // dearest[pool])
            money[pool[0]] -= units[pool] * dearest[pool]
        return units

    def _usable(
        self, failed: str, one: Allocation, flow: dict[tuple[str, str], int]
    ) -> list[Backup]:
        """What of a line's flow keeps the least lots and the places of the line, the largest first."""
        places = self.problem.line_by_id[one.line].max_members - self.holders[one.line] + 1
        taken = sorted(((units, pool[0]) for pool, units in flow.items() if units), reverse=True)
        least = {edge.member: self._least(edge) for edge in self._open(failed, one)}
        found = []
        for units, member in taken:
            newcomer = (member, one.line) not in self.held
            if units < least[member] or (newcomer and places == 0):
                continue
            places -= newcomer
            found.append(Backup(failed, one.line, member, units))
        return found

    def _open(self, failed: str, one: Allocation) -> list[Edge]:
        return [edge for edge in self.edges_of_line[one.line] if edge.member != failed]

    def _least(self, edge: Edge) -> int:
        return 1 if (edge.member, edge.line) in self.held else edge.least

    def _room(self, edge: Edge) -> int:
        """Units of the line that the member could take on top of what it holds of it."""
        return edge.most - self.held.get((edge.member, edge.line), 0)

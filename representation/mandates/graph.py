"""The graph from organisations to boards on a day, and the answers that walking it gives.

An edge leads from an organisation to the body it votes in, from a body to the seats that it elects
to, and from a seat to its body. What is not there that day is left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import networkx as nx

from representation.mandates.chain import chain_of, has_lost_basis
from representation.mandates.records import AppointmentRecord, Key, Records

Node = tuple[str, Key]


@dataclass(frozen=True)
class Hop:
    """One vote on the way: the body that elects, and those it has elected to the next body that day."""

    body: Key
    seats: tuple[Key, ...]


@dataclass(frozen=True)
class Voice:
    """A seat on the board that an organisation's vote leads to, and who holds it, if anybody.

    `route`: from the organisation's own forum, vote by vote. `chain`: the appointments that the holder's
    mandate rests on, the first vote first. `is_own`: that first vote was in the organisation's own forum.
    """

    seat: Key
    route: tuple[Hop, ...]
    appointment: Key | None = None
    chain: tuple[Key, ...] = ()
    is_own: bool = False
    has_mandate: bool = False
    has_lost_basis: bool = False


class MandateGraph:
    """The graph of one day, made when first walked and asked often."""

    def __init__(self, records: Records, day: date) -> None:
        self.records = records
        self.day = day
        self._from: dict[Key, Mapping[Node, Sequence[Node]]] = {}

    @cached_property
    def graph(self) -> "nx.DiGraph[Node]":
        """Nodes are ("organisation" | "body" | "seat", key)."""
        return _graph(self.records, self.day)

    def voices(
        self, organisation: Key, board: Key, *, with_parts: bool = False
    ) -> tuple[Voice, ...]:
        """Who speaks for an organisation at a board, and by whose vote; vacant seats too.

        With parts, seats on the board's sub-groups count as well. Nothing where no vote of the
        organisation leads to the board that day.
        """
        boards = self._with_parts(board) if with_parts else {board}
        seats = self.seats_of(organisation)
        found = [seat for seat in sorted(seats) if self.records.seat[seat].body in boards]
        homes = self._homes(organisation)
        return tuple(self._voice(seat, homes) for seat in found)

    def voices_from(self, forum: Key) -> tuple[Voice, ...]:
        """Every seat that the votes in one body lead to, wherever it is; vacant seats too."""
        start = ("body", forum)
        if start not in self.graph:
            return ()
        seats = sorted(key for kind, key in nx.descendants(self.graph, start) if kind == "seat")
        return tuple(self._voice(seat, frozenset({forum})) for seat in seats)

    def seats_of(self, organisation: Key) -> frozenset[Key]:
        """Every seat that the organisation's vote leads to that day, however many votes lie between."""
        start = ("organisation", organisation)
        if start not in self.graph:
            return frozenset()
        reached = nx.descendants(self.graph, start)
        return frozenset(key for kind, key in reached if kind == "seat")

    def voters_of(self, board: Key) -> frozenset[Key]:
        """Every organisation whose vote leads to some seat on the board that day."""
        end = ("body", board)
        if end not in self.graph:
            return frozenset()
        behind = nx.ancestors(self.graph, end)
        return frozenset(key for kind, key in behind if kind == "organisation")

    def area_of(self, appointment: AppointmentRecord) -> str:
        """Where a mandate began: the area of its chain's first seat, or of the body that elected to it."""
        first = self.records.appointment[chain_of(self.records, appointment.key, self.day)[0]]
        if not first.has_mandate:
            return ""
        seat = self.records.seat[first.seat]
        if seat.area or seat.electing_body is None:
            return seat.area
        return self.records.body[seat.electing_body].area

    def _voice(self, seat: Key, homes: frozenset[Key]) -> Voice:
        route = self._route(homes, seat)
        holder = self.records.holder(seat, self.day)
        if holder is None:
            return Voice(seat, route)
        chain = chain_of(self.records, holder.key, self.day)
        first = self.records.seat[self.records.appointment[chain[0]].seat]
        return Voice(
            seat=seat,
            route=route,
            appointment=holder.key,
            chain=chain,
            is_own=first.electing_body in homes,
            has_mandate=holder.has_mandate,
            has_lost_basis=has_lost_basis(self.records, holder, self.day),
        )

    def _route(self, homes: frozenset[Key], seat: Key) -> tuple[Hop, ...]:
        """The shortest way from a voting home to the seat, as the bodies that vote on it."""
        found = (self._ways(home).get(("seat", seat)) for home in sorted(homes))
        way = min((way for way in found if way), key=len)
        bodies = [key for kind, key in way if kind == "body"]
        following = [*bodies[1:], self.records.seat[seat].body]
        return tuple(
            Hop(body, self._elected(body, after))
            for body, after in zip(bodies, following, strict=True)
        )

    def _ways(self, home: Key) -> Mapping[Node, Sequence[Node]]:
        """The shortest ways from a body to all that can be reached from it."""
        if home not in self._from:
            self._from[home] = nx.single_source_shortest_path(self.graph, ("body", home))
        return self._from[home]

    def _elected(self, body: Key, to: Key) -> tuple[Key, ...]:
        """The seats of one body that another elects to."""
        seats = (key for _kind, key in self.graph.successors(("body", body)))
        return tuple(sorted(seat for seat in seats if self.records.seat[seat].body == to))

    def _homes(self, organisation: Key) -> frozenset[Key]:
        start = ("organisation", organisation)
        return (
            frozenset(key for _kind, key in self.graph.successors(start))
            if start in self.graph
            else frozenset()
        )

    def _with_parts(self, board: Key) -> set[Key]:
        boards = {board}
        for body in sorted(self.records.bodies, key=lambda one: one.key):
            if body.parent in boards and body.days.has(self.day):
                boards.add(body.key)
        return boards


def _graph(records: Records, day: date) -> "nx.DiGraph[Node]":
    graph: nx.DiGraph[Node] = nx.DiGraph()
    bodies = {one.key for one in records.bodies if one.days.has(day)}
    graph.add_nodes_from(("body", key) for key in bodies)
    for seat in records.seats:
        if seat.days.has(day) and seat.body in bodies:
            graph.add_edge(("seat", seat.key), ("body", seat.body))
            if seat.electing_body in bodies:
                graph.add_edge(("body", seat.electing_body), ("seat", seat.key))
    for voter in records.voters:
        if voter.days.has(day) and voter.body in bodies:
            graph.add_edge(("organisation", voter.organisation), ("body", voter.body))
    return graph

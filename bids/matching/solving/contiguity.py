"""Bring together the areas in which a member holds one service, where a plan has scattered them.

Few plans scatter many lots, so nothing is asked of the search beforehand. Each scattered lot is
kept to its largest piece and what touches it, and its neighbourhood is planned afresh under that.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bids.matching.areas import connected
from bids.matching.problem import Contiguity, Problem
from bids.matching.solving.arrays import Arrays, Ints
from bids.matching.solving.local_search import SEARCH_OPTIONS
from bids.matching.solving.model import build_model
from bids.matching.solving.neighbourhood import Map
from bids.matching.solving.scope import scope_of
from bids.matching.solving.solver_process import SolverFailed, SolverProcess
from bids.matching.solving.standing import Standing

ROUNDS = 8
REFILLS = 4
EDGES_AROUND = 80
NO_LOSS = 1.0


@dataclass(frozen=True)
class Gathering:
    """The mending of one standing plan; `refill` improves it where lines are short."""

    problem: Problem
    standing: Standing
    solver: SolverProcess
    refill: Callable[[Standing], None]

    @property
    def arrays(self) -> Arrays:
        return self.standing.arrays

    def run(self) -> None:
        """Mend what is scattered without loss of cover; where the policy is hard, the rest at a loss.

        What is lost is then sought again among edges that scatter nothing, and what stays apart
        even so is given up.
        """
        around = Map(self.arrays)
        self.mend_all(around, at_a_loss=False)
        if self.problem.policy.contiguity is not Contiguity.HARD:
            return
        self.mend_all(around, at_a_loss=True)
        for _ in range(REFILLS):
            self.drop_scattered()
            for pool in np.unique(self.arrays.edge_pool[self.standing.pairs]).tolist():
                self.standing.barred[self.apart(pool)] = True
            self.refill(self.standing)
            if not self.scattered():
                return
            self.mend_all(around, at_a_loss=False)
        self.drop_scattered()

    def mend_all(self, around: Map, *, at_a_loss: bool) -> None:
        given_up: set[int] = set()
        for _ in range(ROUNDS):
            scattered = [pool for pool in self.scattered() if pool not in given_up]
            for pool in scattered:
                if not self.mend(pool, around, at_a_loss=at_a_loss):
                    given_up.add(pool)
            if not scattered:
                return

    def drop_scattered(self) -> None:
        for pool in self.scattered():
            self.drop(self.apart(pool))

    def scattered(self) -> list[int]:
        """Pools whose areas do not hang together."""
        held = np.unique(self.arrays.edge_pool[self.standing.pairs])
        return [pool for pool in held.tolist() if len(self.pieces(pool)) > 1]

    def pieces(self, pool: int) -> list[list[str]]:
        """The pool's areas in sets that hang together, that of most value first."""
        value: dict[str, float] = {}
        for edge in self.edges_of(pool):
            if self.standing.pairs[edge]:
                area = self.area(edge)
                worth = self.standing.units[edge] * self.arrays.edge_price[edge]
                value[area] = value.get(area, 0.0) + float(worth)
        found = connected(value, self.problem.localities)
        return sorted(found, key=lambda piece: (-sum(value[area] for area in piece), piece))

    def apart(self, pool: int) -> Ints:
        """Edges of the pool that are neither in its largest piece nor touch it; none, if it holds nothing."""
        pieces = self.pieces(pool)
        if not pieces:
            return np.zeros(0, dtype=np.int64)
        main = set(pieces[0])
        near = main | {area for place in main for area in self.problem.localities[place]}
        edges = self.edges_of(pool)
        return edges[[self.area(edge) not in near for edge in edges]]

    def edges_of(self, pool: int) -> Ints:
        return np.flatnonzero(self.arrays.edge_pool == pool)

    def area(self, edge: int) -> str:
        return self.problem.line_by_id[self.arrays.line_ids[self.arrays.edge_line[edge]]].locality

    def mend(self, pool: int, around: Map, *, at_a_loss: bool) -> bool:
        """Plan the pool's surroundings afresh without what lies apart; whether it hangs together now."""
        if len(self.pieces(pool)) < 2:  # the mending of another has changed it
            return True
        apart = self.apart(pool)
        own = self.edges_of(pool)
        lost = own[self.standing.pairs[own]]
        edges = np.unique(
            np.concatenate(
                [
                    around.around(int(self.arrays.edge_line[edge]), EDGES_AROUND, None).edges
                    for edge in lost
                ]
            )
        )
        self.standing.barred[apart] = True
        before = self.standing.short() @ self.arrays.line_price
        units, pairs = self.standing.units[edges], self.standing.pairs[edges]
        if self.replanned(edges):
            loss = float(self.standing.short() @ self.arrays.line_price - before)
            if at_a_loss or loss < NO_LOSS:
                return True
            self.standing.put(edges, units, pairs)
        self.standing.barred[apart] = False
        return False

    def replanned(self, edges: Ints) -> bool:
        model = build_model(self.arrays, scope_of(edges, self.standing))
        try:
            answer = self.solver.run(model.program, SEARCH_OPTIONS)
        except SolverFailed:
            return False
        if answer.x is None:
            return False
        held = model.held(answer.x)
        self.standing.put(edges, held.units, held.pairs)
        return True

    def drop(self, edges: Ints) -> None:
        """Give up these pairs, and all of a member's that falls below its least contract by it."""
        nothing = np.zeros(len(edges))
        self.standing.put(edges, nothing, nothing > 0)
        for member in np.unique(self.arrays.edge_member[edges]):
            if self.standing.member_value[member] < self.arrays.member_least[member]:
                rest = np.flatnonzero(self.arrays.edge_member == member)
                self.standing.put(rest, np.zeros(len(rest)), np.zeros(len(rest)) > 0)

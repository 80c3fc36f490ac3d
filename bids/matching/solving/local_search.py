"""Improve a plan neighbourhood by neighbourhood, each an exact small program with all else held still.

Units stay fractions here: whole units in every small program would cost ten times the time, and
least contracts missed by a rounding would have most improvements refused. They are rounded once, at
the end. Neighbourhoods are counted, not timed, and their results are applied in the order of their
making, so that the plan is the same on any machine.
"""

import math
import random
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from bids.matching.plan import Stopped
from bids.matching.solving.arrays import Arrays, Floats, Truths
from bids.matching.solving.crew import Crew, Ground
from bids.matching.solving.model import Model, build_model
from bids.matching.solving.neighbourhood import Map, Neighbourhood
from bids.matching.solving.passes import FURTHER, LEAST_GAIN_OF_FURTHER, MOST_FURTHER, Pass
from bids.matching.solving.scope import scope_cost, scope_of
from bids.matching.solving.solver_process import Answer
from bids.matching.solving.standing import Standing
from bids.matching.solving.start import from_standing

LOOK_AHEAD = 12
SHORT = 1e-6
LEAST_GAIN = 1.0
SEARCH_OPTIONS: dict[str, Any] = {
    "mip_max_nodes": 200,
    "mip_heuristic_run_feasibility_jump": False,
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_root_reduced_cost": False,
    "mip_allow_restart": False,
    "mip_root_presolve_only": True,
    "mip_detect_symmetry": False,
    "mip_heuristic_effort": 0.0,
    "mip_heuristic_run_zi_round": True,
}


class LocalSearch:
    """One search: `improve` changes the standing it was given."""

    def __init__(
        self, standing: Standing, relaxed_cost: Floats, crew: Crew, seed: int, enough: float = 0.0
    ) -> None:
        """`enough` pence are a cost at which only lines that are short still want improving."""
        self.standing = standing
        self._enough = enough
        self._crew = crew
        self._relaxed_cost = relaxed_cost
        self._map = Map(standing.arrays)
        self._random = random.Random(seed)  # noqa: S311 (a search, not a secret)
        self._due: Truths = np.ones(len(standing.arrays.line_ids), dtype=np.bool_)

    def improve(
        self, passes: tuple[Pass, ...], on_progress: Callable[[int, int], None]
    ) -> Stopped | None:
        """Make all passes; why it was cut short, if it was. `on_progress` hears passes done and of all."""
        for number, one in enumerate(passes):
            for _ in self._make(one):
                on_progress(number, len(passes))
                if verdict := self._crew.verdict():
                    self._crew.abandon()
                    return verdict
        return None

    def improve_further(self, on_progress: Callable[[int, int], None]) -> Stopped | None:
        """Wider passes over everything until the cost is near enough, or hardly anything is gained."""
        for _ in range(MOST_FURTHER):
            before = self.standing.objective()
            if self.near_enough():
                return None
            self._due[:] = True
            if stopped := self.improve(FURTHER, on_progress):
                return stopped
            if before - self.standing.objective() < LEAST_GAIN_OF_FURTHER * before:
                return None
        return None

    def near_enough(self) -> bool:
        """Whether the cost would be near enough if what is short were had at its price."""
        penalty = self.standing.arrays.policy.shortage_weight - 1
        return self.standing.objective() - penalty * self.standing.open_value() <= self._enough

    def _make(self, one: Pass) -> Iterator[None]:
        """Plan the neighbourhoods of a pass, several at once where they lie apart; yields after each."""
        waiting = self._neighbourhoods(one)
        while waiting := waiting if one.only_short else self._wanted(waiting):
            free = [
                place
                for place, around in enumerate(waiting[:LOOK_AHEAD])
                if self._crew.may_start(around.ground)
            ]
            if free:
                self._start(waiting.pop(free[0]), one.gap)
            else:
                self._crew.finish_oldest()
                yield
        self._crew.finish_all()
        yield

    def _wanted(self, waiting: list[Neighbourhood]) -> list[Neighbourhood]:
        """All of these, or those with a line that is short where the cost is near enough."""
        if not self.near_enough():
            return waiting
        short = set(np.flatnonzero(self.standing.short() > SHORT).tolist())
        return [around for around in waiting if not short.isdisjoint(around.ground.lines)]

    def _neighbourhoods(self, one: Pass) -> list[Neighbourhood]:
        """Neighbourhoods that together reach every line that is due, dearest line first."""
        shuffle = self._random if one.shuffled else None
        reached: set[int] = set()
        found = []
        for line in self._order(one):
            if line not in reached and self._map.edges_of_line[line]:
                found.append(self._map.around(line, one.edges, shuffle))
                reached |= found[-1].ground.lines
        return found[: math.ceil(one.share * len(found))]

    def _order(self, one: Pass) -> list[int]:
        """Lines that are due, those first that cost most more than in the relaxation."""
        excess = line_cost(self.standing) - self._relaxed_cost
        due = self.standing.short() > SHORT if one.only_short else self._due
        return [int(line) for line in np.argsort(-excess, kind="stable") if due[line]]

    def _start(self, around: Neighbourhood, gap: float) -> None:
        scope = scope_of(around.edges, self.standing)
        model = build_model(self.standing.arrays, scope)
        before = scope_cost(scope, self.standing)

        def finish(answer: Answer | None) -> None:
            self._take_over(around, model, before, answer)

        program = from_standing(model, self.standing)
        self._crew.start(around.ground, program, {**SEARCH_OPTIONS, "mip_rel_gap": gap}, finish)

    def _take_over(
        self, around: Neighbourhood, model: Model, before: float, answer: Answer | None
    ) -> None:
        """Replace what stands in the neighbourhood by what was found, if that is better."""
        self._due[list(around.ground.lines)] = False
        if answer is None or answer.x is None or answer.objective is None:
            return
        if answer.objective * model.money < before - LEAST_GAIN:
            held = model.held(answer.x)
            self.standing.put(around.edges, held.units, held.pairs)
            self._due[self._beside(around.ground)] = True

    def _beside(self, ground: Ground) -> list[int]:
        """Lines outside that share a member with this ground."""
        near = {line for member in ground.members for line in self._map.lines_of_member[member]}
        return sorted(near - ground.lines)


def line_cost(standing: Standing) -> Floats:
    """Pence that each line costs as things stand, with its share of its members' fixed cost."""
    arrays, policy = standing.arrays, standing.arrays.policy
    contracts = np.maximum(standing.member_pairs[arrays.edge_member], 1)
    edge_cost = standing.units * arrays.edge_cost + standing.pairs * (
        policy.line_cost + policy.member_cost / contracts
    )
    by_line = np.bincount(arrays.edge_line, edge_cost, len(arrays.line_ids))
    penalty = policy.shortage_weight * standing.short() * arrays.line_price
    return np.asarray(by_line + penalty)


def relaxed_line_cost(arrays: Arrays, units: Floats) -> Floats:
    """Pence that each line costs in the relaxation, fixed charges left aside."""
    return np.bincount(arrays.edge_line, units * arrays.edge_cost, len(arrays.line_ids)).astype(
        np.float64
    )

"""The mixed-integer program of a split, whole or of one neighbourhood with everything else held still."""

from dataclasses import dataclass

import numpy as np

from bids.matching.solving.arrays import Arrays, Floats
from bids.matching.solving.layout import Layout, Units
from bids.matching.solving.program import INFINITY, Program
from bids.matching.solving.rules import rules_of
from bids.matching.solving.scope import Held, Scope

MOST_UNITS_UNSCALED = 100_000
OBJECTIVE_DIGITS = 8


@dataclass(frozen=True)
class Model:
    """A program and what its columns mean. `money` pence are 1 of its objective."""

    program: Program
    scope: Scope
    unit: Floats
    money: float

    @property
    def size(self) -> int:
        return len(self.scope.edges)

    def held(self, x: Floats) -> Held:
        """Units and pairs of the scope's edges in a solution."""
        pairs = x[self.size : 2 * self.size] > 0.5
        return Held(np.where(pairs, x[: self.size] * self.unit, 0.0), pairs)


def line_unit(arrays: Arrays) -> Floats:
    """Units that 1 of a line's columns stands for: more than one only where volumes are very large."""
    return np.maximum(1.0, arrays.line_volume / MOST_UNITS_UNSCALED)


def money_unit(arrays: Arrays) -> float:
    """Pence that 1 of the objective stands for, so that its figures have about eight digits."""
    return float(10 ** max(0, len(str(arrays.value)) - OBJECTIVE_DIGITS))


def build_model(
    arrays: Arrays, scope: Scope, *, whole: bool = False, most_open: float = INFINITY
) -> Model:
    """The program of a scope; `whole` asks for whole units, `most_open` pence may be left uncovered."""
    units = _units(arrays, scope, whole=whole)
    filled = len(scope.members) if arrays.fill_weight else 0
    layout = Layout(len(scope.edges), len(scope.members), len(scope.lines), filled)
    low = np.zeros(layout.columns)
    low[2 * layout.edges : layout.short] = scope.outside
    integer = np.zeros(layout.columns, dtype=np.int64)
    integer[layout.edges : layout.short] = 1
    integer[: layout.edges] = whole
    rows = rules_of(arrays, scope, layout, units, most_open)
    high = _high(arrays, scope, layout, units)
    program = rows.program(_cost(arrays, scope, layout, units), low, high, integer)
    return Model(program, scope, units.edge, units.money)


def _units(arrays: Arrays, scope: Scope, *, whole: bool) -> Units:
    by_line = np.ones(len(arrays.line_ids)) if whole else line_unit(arrays)
    edge_line = arrays.edge_line[scope.edges]
    return Units(by_line[edge_line], by_line[scope.lines], money_unit(arrays))


def _cost(arrays: Arrays, scope: Scope, layout: Layout, units: Units) -> Floats:
    """The objective's price of each column."""
    policy = arrays.policy
    parts: list[Floats] = [
        arrays.edge_cost[scope.edges] * units.edge,
        scope.pair_cost,
        np.where(scope.outside, 0.0, float(policy.member_cost)),
        policy.shortage_weight * arrays.line_price[scope.lines] * units.line,
        np.array([units.money]),
        np.full(layout.filled, arrays.fill_weight * units.money),
    ]
    return np.concatenate(parts) / units.money


def _high(arrays: Arrays, scope: Scope, layout: Layout, units: Units) -> Floats:
    """The most that each column may be."""
    fills = np.maximum(arrays.fill_targets[scope.members] / units.money, 0.0)
    parts: list[Floats] = [
        np.where(scope.barred, 0.0, scope.most / units.edge),
        np.where(scope.barred, 0.0, 1.0),
        np.ones(layout.members),
        scope.volume / units.line,
        np.array([scope.floor / units.money]),
        fills[: layout.filled],
    ]
    return np.concatenate(parts)

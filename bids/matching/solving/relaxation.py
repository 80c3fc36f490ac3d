"""The compact relaxation: its cost is a proved lower bound, its prices guide the search.

Each fixed charge is spread over the most that it could ever buy: a pair's over the units that fit
on it, a member's over its turnover cap. What is left is a flow of units with a few side rows, small
enough to be solved for a nation in under a second.
"""

import math
from dataclasses import dataclass

import numpy as np

from bids.matching.solving.arrays import Arrays, Floats, Ints
from bids.matching.solving.model import line_unit, money_unit
from bids.matching.solving.program import INFINITY, Program, Rows
from bids.matching.solving.solver_process import SolverProcess

ROUNDING_MARGIN = 1e-9


@dataclass(frozen=True)
class Relaxation:
    """Units of each edge in the relaxed optimum, each line's price of one unit more, in pence,
    and a lower bound of every plan's objective, in pence."""

    units: Floats
    line_dual: Floats
    bound: int


def relax(arrays: Arrays, solver: SolverProcess) -> Relaxation | None:
    """Solve the compact relaxation; None where the search was stopped first."""
    program, unit, money = build_relaxation(arrays, spread_cost(arrays))
    answer = solver.run(program, {"solver": "simplex"})
    if answer.x is None or answer.row_dual is None:
        return None
    edges, lines = len(arrays.edge_line), len(arrays.line_ids)
    bound = lagrangian_bound(program, answer.row_dual) * money
    return Relaxation(
        units=answer.x[:edges] * unit,
        line_dual=answer.row_dual[:lines] * money / line_unit(arrays),
        bound=bound_in_pence(bound, ROUNDING_MARGIN),
    )


def spread_cost(arrays: Arrays) -> Floats:
    """Pence for a unit of each edge with the fixed charges spread as thin as they can be."""
    policy = arrays.policy
    members = len(arrays.member_ids)
    reach = np.bincount(arrays.edge_member, arrays.edge_most * arrays.edge_price, members)
    most = np.maximum(np.minimum(arrays.member_cap, reach), 1.0)
    a_member = policy.member_cost * arrays.edge_price / most[arrays.edge_member]
    return np.asarray(arrays.edge_cost + policy.line_cost / arrays.edge_most + a_member)


def build_relaxation(arrays: Arrays, cost: Floats) -> tuple[Program, Floats, float]:
    """The relaxation at a cost per unit of each edge, the units of its columns, the pence of its objective.

    Columns: units of each edge, units short of each line, the value that the small floor lacks. The
    first rows are the lines'.
    """
    edges, lines = len(arrays.edge_line), len(arrays.line_ids)
    by_line, money = line_unit(arrays), money_unit(arrays)
    unit = by_line[arrays.edge_line]
    rows = Rows()
    x, volume = np.arange(edges), arrays.line_volume / by_line
    short = (np.arange(lines), edges + np.arange(lines), np.ones(lines))
    rows.add(volume, volume, (arrays.edge_line, x, np.ones(edges)), short)
    _at_most(rows, arrays.edge_pool, x, unit, arrays.pool_capacity)
    _at_most(rows, arrays.edge_member, x, arrays.edge_price * unit, arrays.member_cap)
    _at_most(rows, arrays.edge_line, x, unit / arrays.edge_most, arrays.line_places)
    floor = arrays.small_floor / money
    if floor:
        small = x[arrays.member_small[arrays.edge_member]]
        value = (arrays.edge_price * unit / money)[small]
        lacking = (np.zeros(1, dtype=np.int64), np.array([edges + lines]), np.ones(1))
        first = np.zeros(len(small), dtype=np.int64)
        rows.add(np.array([floor]), np.array([INFINITY]), (first, small, value), lacking)
    penalty = arrays.policy.shortage_weight * arrays.line_price * by_line
    costs = np.concatenate([cost * unit, penalty, [money]]) / money
    high = np.concatenate([arrays.edge_most / unit, volume, [floor]])
    continuous = np.zeros(len(costs), dtype=np.int64)
    return rows.program(costs, np.zeros(len(costs)), high, continuous), unit, money


def _at_most(rows: Rows, group: Ints, columns: Ints, weight: Floats, limit: Ints) -> None:
    """One row for each group, as fractions of its limit."""
    most = np.maximum(limit, 1).astype(np.float64)
    low = np.full(len(limit), -INFINITY)
    rows.add(low, limit / most, (group, columns, weight / most[group]))


def lagrangian_bound(program: Program, row_dual: Floats) -> float:
    """The bound that these row prices prove by themselves, whatever the solver's tolerances were."""
    price = np.where(np.isinf(program.row_low), np.minimum(row_dual, 0.0), row_dual)
    price = np.where(np.isinf(program.row_high), np.maximum(price, 0.0), price)
    row_of = np.repeat(np.arange(len(program.row_low)), np.diff(program.starts))
    paid = np.bincount(program.columns, program.values * price[row_of], len(program.cost))
    reduced = program.cost - paid
    ends = np.where(reduced > 0, program.low, program.high)
    sides = np.where(price > 0, program.row_low, program.row_high)
    rows = np.where(price == 0, 0.0, price * np.where(np.isinf(sides), 0.0, sides))
    return float(rows.sum() + (reduced * ends).sum())


def bound_in_pence(bound: float, margin: float) -> int:
    """A float bound made safe: less a share of itself and a hundredth, then up to the next whole penny.

    Every plan's objective is a whole number, so none lies between the two.
    """
    if not math.isfinite(bound):
        return 0
    return max(0, math.ceil(bound - abs(bound) * margin - 0.01))

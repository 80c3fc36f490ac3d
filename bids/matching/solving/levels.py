"""Shares of their usable offers that members could have together: the best least one, and the fairest all.

Flows in fractions of lines, least value uncovered first: lots of any size, any number of members on a line.
"""

from dataclasses import dataclass

import numpy as np

from bids.matching.solving.arrays import Arrays, Floats, Truths, pool_values
from bids.matching.solving.program import INFINITY, Program, Rows
from bids.matching.solving.solver_process import SolverFailed, SolverProcess

SLACK = 1e-7
SLACK_OF_LEVELS = 1e-6
PRICED = 1e-6
FULL = 1 - 1e-6


@dataclass(frozen=True)
class Levels:
    """The share of its usable offer, 0 to 1, that each member has at least; `settled` says whose can be
    no more without taking from somebody who has no more than it."""

    share: Floats
    settled: Truths


def best_least_fill(arrays: Arrays, solver: SolverProcess) -> float:
    """The greatest t from 0 to 1 such that every member can have t of its usable offer."""
    unsettled = np.full(len(arrays.member_ids), np.nan)
    uncovered = _least_uncovered(arrays, solver)
    if uncovered is None:
        return 0.0
    level = solver.run(_flow(arrays, unsettled, uncovered), {}).objective
    return 0.0 if level is None else min(1.0, max(0.0, -level))


def fairest_levels(arrays: Arrays, solver: SolverProcess, most_rounds: int) -> Levels:
    """The leximin levels: the least is made greatest, then the next least, and so on.

    Each round settles the members whose level has a price, for they are what keeps the least where it is
    (Willson, Fair division using linear programming, 1998). After `most_rounds` the last common level
    of the others stands, not settled.
    """
    nothing_to_share = arrays.usable_offers == 0
    settled = np.where(nothing_to_share, 0.0, np.nan)
    share = np.zeros(len(settled))
    uncovered = _least_uncovered(arrays, solver)
    for _ in range(most_rounds if uncovered is not None else 0):
        open_still = np.isnan(settled)
        if not open_still.any():
            break
        try:
            answer = solver.run(_flow(arrays, settled, uncovered), {})
        except SolverFailed:  # the tolerances of hundreds of settled levels can leave no solution
            break
        if answer.objective is None or answer.row_dual is None:
            break
        level = min(1.0, max(0.0, -answer.objective))
        share[open_still] = level
        first = len(arrays.line_ids) + len(arrays.pool_member) + len(settled)
        price = np.abs(answer.row_dual[first : first + len(settled)])
        priced = price * arrays.usable_offers / _scale(arrays) > PRICED
        settled[open_still & (priced | (level > FULL))] = level
    return Levels(np.where(np.isnan(settled), share, settled), ~np.isnan(settled))


def _least_uncovered(arrays: Arrays, solver: SolverProcess) -> float | None:
    """The least value, over `_scale`, that a flow leaves uncovered; None where there is nothing to share."""
    if len(arrays.edge_line) == 0:
        return None
    return solver.run(_flow(arrays, np.zeros(len(arrays.member_ids)), None), {}).objective


def _scale(arrays: Arrays) -> float:
    """Pence of an average member's part: the solver's tolerances are then small beside every part."""
    return arrays.value / len(arrays.member_ids)


def _flow(arrays: Arrays, settled: Floats, uncovered: float | None) -> Program:
    """Columns: value given on each edge, value short of each line, the level t; values over `_scale`.

    Without `uncovered` it makes the shortage least; with it, it holds the shortage there and makes t
    greatest, the level of every member that is not settled (NaN). Rows: lines, pools, caps, levels.
    """
    edges, lines, members = len(arrays.edge_line), len(arrays.line_ids), len(arrays.member_ids)
    scale = _scale(arrays)
    value = arrays.line_volume * arrays.line_price / scale
    x, each, one = np.arange(edges), np.arange(lines), np.ones(edges)
    rows = Rows()
    rows.add(value, value, (arrays.edge_line, x, one), (each, edges + each, np.ones(lines)))
    pools = pool_values(arrays, x) / scale
    rows.add(np.full(len(pools), -INFINITY), pools, (arrays.edge_pool, x, one))
    caps = arrays.member_cap / scale
    rows.add(np.full(members, -INFINITY), caps, (arrays.edge_member, x, one))
    usable, rises = arrays.usable_offers / scale, np.isnan(settled)
    least = np.where(rises, 0.0, np.maximum(settled - SLACK_OF_LEVELS, 0.0) * usable)
    level = (np.arange(members), np.full(members, edges + lines), np.where(rises, -usable, 0.0))
    rows.add(least, np.full(members, INFINITY), (arrays.edge_member, x, one), level)
    short = np.zeros(edges + lines + 1)
    short[edges : edges + lines] = 1.0
    cost = short
    if uncovered is not None:
        first = np.zeros(lines, dtype=np.int64)
        limit = np.array([uncovered + SLACK])
        rows.add(np.array([-INFINITY]), limit, (first, edges + each, np.ones(lines)))
        cost = np.zeros(edges + lines + 1)
        cost[-1] = -1.0
    most = arrays.edge_most * arrays.edge_price / scale
    high = np.concatenate([most, value, [1.0]])
    return rows.program(cost, np.zeros(len(cost)), high, np.zeros(len(cost), dtype=np.int64))

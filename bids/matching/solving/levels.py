"""The best least fill that members could have together."""

import numpy as np

from bids.matching.solving.arrays import Arrays, pool_values
from bids.matching.solving.program import INFINITY, Program, Rows
from bids.matching.solving.solver_process import SolverProcess

SLACK = 1e-7


def best_least_fill(arrays: Arrays, solver: SolverProcess) -> float:
    """The greatest t from 0 to 1 such that every member can have t of its usable offer.

    A flow in fractions of lines, least value uncovered first.
    """
    if len(arrays.edge_line) == 0:
        return 0.0
    least = solver.run(_flow(arrays, None), {}).objective
    if least is None:
        return 0.0
    level = solver.run(_flow(arrays, least), {}).objective
    return 0.0 if level is None else min(1.0, max(0.0, -level))


def _flow(arrays: Arrays, uncovered: float | None) -> Program:
    """Columns: value given on each edge, value short of each line, the level t; all over the tender's value.

    Without `uncovered` it makes the shortage least; with it, it holds the shortage there and makes
    t greatest.
    """
    edges, lines, members = len(arrays.edge_line), len(arrays.line_ids), len(arrays.member_ids)
    scale = float(arrays.value)
    value = arrays.line_volume * arrays.line_price / scale
    x, each, one = np.arange(edges), np.arange(lines), np.ones(edges)
    rows = Rows()
    rows.add(value, value, (arrays.edge_line, x, one), (each, edges + each, np.ones(lines)))
    pools = pool_values(arrays, x) / scale
    rows.add(np.full(len(pools), -INFINITY), pools, (arrays.edge_pool, x, one))
    caps = arrays.member_cap / scale
    rows.add(np.full(members, -INFINITY), caps, (arrays.edge_member, x, one))
    level = (np.arange(members), np.full(members, edges + lines), -arrays.usable_offers / scale)
    rows.add(np.zeros(members), np.full(members, INFINITY), (arrays.edge_member, x, one), level)
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

"""From a plan in fractions of units to one in whole units, by the same members on the same lines."""

from dataclasses import replace
from typing import Any

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from bids.matching.solving.arrays import Arrays, Ints, exact_sums
from bids.matching.solving.crew import MANY_EDGES, Crew, Ground
from bids.matching.solving.first_plan import part_rivals
from bids.matching.solving.floor import meet_floor
from bids.matching.solving.model import Model, build_model, line_unit
from bids.matching.solving.program import Program
from bids.matching.solving.scope import Held, scope_of
from bids.matching.solving.solver_process import Answer, SolverFailed, SolverProcess
from bids.matching.solving.standing import Standing

OPTIONS: dict[str, Any] = {
    "mip_rel_gap": 1e-5,
    "mip_max_nodes": 300,
    "mip_heuristic_run_feasibility_jump": False,
}
FRACTION = 1e-6
FEW_UNITS = 10


def round_units(arrays: Arrays, held: Held, crew: Crew) -> Ints:
    """Whole units for each edge, keeping every rule; where `crew` is told to stop, at a greater loss.

    The pairs stay as they are, if whole units allow it. Their units are first made the best that
    fractions can be, which leaves few fractions: only where a limit in money binds. Each connected
    piece of these is then solved in whole units.
    """
    standing = Standing.empty(arrays)
    standing.put(np.arange(len(held.units)), held.units, held.pairs)
    pairs = np.flatnonzero(held.pairs)
    if len(pairs):
        if len(held.units) > MANY_EDGES:
            crew.rest()
        _settle_fractions(standing, pairs, crew.first)
    return round_pieces(standing, crew)


def round_pieces(standing: Standing, crew: Crew) -> Ints:
    """Whole units for each edge; what is whole already stays, but for pairs beside a fraction."""
    arrays = standing.arrays
    for piece in fractional_pieces(standing):
        if crew.verdict():
            crew.abandon()
            break
        ground = Ground(
            frozenset(arrays.edge_line[piece].tolist()),
            frozenset(arrays.edge_member[piece].tolist()),
        )
        while not crew.may_start(ground):
            crew.finish_oldest()
        _settle_whole(standing, piece, ground, crew)
    crew.finish_all()
    return meet_floor(arrays, within_limits(arrays, np.rint(standing.units).astype(np.int64)))


def _settle_fractions(standing: Standing, pairs: Ints, solver: SolverProcess) -> None:
    """Make the units of these pairs the best that fractions can be."""
    model = build_model(standing.arrays, scope_of(pairs, standing))
    try:
        answer = solver.run(_all_kept(model, whole=False), {})
    except SolverFailed:
        return
    if answer.x is not None:
        settled = model.held(answer.x)
        standing.put(pairs, settled.units, settled.pairs)


def _settle_whole(standing: Standing, pairs: Ints, ground: Ground, crew: Crew) -> None:
    """Have the units of these pairs made whole; where all cannot stay, some are given up."""
    model = build_model(standing.arrays, scope_of(pairs, standing), whole=True)
    kept = _near(_all_kept(model, whole=True), standing, pairs)

    def put(answer: Answer | None) -> None:
        if answer is not None and answer.x is not None:
            settled = model.held(answer.x)
            standing.put(pairs, np.rint(settled.units), settled.pairs)

    def put_or_retry(answer: Answer | None) -> None:
        if answer is not None and answer.x is not None:
            put(answer)
        elif crew.verdict() is None:
            crew.start(ground, model.program, OPTIONS, put)

    crew.start(ground, kept, OPTIONS, put_or_retry)


def _all_kept(model: Model, *, whole: bool) -> Program:
    """The program in which every pair of the scope stays, and with it every member."""
    low, integer = model.program.low.copy(), model.program.integer.copy()
    low[model.size : 2 * model.size + len(model.scope.members)] = 1.0
    return replace(model.program, low=low, integer=integer if whole else np.zeros_like(integer))


def _near(program: Program, standing: Standing, pairs: Ints) -> Program:
    """The program with the units of very large lines kept within a few of what they are."""
    units = standing.units[pairs]
    large = line_unit(standing.arrays)[standing.arrays.edge_line[pairs]] > 1
    low, high = program.low.copy(), program.high.copy()
    first = slice(0, len(pairs))
    low[first] = np.where(large, np.maximum(low[first], np.floor(units) - FEW_UNITS), low[first])
    high[first] = np.where(large, np.minimum(high[first], np.ceil(units) + FEW_UNITS), high[first])
    return replace(program, low=low, high=high)


def fractional_pieces(standing: Standing) -> list[Ints]:
    """Pairs at the lines and members of each connected set of pairs that hold fractions of units."""
    arrays = standing.arrays
    lines, members = len(arrays.line_ids), len(arrays.member_ids)
    broken = np.flatnonzero(np.abs(standing.units - np.rint(standing.units)) > FRACTION)
    if len(broken) == 0:
        return []
    ends = (arrays.edge_line[broken], lines + arrays.edge_member[broken])
    graph = csr_array((np.ones(len(broken)), ends), shape=(lines + members, lines + members))
    _, piece = connected_components(graph, directed=False)
    pairs = np.flatnonzero(standing.pairs)
    of_line, of_member = piece[arrays.edge_line[pairs]], piece[lines + arrays.edge_member[pairs]]
    wanted = list(dict.fromkeys(piece[ends[0]].tolist()))
    return [pairs[(of_line == name) | (of_member == name)] for name in wanted]


def within_limits(arrays: Arrays, units: Ints) -> Ints:
    """The same units less whatever breaks a rule, for a solver's tolerance may hide some.

    Giving up more units or a whole pair never breaks a limit from above; a member that falls below
    its least contract by it gives up everything.
    """
    kept = np.where(units < arrays.edge_least, 0, np.minimum(units, arrays.edge_most))
    one = np.ones(len(kept), dtype=np.int64)
    _trim(arrays, kept, arrays.edge_line, arrays.line_volume, one)
    _trim(arrays, kept, arrays.edge_pool, arrays.pool_capacity, one)
    _trim(arrays, kept, arrays.edge_member, arrays.member_cap, arrays.edge_price)
    _leave_crowded_lines(arrays, kept)
    part_rivals(arrays, kept)
    value = exact_sums(arrays.edge_member, kept * arrays.edge_price, len(arrays.member_ids))
    kept[(value < arrays.member_least)[arrays.edge_member]] = 0
    return kept


def _trim(arrays: Arrays, kept: Ints, group: Ints, limit: Ints, weight: Ints) -> None:
    over = exact_sums(group, kept * weight, len(limit)) - limit
    for number in np.flatnonzero(over > 0):
        excess = int(over[number])
        for edge in np.flatnonzero((group == number) & (kept > 0)):
            wanted = -(-excess // int(weight[edge]))
            spare = int(kept[edge] - arrays.edge_least[edge])
            given = wanted if wanted <= spare else int(kept[edge])
            kept[edge] -= given
            excess -= given * int(weight[edge])
            if excess <= 0:
                break


def _leave_crowded_lines(arrays: Arrays, kept: Ints) -> None:
    holders = exact_sums(arrays.edge_line, (kept > 0).astype(np.int64), len(arrays.line_ids))
    for line in np.flatnonzero(holders > arrays.line_places):
        edges = np.flatnonzero((arrays.edge_line == line) & (kept > 0))
        smallest_first = edges[np.argsort(kept[edges], kind="stable")]
        kept[smallest_first[: holders[line] - arrays.line_places[line]]] = 0

"""Undo what changes of a plan can be undone while no more than a given value is left open."""

from collections.abc import Iterator

import numpy as np

from bids.matching.solving.arrays import Truths
from bids.matching.solving.local_search import SEARCH_OPTIONS
from bids.matching.solving.model import build_model
from bids.matching.solving.neighbourhood import Map, Neighbourhood
from bids.matching.solving.scope import scope_of
from bids.matching.solving.solver_process import SolverFailed, SolverProcess
from bids.matching.solving.standing import Standing
from bids.matching.solving.start import from_standing

EDGES_AROUND = 320
CHANGED = 10_000_000
"""Pence for each pair begun or ended: more than all else that a neighbourhood may trade it for."""

OPTIONS = {**SEARCH_OPTIONS, "mip_rel_gap": 1e-4}


def undo_changes(
    standing: Standing, before: Truths, most_open: float, solver: SolverProcess
) -> None:
    """Bring the standing's pairs nearer to those `before`; `most_open` pence may then be open."""
    standing.pair_extra[:] = np.where(before, -CHANGED, CHANGED)
    for around in _of_changes(standing, before):
        if solver.watch.verdict():
            return
        _settle(standing, around, most_open, solver)


def _of_changes(standing: Standing, before: Truths) -> Iterator[Neighbourhood]:
    """Neighbourhoods that together reach every line on which a pair has changed."""
    around = Map(standing.arrays)
    reached: set[int] = set()
    for line in np.unique(standing.arrays.edge_line[standing.pairs != before]).tolist():
        if line not in reached:
            found = around.around(line, EDGES_AROUND, None)
            reached |= found.ground.lines
            yield found


def _settle(
    standing: Standing, around: Neighbourhood, most_open: float, solver: SolverProcess
) -> None:
    scope = scope_of(around.edges, standing)
    here = standing.short()[scope.lines] @ standing.arrays.line_price[scope.lines]
    spare = max(0.0, most_open - standing.open_value())
    model = build_model(standing.arrays, scope, most_open=float(here) + spare)
    try:
        answer = solver.run(from_standing(model, standing), OPTIONS)
    except SolverFailed:
        return
    if answer.x is not None:
        held = model.held(answer.x)
        standing.put(around.edges, held.units, held.pairs)

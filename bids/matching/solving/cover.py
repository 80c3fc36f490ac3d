"""How little value any plan must leave open, once every rule counts and not capacity alone."""

from dataclasses import replace

import numpy as np

from bids.matching.solving.arrays import Floats
from bids.matching.solving.exact import TOLERANCE_MARGIN, untouched_value
from bids.matching.solving.model import Model, build_model, line_unit
from bids.matching.solving.relaxation import bound_in_pence
from bids.matching.solving.scope import scope_of
from bids.matching.solving.solver_process import SolverFailed, SolverProcess
from bids.matching.solving.standing import Standing
from bids.matching.solving.start import from_standing


def cover_best(standing: Standing, within: float, solver: SolverProcess) -> int:
    """Better the standing's cover until it is proved to be within so many pence of the best there is.

    Gives the pence that every plan leaves open, 0 where the solver was stopped. One program for the
    whole tender, whatever it costs to deliver: for no more than a county's pairs.
    """
    everything = np.arange(len(standing.arrays.edge_line))
    model = build_model(standing.arrays, scope_of(everything, standing))
    program = replace(from_standing(model, standing), cost=_price_of_open(model, standing))
    options = {"mip_rel_gap": 0.0, "mip_abs_gap": within / model.money}
    try:
        answer = solver.run(program, options)
    except SolverFailed:
        return 0
    if answer.x is None or answer.bound is None:
        return 0
    held = model.held(answer.x)
    before = standing.units.copy(), standing.pairs.copy(), standing.open_value()
    standing.put(everything, held.units, held.pairs)
    if standing.open_value() >= before[2]:
        standing.put(everything, before[0], before[1])
    bound = bound_in_pence(answer.bound * model.money, TOLERANCE_MARGIN)
    return bound + untouched_value(standing.arrays)


def _price_of_open(model: Model, standing: Standing) -> Floats:
    """What each column leaves open: a line's short units at their price, nothing else."""
    scope, arrays = model.scope, standing.arrays
    first = 2 * len(scope.edges) + len(scope.members)
    price = np.zeros(len(model.program.cost))
    lines = slice(first, first + len(scope.lines))
    price[lines] = line_unit(arrays)[scope.lines] * arrays.line_price[scope.lines] / model.money
    return price

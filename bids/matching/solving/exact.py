"""One mixed-integer program for the whole tender: right up to the size of a county."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from bids.matching.plan import Effort, Stopped
from bids.matching.solving.arrays import Arrays
from bids.matching.solving.model import build_model, line_unit
from bids.matching.solving.relaxation import bound_in_pence
from bids.matching.solving.scope import Held, scope_of
from bids.matching.solving.solver_process import SolverProcess
from bids.matching.solving.standing import Standing

MOST_EDGES = 900
MOST_EDGES_WHOLE = 60
TOLERANCE_MARGIN = 1e-7
OPTIONS: dict[Effort, dict[str, Any]] = {
    Effort.QUICK: {"mip_rel_gap": 2e-4, "mip_max_nodes": 10},
    Effort.NORMAL: {"mip_rel_gap": 5e-5, "mip_max_nodes": 15},
    Effort.DEEP: {"mip_rel_gap": 1e-6, "mip_max_nodes": 2_000},
}
WHOLE: dict[str, Any] = {"mip_rel_gap": 0.0, "mip_max_nodes": 5_000}


@dataclass(frozen=True)
class Outcome:
    """What a search found: the plan in units (whole or not), a bound in pence, why it ended early."""

    held: Held
    bound: int
    stopped: Stopped | None = None


def solve_exactly(
    arrays: Arrays,
    effort: Effort,
    solver: SolverProcess,
    on_better: Callable[[int, int], None],
) -> Outcome | None:
    """The best plan of the whole program; None where the search was stopped before it had any.

    `on_better` hears objective and bound, in pence. Few pairs are asked for in whole units at once,
    unless a volume is so large that a unit is lost in the solver's tolerance.
    """
    counted_singly = bool((line_unit(arrays) == 1).all())
    whole = counted_singly and len(arrays.edge_line) <= MOST_EDGES_WHOLE
    everything = np.arange(len(arrays.edge_line))
    model = build_model(arrays, scope_of(everything, Standing.empty(arrays)), whole=whole)
    apart = arrays.policy.shortage_weight * untouched_value(arrays)

    def heard(objective: float, bound: float) -> None:
        on_better(
            round(objective * model.money) + apart,
            bound_in_pence(bound * model.money, TOLERANCE_MARGIN) + apart,
        )

    options = WHOLE if whole else OPTIONS[effort]
    answer = solver.run(model.program, options, on_better=heard)
    if answer.x is None or answer.bound is None:
        return None
    bound = bound_in_pence(answer.bound * model.money, TOLERANCE_MARGIN) + apart
    if arrays.fill_weight:
        bound = (
            0  # it bounds the cost with the fill's penalty, which the stated objective leaves out
        )
    return Outcome(model.held(answer.x), bound, answer.stopped)


def untouched_value(arrays: Arrays) -> int:
    """Pence of the lines that nobody may hold, which are in no program."""
    alone = np.ones(len(arrays.line_ids), dtype=np.bool_)
    alone[arrays.edge_line] = False
    return int((arrays.line_volume * arrays.line_price)[alone].sum())

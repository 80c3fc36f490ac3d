"""The plan that stands, as a solution from which the solver begins."""

from dataclasses import replace

import numpy as np

from bids.matching.solving.arrays import Floats, Truths
from bids.matching.solving.model import Model, line_unit
from bids.matching.solving.program import Program
from bids.matching.solving.standing import Standing


def from_standing(model: Model, standing: Standing) -> Program:
    """The model's program, to be begun from what stands: it only looks for what is better."""
    return replace(model.program, start=_columns(model, standing))


def _columns(model: Model, standing: Standing) -> Floats:
    """What stands in the scope, column by column as `model` lays them out."""
    arrays, scope = standing.arrays, model.scope
    units, pairs = standing.units[scope.edges], standing.pairs[scope.edges]
    value = units * arrays.edge_price[scope.edges]
    active = scope.outside | (
        np.bincount(scope.edge_member[pairs], minlength=len(scope.members)) > 0
    )
    short = scope.volume - np.bincount(scope.edge_line, units, len(scope.lines))
    small = float(value[arrays.member_small[arrays.edge_member[scope.edges]]].sum())
    held = scope.taken + np.bincount(scope.edge_member, value, len(scope.members))
    lacking = np.maximum(arrays.fill_targets[scope.members] - held, 0.0)
    lack = lacking / model.money if arrays.fill_weight else np.zeros(0)
    columns: list[Floats | Truths] = [
        units / model.unit,
        pairs,
        active,
        np.maximum(short, 0.0) / line_unit(arrays)[scope.lines],
        np.array([max(0.0, scope.floor - small) / model.money]),
        lack,
    ]
    return np.concatenate(columns).astype(np.float64)

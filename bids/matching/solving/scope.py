"""A part of a split that is planned while everything else is held still."""

from dataclasses import dataclass

import numpy as np

from bids.matching.solving.arrays import Floats, Ints, Truths
from bids.matching.solving.standing import Standing

DRIFT = 1e-4


@dataclass(frozen=True)
class Held:
    """Units of some edges, whole or not; `pairs` says which of them have a holder."""

    units: Floats
    pairs: Truths


@dataclass(frozen=True)
class Scope:
    """What is left for a set of free edges when all others stay as they are.

    Lines, pools and members are those that the edges touch; `edge_*` number them within the scope.
    `taken` is the value in pence that a member holds outside, `outside` says whether it holds any;
    `most` is what is left for each edge by itself; `pair_cost` is what a pair on it costs in the
    search, `barred` edges may not be held.
    """

    edges: Ints
    lines: Ints
    members: Ints
    pools: Ints
    edge_line: Ints
    edge_member: Ints
    edge_pool: Ints
    volume: Floats
    places: Ints
    capacity: Floats
    taken: Floats
    outside: Truths
    floor: float
    most: Floats
    pair_cost: Floats
    barred: Truths


def scope_of(edges: Ints, standing: Standing) -> Scope:
    """The scope of these edges, given what is held on all the others."""
    arrays = standing.arrays
    lines, edge_line = np.unique(arrays.edge_line[edges], return_inverse=True)
    members, edge_member = np.unique(arrays.edge_member[edges], return_inverse=True)
    pools, edge_pool = np.unique(arrays.edge_pool[edges], return_inverse=True)
    units, pairs = standing.units[edges], standing.pairs[edges]
    value = units * arrays.edge_price[edges]
    taken = standing.member_value[members] - np.bincount(edge_member, value, len(members))
    elsewhere = np.bincount(edge_member[pairs], minlength=len(members))
    outside = standing.member_pairs[members] > elsewhere
    held = standing.line_units[lines] - np.bincount(edge_line, units, len(lines))
    holders = np.bincount(edge_line[pairs], minlength=len(lines))
    used = standing.pool_units[pools] - np.bincount(edge_pool, units, len(pools))
    small = float(value[arrays.member_small[arrays.edge_member[edges]]].sum())
    volume = _snapped(np.maximum(arrays.line_volume[lines] - held, 0.0))
    capacity = _snapped(np.maximum(arrays.pool_capacity[pools] - used, 0.0))
    taken = np.where(outside, _snapped(taken), 0.0)
    payable = (arrays.member_cap[members] - taken)[edge_member] / arrays.edge_price[edges]
    left = np.minimum(np.minimum(volume[edge_line], capacity[edge_pool]), np.maximum(payable, 0.0))
    most = np.minimum(arrays.edge_most[edges], left)
    return Scope(
        edges=edges,
        lines=lines,
        members=members,
        pools=pools,
        edge_line=edge_line,
        edge_member=edge_member,
        edge_pool=edge_pool,
        volume=volume,
        places=arrays.line_places[lines] - standing.line_holders[lines] + holders,
        capacity=capacity,
        taken=taken,
        outside=outside,
        floor=max(0.0, arrays.small_floor - standing.small_value + small),
        most=most,
        pair_cost=arrays.policy.line_cost + standing.pair_extra[edges],
        barred=standing.barred[edges] | (most < arrays.edge_least[edges] - DRIFT),
    )


def _snapped(values: Floats) -> Floats:
    """Whole numbers where sums of whole numbers have drifted from them by float arithmetic."""
    whole = np.rint(values)
    return np.where(np.abs(values - whole) < DRIFT, whole, values)


def scope_cost(scope: Scope, standing: Standing) -> float:
    """The objective, in pence, of what stands within the scope."""
    arrays, policy, edges = standing.arrays, standing.arrays.policy, scope.edges
    units, pairs = standing.units[edges], standing.pairs[edges]
    active = np.bincount(scope.edge_member[pairs], minlength=len(scope.members)) > 0
    short = scope.volume - np.bincount(scope.edge_line, units, len(scope.lines))
    penalty = np.maximum(short, 0.0) * arrays.line_price[scope.lines]
    value = units * arrays.edge_price[edges]
    small = arrays.member_small[arrays.edge_member[edges]]
    held = scope.taken + np.bincount(scope.edge_member, value, len(scope.members))
    lacking = np.maximum(arrays.fill_targets[scope.members] - held, 0.0)
    return (
        float((units * arrays.edge_cost[edges]).sum())
        + float(scope.pair_cost[pairs].sum())
        + policy.member_cost * int((active & ~scope.outside).sum())
        + policy.shortage_weight * float(penalty.sum())
        + max(0.0, scope.floor - float(value[small].sum()))
        + arrays.fill_weight * float(lacking.sum())
    )

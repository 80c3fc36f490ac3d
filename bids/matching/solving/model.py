"""The mixed-integer program of a split, whole or of one neighbourhood with everything else held still.

Columns, in this order: units x and holds-or-not y of each free edge, takes-part z of each member
touched, units short s of each line touched, the value t that the small members' floor lacks, and,
where the policy asks for a least fill, the value d that each member lacks of it.
"""

from dataclasses import dataclass

import numpy as np

from bids.matching.solving.arrays import Arrays, Floats, Ints, Truths
from bids.matching.solving.program import INFINITY, Program, Rows
from bids.matching.solving.standing import Standing

MOST_UNITS_UNSCALED = 100_000
OBJECTIVE_DIGITS = 8
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
    unit = np.ones(len(scope.edges)) if whole else line_unit(arrays)[arrays.edge_line[scope.edges]]
    money = money_unit(arrays)
    line_units = np.ones(len(scope.lines)) if whole else line_unit(arrays)[scope.lines]
    filled = len(scope.members) if arrays.fill_weight else 0
    layout = _Layout(len(scope.edges), len(scope.members), len(scope.lines), filled)
    rows = Rows()
    _add_pairs(rows, layout, arrays, scope, unit)
    _add_lines(rows, layout, scope, unit, line_units)
    _add_conflicts(rows, layout, arrays, scope)
    _add_pools(rows, layout, arrays, scope, unit)
    _add_members(rows, layout, arrays, scope, unit)
    _add_floor(rows, layout, arrays, scope, unit, money)
    _add_fill(rows, layout, arrays, scope, unit, money)
    policy = arrays.policy
    price = arrays.line_price[scope.lines]
    if most_open < INFINITY:
        first = np.zeros(layout.lines, dtype=np.int64)
        open_value = (first, layout.s(), price * line_units / money)
        rows.add(_never(1), np.array([most_open / money]), open_value)
    cost = np.concatenate(
        [
            arrays.edge_cost[scope.edges] * unit,
            scope.pair_cost,
            np.where(scope.outside, 0.0, float(policy.member_cost)),
            policy.shortage_weight * price * line_units,
            [money],
            np.full(layout.filled, arrays.fill_weight * money),
        ]
    )
    high = np.concatenate(
        [
            np.where(scope.barred, 0.0, scope.most / unit),
            np.where(scope.barred, 0.0, 1.0),
            np.ones(layout.members),
            scope.volume / line_units,
            [scope.floor / money],
            np.maximum(arrays.fill_targets[scope.members] / money, 0.0)[: layout.filled],
        ]
    )
    low = np.zeros(layout.columns)
    low[2 * layout.edges : layout.short] = scope.outside
    integer = np.zeros(layout.columns, dtype=np.int64)
    integer[layout.edges : layout.short] = 1
    integer[: layout.edges] = whole
    return Model(rows.program(cost / money, low, high, integer), scope, unit, money)


@dataclass(frozen=True)
class _Layout:
    edges: int
    members: int
    lines: int
    filled: int

    @property
    def short(self) -> int:
        return 2 * self.edges + self.members

    @property
    def lacking(self) -> int:
        return self.short + self.lines

    @property
    def columns(self) -> int:
        return self.lacking + 1 + self.filled

    def x(self) -> Ints:
        return np.arange(self.edges)

    def y(self) -> Ints:
        return self.edges + np.arange(self.edges)

    def z(self, member: Ints) -> Ints:
        return 2 * self.edges + member

    def s(self) -> Ints:
        return self.short + np.arange(self.lines)


def _never(count: int) -> Floats:
    return np.full(count, -INFINITY)


def _add_pairs(rows: Rows, layout: _Layout, arrays: Arrays, scope: Scope, unit: Floats) -> None:
    """least*y <= x <= most*y, y <= z where the member does not take part anyway."""
    each, none = np.arange(layout.edges), np.zeros(layout.edges)
    one = np.ones(layout.edges)
    least, most = arrays.edge_least[scope.edges] / unit, scope.most / unit
    rows.add(_never(layout.edges), none, (each, layout.x(), one), (each, layout.y(), -most))
    rows.add(_never(layout.edges), none, (each, layout.x(), -one), (each, layout.y(), least))
    new = np.flatnonzero(~scope.outside[scope.edge_member])
    each, one, z = np.arange(len(new)), one[new], layout.z(scope.edge_member[new])
    rows.add(_never(len(new)), none[new], (each, layout.y()[new], one), (each, z, -one))


def _add_lines(rows: Rows, layout: _Layout, scope: Scope, unit: Floats, line_units: Floats) -> None:
    """What is held and what is short make the volume; no more members than the line allows."""
    volume = scope.volume / line_units
    cover = (scope.edge_line, layout.x(), unit / line_units[scope.edge_line])
    rows.add(volume, volume, cover, (np.arange(layout.lines), layout.s(), np.ones(layout.lines)))
    crowded = np.bincount(scope.edge_line, minlength=layout.lines) > scope.places
    number, on = np.cumsum(crowded) - 1, crowded[scope.edge_line]
    entries = (number[scope.edge_line][on], layout.y()[on], np.ones(int(on.sum())))
    rows.add(_never(int(crowded.sum())), scope.places[crowded].astype(np.float64), entries)


def _add_conflicts(rows: Rows, layout: _Layout, arrays: Arrays, scope: Scope) -> None:
    """One of two rivals on a line at most; all edges of a line are in a scope, or all its pairs are."""
    if len(arrays.conflicts) == 0:
        return
    place = np.full(len(arrays.edge_line), -1)
    place[scope.edges] = np.arange(layout.edges)
    first, second = place[arrays.conflicts].T
    inside = (first >= 0) & (second >= 0)
    each, one = np.arange(int(inside.sum())), np.ones(int(inside.sum()))
    y = layout.y()
    entries = ((each, y[first[inside]], one), (each, y[second[inside]], one))
    rows.add(_never(len(each)), one, *entries)


def _add_pools(rows: Rows, layout: _Layout, arrays: Arrays, scope: Scope, unit: Floats) -> None:
    """A member's capacity in a service, where it can bind."""
    wanted = np.bincount(scope.edge_pool, scope.most, len(scope.pools))
    binding = wanted > scope.capacity
    number, on = np.cumsum(binding) - 1, binding[scope.edge_pool]
    scale = _least_of_group(unit, scope.edge_pool, len(scope.pools))
    rows.add(
        _never(int(binding.sum())),
        (scope.capacity / scale)[binding],
        (number[scope.edge_pool][on], layout.x()[on], (unit / scale[scope.edge_pool])[on]),
    )


def _add_members(rows: Rows, layout: _Layout, arrays: Arrays, scope: Scope, unit: Floats) -> None:
    """least contract * z <= value held <= turnover cap * z, counted in the member's cheapest units.

    In pence the solver's tolerance could hide a whole unit. Only where a limit could bind.
    """
    cap, least = arrays.member_cap[scope.members], arrays.member_least[scope.members]
    price = arrays.edge_price[scope.edges]
    reach = scope.taken + np.bincount(scope.edge_member, scope.most * price, layout.members)
    scale = _least_of_group(price * unit, scope.edge_member, layout.members)
    value = price * unit / scale[scope.edge_member]

    def add(where: Truths, sign: float, limit: Ints) -> None:
        """sign * (taken + value held) <= sign * limit * z for these members."""
        members, number, on = np.flatnonzero(where), np.cumsum(where) - 1, where[scope.edge_member]
        each = np.arange(len(members))
        held = (number[scope.edge_member][on], layout.x()[on], sign * value[on])
        taken = -sign * (scope.taken / scale)[members]
        z = (each, layout.z(members), -sign * (limit / scale)[members])
        rows.add(_never(len(members)), taken, held, z)

    add(reach > cap, 1.0, cap)
    add((least > 0) & ~(scope.outside & (scope.taken >= least)), -1.0, least)


def _least_of_group(values: Floats, group: Ints, groups: int) -> Floats:
    least = np.full(groups, INFINITY)
    np.minimum.at(least, group, values)
    return least


def _add_floor(
    rows: Rows, layout: _Layout, arrays: Arrays, scope: Scope, unit: Floats, money: float
) -> None:
    """What small members hold here, and what the floor lacks, make the floor that is left."""
    if scope.floor == 0:
        return
    small = arrays.member_small[arrays.edge_member[scope.edges]]
    value = (arrays.edge_price[scope.edges] * unit / money)[small]
    first = np.zeros(int(small.sum()), dtype=np.int64)
    rest = (np.zeros(1, dtype=np.int64), np.array([layout.lacking]), np.ones(1))
    need = np.array([scope.floor / money])
    rows.add(need, np.array([INFINITY]), (first, layout.x()[small], value), rest)


def _add_fill(
    rows: Rows, layout: _Layout, arrays: Arrays, scope: Scope, unit: Floats, money: float
) -> None:
    """What a member holds, and what it lacks of its least fill, make the fill; soft."""
    if layout.filled == 0:
        return
    each = np.arange(layout.members)
    value = arrays.edge_price[scope.edges] * unit / money
    lacking = (each, layout.lacking + 1 + each, np.ones(layout.members))
    need = (arrays.fill_targets[scope.members] - scope.taken) / money
    held = (scope.edge_member, layout.x(), value)
    rows.add(need, np.full(layout.members, INFINITY), held, lacking)

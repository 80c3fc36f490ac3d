"""The rules of a split as rows of its program, one function for each."""

import numpy as np

from bids.matching.solving.arrays import Arrays, Floats, Ints, Truths
from bids.matching.solving.layout import Layout, Units
from bids.matching.solving.program import INFINITY, Rows
from bids.matching.solving.scope import Scope


def rules_of(arrays: Arrays, scope: Scope, layout: Layout, units: Units, most_open: float) -> Rows:
    """Every rule that could bind in the scope; `most_open` pence may be left uncovered."""
    rows = Rows()
    _add_pairs(rows, layout, arrays, scope, units)
    _add_lines(rows, layout, scope, units)
    _add_conflicts(rows, layout, arrays, scope)
    _add_pools(rows, layout, arrays, scope, units)
    _add_members(rows, layout, arrays, scope, units)
    _add_floor(rows, layout, arrays, scope, units)
    _add_fill(rows, layout, arrays, scope, units)
    if most_open < INFINITY:
        _add_most_open(rows, layout, arrays, scope, units, most_open)
    return rows


def _never(count: int) -> Floats:
    return np.full(count, -INFINITY)


def _add_pairs(rows: Rows, layout: Layout, arrays: Arrays, scope: Scope, units: Units) -> None:
    """least*y <= x <= most*y, y <= z where the member does not take part anyway."""
    each, none = np.arange(layout.edges), np.zeros(layout.edges)
    one = np.ones(layout.edges)
    least, most = arrays.edge_least[scope.edges] / units.edge, scope.most / units.edge
    rows.add(_never(layout.edges), none, (each, layout.x(), one), (each, layout.y(), -most))
    rows.add(_never(layout.edges), none, (each, layout.x(), -one), (each, layout.y(), least))
    new = np.flatnonzero(~scope.outside[scope.edge_member])
    each, one, z = np.arange(len(new)), one[new], layout.z(scope.edge_member[new])
    rows.add(_never(len(new)), none[new], (each, layout.y()[new], one), (each, z, -one))


def _add_lines(rows: Rows, layout: Layout, scope: Scope, units: Units) -> None:
    """What is held and what is short make the volume; no more members than the line allows."""
    volume = scope.volume / units.line
    cover = (scope.edge_line, layout.x(), units.edge / units.line[scope.edge_line])
    rows.add(volume, volume, cover, (np.arange(layout.lines), layout.s(), np.ones(layout.lines)))
    crowded = np.bincount(scope.edge_line, minlength=layout.lines) > scope.places
    number, on = np.cumsum(crowded) - 1, crowded[scope.edge_line]
    entries = (number[scope.edge_line][on], layout.y()[on], np.ones(int(on.sum())))
    rows.add(_never(int(crowded.sum())), scope.places[crowded].astype(np.float64), entries)


def _add_conflicts(rows: Rows, layout: Layout, arrays: Arrays, scope: Scope) -> None:
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


def _add_pools(rows: Rows, layout: Layout, arrays: Arrays, scope: Scope, units: Units) -> None:
    """A member's capacity in a service, where it can bind."""
    wanted = np.bincount(scope.edge_pool, scope.most, len(scope.pools))
    binding = wanted > scope.capacity
    number, on = np.cumsum(binding) - 1, binding[scope.edge_pool]
    scale = _least_of_group(units.edge, scope.edge_pool, len(scope.pools))
    rows.add(
        _never(int(binding.sum())),
        (scope.capacity / scale)[binding],
        (number[scope.edge_pool][on], layout.x()[on], (units.edge / scale[scope.edge_pool])[on]),
    )


def _add_members(rows: Rows, layout: Layout, arrays: Arrays, scope: Scope, units: Units) -> None:
    """least contract * z <= value held <= turnover cap * z, counted in the member's cheapest units.

    In pence the solver's tolerance could hide a whole units.edge. Only where a limit could bind.
    """
    cap, least = arrays.member_cap[scope.members], arrays.member_least[scope.members]
    price = arrays.edge_price[scope.edges]
    reach = scope.taken + np.bincount(scope.edge_member, scope.most * price, layout.members)
    scale = _least_of_group(price * units.edge, scope.edge_member, layout.members)
    value = price * units.edge / scale[scope.edge_member]

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


def _add_floor(rows: Rows, layout: Layout, arrays: Arrays, scope: Scope, units: Units) -> None:
    """What small members hold here, and what the floor lacks, make the floor that is left."""
    if scope.floor == 0:
        return
    small = arrays.member_small[arrays.edge_member[scope.edges]]
    value = (arrays.edge_price[scope.edges] * units.edge / units.money)[small]
    first = np.zeros(int(small.sum()), dtype=np.int64)
    rest = (np.zeros(1, dtype=np.int64), np.array([layout.lacking]), np.ones(1))
    need = np.array([scope.floor / units.money])
    rows.add(need, np.array([INFINITY]), (first, layout.x()[small], value), rest)


def _add_fill(rows: Rows, layout: Layout, arrays: Arrays, scope: Scope, units: Units) -> None:
    """What a member holds, and what it lacks of its least fill, make the fill; soft."""
    if layout.filled == 0:
        return
    each = np.arange(layout.members)
    value = arrays.edge_price[scope.edges] * units.edge / units.money
    lacking = (each, layout.lacking + 1 + each, np.ones(layout.members))
    need = (arrays.fill_targets[scope.members] - scope.taken) / units.money
    held = (scope.edge_member, layout.x(), value)
    rows.add(need, np.full(layout.members, INFINITY), held, lacking)


def _add_most_open(
    rows: Rows, layout: Layout, arrays: Arrays, scope: Scope, units: Units, most_open: float
) -> None:
    """No more than so many pence of these lines are left uncovered."""
    first = np.zeros(layout.lines, dtype=np.int64)
    price = arrays.line_price[scope.lines] * units.line / units.money
    rows.add(_never(1), np.array([most_open / units.money]), (first, layout.s(), price))

"""The shortfall that capacity alone explains, found by a minimum cut.

The network, in pence: source -> member (turnover cap) -> member's service (capacity) -> line (what
the member may hold of it) -> sink (the line's value). When no more can flow, the lines that can
still reach the sink are those that nobody could cover better: their value, less all that can be
brought to them, is missing from every plan (Ford and Fulkerson 1956, max-flow min-cut).
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

from bids.matching.plan import Certificate
from bids.matching.solving.arrays import Arrays, Ints, pool_values

INT32_TOTAL = 2**31 - 1


@dataclass(frozen=True)
class Flow:
    """Arcs of a network with what flows on each and what more it could carry either way."""

    tail: Ints
    head: Ints
    room: Ints
    flow: Ints
    nodes: int


def certify(arrays: Arrays) -> Certificate | None:
    """The strongest certificate that the cut gives for all eligible pairs; None if nothing is missing.

    `arrays` must hold every eligible pair, within the full capacities: see `all_eligible`.
    """
    if arrays.value == 0:
        return None
    lines = starved_lines(arrays, greatest_flow(arrays))
    demand = int((arrays.line_volume * arrays.line_price)[lines].sum())
    supply = most_supply(arrays, lines)
    if demand <= supply:
        return None
    names = tuple(arrays.line_ids[line] for line in lines)
    return Certificate(names, demand, supply, demand - supply)


def greatest_flow(arrays: Arrays) -> Flow:
    """An exact maximum flow of value from members to lines.

    SciPy's is limited to 31 bits, so it is run on capacities divided by a power of two, and then
    again on what room is left: that is ever smaller, until it can be counted in single pence.
    """
    tail, head, room, nodes = network(arrays)
    flow = np.zeros_like(room)
    most = arrays.value
    while True:
        scale = 1
        while most // scale + 1 > INT32_TOTAL:
            scale *= 2
        forward = np.minimum(room - flow, most) // scale
        backward = np.minimum(flow, most) // scale
        flow += scale * _pushed(tail, head, forward, backward, nodes)
        if scale == 1:
            return Flow(tail, head, room, flow, nodes)
        most = min(most, scale * 2 * len(tail))


def network(arrays: Arrays) -> tuple[Ints, Ints, Ints, int]:
    """Tails, heads and capacities in pence of all arcs, and the number of nodes: source 0, sink last."""
    members, pools = len(arrays.member_ids), len(arrays.pool_member)
    lines, edges = len(arrays.line_ids), len(arrays.edge_line)
    member, pool = 1 + np.arange(members), 1 + members + np.arange(pools)
    line, sink = 1 + members + pools + np.arange(lines), 1 + members + pools + lines
    tail = np.concatenate(
        [
            np.zeros(members, dtype=np.int64),
            member[arrays.pool_member],
            pool[arrays.edge_pool],
            line,
        ]
    )
    head = np.concatenate(
        [member, pool, line[arrays.edge_line], np.full(lines, sink, dtype=np.int64)]
    )
    everything = np.arange(edges)
    room = np.concatenate(
        [
            np.minimum(arrays.member_cap, arrays.value),
            pool_values(arrays, everything),
            arrays.edge_most * arrays.edge_price,
            arrays.line_volume * arrays.line_price,
        ]
    )
    return tail, head, room, sink + 1


def most_supply(arrays: Arrays, lines: Ints) -> int:
    """The most value that all members together could put into these lines, each line's volume aside."""
    on = np.zeros(len(arrays.line_ids), dtype=np.bool_)
    on[lines] = True
    values = pool_values(arrays, np.flatnonzero(on[arrays.edge_line]))
    by_member = np.zeros(len(arrays.member_ids), dtype=np.int64)
    np.add.at(by_member, arrays.pool_member, values)
    return int(np.minimum(by_member, arrays.member_cap).sum())


def starved_lines(arrays: Arrays, flow: Flow) -> Ints:
    """Lines that could still pass value on to the sink, or be relieved by a line that could."""
    onward, back = flow.flow < flow.room, flow.flow > 0
    tail = np.concatenate([flow.head[onward], flow.tail[back]])
    head = np.concatenate([flow.tail[onward], flow.head[back]])
    against = csr_array(
        (np.ones(len(tail), dtype=np.int8), (tail, head)), shape=(flow.nodes, flow.nodes)
    )
    reached = breadth_first_order(against, flow.nodes - 1, return_predecessors=False)
    first = 1 + len(arrays.member_ids) + len(arrays.pool_member)
    lines = reached[(reached >= first) & (reached < flow.nodes - 1)] - first
    return np.sort(lines).astype(np.int64)


def _pushed(tail: Ints, head: Ints, forward: Ints, backward: Ints, nodes: int) -> Ints:
    """What SciPy adds to each arc (less than nothing where it takes some back)."""
    rows, columns = np.concatenate([tail, head]), np.concatenate([head, tail])
    room = np.concatenate([forward, backward]).astype(np.int32)
    graph = csr_array((room, (rows, columns)), shape=(nodes, nodes))
    found = maximum_flow(graph.tocsr(), 0, nodes - 1).flow
    return np.asarray(found[tail, head]).ravel().astype(np.int64)

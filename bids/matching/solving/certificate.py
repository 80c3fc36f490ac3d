"""The shortfall that capacity alone explains, found by a minimum cut.

The network, in pence: source -> member (turnover cap) -> member's service (capacity) -> line (what
the member may hold of it) -> sink (the line's value). When no more can flow, the lines that can
still reach the sink are those that nobody could cover better: their value, less all that can be
brought to them, is missing from every plan (Ford and Fulkerson 1956, max-flow min-cut).

A service whose lines differ in price has a node for each step between its prices, so that the cut
counts a capacity as the verifier does, at the dearest units of the lines named: no other set of
lines proves more.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order

from bids.matching.plan import Certificate
from bids.matching.solving.arrays import Arrays, Ints, exact_sums, pool_values
from bids.matching.solving.flow import Network, greatest_flow


def certify(arrays: Arrays) -> Certificate | None:
    """The strongest certificate that there is for all eligible pairs; None if nothing is missing.

    `arrays` must hold every eligible pair, within the full capacities: see `all_eligible`.
    """
    if arrays.value == 0:
        return None
    supplies = network_of(arrays)
    lines = starved_lines(arrays, supplies, greatest_flow(supplies))
    demand = int((arrays.line_volume * arrays.line_price)[lines].sum())
    supply = most_supply(arrays, lines)
    if demand <= supply:
        return None
    names = tuple(arrays.line_ids[line] for line in lines)
    return Certificate(names, demand, supply, demand - supply)


def network_of(arrays: Arrays) -> Network:
    """Members, their tiers and lines as a network in pence; the lines are the last nodes before the sink."""
    tiers = tiers_of(arrays)
    members, lines = len(arrays.member_ids), len(arrays.line_ids)
    member, tier = 1 + np.arange(members), 1 + members + np.arange(len(tiers.pool))
    sink = 1 + members + len(tiers.pool) + lines
    line = sink - lines + np.arange(lines)
    most = arrays.edge_most[tiers.edge]
    units = np.minimum(exact_sums(tiers.of_edge, most, len(tier)), arrays.pool_capacity[tiers.pool])
    tail = [
        np.zeros_like(member),
        member[arrays.pool_member[tiers.pool]],
        tier[tiers.of_edge],
        line,
    ]
    head = [member, tier, line[arrays.edge_line[tiers.edge]], np.full(lines, sink)]
    room = [
        np.minimum(arrays.member_cap, arrays.value),
        units * tiers.step,
        most * tiers.step[tiers.of_edge],
        arrays.line_volume * arrays.line_price,
    ]
    return Network(np.concatenate(tail), np.concatenate(head), np.concatenate(room), sink + 1)


@dataclass(frozen=True)
class Tiers:
    """Each pool's prices as steps upwards from nothing: a unit at a price takes all steps up to it.

    `pool` and `step` (pence) have one entry per tier; `edge` and `of_edge` pair each edge with each
    of its tiers.
    """

    pool: Ints
    step: Ints
    edge: Ints
    of_edge: Ints


def tiers_of(arrays: Arrays) -> Tiers:
    """The tiers of all pools; one each where a service has one price."""
    prices, rank = np.unique(arrays.edge_price, return_inverse=True)
    known, own = np.unique(arrays.edge_pool * len(prices) + rank, return_inverse=True)
    pool, price = known // max(len(prices), 1), prices[known % max(len(prices), 1)]
    first = np.searchsorted(pool, pool, side="left")
    lowest = first == np.arange(len(pool))
    step = price - np.where(lowest, 0, np.roll(price, 1))
    count = own - first[own] + 1
    edge = np.repeat(np.arange(len(own)), count)
    nth = np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count)
    return Tiers(pool, step, edge, first[own][edge] + nth)


def most_supply(arrays: Arrays, lines: Ints) -> int:
    """The most value that all members together could put into these lines, each line's volume aside."""
    on = np.zeros(len(arrays.line_ids), dtype=np.bool_)
    on[lines] = True
    values = pool_values(arrays, np.flatnonzero(on[arrays.edge_line]))
    by_member = exact_sums(arrays.pool_member, values, len(arrays.member_ids))
    return int(np.minimum(by_member, arrays.member_cap).sum())


def starved_lines(arrays: Arrays, supplies: Network, flow: Ints) -> Ints:
    """Lines that could still pass value on to the sink, or be relieved by a line that could."""
    onward, back = flow < supplies.room, flow > 0
    tail = np.concatenate([supplies.head[onward], supplies.tail[back]])
    head = np.concatenate([supplies.tail[onward], supplies.head[back]])
    nodes = supplies.nodes
    against = csr_array((np.ones(len(tail), dtype=np.int8), (tail, head)), shape=(nodes, nodes))
    reached = breadth_first_order(against, supplies.sink, return_predecessors=False)
    first = supplies.sink - len(arrays.line_ids)
    lines = reached[(reached >= first) & (reached < supplies.sink)] - first
    return np.sort(lines).astype(np.int64)

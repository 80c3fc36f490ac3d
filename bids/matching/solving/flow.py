"""An exact maximum flow in whole numbers of any size."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from bids.matching.solving.arrays import Ints

INT32_TOTAL = 2**31 - 1


@dataclass(frozen=True)
class Network:
    """Arcs by tail, head and capacity (`room`), no two alike nor against each other.

    Nodes are counted from 0, which is the source, to the last, which is the sink.
    """

    tail: Ints
    head: Ints
    room: Ints
    nodes: int

    @property
    def sink(self) -> int:
        return self.nodes - 1


def greatest_flow(network: Network) -> Ints:
    """What flows on each arc when no more can flow from source to sink.

    SciPy's is limited to 31 bits, so it is run on capacities divided by a power of two, and then
    again on what room is left: that is ever smaller, until it can be counted in ones.
    """
    room = network.room
    flow = np.zeros_like(room)
    most = int(room[network.head == network.sink].sum())
    while True:
        scale = 1
        while most // scale + 1 > INT32_TOTAL:
            scale *= 2
        forward = np.minimum(room - flow, most) // scale
        backward = np.minimum(flow, most) // scale
        flow += scale * _pushed(network, forward, backward)
        if scale == 1:
            return flow
        most = min(most, scale * 2 * len(room))


def _pushed(network: Network, forward: Ints, backward: Ints) -> Ints:
    """What SciPy adds to each arc (less than nothing where it takes some back)."""
    tail, head, nodes = network.tail, network.head, network.nodes
    if len(tail) == 0:
        return np.zeros_like(tail)
    rows, columns = np.concatenate([tail, head]), np.concatenate([head, tail])
    room = np.concatenate([forward, backward]).astype(np.int32)
    graph = csr_array((room, (rows, columns)), shape=(nodes, nodes))
    found = maximum_flow(graph.tocsr(), 0, network.sink).flow
    return np.asarray(found[tail, head]).ravel().astype(np.int64)

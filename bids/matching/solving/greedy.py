"""What a careful expert does with a spreadsheet: scarcest line first, biggest member first."""

import numpy as np

from bids.matching.solving.arrays import Arrays, Ints
from bids.matching.solving.first_plan import part_rivals


def scarcest_first(arrays: Arrays) -> Ints:
    """Units of each edge by the expert's rule, keeping every rule of a plan; at once, never good.

    Lines are taken by how little their qualified members offer beyond the need; of a line's
    members, the one with most capacity left. A member that ends below its least contract gives all
    of it up, and the lines are gone through once more for those that are left.
    """
    units = np.zeros(len(arrays.edge_line), dtype=np.int64)
    barred = np.zeros(len(arrays.member_ids), dtype=np.bool_)
    for _ in range(2):
        _fill(arrays, units, barred)
        part_rivals(arrays, units)
        value = np.zeros(len(arrays.member_ids), dtype=np.int64)
        np.add.at(value, arrays.edge_member, units * arrays.edge_price)
        low = value < arrays.member_least
        barred |= low & (value > 0)
        units[low[arrays.edge_member]] = 0
    return units


def _fill(arrays: Arrays, units: Ints, barred: "np.typing.NDArray[np.bool_]") -> None:
    """Hand out what is still open, line by line."""
    edges_of = _by_line(arrays)
    pool_left, cap_left, line_left, places = _left(arrays, units)
    offered = np.bincount(arrays.edge_line, arrays.edge_most, len(arrays.line_ids))
    for line in np.argsort(offered / np.maximum(arrays.line_volume, 1), kind="stable"):
        edges = edges_of[line]
        room = [
            int(min(pool_left[arrays.edge_pool[edge]], arrays.edge_most[edge])) for edge in edges
        ]
        for _, edge in sorted(zip(room, edges, strict=True), key=lambda item: (-item[0], item[1])):
            member, pool = arrays.edge_member[edge], arrays.edge_pool[edge]
            if places[line] == 0 or line_left[line] == 0:
                break
            if units[edge] or barred[member]:
                continue
            most = min(
                int(line_left[line]),
                int(arrays.edge_most[edge]),
                int(pool_left[pool]),
                int(cap_left[member] // arrays.line_price[line]),
            )
            if most < arrays.edge_least[edge]:
                continue
            units[edge] = most
            line_left[line] -= most
            pool_left[pool] -= most
            cap_left[member] -= most * arrays.line_price[line]
            places[line] -= 1


def _by_line(arrays: Arrays) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in arrays.line_ids]
    for edge, line in enumerate(arrays.edge_line.tolist()):
        found[line].append(edge)
    return found


def _left(arrays: Arrays, units: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """What is left of pools, turnover caps, volumes and places."""
    pools, caps = arrays.pool_capacity.copy(), arrays.member_cap.copy()
    volume, places = arrays.line_volume.copy(), arrays.line_places.copy()
    np.subtract.at(pools, arrays.edge_pool, units)
    np.subtract.at(caps, arrays.edge_member, units * arrays.edge_price)
    np.subtract.at(volume, arrays.edge_line, units)
    np.subtract.at(places, arrays.edge_line, (units > 0).astype(np.int64))
    return pools, caps, volume, places

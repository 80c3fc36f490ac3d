"""A first plan from the relaxation: what of it keeps the rules, the rest left open to be improved."""

import numpy as np

from bids.matching.solving.arrays import Arrays, Floats, Ints, Truths
from bids.matching.solving.standing import Standing

NEARLY = 0.999


def kept_of_relaxation(arrays: Arrays, units: Floats) -> Standing:
    """The relaxed units that reach their least lot, without crowding a line, by viable members."""
    kept = _uncrowded(arrays, units, units >= NEARLY * arrays.edge_least)
    held = np.where(kept, np.maximum(units, arrays.edge_least * kept), 0.0)
    held = _within_volume(arrays, held)
    part_rivals(arrays, held)
    value = np.bincount(arrays.edge_member, held * arrays.edge_price, len(arrays.member_ids))
    held[(value < arrays.member_least)[arrays.edge_member]] = 0.0
    standing = Standing.empty(arrays)
    standing.put(np.arange(len(held)), held, held > 0)
    return standing


def _uncrowded(arrays: Arrays, units: Floats, kept: Truths) -> Truths:
    """On each line only the largest, as many as it has places."""
    chosen = np.flatnonzero(kept)
    order = chosen[np.lexsort((chosen, -units[chosen], arrays.edge_line[chosen]))]
    line = arrays.edge_line[order]
    rank = np.arange(len(order)) - np.searchsorted(line, line, side="left")
    result = np.zeros(len(units), dtype=np.bool_)
    result[order[rank < arrays.line_places[line]]] = True
    return result


def _within_volume(arrays: Arrays, held: Floats) -> Floats:
    """Where raising a nearly reached least lot went over the volume, the pair is given up."""
    total = np.bincount(arrays.edge_line, held, len(arrays.line_ids))
    over = total > arrays.line_volume + 1e-6
    return np.where(over[arrays.edge_line] & (held <= arrays.edge_least), 0.0, held)


def part_rivals(arrays: Arrays, held: Floats | Ints) -> None:
    """Of two rivals on a line the one that holds less gives it up."""
    for first, second in arrays.conflicts.tolist():
        if held[first] > 0 and held[second] > 0:
            held[second if held[second] <= held[first] else first] = 0

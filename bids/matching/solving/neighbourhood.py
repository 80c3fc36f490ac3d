"""Connected pieces of a tender that are small enough to be planned afresh in a moment."""

import random
from dataclasses import dataclass

import numpy as np

from bids.matching.solving.arrays import Arrays, Ints
from bids.matching.solving.crew import Ground

NEARLY_FULL = 0.8


@dataclass(frozen=True)
class Neighbourhood:
    """All edges of some lines that lie together, and the ground that they touch."""

    edges: Ints
    ground: Ground


class Map:
    """Which edges are at each line and each member, to walk from line to line."""

    def __init__(self, arrays: Arrays) -> None:
        self.edges_of_line: list[list[int]] = [[] for _ in arrays.line_ids]
        self.lines_of_member: list[list[int]] = [[] for _ in arrays.member_ids]
        self.member_of_edge: list[int] = arrays.edge_member.tolist()
        for edge, (line, member) in enumerate(
            zip(arrays.edge_line.tolist(), self.member_of_edge, strict=True)
        ):
            self.edges_of_line[line].append(edge)
            self.lines_of_member[member].append(line)

    def around(self, line: int, most_edges: int, shuffle: random.Random | None) -> Neighbourhood:
        """Walk outwards from a line through its members, nearest first, up to about `most_edges`.

        With `shuffle` lines that are equally near come in random order.
        """
        queue, seen, members = [line], {line}, set()
        core: list[int] = []
        edges: list[int] = []
        for nearest in queue:
            here = self.edges_of_line[nearest]
            if core and len(edges) + len(here) > most_edges:
                if len(edges) > NEARLY_FULL * most_edges:
                    break
                continue
            core.append(nearest)
            edges += here
            found = []
            for edge in here:
                member = self.member_of_edge[edge]
                if member not in members:
                    members.add(member)
                    found += [other for other in self.lines_of_member[member] if other not in seen]
            fresh = list(dict.fromkeys(found))
            seen.update(fresh)
            if shuffle is not None:
                shuffle.shuffle(fresh)
            queue += fresh
        chosen = np.array(sorted(edges), dtype=np.int64)
        return Neighbourhood(chosen, Ground(frozenset(core), frozenset(members)))

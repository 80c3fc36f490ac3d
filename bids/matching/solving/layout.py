"""The columns of a split's program, and what 1 of each stands for.

In this order: units x and holds-or-not y of each free edge, takes-part z of each member touched, units
short s of each line touched, the value t that the small members' floor lacks, and, where the policy
asks for a least fill, the value d that each member lacks of it.
"""

from dataclasses import dataclass

import numpy as np

from bids.matching.solving.arrays import Floats, Ints


@dataclass(frozen=True)
class Units:
    """Units of an edge's line and of a line, and pence of the objective, for which 1 stands."""

    edge: Floats
    line: Floats
    money: float


@dataclass(frozen=True)
class Layout:
    """How many columns of each kind a program has, and where they stand."""

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

"""A plan while it is being improved: what is held, and the running totals that each rule looks at."""

from dataclasses import dataclass

import numpy as np

from bids.matching.solving.arrays import Arrays, Floats, Ints, Truths


@dataclass
class Standing:
    """Units held by edge (whole or not) and their sums; change it only through `put`.

    `pair_extra` is what a pair on each edge costs beyond the policy, in pence: it steers the search
    and is no part of the objective. `barred` edges may not be held any more.
    """

    arrays: Arrays
    units: Floats
    pairs: Truths
    line_units: Floats
    line_holders: Ints
    pool_units: Floats
    member_value: Floats
    member_pairs: Ints
    pair_extra: Floats
    barred: Truths
    small_value: float = 0.0

    @classmethod
    def empty(cls, arrays: Arrays) -> "Standing":
        edges, lines = len(arrays.edge_line), len(arrays.line_ids)
        pools, members = len(arrays.pool_member), len(arrays.member_ids)
        return cls(
            arrays=arrays,
            units=np.zeros(edges),
            pairs=np.zeros(edges, dtype=np.bool_),
            line_units=np.zeros(lines),
            line_holders=np.zeros(lines, dtype=np.int64),
            pool_units=np.zeros(pools),
            member_value=np.zeros(members),
            member_pairs=np.zeros(members, dtype=np.int64),
            pair_extra=np.zeros(edges),
            barred=np.zeros(edges, dtype=np.bool_),
        )

    def put(self, edges: Ints, units: Floats, pairs: Truths) -> None:
        """Replace what these edges hold."""
        arrays = self.arrays
        more = units - self.units[edges]
        joined = pairs.astype(np.int64) - self.pairs[edges]
        value = more * arrays.edge_price[edges]
        np.add.at(self.line_units, arrays.edge_line[edges], more)
        np.add.at(self.line_holders, arrays.edge_line[edges], joined)
        np.add.at(self.pool_units, arrays.edge_pool[edges], more)
        np.add.at(self.member_value, arrays.edge_member[edges], value)
        np.add.at(self.member_pairs, arrays.edge_member[edges], joined)
        self.small_value += float(value[arrays.member_small[arrays.edge_member[edges]]].sum())
        self.units[edges], self.pairs[edges] = units, pairs

    def short(self) -> Floats:
        """Units of each line that nobody holds."""
        return np.maximum(self.arrays.line_volume - self.line_units, 0.0)

    def objective(self) -> float:
        """The objective in pence, as the search sees it."""
        arrays, policy = self.arrays, self.arrays.policy
        return (
            float((self.units * arrays.edge_cost).sum())
            + policy.line_cost * int(self.pairs.sum())
            + policy.member_cost * int((self.member_pairs > 0).sum())
            + policy.shortage_weight * self.open_value()
            + max(0.0, arrays.small_floor - self.small_value)
            + arrays.fill_penalty(self.member_value)
        )

    def open_value(self) -> float:
        """Pence of the tender that nobody holds."""
        return float((self.short() * self.arrays.line_price).sum())

    def coverage(self) -> float:
        """The share of the tender's value that is held."""
        value = self.arrays.value
        return 1.0 if value == 0 else 1 - self.open_value() / value

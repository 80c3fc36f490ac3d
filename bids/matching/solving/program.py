"""A linear or mixed-integer program as plain arrays, and how one is put together row by row."""

from dataclasses import dataclass, field

import numpy as np

from bids.matching.solving.arrays import Floats, Ints

INFINITY = float("inf")


@dataclass(frozen=True)
class Program:
    """Make `cost @ x` least, `row_low <= A x <= row_high`, `low <= x <= high`; A is stored by rows.

    `start` is a solution to begin from; it is empty where none is known.
    """

    cost: Floats
    low: Floats
    high: Floats
    integer: Ints
    row_low: Floats
    row_high: Floats
    starts: Ints
    columns: Ints
    values: Floats
    start: Floats = field(default_factory=lambda: np.zeros(0))


@dataclass
class Rows:
    """Rows being collected. `add` takes many rows of one kind at once, as coordinate triples."""

    low: list[Floats] = field(default_factory=list)
    high: list[Floats] = field(default_factory=list)
    row: list[Ints] = field(default_factory=list)
    column: list[Ints] = field(default_factory=list)
    value: list[Floats] = field(default_factory=list)
    count: int = 0

    def add(self, low: Floats, high: Floats, *entries: tuple[Ints, Ints, Floats]) -> None:
        """Append `len(low)` rows; each of `entries` is (row within these, column, value)."""
        self.low.append(low)
        self.high.append(high)
        for row, column, value in entries:
            self.row.append(row + self.count)
            self.column.append(column)
            self.value.append(value)
        self.count += len(low)

    def program(self, cost: Floats, low: Floats, high: Floats, integer: Ints) -> Program:
        row, column = _joined(self.row), _joined(self.column)
        value = np.concatenate([np.zeros(0), *self.value])
        order = np.lexsort((column, row))
        per_row = np.bincount(row, minlength=self.count)
        return Program(
            cost=cost,
            low=low,
            high=high,
            integer=integer,
            row_low=np.concatenate([np.zeros(0), *self.low]),
            row_high=np.concatenate([np.zeros(0), *self.high]),
            starts=np.concatenate([[0], np.cumsum(per_row)]).astype(np.int64),
            columns=column[order],
            values=value[order],
        )


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])

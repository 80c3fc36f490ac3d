"""A plan: who holds how much of which line, what is left open, and what has been proved about it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bids.matching.problem import Problem


class Effort(StrEnum):
    """How long to look for a better plan."""

    QUICK = "quick"
    NORMAL = "normal"
    DEEP = "deep"


class Step(StrEnum):
    """What the solver is doing, in the order in which it does it."""

    BOUND = "bound"
    FIRST_PLAN = "first_plan"
    IMPROVE = "improve"
    ROUND = "round"
    CHECK = "check"


class Stopped(StrEnum):
    """Why a search ended before its planned end."""

    ASKED = "asked"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Allocation:
    member: str
    line: str
    volume: int


@dataclass(frozen=True, slots=True)
class Shortage:
    """Units of a line that nobody holds."""

    line: str
    volume: int


@dataclass(frozen=True, slots=True)
class Certificate:
    """Proof that no plan covers everything, in pence.

    The named lines are worth `demand`; everyone who may hold any of them can supply at most
    `supply` to them together; so every plan is short by `shortfall` or more.
    """

    lines: tuple[str, ...]
    demand: int
    supply: int
    shortfall: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the solver has come. Objective and bound in pence; coverage is the share of value covered."""

    step: Step
    done: int
    total: int
    best: int | None = None
    bound: int | None = None
    coverage: float | None = None


OnProgress = Callable[[Progress], None]
ShouldStop = Callable[[], bool]


@dataclass(frozen=True)
class Plan:
    """The outcome of a solve.

    `objective` and `bound` are those of split-problem/1, in pence: no plan can have an objective
    below `bound`. `stopped` says why the search ended early, None where it ran its course. `afresh`:
    it was to change little of another, which left too much open, so that all was planned anew.
    Allocations stand in the order of member and line, shortages in the order of line.
    """

    problem: Problem
    effort: Effort
    seed: int
    allocations: tuple[Allocation, ...]
    shortages: tuple[Shortage, ...]
    objective: int
    bound: int
    certificate: Certificate | None
    seconds: float
    stopped: Stopped | None = None
    afresh: bool = False

    @property
    def gap_pct(self) -> float:
        """How far the plan may be from the best possible, in percent of its objective."""
        if self.objective == 0:
            return 0.0
        return 100 * (self.objective - self.bound) / self.objective

    @property
    def uncovered(self) -> int:
        """The value of what nobody holds, in pence."""
        lines = self.problem.line_by_id
        return sum(short.volume * lines[short.line].unit_price for short in self.shortages)

    @property
    def coverage(self) -> float:
        """The share of the tender's value that somebody holds; 1 for a tender that is worth nothing."""
        value = self.problem.value
        return 1.0 if value == 0 else 1 - self.uncovered / value

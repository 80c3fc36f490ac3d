"""Several solver processes at work on programs that do not touch one another.

A program goes to the process that has least to do. Programs are finished in the order in which they
were started, so that what comes of them does not depend on which process was quicker, nor on how
many there are.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bids.matching.plan import Stopped
from bids.matching.solving.program import Program
from bids.matching.solving.solver_process import Answer, SolverFailed, SolverProcess, Watch

AT_ONCE = 6
PROCESSES = 2
MANY_EDGES = 12_000
"""From here on a whole program leaves its process with memory that the others would miss."""


@dataclass(frozen=True)
class Ground:
    """The lines and members that a program may change."""

    lines: frozenset[int]
    members: frozenset[int]

    def apart_from(self, other: "Ground") -> bool:
        return self.lines.isdisjoint(other.lines) and self.members.isdisjoint(other.members)


@dataclass(frozen=True)
class _Task:
    ground: Ground
    solver: SolverProcess
    finish: Callable[[Answer | None], None]


class Crew:
    """Solver processes and the tasks that they have in hand."""

    def __init__(self, solvers: tuple[SolverProcess, ...]) -> None:
        self.solvers = solvers
        self._running: deque[_Task] = deque()

    @property
    def first(self) -> SolverProcess:
        """The process for programs that stand alone."""
        return self.solvers[0]

    @property
    def busy(self) -> bool:
        return bool(self._running)

    def begin(self) -> None:
        """Have every process ready."""
        for solver in self.solvers:
            solver.begin()

    def begin_afresh(self) -> None:
        """Have every process ready, and none with the memory that a large program has left it."""
        for solver in self.solvers:
            solver.kill()
        self.begin()

    def rest(self) -> None:
        """End the processes but the first, which leaves it their memory; they begin again when needed."""
        for solver in self.solvers[1:]:
            solver.kill()

    def watched_by(self, watch: Watch) -> None:
        for solver in self.solvers:
            solver.watch = watch

    def verdict(self) -> Stopped | None:
        """Why everything should end now, if it should."""
        return self.first.watch.verdict()

    def may_start(self, ground: Ground) -> bool:
        return len(self._running) < AT_ONCE and all(
            ground.apart_from(task.ground) for task in self._running
        )

    def start(
        self,
        ground: Ground,
        program: Program,
        options: dict[str, Any],
        finish: Callable[[Answer | None], None],
    ) -> None:
        """Begin a program on ground that is free; `finish` hears its answer, None where it failed."""
        solver = min(self.solvers, key=lambda one: one.unanswered)
        try:
            solver.submit(program, options)
        except SolverFailed:
            finish(None)
        else:
            self._running.append(_Task(ground, solver, finish))

    def finish_oldest(self) -> None:
        """Wait for the task that was started first, and hand over its answer."""
        task = self._running.popleft()
        try:
            answer = task.solver.collect()
        except SolverFailed:
            task.finish(None)
        else:
            task.finish(answer)

    def finish_all(self) -> None:
        while self._running:
            self.finish_oldest()

    def abandon(self) -> None:
        """Drop every task and end the processes."""
        self._running.clear()
        for solver in self.solvers:
            solver.abandon()

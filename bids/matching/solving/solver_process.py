"""HiGHS in a child process that can be stopped at any moment."""

import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, cast

import numpy as np

from bids.matching.plan import ShouldStop, Stopped
from bids.matching.solving.arrays import Floats
from bids.matching.solving.messages import Message, receive, send
from bids.matching.solving.program import Program

PROJECT = Path(__file__).resolve().parents[3]
LOOK_UP_SECONDS = 0.1


class SolverFailed(RuntimeError):
    """The solver ended without an answer that can be used."""


@dataclass(frozen=True)
class Answer:
    """What came of a program: its best solution and, of a mixed-integer one, the proved bound.

    `x` is None where no solution was found. `stopped` says who cut the run short.
    """

    x: Floats | None
    objective: float | None
    bound: float | None
    row_dual: Floats | None
    stopped: Stopped | None = None


@dataclass(frozen=True)
class Watch:
    """When a search must end, and who wants to hear of it. `deadline` is a time.monotonic() value."""

    deadline: float
    should_stop: ShouldStop

    def verdict(self) -> Stopped | None:
        if self.should_stop():
            return Stopped.ASKED
        return Stopped.TIME if time.monotonic() > self.deadline else None


class SolverProcess:
    """One child, kept for many programs; a context manager. After a kill the next program has a new one.

    `watch` belongs to whoever is using it at the moment.
    """

    def __init__(self) -> None:
        self.watch = Watch(float("inf"), lambda: False)
        self._child: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._awaited = 0
        self._lost = 0

    def __enter__(self) -> "SolverProcess":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()

    @property
    def unanswered(self) -> int:
        """Programs that the child still has to solve."""
        return self._awaited - self._answers.qsize()

    def begin(self) -> None:
        """Have a child ready, so that the first program does not wait for one."""
        self._started()

    def run(
        self,
        program: Program,
        options: dict[str, Any],
        *,
        on_better: Callable[[float, float], None] | None = None,
    ) -> Answer:
        """Solve a program. `on_better` hears (objective, bound) of each better solution on the way.

        Raises `SolverFailed` where the program has no solution or the child died of itself.
        """
        self.submit(program, options, follow=on_better is not None)
        return self.collect(on_better)

    def submit(self, program: Program, options: dict[str, Any], *, follow: bool = False) -> None:
        """Hand over a program. Answers are collected in the order in which programs were submitted."""
        child = self._started()
        facts = {"options": options, "follow": follow}
        try:
            send(cast("Any", child.stdin), facts, vars(program))
        except BrokenPipeError:
            self.kill()
            raise SolverFailed("the solver's process ended") from None
        self._awaited += 1

    def collect(self, on_better: Callable[[float, float], None] | None = None) -> Answer:
        """The answer to the oldest program that has none yet; see `run`."""
        if self._lost:
            self._lost -= 1
            raise SolverFailed("the solver's process ended before this program's turn")
        best = Answer(None, None, None, None)
        self._awaited -= 1
        while True:
            try:
                message = self._answers.get(timeout=LOOK_UP_SECONDS)
            except queue.Empty:
                if verdict := self.watch.verdict():
                    self.kill()
                    return Answer(best.x, best.objective, best.bound, None, verdict)
                continue
            if message is None:
                self.kill()
                raise SolverFailed("the solver's process ended")
            if message.facts["kind"] == "result":
                return _final(message)
            best = _answer(message)
            if on_better is not None and best.objective is not None and best.bound is not None:
                on_better(best.objective, best.bound)

    def kill(self) -> None:
        """End the child at once, if there is one; programs that it still had are lost."""
        if self._child is None:
            return
        self._lost, self._awaited = self._lost + self._awaited, 0
        self._child.kill()
        for stream in (self._child.stdin, self._child.stdout):
            if stream is not None:
                _close(stream)
        self._child.wait()
        self._child = None

    def abandon(self) -> None:
        """End the child, and expect no answer to anything submitted so far."""
        self.kill()
        self._lost = 0

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None:
            paths = [str(PROJECT), os.environ.get("PYTHONPATH", "")]
            self._child = subprocess.Popen(
                [sys.executable, "-m", "bids.matching.solving.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={
                    **os.environ,
                    "OPENBLAS_NUM_THREADS": "1",  # numpy would start threads that only wait
                    "PYTHONPATH": os.pathsep.join(filter(None, paths)),
                },
            )
            self._answers = queue.SimpleQueue()
            threading.Thread(target=_listen, args=(self._child, self._answers), daemon=True).start()
        return self._child


def _listen(child: subprocess.Popen[bytes], answers: "queue.SimpleQueue[Message | None]") -> None:
    """Pass on all that a child says, None when it falls silent."""
    try:
        while (message := receive(cast("Any", child.stdout))) is not None:
            answers.put(message)
    except (OSError, ValueError):
        pass
    answers.put(None)


def _close(stream: Any) -> None:
    with contextlib.suppress(OSError):
        stream.close()


def _final(message: Message) -> Answer:
    if message.facts["state"] == "failed":
        raise SolverFailed("the solver found no solution")
    return _answer(message)


def _answer(message: Message) -> Answer:
    facts, arrays = message.facts, message.arrays
    return Answer(
        x=np.array(arrays["x"]) if "x" in arrays else None,
        objective=facts["objective"],
        bound=facts["bound"],
        row_dual=np.array(arrays["row_dual"]) if "row_dual" in arrays else None,
    )

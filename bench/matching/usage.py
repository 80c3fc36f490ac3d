"""What the processes that this one has begun took together: memory at its highest, processor time."""

import contextlib
import os
import resource
import threading
from pathlib import Path
from types import TracebackType

EVERY_SECONDS = 0.1


class Usage:
    """A context manager: `megabytes` is the highest sum of what they held in memory (Linux; 0 elsewhere),
    a page that several processes share (of a library, mostly) divided among them; `cpu_seconds` the processor
    time of those that have ended, which a busy machine does not stretch."""

    def __init__(self) -> None:
        self.megabytes = 0
        self.cpu_seconds = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Usage":
        self.cpu_seconds = -_cpu_of_children()
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()
        self.cpu_seconds = round(self.cpu_seconds + _cpu_of_children(), 2)

    def _look(self) -> None:
        while not self._ended.wait(EVERY_SECONDS):
            now = sum(_held_kib(child) for child in _descendants(os.getpid()))
            self.megabytes = max(self.megabytes, now // 1024)


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _descendants(process: int) -> list[int]:
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += [int(child), *_descendants(int(child))]
    return found


def _held_kib(process: int) -> int:
    """The proportional set size: a page that n processes share counts one n-th in each."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0

"""What the processes that this one has begun took together: memory at its highest, processor time."""

import contextlib
import os
import resource
import threading
from pathlib import Path
from types import TracebackType

EVERY_SECONDS = 0.1
PAGE_KIB = os.sysconf("SC_PAGE_SIZE") // 1024


class Usage:
    """A context manager: `megabytes` is the highest sum of resident sizes seen (Linux; 0 elsewhere),
    `cpu_seconds` the processor time of those that have ended, which a busy machine does not stretch."""

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
            now = sum(_resident_kib(child) for child in _descendants(os.getpid()))
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


def _resident_kib(process: int) -> int:
    with contextlib.suppress(OSError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE_KIB
    return 0

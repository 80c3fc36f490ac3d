"""How a proof or a bench tells what it finds: progress on standard error, one line of JSON at the end."""

import json
import os
import sys
from typing import Any

import highspy

Figures = dict[str, Any]


def told(figures: Figures) -> None:
    """One line of progress."""
    sys.stderr.write(json.dumps(figures) + "\n")
    sys.stderr.flush()


def engine() -> str:
    return f"bids.matching, HiGHS {highspy.Highs().version()}"  # type: ignore[no-untyped-call]


def concluded(summary: Figures, broken: list[str]) -> int:
    """Say what was promised and not kept, then all in one line; the exit status.

    `load` is how busy the machine was at the end: wall clock times stretch with it.
    """
    for promise in broken:
        sys.stderr.write(f"NOT KEPT: {promise}\n")
    load = round(os.getloadavg()[0], 1)
    last = {**summary, "engine": engine(), "load": load, "broken": len(broken)}
    sys.stdout.write(json.dumps({**last, "not_kept": broken}) + "\n")
    return 1 if broken else 0

"""How long counting takes: the 351 contests, 500 voters, and 1,000,000 papers for 30 candidates.

python -m bench.counting.speed [--voters N] [--seed N]
Ends with one line of JSON; the status is 1 where a figure falls short.
"""

# ruff: noqa: T201, S603 - it prints, and starts itself again to measure memory

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.counting.made_up import write_contest
from representation.counting.blt import read_blt_file
from representation.counting.count import count_contest
from representation.counting.lots import Lot, LotSource
from representation.counting.result import Rule
from tests.unit.representation.counting.official_tables import FOLDER

LIMITS = {"all_351_s": 1.5, "large_s": 10, "large_mb": 1_000, "small_ms": 50}


def seconds_for_all() -> dict[str, Any]:
    """CPU seconds to read and count every contest of 2017; the best of three runs."""
    files = sorted(FOLDER.glob("*.blt"))
    runs = []
    for _ in range(3):
        start = time.process_time()
        contests = [read_blt_file(file) for file in files]
        read = time.process_time()
        for contest in contests:
            count_contest(contest, Rule.SCOTTISH_STV)
        runs.append((time.process_time() - start, read - start))
    whole, reading = min(runs)
    return {
        "all_351_s": round(whole, 3),
        "all_351_reading_s": round(reading, 3),
        "contests": len(files),
    }


def count_one(path: Path) -> dict[str, float]:
    """CPU seconds to read and to count one file by each STV rule, and the most memory so far in MB."""
    start = time.process_time()
    contest = read_blt_file(path)
    figures = {"reading_s": round(time.process_time() - start, 3)}
    lot = Lot(contest.candidates, LotSource.DRAWN)
    for rule in (Rule.SCOTTISH_STV, Rule.MEEK_STV, Rule.ERS97_STV):
        start = time.process_time()
        count_contest(contest, rule, lot=lot)
        figures[rule] = round(time.process_time() - start, 4)
        figures[f"{rule}_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return figures


def measured(voters: int, candidates: int, seats: int, seed: int) -> dict[str, float]:
    """The same of a made-up contest, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made-up.blt"
        write_contest(path, voters=voters, candidates=candidates, seats=seats, seed=seed)
        command = [sys.executable, "-m", "bench.counting.speed", "--one", str(path)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        return json.loads(done.stdout)


def figures(voters: int, seed: int) -> dict[str, Any]:
    """Every figure that has a limit, with the parts of it; `falls_short` names those over theirs."""
    large = measured(voters, 30, 5, seed)
    small = measured(500, 10, 3, seed)
    found: dict[str, Any] = {
        "voters": voters,
        **seconds_for_all(),
        "large_s": round(large["reading_s"] + large[Rule.SCOTTISH_STV], 3),
        "large_mb": large[f"{Rule.SCOTTISH_STV}_mb"],
        "small_ms": round(1000 * (small["reading_s"] + small[Rule.SCOTTISH_STV]), 1),
        "large": large,
        "small": small,
    }
    found["falls_short"] = [name for name, limit in LIMITS.items() if found[name] > limit]
    return found


def report(found: dict[str, Any]) -> list[str]:
    """A line for each figure that has a limit."""
    return [f"{name}: {found[name]} (limit {limit})" for name, limit in LIMITS.items()]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--voters", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(count_one(options.one)))
        return 0
    found = figures(options.voters, options.seed)
    print(*report(found), sep="\n")
    print(json.dumps({"engine": "representation.counting", "seed": options.seed, **found}))
    return 1 if found["falls_short"] else 0


if __name__ == "__main__":
    sys.exit(main())

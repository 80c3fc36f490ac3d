"""How long counting takes: the 351 contests, 500 voters, and 1,000,000 papers for 30 candidates.

Of the large and the small contest: reading the file, the slowest of the STV rules, and the result as JSON.

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
from representation.counting.sheet.document import as_json
from tests.unit.representation.counting.official_tables import FOLDER

STV = (Rule.SCOTTISH_STV, Rule.MEEK_STV, Rule.ERS97_STV)
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
    """CPU seconds to read one file, to count it by each STV rule, to write the result; memory in MB."""
    start = time.process_time()
    contest = read_blt_file(path)
    found: dict[str, float] = {"reading_s": time.process_time() - start}
    lot = Lot(contest.candidates, LotSource.DRAWN)
    for rule in STV:
        start = time.process_time()
        result = count_contest(contest, rule, lot=lot)
        found[f"{rule}_s"] = time.process_time() - start
    start = time.process_time()
    as_json(result)
    found["writing_s"] = time.process_time() - start
    slowest = max(found[f"{rule}_s"] for rule in STV)
    found["whole_s"] = found["reading_s"] + slowest + found["writing_s"]
    found = {name: round(seconds, 4) for name, seconds in found.items()}
    found["mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return found


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
        "large_s": large["whole_s"],
        "large_mb": large["mb"],
        "small_ms": round(1000 * small["whole_s"], 1),
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

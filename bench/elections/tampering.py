"""Whatever is done to an election's rows is found, and the row is named.

usage: python -m bench.elections.tampering [--tamperings 200] [--engines both]

A whole election is held; then rows are added, removed, changed and put into another order, in each of its
tables, with the guards taken off, and each time undone. The last line is one line of JSON; exit status 1
where a tampering was not named.
"""

# ruff: noqa: T201, S311 - it prints, and its rows come from a seed

import argparse
import json
import random
import sys
from typing import Any

from bench.elections.database import ENGINES, fresh_database, on_each_engine


def prove_here(tamperings: int, seed: int) -> dict[str, Any]:
    with fresh_database():
        from representation.selectors.seals import faults_of
        from tests.integration.representation.elections import tamperings as acts

        poll = acts.whole_election()
        untouched = [str(one) for one in faults_of(poll.election)]
        done, missed = acts.missed(poll.election, random.Random(seed), tamperings)
    for one in [*untouched, *missed]:
        print("  MISSED:", one)
    named = done - len(missed)
    return {"tamperings": done, "named": named, "holds": named == done and not untouched}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tamperings", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--engines", choices=[*ENGINES, "both"], default="both")
    parser.add_argument("--here", action="store_true", help="in this process, on its database")
    options = parser.parse_args()
    if options.here:
        print(json.dumps(prove_here(options.tamperings, options.seed)))
        return 0
    engines = list(ENGINES) if options.engines == "both" else [options.engines]
    told = [f"--tamperings={options.tamperings}", f"--seed={options.seed}"]
    summary = on_each_engine("bench.elections.tampering", told, engines)
    holds = all(answer.get("holds") for answer in summary.values())
    print(json.dumps({"prove": "evidence", "seed": options.seed, **summary, "holds": holds}))
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())

"""A county's whole year of elections, through the product's services.

usage: python -m bench.elections.grid [--members 7] [--engines both]

Eight forums elect two each to the county body; its sixteen holders are the roll of the second election, which
fills the board's seat; its holder loses the mandate that it rests on; the seat is refilled by countback; and
the table of seats is asked for on three days. The last line is one line of JSON; exit status 1 where
something is not as it must be.
"""

# ruff: noqa: T201, S311 - it prints, and its votes come from a seed

import argparse
import json
import random
import sys
from typing import Any

from bench.elections.database import ENGINES, fresh_database, on_each_engine


def prove_here(members: int, seed: int) -> dict[str, Any]:
    with fresh_database():
        from tests.integration.representation.elections.county_year import hold_the_year

        year = hold_the_year(members, random.Random(seed))
    return {**vars(year), "holds": year.holds()}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--members", type=int, default=7, help="of each forum, at most ten")
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--engines", choices=[*ENGINES, "both"], default="both")
    parser.add_argument("--here", action="store_true", help="in this process, on its database")
    options = parser.parse_args()
    if options.here:
        print(json.dumps(prove_here(options.members, options.seed)))
        return 0
    engines = list(ENGINES) if options.engines == "both" else [options.engines]
    told = [f"--members={options.members}", f"--seed={options.seed}"]
    summary = on_each_engine("bench.elections.grid", told, engines)
    holds = all(answer.get("holds") for answer in summary.values())
    print(json.dumps({"prove": "grid", "seed": options.seed, **summary, "holds": holds}))
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())

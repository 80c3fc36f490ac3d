"""A county's whole year of elections, through the product's services.

usage: python -m bench.elections.grid [--members 7] [--engines both]; at most ten members in each forum

Eight forums elect two each to the county body; its sixteen holders are the roll of the second election, which
fills the board's seat; its holder loses the mandate that it rests on; the seat is refilled by countback; and
the table of seats is asked for on three days. The last line is one line of JSON; exit status 1 where
something is not as it must be.
"""

# ruff: noqa: S311 - its votes come from a seed

import argparse
import random
import sys
from typing import Any

from bench.elections.database import fresh_database, prove


def prove_here(options: argparse.Namespace) -> dict[str, Any]:
    with fresh_database():
        from tests.integration.representation.elections.county_year import hold_the_year

        year = hold_the_year(options.members, random.Random(options.seed))
    return {**vars(year), "holds": year.holds()}


def main() -> int:
    return prove("grid", "bench.elections.grid", prove_here, {"members": 7})


if __name__ == "__main__":
    sys.exit(main())

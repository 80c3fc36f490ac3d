"""Whatever is done to an election's rows is found, and the row is named.

usage: python -m bench.elections.tampering [--tamperings 200] [--engines both]

A whole election is held; then rows are added, removed, changed and put into another order, in each of its
tables, with the guards taken off, and each time undone. The last line is one line of JSON; exit status 1
where a tampering was not named.
"""

# ruff: noqa: T201, S311 - it prints, and its rows come from a seed

import argparse
import random
import sys
from typing import Any

from bench.elections.database import fresh_database, prove


def prove_here(options: argparse.Namespace) -> dict[str, Any]:
    with fresh_database():
        from representation.selectors.seals import faults_of
        from tests.integration.representation.elections import tamperings as acts

        poll = acts.whole_election()
        untouched = [str(one) for one in faults_of(poll.election)]
        done, missed = acts.missed(poll.election, random.Random(options.seed), options.tamperings)
    for one in [*untouched, *missed]:
        print("  MISSED:", one)
    named = done - len(missed)
    return {"tamperings": done, "named": named, "holds": named == done and not untouched}


def main() -> int:
    return prove("evidence", "bench.elections.tampering", prove_here, {"tamperings": 200})


if __name__ == "__main__":
    sys.exit(main())

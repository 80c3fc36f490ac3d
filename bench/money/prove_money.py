"""Prove the money on both databases: races for a budget, histories, overlaps, accounts, the books.

python -m bench.money.prove_money [--rounds N] [--threads N] [--histories N] [--mutations N] [--seed N]
Ends with one line of JSON; the status is 1 where a figure falls short. PostgreSQL is looked for where
MANYHANDS_TEST_DATABASE_URL says.
"""

# ruff: noqa: T201, S603 - it prints, and starts itself for each database

import argparse
import json
import os
import subprocess
import sys
from typing import Any

from tests.services import DATABASE_URL

Figures = dict[str, Any]


def on_one(url: str | None, given: argparse.Namespace) -> Figures:
    """The figures of one database; without a URL it is SQLite."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if url:
        environment["DATABASE_URL"] = url
    arguments = [f"--{name}={value}" for name, value in vars(given).items()]
    done = subprocess.run(
        [sys.executable, "-m", "bench.money.one_database", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print(done.stderr[-4000:], file=sys.stderr)
        raise SystemExit("the proof broke off")
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    print(json.dumps(figures, indent=2))
    return figures


def holds(found: Figures, given: argparse.Namespace) -> bool:
    """Whether every promise is kept on one database, and the control is not."""
    race, overlaps, gates = found["race"], found["overlaps"], found["gates"]
    return all(
        (
            race["overdrawn"] == race["not_all_taken"] == 0,
            not race["errors"],
            race["books_stand"],
            found["naive_race"]["overdrawn"] > 0,
            overlaps["accepted_by_services"] == overlaps["accepted_by_tables"] == 0,
            gates["opened_by_services"] == gates["opened_by_tables"] == 0,
            gates["full_path_is_open"],
            found["ledger"]["named"] == given.mutations,
            found["histories"]["faulty"] == 0,
        )
    )


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--threads", type=int, default=40)
    parser.add_argument("--histories", type=int, default=10_000)
    parser.add_argument("--mutations", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=20260406)
    given = parser.parse_args()
    found = [on_one(url, given) for url in (None, DATABASE_URL)]
    is_proved = all(holds(one, given) for one in found)
    print(json.dumps({"proved": is_proved, "seed": given.seed, "databases": found}))
    return 0 if is_proved else 1


if __name__ == "__main__":
    sys.exit(main())

"""Run the suite, leg by leg, where the services for it are found: `python -m tests.legs`.

MANYHANDS_REQUIRE             legs whose absence is a failure: postgres,redis,browser
MANYHANDS_TEST_DATABASE_URL   a PostgreSQL server where databases may be made for the tests
MANYHANDS_TEST_REDIS_URL      a Redis database that may be emptied
MANYHANDS_CHROMIUM            the browser to drive
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import psycopg
import redis

from tests.services import CHROMIUM, DATABASE_URL, REDIS_URL

NEED_SERVICES = "not browser and not redis and not postgres"
IN_PARALLEL = ["-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]
# A test that drives a browser waits for it a third of the time.
ONE_MORE = ["-n", str(min(4, (os.cpu_count() or 1) + 1)), "--dist", "worksteal"]


@dataclass(frozen=True)
class Leg:
    """One run of pytest: what it selects from where, and why it cannot run if it cannot."""

    name: str
    selects: list[str]
    missing: Callable[[], str] = lambda: ""
    environment: dict[str, str] = field(default_factory=dict)
    folder: str = "tests"
    mostly_waits: bool = False

    @property
    def command(self) -> list[str]:
        """With what was asked for on the command line, which may name other places."""
        asked = sys.argv[1:]
        elsewhere = any(os.path.exists(word.partition("::")[0]) for word in asked)
        where = [] if elsewhere else [self.folder]
        return [sys.executable, "-m", "pytest", "-q", *self.selects, *asked, *where]


def postgres_is_missing() -> str:
    try:
        psycopg.connect(DATABASE_URL, dbname="postgres", connect_timeout=3).close()
    except psycopg.OperationalError:
        return "no PostgreSQL server answers"
    return ""


def redis_is_missing() -> str:
    try:
        redis.Redis.from_url(REDIS_URL, socket_connect_timeout=3).ping()
    except redis.RedisError:
        return "no Redis server answers"
    return ""


def browser_is_missing() -> str:
    return "" if CHROMIUM else "no Chromium is found"


LEGS = [
    Leg("sqlite", ["-m", NEED_SERVICES, *IN_PARALLEL]),
    Leg(
        "postgres",
        ["-m", "not browser and not redis", "--only-database", *IN_PARALLEL],
        postgres_is_missing,
        {"DATABASE_URL": DATABASE_URL},
    ),
    Leg(
        "redis",
        ["-m", "redis"],
        redis_is_missing,
        folder="tests/integration/runtime",
        mostly_waits=True,
    ),
    Leg("browser", ["-m", "browser", *ONE_MORE], browser_is_missing, folder="tests/system"),
]


@dataclass(frozen=True)
class Outcome:
    leg: str
    said: str
    failed: bool


@dataclass(frozen=True)
class Running:
    leg: Leg
    process: subprocess.Popen[str]


def begin(leg: Leg) -> Running:
    return Running(
        leg,
        subprocess.Popen(
            leg.command,
            env=os.environ | leg.environment,
            stdout=subprocess.PIPE,
            text=True,
        ),
    )


def follow(running: Running) -> Outcome:
    """Print what the leg says, and has said, until it ends."""
    print(f"\n=== {running.leg.name} ===", flush=True)
    closing = ""
    for line in running.process.stdout or ():
        print(line, end="", flush=True)
        closing = line.strip() or closing
    return Outcome(running.leg.name, closing, failed=running.process.wait() != 0)


def run_all(required: frozenset[str]) -> list[Outcome]:
    """One leg after the other, but what mostly waits beside them all; in the order of the list."""
    missing = {leg.name: leg.missing() for leg in LEGS}
    beside = {leg.name: begin(leg) for leg in LEGS if leg.mostly_waits and not missing[leg.name]}
    outcomes = []
    for leg in LEGS:
        if why := missing[leg.name]:
            outcomes.append(Outcome(leg.name, f"not run: {why}", failed=leg.name in required))
        else:
            outcomes.append(follow(beside.get(leg.name) or begin(leg)))
    return outcomes


def main() -> int:
    """0 when every leg that ran has passed and every required leg ran."""
    required = frozenset(filter(None, os.environ.get("MANYHANDS_REQUIRE", "").split(",")))
    if unknown := required - {leg.name for leg in LEGS}:
        print(f"MANYHANDS_REQUIRE: unknown legs: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    started = time.monotonic()
    outcomes = run_all(required)
    print(f"\n=== legs, {time.monotonic() - started:.0f} s in all ===")
    for outcome in outcomes:
        print(f"{outcome.leg:9} {'FAILED: ' if outcome.failed else ''}{outcome.said}")
    return int(any(outcome.failed for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())

"""A database of its own for a proof, on SQLite and, where a server answers, on PostgreSQL."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tests.services import DATABASE_URL

ENGINES = ("sqlite", "postgresql")
SEED = 20261122


@contextmanager
def fresh_database() -> Iterator[str]:
    """An empty database with all tables and guards, on the engine of DATABASE_URL; gives its vendor."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment, teardown_test_environment

    setup_test_environment()
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield connection.vendor
    finally:
        connection.close()
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
        teardown_test_environment()


def on_each_engine(module: str, arguments: list[str], engines: list[str]) -> dict[str, Any]:
    """Run a proof's module once for each engine, in a process of its own; its last line by engine."""
    answers: dict[str, Any] = {}
    for engine in engines:
        environment = os.environ | {"MANYHANDS_PROOF_ENGINE": engine}
        environment.pop("DATABASE_URL", None)
        if engine == "postgresql":
            environment["DATABASE_URL"] = DATABASE_URL
        child = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", module, "--here", *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        last = "{}"
        for line in child.stdout or ():
            print(f"{engine}: {line}", end="", flush=True)  # noqa: T201 - it shows how far it is
            last = line
        answers[engine] = json.loads(last) if child.wait() == 0 else {"holds": False}
    return answers


def prove(
    name: str,
    module: str,
    here: Callable[[argparse.Namespace], dict[str, Any]],
    numbers: Mapping[str, int],
) -> int:
    """Run a proof on each engine and print its last line of JSON; 1 where something does not hold.

    numbers: how much of it is tried, by the option that changes it; a seed is one of them.
    """
    numbers = {**numbers, "seed": SEED}
    parser = argparse.ArgumentParser(prog=f"python -m {module}")
    for option, usual in numbers.items():
        parser.add_argument(f"--{option}", type=int, default=usual)
    parser.add_argument("--engines", choices=[*ENGINES, "both"], default="both")
    parser.add_argument("--here", action="store_true", help="in this process, on its database")
    options = parser.parse_args()
    if options.here:
        print(json.dumps(here(options)))  # noqa: T201 - it is read by the process that started this
        return 0
    engines = list(ENGINES) if options.engines == "both" else [options.engines]
    told = [f"--{option}={getattr(options, option)}" for option in numbers]
    summary = on_each_engine(module, told, engines)
    holds = all(answer.get("holds") for answer in summary.values())
    print(json.dumps({"prove": name, "seed": options.seed, **summary, "holds": holds}))  # noqa: T201
    return 0 if holds else 1

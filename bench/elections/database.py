"""A database of its own for a proof, on SQLite and, where a server answers, on PostgreSQL."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.services import DATABASE_URL

ENGINES = ("sqlite", "postgresql")


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

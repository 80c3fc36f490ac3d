"""What every test may ask for."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.utils import translation
from pytest_django import DjangoDbBlocker

from consortium.models import Job
from consortium.services.job_runner import run_job
from consortium.states import JobState
from tests import append_only, canary, migrated

append_only.install()
canary.install()
# How long an example takes says something about the machine, and nothing about the rule.
hypothesis.settings.register_profile(
    "any-machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("any-machine")

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--only-database",
        action="store_true",
        help="run only the tests that touch a database, without those that need but one",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--only-database"):
        touching = [
            item
            for item in items
            if touches_database(item) and not item.get_closest_marker("one_database")
        ]
        config.hook.pytest_deselected(items=[item for item in items if item not in touching])
        items[:] = touching


def pytest_collection_finish() -> None:
    """What was imported stays to the end: the collector of garbage need not look at it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def touches_database(item: pytest.Item) -> bool:
    """Whether pytest-django will open a database for this test."""
    fixtures = getattr(item, "fixturenames", ())
    return bool(item.get_closest_marker("django_db")) or bool(DATABASE_FIXTURES & set(fixtures))


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """On SQLite the file is there before Django looks for it."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """On SQLite a run begins with a copy of a database that is migrated already."""
    if connection.vendor != "sqlite":
        yield
        return
    path = Path(connection.settings_dict["TEST"]["NAME"])
    migrated.copy_to(path)
    # Not in the settings: proofs use them too, and without migrations their tables had no guards.
    connection.settings_dict["TEST"]["MIGRATE"] = False
    yield
    connection.close()
    for left in path.parent.glob(f"{path.name}*"):
        left.unlink()


@pytest.fixture(scope="module")
def shared_rows(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Callable[[Callable[[], Any]], Any]]:
    """Make rows once for all tests of a module: `shared_rows(make)` answers what `make` does.

    They are there until the module ends, each test's own changes until the test ends. It is no use
    to tests that commit. What was made must be copied for a test that changes the object itself.
    """
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()

    def make(maker: Callable[[], Any]) -> Any:
        with django_db_blocker.unblock():
            return maker()

    yield make
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def _english() -> None:
    """A page asked for in Welsh leaves its thread in Welsh, which the next test must not hear of."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Rate limits and signs of life of one test are none of the next one's business."""
    cache.clear()


@pytest.fixture
def run_jobs() -> Callable[[], int]:
    """Run everything that is queued, here and now, as a worker would; how many jobs that was."""

    def run() -> int:
        queued = list(
            Job.objects.filter(state=JobState.QUEUED).order_by("pk").values_list("pk", flat=True)
        )
        for job_id in queued:
            run_job(job_id)
        return len(queued)

    return run


@pytest.fixture(autouse=True)
def _search_mail_for_canaries() -> Iterator[None]:
    """What was sent is forgotten after a test; look at it before."""
    yield
    canary.WATCH.mails()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """The suite fails if a bank account's number or a receipt got anywhere that it must not be."""
    if found := canary.faults():
        print("\ncanaries found in:", *found, sep="\n  ")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED

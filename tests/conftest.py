"""What every test may ask for."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation

from consortium.models import Job
from consortium.services.job_runner import run_job
from consortium.states import JobState
from tests import append_only, canary

append_only.install()
canary.install()

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


def touches_database(item: pytest.Item) -> bool:
    """Whether pytest-django will open a database for this test."""
    fixtures = getattr(item, "fixturenames", ())
    return bool(item.get_closest_marker("django_db")) or bool(DATABASE_FIXTURES & set(fixtures))


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

"""Many workers at once, on the database that is under test."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from consortium.models import Job
from consortium.services import job_leases
from consortium.services.job_runner import run_job
from consortium.services.jobs import enqueue, sweep
from consortium.states import LIVE_JOB_STATES, JobState

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 8
ROUNDS = 10


def all_at_once(act: Callable[[], Any]) -> list[Any]:
    """What each of a crowd of threads gets, when all begin together, each on its own connection."""
    barrier = Barrier(CROWD)

    def one(_: int) -> Any:
        try:
            connection.ensure_connection()
            barrier.wait()
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(CROWD) as crowd:
        return list(crowd.map(one, range(CROWD)))


def test_one_of_many_gets_the_job(seen: list[Any]) -> None:
    for _ in range(ROUNDS):
        job = enqueue(by=None, kind="note", payload={})
        tokens = all_at_once(lambda job=job: job_leases.claim(job.pk))
        assert len([token for token in tokens if token]) == 1
        job.refresh_from_db()
        assert (job.attempts, job.lease_owner) == (1, next(filter(None, tokens)))


def test_the_work_is_done_once_however_many_are_woken(seen: list[Any]) -> None:
    for _ in range(ROUNDS):
        job = enqueue(by=None, kind="note", payload={"n": 1})
        all_at_once(lambda job=job: run_job(job.pk))
    assert len(seen) == ROUNDS
    assert Job.objects.filter(state=JobState.DONE, attempts=1).count() == ROUNDS


def test_two_sweeps_at_once_wake_a_worker_once(
    seen: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    published: list[int] = []
    monkeypatch.setattr("consortium.services.jobs.publish", published.append)
    jobs = [enqueue(by=None, kind="note", payload={}) for _ in range(ROUNDS)]
    published.clear()
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert sum(all_at_once(sweep)) == ROUNDS
    assert sorted(published) == [job.pk for job in jobs]


def test_one_live_job_per_key_however_many_ask(seen: list[Any]) -> None:
    for number in range(ROUNDS):
        key = f"plan:{number}"
        jobs = all_at_once(
            lambda key=key: enqueue(by=None, kind="note", payload={}, dedupe_key=key).pk
        )
        assert len(set(jobs)) == 1
    assert Job.objects.filter(state__in=LIVE_JOB_STATES).count() == ROUNDS


def test_a_worker_that_is_swept_away_while_it_finishes_either_finishes_or_writes_nothing(
    seen: list[Any],
) -> None:
    for _ in range(ROUNDS):
        job = enqueue(by=None, kind="note", payload={})
        token = job_leases.claim(job.pk)
        assert token is not None
        Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
        acts = iter([partial(finished, job.pk, token)] + [swept] * (CROWD - 1))
        outcomes = all_at_once(lambda acts=acts: next(acts)())
        job.refresh_from_db()
        assert sum(outcomes) == 1
        assert job.state in {JobState.DONE, JobState.QUEUED}
        job.delete()


def swept() -> bool:
    return bool(sweep())


def finished(job_id: int, token: Any) -> bool:
    try:
        job_leases.finish(job_id, token, result={})
    except job_leases.LeaseLost:
        return False
    return True

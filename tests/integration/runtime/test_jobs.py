"""Asking for work, and what becomes of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from consortium.decisions import Refused
from consortium.models import Event, Job, User
from consortium.selectors.jobs import find_job
from consortium.services import job_leases, jobs
from consortium.services.job_handlers import Handler, JobFailed, JobStopped, Progress
from consortium.services.job_leases import LeaseLost
from consortium.services.job_runner import run_job
from consortium.services.jobs import enqueue, may_retry, request_stop, retry
from consortium.states import JobState

pytestmark = pytest.mark.django_db
Register = Callable[[str, Handler], None]
RunJobs = Callable[[], int]


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ids that the broker heard of."""
    ids: list[int] = []
    monkeypatch.setattr(jobs, "publish", ids.append)
    return ids


@pytest.fixture
def user() -> User:
    return User.objects.create_user("lead@example.org")


def overdue(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


class TestEnqueue:
    def test_writes_a_row_and_wakes_a_worker_after_the_commit(
        self,
        seen: list[Any],
        published: list[int],
        django_capture_on_commit_callbacks: Any,
        user: User,
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            job = enqueue(by=user, kind="note", payload={"tender": 7})
            assert published == []
        assert published == [job.pk]
        assert (job.state, job.payload, job.created_by) == (JobState.QUEUED, {"tender": 7}, user)

    def test_nothing_is_left_of_work_that_was_rolled_back(self, seen: list[Any]) -> None:
        with transaction.atomic():
            enqueue(by=None, kind="note", payload={})
            transaction.set_rollback(True)
        assert not Job.objects.exists()

    def test_a_kind_without_a_handler_is_refused(self) -> None:
        with pytest.raises(LookupError, match="nobody-does-this"):
            enqueue(by=None, kind="nobody-does-this", payload={})

    def test_one_live_job_per_key(self, seen: list[Any], run_jobs: RunJobs) -> None:
        first = enqueue(by=None, kind="note", payload={"n": 1}, dedupe_key="plan:1")
        assert enqueue(by=None, kind="note", payload={"n": 2}, dedupe_key="plan:1") == first
        run_jobs()
        assert enqueue(by=None, kind="note", payload={"n": 3}, dedupe_key="plan:1") != first

    def test_the_database_refuses_a_second_live_job(self, seen: list[Any]) -> None:
        enqueue(by=None, kind="note", payload={}, dedupe_key="plan:1")
        with pytest.raises(IntegrityError), transaction.atomic():
            Job.objects.create(kind="note", dedupe_key="plan:1", lease_until=timezone.now())

    def test_work_without_a_key_is_never_merged(self, seen: list[Any]) -> None:
        assert enqueue(by=None, kind="note", payload={}) != enqueue(
            by=None, kind="note", payload={}
        )


class TestRun:
    def test_runs_once_however_often_it_is_called(self, seen: list[Any]) -> None:
        job = enqueue(by=None, kind="note", payload={"n": 1})
        run_job(job.pk)
        run_job(job.pk)
        job.refresh_from_db()
        assert seen == [{"n": 1}]
        assert (job.state, job.attempts, job.result) == (JobState.DONE, 1, {"noted": 1})
        assert job.finished_at is not None

    def test_a_job_that_does_not_exist_is_no_error(self) -> None:
        run_job(0)

    def test_shows_progress_with_facts_added_up(
        self, register: Register, run_jobs: RunJobs
    ) -> None:
        def work(progress: Progress) -> None:
            progress.report(step=1, steps=2, facts={"lots": 4})
            progress.report(step=2, steps=2, facts={"covered": 91})

        register("steps", work)
        job = enqueue(by=None, kind="steps", payload={})
        run_jobs()
        found = find_job(job.pk)
        assert found is not None
        assert found.progress == {"step": 2, "steps": 2, "facts": {"lots": 4, "covered": 91}}

    def test_an_error_is_tried_again_and_then_says_why(
        self, register: Register, run_jobs: RunJobs
    ) -> None:
        def work(progress: Progress) -> None:
            raise ValueError("secret detail")

        register("breaks", work)
        job = enqueue(by=None, kind="breaks", payload={})
        states = []
        for _ in range(3):
            run_jobs()
            job.refresh_from_db()
            states.append(job.state)
        assert states == [JobState.QUEUED, JobState.QUEUED, JobState.FAILED]
        assert job.error == job_leases.UNKNOWN_ERROR
        assert run_jobs() == 0

    def test_a_failure_with_a_reason_is_not_tried_again(
        self, register: Register, run_jobs: RunJobs
    ) -> None:
        def work(progress: Progress) -> None:
            raise JobFailed("No member works in this area.")

        register("cannot", work)
        job = enqueue(by=None, kind="cannot", payload={})
        run_jobs()
        job.refresh_from_db()
        assert (job.state, job.error) == (JobState.FAILED, "No member works in this area.")

    def test_what_a_loser_of_the_lease_wrote_is_undone(
        self, register: Register, run_jobs: RunJobs
    ) -> None:
        def work(progress: Progress) -> None:
            Job.objects.filter(pk=progress.job_id).update(state=JobState.QUEUED, lease_owner=None)
            with transaction.atomic():
                User.objects.create_user("product@example.org")
                progress.finish({})

        register("slow", work)
        job = enqueue(by=None, kind="slow", payload={})
        run_jobs()
        job.refresh_from_db()
        assert job.state == JobState.QUEUED
        assert not User.objects.exists()

    def test_the_lease_is_renewed_while_the_handler_works(
        self, register: Register, run_jobs: RunJobs, user: User
    ) -> None:
        told: list[bool] = []

        def work(progress: Progress) -> None:
            overdue(Job.objects.get(pk=progress.job_id))
            progress.stay_alive()
            told.append(progress.should_stop())
            assert job_leases.take_back() == []
            request_stop(by=user, job=Job.objects.get(pk=progress.job_id))
            progress.stay_alive()
            told.append(progress.should_stop())

        register("long", work)
        enqueue(by=None, kind="long", payload={})
        run_jobs()
        assert told == [False, True]


class TestStopAndRetry:
    def test_a_queued_job_stops_at_once(
        self, seen: list[Any], user: User, run_jobs: RunJobs
    ) -> None:
        job = request_stop(by=user, job=enqueue(by=user, kind="note", payload={}))
        assert job.state == JobState.STOPPED
        assert run_jobs() == 0
        assert Event.objects.get().kind == "job.stop-requested"

    def test_a_handler_with_nothing_to_keep_ends_stopped(
        self, register: Register, run_jobs: RunJobs
    ) -> None:
        def work(progress: Progress) -> None:
            raise JobStopped

        register("stops", work)
        job = enqueue(by=None, kind="stops", payload={})
        run_jobs()
        job.refresh_from_db()
        assert job.state == JobState.STOPPED

    def test_what_is_over_is_left_alone(
        self, seen: list[Any], user: User, run_jobs: RunJobs
    ) -> None:
        job = enqueue(by=user, kind="note", payload={})
        run_jobs()
        assert request_stop(by=user, job=job).state == JobState.DONE

    @pytest.mark.parametrize("state", JobState)
    def test_only_failed_and_stopped_work_is_tried_again(self, state: JobState) -> None:
        assert bool(may_retry(Job(state=state))) == (state in {JobState.FAILED, JobState.STOPPED})

    def test_retry_starts_afresh(self, seen: list[Any], user: User, run_jobs: RunJobs) -> None:
        job = request_stop(by=user, job=enqueue(by=user, kind="note", payload={}))
        again = retry(by=user, job=job)
        assert (again.pk, again.state, again.stop_requested_at) == (job.pk, JobState.QUEUED, None)
        assert run_jobs() == 1
        with pytest.raises(Refused):
            retry(by=user, job=Job.objects.get(pk=job.pk))

    def test_retry_gives_the_live_job_of_the_same_key(self, seen: list[Any], user: User) -> None:
        old = request_stop(
            by=user, job=enqueue(by=user, kind="note", payload={}, dedupe_key="plan:1")
        )
        new = enqueue(by=user, kind="note", payload={}, dedupe_key="plan:1")
        assert retry(by=user, job=old) == new


class TestSweep:
    def test_wakes_for_what_nobody_took(self, seen: list[Any], published: list[int]) -> None:
        job = enqueue(by=None, kind="note", payload={})
        assert jobs.sweep() == 0
        overdue(job)
        assert jobs.sweep() == 1
        assert published == [job.pk]
        assert jobs.sweep() == 0, "the first sweep moved the time to wake again forward"

    def test_takes_a_job_from_a_dead_worker(self, seen: list[Any], published: list[int]) -> None:
        job = enqueue(by=None, kind="note", payload={})
        token = job_leases.claim(job.pk)
        assert token is not None
        assert jobs.sweep() == 0
        overdue(job)
        jobs.sweep()
        assert published == [job.pk]
        with pytest.raises(LeaseLost):
            job_leases.finish(job.pk, token, result={})
        assert job_leases.renew(job.pk, token) is True
        run_job(job.pk)
        job.refresh_from_db()
        assert (job.state, job.attempts) == (JobState.DONE, 2)

    def test_gives_up_after_the_last_attempt(self, seen: list[Any], published: list[int]) -> None:
        job = enqueue(by=None, kind="note", payload={})
        for _ in range(3):
            assert job_leases.claim(job.pk) is not None
            overdue(job)
            jobs.sweep()
        job.refresh_from_db()
        assert (job.state, job.error) == (JobState.FAILED, job_leases.WORKERS_LOST)
        assert published == [job.pk] * 2

    def test_a_new_broker_hears_of_the_whole_queue(
        self, seen: list[Any], published: list[int]
    ) -> None:
        waiting = [enqueue(by=None, kind="note", payload={}) for _ in range(2)]
        job_leases.claim(enqueue(by=None, kind="note", payload={}).pk)
        jobs.wake_all()
        assert published == [job.pk for job in waiting]


BROKEN_ROWS = {
    "queued without a time to wake": {"lease_until": None},
    "queued with an owner": {"lease_owner": "00000000-0000-0000-0000-000000000001"},
    "running without an owner": {"state": "running", "started_at": timezone.now()},
    "done and still leased": {"state": "done", "finished_at": timezone.now()},
    "done without an end": {"state": "done", "lease_until": None},
    "failed without a reason": {
        "state": "failed",
        "lease_until": None,
        "finished_at": timezone.now(),
    },
    "more attempts than allowed": {"attempts": 4},
    "an unknown state": {"state": "lost"},
}


@pytest.mark.parametrize("values", BROKEN_ROWS.values(), ids=BROKEN_ROWS.keys())
def test_the_database_refuses(seen: list[Any], values: dict[str, Any]) -> None:
    job = enqueue(by=None, kind="note", payload={})
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(**values)

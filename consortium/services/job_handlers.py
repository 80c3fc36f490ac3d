"""What does the work of each kind of job, and what it is given to do it with."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from consortium.models import Job
from consortium.services import job_leases


class JobFailed(Exception):
    """The work cannot be done, and trying again would not help.

    The reason is one English sentence for the person who asked, marked with gettext_noop: pages
    translate it when they show it.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class JobStopped(Exception):
    """The handler was asked to stop, and has nothing worth keeping."""


class Progress:
    """A running job, as its handler sees it."""

    def __init__(self, job: Job, token: UUID) -> None:
        self.job_id: int = job.pk
        self.payload: dict[str, Any] = job.payload
        self.created_by = job.created_by
        self.finished = False
        self._token = token
        self._facts: dict[str, Any] = {}
        self._told_to_stop = job.stop_requested_at is not None

    def report(self, *, step: int, steps: int, facts: dict[str, Any] | None = None) -> None:
        """Show that step `step` of `steps` (from 1) is under way.

        `facts`: plain JSON values that the page turns into words; they add to those reported
        before. Raises LeaseLost when the job belongs to somebody else by now.
        """
        self._facts |= facts or {}
        shown = {"step": step, "steps": steps, "facts": self._facts}
        job_leases.report(self.job_id, self._token, progress=shown)

    def should_stop(self) -> bool:
        """Whether to come to an end soon: somebody asked, or the lease is lost. Cheap to ask."""
        return self._told_to_stop

    def stay_alive(self) -> None:
        """Renew the lease, and hear whether to stop; the runner calls this while the handler works."""
        self._told_to_stop = job_leases.renew(self.job_id, self._token)

    def finish(self, result: dict[str, Any] | None = None) -> None:
        """Mark the job done. Call it in the transaction that writes what the job makes.

        Raises LeaseLost when the job belongs to somebody else by now: let it pass, so that the
        transaction is undone and the work is written once, by the other.
        """
        job_leases.finish(self.job_id, self._token, result=result or {})
        self.finished = True


Handler = Callable[[Progress], dict[str, Any] | None]
_handlers: dict[str, Handler] = {}


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Register a function, in an app's tasks.py, as what does jobs of this kind.

    It must be idempotent: a job may run again after its worker died. Either it calls
    `progress.finish(result)` with what it writes, or it returns the result and has written nothing.
    """

    def register(function: Handler) -> Handler:
        if _handlers.get(kind, function) is not function:
            raise ValueError(f"two handlers for jobs of kind {kind!r}")
        _handlers[kind] = function
        return function

    return register


def require_handler(kind: str) -> Handler:
    """The handler of this kind. Raises LookupError when there is none."""
    if kind not in _handlers:
        raise LookupError(f"no handler for jobs of kind {kind!r}")
    return _handlers[kind]

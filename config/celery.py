"""The Celery application; tasks live in each app's tasks.py."""

import os
from typing import Any

from celery import Celery
from celery.signals import beat_embedded_init, beat_init, before_task_publish, worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("manyhands")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.set_default()  # for the threads that serve pages, too
app.autodiscover_tasks()


@beat_init.connect
@beat_embedded_init.connect
@before_task_publish.connect(sender="consortium.sweep_jobs")
def mark_beat(**kwargs: Any) -> None:
    from consortium.services import heartbeats

    heartbeats.mark("beat")


@worker_ready.connect
def wake_waiting_jobs(**kwargs: Any) -> None:
    """A broker in memory has forgotten everything by now, and Redis may have."""
    from consortium.services import heartbeats, jobs

    heartbeats.mark("worker")
    jobs.wake_all()

"""A kind of job that takes its time, for tests that kill the process in the middle of it."""

import os
import time
from pathlib import Path

from django.db import transaction

from consortium.audit import record
from consortium.models import Job
from consortium.services.job_handlers import Progress, handler

STEPS = 10


@handler("slow")
def slow(progress: Progress) -> None:
    with Path(os.environ["SLOW_WORK_LOG"]).open("a") as log:
        log.write("started\n")
    for step in range(1, STEPS + 1):
        progress.report(step=step, steps=STEPS)
        time.sleep(0.2)
    write_product(progress)


@transaction.atomic
def write_product(progress: Progress) -> None:
    record("slow.finished", subject=Job.objects.get(pk=progress.job_id), by=None)
    progress.finish()

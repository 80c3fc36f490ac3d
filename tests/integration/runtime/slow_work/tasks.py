"""A kind of job that takes its time, for tests that kill the process in the middle of it.

While the gate is there it does not go beyond the middle, however slow the test is to look.
"""

import os
import time
from pathlib import Path

from django.db import transaction

from consortium.audit import record
from consortium.models import Job
from consortium.services.job_handlers import Progress, handler

STEPS, HALF_WAY = 10, 3


@handler("slow")
def slow(progress: Progress) -> None:
    with Path(os.environ["SLOW_WORK_LOG"]).open("a") as log:
        log.write("started\n")
    for step in range(1, STEPS + 1):
        progress.report(step=step, steps=STEPS)
        time.sleep(0.2)
        while step == HALF_WAY and Path(os.environ["SLOW_WORK_GATE"]).exists():
            progress.report(step=step, steps=STEPS)
            time.sleep(0.2)
    write_product(progress)


@transaction.atomic
def write_product(progress: Progress) -> None:
    record("slow.finished", subject=Job.objects.get(pk=progress.job_id), by=None)
    progress.finish()

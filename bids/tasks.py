"""The jobs of bids: making a lot plan, working out what fairness costs."""

from bids.services.fairness_tables import FAIRNESS_JOB, work_out
from bids.services.plan_making import make_plan
from bids.services.planning import PLAN_JOB
from consortium.services.job_handlers import Progress, handler


@handler(PLAN_JOB)
def plan(progress: Progress) -> None:
    make_plan(progress)


@handler(FAIRNESS_JOB)
def fairness_table(progress: Progress) -> None:
    work_out(progress)

"""The jobs of bids: making a lot plan."""

from bids.services.plan_making import make_plan
from bids.services.planning import PLAN_JOB
from consortium.services.job_handlers import Progress, handler


@handler(PLAN_JOB)
def plan(progress: Progress) -> None:
    make_plan(progress)

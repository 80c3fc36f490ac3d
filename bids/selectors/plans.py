"""Reading plans: the versions of a tender, and one version with everything its page says."""

from django.db.models import QuerySet

from bids.models import LotPlan, PlanChoice, PlanRequest, Tender
from bids.selectors.plan_read_models import PlanView, VersionRow, span_of
from bids.selectors.plan_reading import PlanReading, share
from consortium.models import Job
from consortium.states import LIVE_JOB_STATES


def plan_versions(tender: Tender) -> tuple[VersionRow, ...]:
    """Every request of the tender, the latest first, whether it has its plan yet or not."""
    requests = (
        tender.plan_requests.defer("problem", "labels", "plan__document")
        .select_related("plan", "job")
        .order_by("-number")
    )
    return tuple(_version(request) for request in requests)


def plan_of(tender: Tender, number: int) -> LotPlan | None:
    """The finished plan under this number, or None: a page answers 404."""
    return _plans(tender).filter(request__number=number).first()


def latest_plan(tender: Tender) -> LotPlan | None:
    """The finished plan with the highest number."""
    return _plans(tender).order_by("-request__number").first()


def plan_in_force(tender: Tender) -> LotPlan | None:
    """The plan that members are shown: what the lead settled on last; before it has, the newest that
    was no try-out or re-plan of another."""
    found = ids_in_force(LotPlan.objects.filter(request__tender=tender)).get(tender.pk)
    return _plans(tender).filter(pk=found).first() if found else None


def number_in_force(tender: Tender) -> int | None:
    """The number of that plan, without reading it: a long plan takes its time."""
    found = ids_in_force(LotPlan.objects.filter(request__tender=tender)).get(tender.pk)
    return PlanRequest.objects.values_list("number", flat=True).filter(plan=found).first()


def ids_in_force(plans: QuerySet[LotPlan]) -> dict[int, int]:
    """By tender, the id of the one of these plans that is in force."""
    of_their_own = plans.filter(request__follows__isnull=True).order_by("request__number")
    found = dict(of_their_own.values_list("request__tender", "pk"))
    choices = PlanChoice.objects.filter(plan__in=plans).order_by("id")
    return found | dict(choices.values_list("plan__request__tender", "plan"))


def request_of_job(job: Job) -> PlanRequest | None:
    """The request that a plan's job answers, with its tender; None for another kind of job."""
    requests = PlanRequest.objects.defer("problem", "labels").filter(job=job)
    return requests.select_related("tender__consortium__organisation").first()


def live_request(tender: Tender) -> PlanRequest | None:
    """The request of the tender that is being answered, if there is one; never more than one."""
    requests = tender.plan_requests.defer("problem", "labels")
    return requests.filter(job__state__in=LIVE_JOB_STATES).first()


def plan_view(plan: LotPlan) -> PlanView:
    """The whole of a version, from the version alone: rows changed since change nothing."""
    reading = PlanReading(plan)
    lots, shortages = list(plan.lots.order_by("number")), reading.shortages()
    whole = span_of(1, len(lots) + len(shortages), len(lots) + len(shortages))
    return reading.view(lots, shortages, reading.member_refs(), whole)


def _version(request: PlanRequest) -> VersionRow:
    plan: LotPlan | None = getattr(request, "plan", None)
    return VersionRow(
        number=request.number,
        requested_at=request.requested_at,
        job_id=request.job_id,
        job_state=request.job.state if request.job else "",
        finished_at=plan.finished_at if plan else None,
        covered_bp=share(plan.covered_pence, plan.value_pence) if plan else None,
        covered_pence=plan.covered_pence if plan else None,
        value_pence=plan.value_pence if plan else None,
        members_with_part=plan.members_with_part if plan else None,
    )


def _plans(tender: Tender) -> QuerySet[LotPlan]:
    """Finished plans with their requests, without the long text of the question."""
    plans = LotPlan.objects.filter(request__tender=tender).defer(
        "request__problem",
        "request__follows__document",
        "request__follows__request__problem",
        "request__follows__request__labels",
    )
    return plans.select_related(
        "request__tender__consortium__organisation", "request__follows__request"
    )

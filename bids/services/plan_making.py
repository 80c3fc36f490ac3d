"""Doing a plan's job: solve the frozen question, tell how far it is, write the version once."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from bids.matching.backups import backups_of
from bids.matching.change import replan
from bids.matching.eligibility import eligible_edges
from bids.matching.plan import Plan
from bids.matching.plan import Progress as Found
from bids.matching.problem import BASIS_POINTS, Problem
from bids.matching.solve import solve
from bids.models import LotPlan, PlanRequest, Tender
from bids.services.kept_plans import plan_as_found
from bids.services.plan_explanation import explained
from bids.services.plan_rows import write_plan
from bids.services.planning import frozen_problem
from consortium.services.job_handlers import Progress

READ, SPLIT, MATCH, FIND, BACKUP, REASONS = range(1, 7)
STEPS = REASONS
YEAR = 365


def make_plan(progress: Progress) -> None:
    """Answer the request in the job's payload. Safe to repeat: a request that has its plan keeps it."""
    request = PlanRequest.objects.select_related("tender").get(pk=progress.payload["request"])
    if kept := LotPlan.objects.filter(request=request).first():
        progress.finish(_result(kept))
        return
    problem = frozen_problem(request)
    report = _reporter(progress)
    report(READ, _notice_facts(request))
    report(SPLIT, {"lines": len(problem.lines), "value_pence": problem.value})
    report(MATCH, {"members": len(problem.members), "able": len(_able(problem))})
    report(FIND, {})
    plan = _search(request, problem, progress)
    report(BACKUP, _plan_facts(plan))
    resilience = backups_of(plan)
    report(REASONS, {"replaceable": len(resilience.replaceable), "active": resilience.active})
    document = explained(plan, _days_of(request.tender))
    with transaction.atomic():
        version = finish_plan(request=request, plan=plan, document=document, resilience=resilience)
        progress.finish(_result(version))


def _search(request: PlanRequest, problem: Problem, progress: Progress) -> Plan:
    """A plan of its own, or one that changes little of the plan it follows."""
    report = _reporter(progress)
    told: dict[str, Any] = {
        "on_progress": lambda found: report(FIND, _search_facts(found)),
        "should_stop": progress.should_stop,
    }
    if request.follows is None or request.keep_weight_pence is None:
        return solve(problem, effort=request.effort, seed=request.seed, **told)
    before = plan_as_found(request.follows)
    return replan(before, problem, keep_weight=request.keep_weight_pence, **told)


def _days_of(tender: Tender) -> int:
    """How long the work runs; a year where the buyer does not say."""
    if tender.period_start is None or tender.period_end is None:
        return YEAR
    return (tender.period_end - tender.period_start).days + 1


def _result(plan: LotPlan) -> dict[str, Any]:
    return {"plan": plan.pk, "tender": plan.request.tender_id, "number": plan.request.number}


def finish_plan(
    *, request: PlanRequest, plan: Plan, document: dict[str, Any], resilience: Any = None
) -> LotPlan:
    """The request's version: written now, or the one already there. Call it in a transaction."""
    request = PlanRequest.objects.select_for_update().get(pk=request.pk)
    written = LotPlan.objects.filter(request=request).first()
    return written or write_plan(request, plan, document, resilience or backups_of(plan))


def _reporter(progress: Progress) -> Callable[[int, dict[str, Any]], None]:
    def report(step: int, facts: dict[str, Any]) -> None:
        progress.report(step=step, steps=STEPS, facts=facts)

    return report


def _notice_facts(request: PlanRequest) -> dict[str, Any]:
    closes = request.tender.bids_close_at
    return {
        "lots": request.tender.lots.count(),
        "bids_close_at": closes.isoformat() if closes else None,
    }


def _able(problem: Problem) -> set[str]:
    """Members that may hold some line."""
    return {edge.member for edge in eligible_edges(problem)}


def _search_facts(found: Found) -> dict[str, Any]:
    """What the solver tells, in 1/10,000 of the value and in pence; what it does not know is left out."""
    facts = {
        "search": found.step.value,
        "best_pence": found.best,
        "bound_pence": found.bound,
        "covered_bp": None if found.coverage is None else int(found.coverage * BASIS_POINTS),
    }
    return {name: fact for name, fact in facts.items() if fact is not None}


def _plan_facts(plan: Plan) -> dict[str, Any]:
    short = plan.certificate.shortfall if plan.certificate else 0
    value = plan.problem.value or 1
    return {
        "covered_bp": (value - plan.uncovered) * BASIS_POINTS // value,
        "ceiling_bp": (value - short) * BASIS_POINTS // value,
        "stopped": plan.stopped.value if plan.stopped else "",
    }

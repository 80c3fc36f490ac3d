"""Asking for the whole table of what fairness costs, stopping it, and filling it in cell by cell."""

from dataclasses import asdict

from django.db import transaction

from bids.matching.plan import Plan, Stopped
from bids.matching.problem import Problem
from bids.matching.solve import solve
from bids.matching.wishes import Wish, brought_by, under, wishes_of
from bids.models import FairnessCell, FairnessTable, LotPlan, PlanRequest, Tender
from bids.permissions import may_plan
from bids.rules import can_be_tabled
from bids.selectors.fairness_tables import live_table
from bids.services.planning import frozen_problem
from consortium.audit import record
from consortium.models import User
from consortium.services import jobs
from consortium.services.job_handlers import JobStopped, Progress

FAIRNESS_JOB = "fairness-table"


@transaction.atomic
def request_table(
    *, by: User, plan: LotPlan, floors: tuple[int, ...], fills: tuple[int, ...]
) -> FairnessTable:
    """Queue the table of these floors and least fills (1/10,000); while one is under way, give that one.

    Cells that were worked out before are kept. Permission: `may_plan`. Rule: `can_be_tabled`.
    Effects: an audit event; on commit, wakes a worker.
    """
    tender = Tender.objects.select_for_update().get(pk=plan.request.tender_id)
    may_plan(by, tender).require()
    if under_way := live_table(plan):
        return under_way
    can_be_tabled(floors, fills).require()
    job = jobs.enqueue(
        by=by,
        kind=FAIRNESS_JOB,
        payload={"plan": plan.pk, "tender": tender.pk},
        dedupe_key=f"fairness:{plan.pk}",
    )
    table = FairnessTable.objects.create(
        plan=plan, floors_bp=sorted(floors), fills_bp=sorted(fills), requested_by=by, job=job
    )
    record("fairness-table.requested", subject=table, by=by, number=plan.request.number)
    return table


def stop_table(*, by: User, table: FairnessTable) -> None:
    """Ask the work to end; the cells that are worked out stay. Permission: `may_plan`."""
    may_plan(by, table.plan.request.tender).require()
    jobs.request_stop(by=by, job=table.job)


def retry_table(*, by: User, table: FairnessTable) -> None:
    """Go on with a table that failed or was stopped. Permission: `may_plan`. Raises Refused."""
    may_plan(by, table.plan.request.tender).require()
    jobs.retry(by=by, job=table.job)


def work_out(progress: Progress) -> None:
    """Fill in the table of this job. Safe to repeat: a cell that is there is not worked out again."""
    tables = FairnessTable.objects.defer("plan__document").select_related("plan__request")
    table = tables.get(job_id=progress.job_id)
    problem = frozen_problem(table.plan.request)
    wishes = wishes_of(tuple(table.floors_bp), tuple(table.fills_bp))
    for number, wish in enumerate(wishes, start=1):
        progress.report(step=number, steps=len(wishes))
        if FairnessCell.objects.filter(plan=table.plan, **asdict(wish)).exists():
            continue
        found = _solved(table.plan.request, under(problem, wish), progress)
        with transaction.atomic():
            _keep(table.plan, wish, found)
            progress.report(step=number, steps=len(wishes))  # the cell goes if the job is another's
    progress.finish({"plan": table.plan.pk, "cells": len(wishes)})


def _solved(request: PlanRequest, problem: Problem, progress: Progress) -> Plan:
    """The engine's answer, looked for as the plan was. Raises JobStopped where that is asked."""
    if progress.should_stop():
        raise JobStopped
    found = solve(
        problem, effort=request.effort, seed=request.seed, should_stop=progress.should_stop
    )
    if found.stopped is Stopped.ASKED:
        raise JobStopped
    return found


def _keep(plan: LotPlan, wish: Wish, found: Plan) -> None:
    """Write the cell, unless another worker has."""
    brought = brought_by(found)
    figures = {
        "cost_pence": brought.cost,
        "bound_pence": brought.bound,
        "covered_pence": brought.covered,
        "small_pence": brought.small,
        "usable": brought.usable,
        "with_nothing": brought.with_nothing,
    }
    FairnessCell.objects.get_or_create(plan=plan, **asdict(wish), defaults=figures)

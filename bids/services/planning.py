"""Asking for a lot plan, stopping the search, and writing what was found as a version."""

import hashlib
import json
from dataclasses import asdict, replace
from typing import Any

from django.db import transaction
from django.db.models import Max

from bids.matching.document import problem_document
from bids.matching.plan import Effort
from bids.matching.problem import Contiguity, Policy, Problem
from bids.matching.reading import ProblemError, read_problem
from bids.models import PlanRequest, Tender
from bids.permissions import may_plan
from bids.rules import can_be_planned
from bids.services.problem_building import build_problem
from consortium.audit import record
from consortium.decisions import Refused
from consortium.models import Consortium, User
from consortium.services import jobs
from consortium.states import LIVE_JOB_STATES

PLAN_JOB = "plan"
LARGEST_SEED = 2**31 - 1


def default_policy(consortium: Consortium) -> Policy:
    """What a consortium's plans start from: its own fee, and figures of the right size for small contracts.

    £150 for one more member on a line, £500 for one more in the contract, three times the price for
    what nobody holds (so cover comes first), and three tenths of the value for small members.
    """
    return Policy(
        fee_pct=consortium.fee_pct,
        line_cost=15_000,
        member_cost=50_000,
        shortage_weight=3,
        small_floor_bp=3_000,
        contiguity=Contiguity.SOFT,
    )


@transaction.atomic
def request_plan(
    *,
    by: User,
    tender: Tender,
    policy: Policy | None = None,
    effort: Effort | str = Effort.NORMAL,
    seed: int = 0,
) -> PlanRequest:
    """Freeze the question and queue the job that answers it; while one is under way, give that one.

    Permission: `may_plan`. Raises Refused also where the tender is not ready (`can_be_planned`) or a
    term of the policy is out of range. Effects: an audit event; on commit, wakes a worker.
    """
    tender = Tender.objects.select_for_update().get(pk=tender.pk)
    may_plan(by, tender).require()
    under_way = PlanRequest.objects.filter(tender=tender, job__state__in=LIVE_JOB_STATES).first()
    if under_way:
        return under_way
    can_be_planned(tender).require()
    request = _freeze(by, tender, policy or default_policy(tender.consortium), Effort(effort), seed)
    request.job = jobs.enqueue(
        by=by,
        kind=PLAN_JOB,
        payload={"request": request.pk, "tender": tender.pk},
        dedupe_key=f"plan:{tender.pk}",
    )
    request.save(update_fields=["job"])
    record("plan.requested", subject=request, by=by, number=request.number)
    return request


def stop_plan(*, by: User, request: PlanRequest) -> PlanRequest:
    """Ask the search to end and to keep the plan it has; a search that has not begun keeps nothing.

    Permission: `may_plan`.
    """
    may_plan(by, request.tender).require()
    if request.job is not None:
        jobs.request_stop(by=by, job=request.job)
    return request


def retry_plan(*, by: User, request: PlanRequest) -> PlanRequest:
    """Try a failed or stopped search again, on the same frozen question. Permission: `may_plan`."""
    may_plan(by, request.tender).require()
    if request.job is not None:
        jobs.retry(by=by, job=request.job)
    return request


def frozen_problem(request: PlanRequest) -> Problem:
    """The problem as it was when the plan was asked for."""
    return read_problem(request.problem)


def next_policy(tender: Tender, latest: PlanRequest | None) -> Policy:
    """What the tender's next plan starts from: the wishes of the latest, if there is one, at today's fee."""
    default = default_policy(tender.consortium)
    return replace(kept_policy(latest), fee_pct=default.fee_pct) if latest else default


def kept_policy(request: PlanRequest) -> Policy:
    """The policy under which a plan was asked for."""
    kept = request.policy
    return Policy(**{**kept, "contiguity": Contiguity(kept["contiguity"])})


def _freeze(by: User, tender: Tender, policy: Policy, effort: Effort, seed: int) -> PlanRequest:
    asked = build_problem(tender, policy)
    text = canonical(problem_document(asked.problem))
    try:
        read_problem(text)
    except ProblemError as error:
        raise Refused(str(error)) from None
    if not 0 <= seed <= LARGEST_SEED:
        raise Refused(f"seed: {seed} is not from 0 to {LARGEST_SEED}")
    latest = tender.plan_requests.aggregate(latest=Max("number"))["latest"] or 0
    return PlanRequest.objects.create(
        tender=tender,
        number=latest + 1,
        policy=asdict(policy),
        problem=text,
        problem_digest=hashlib.sha256(text.encode()).hexdigest(),
        labels=asked.labels,
        effort=effort.value,
        seed=seed,
        requested_by=by,
    )


def canonical(document: Any) -> str:
    """JSON with sorted keys and no spaces: the same document gives the same text."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

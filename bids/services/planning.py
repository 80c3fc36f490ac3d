"""Asking for a lot plan, stopping the search, and writing what was found as a version."""

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from bids.matching.document import problem_document
from bids.matching.plan import Effort
from bids.matching.problem import Contiguity, Policy, Problem
from bids.matching.reading import ProblemError, read_problem
from bids.matching.repairs import Repair
from bids.matching.supposing import with_repair
from bids.models import LotPlan, PlanRequest, Tender
from bids.permissions import may_plan
from bids.rules import can_be_planned
from bids.services.problem_building import Asked, build_problem
from bids.services.problem_labels import labels_with_newcomer
from consortium.audit import record
from consortium.decisions import Refused
from consortium.models import Consortium, User
from consortium.selectors.fault_words import in_words
from consortium.services import jobs
from consortium.states import LIVE_JOB_STATES

PLAN_JOB = "plan"
LARGEST_SEED = 2**31 - 1


@dataclass(frozen=True)
class Follows:
    """The plan that another begins from. With a `keep_weight` (pence for each part begun or ended) it
    changes little of that; without, it asks that plan's own question, under another policy or, with
    `supposes`, as if one repair were made."""

    plan: LotPlan
    keep_weight: int | None = None
    supposes: Repair | None = None

    def question(self, policy: Policy) -> Asked | None:
        """The plan's own question under this policy; None where today's rows are asked about."""
        if self.keep_weight is not None:
            return None
        request = self.plan.request
        problem = replace(frozen_problem(request), policy=policy)
        if self.supposes is None:
            return Asked(problem, request.labels)
        return Asked(with_repair(problem, self.supposes), labels_with_newcomer(request.labels))


def default_policy(consortium: Consortium) -> Policy:
    """What a consortium's plans start from: its own fee, and figures of the right size for small contracts.

    £150 for one more member on a line, £500 for one more in the contract, three times the price for
    what nobody holds (so cover comes first), and three tenths of the value for small members. A
    public buyer pays within 30 days (Procurement Act 2023, s. 68).
    """
    return Policy(
        fee_pct=consortium.fee_pct,
        line_cost=15_000,
        member_cost=50_000,
        shortage_weight=3,
        small_floor_bp=3_000,
        contiguity=Contiguity.SOFT,
        payment_days=30,
    )


@transaction.atomic
def request_plan(
    *,
    by: User,
    tender: Tender,
    policy: Policy | None = None,
    effort: Effort | str = Effort.NORMAL,
    seed: int = 0,
    follows: Follows | None = None,
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
    policy = policy or default_policy(tender.consortium)
    asked = (follows and follows.question(policy)) or build_problem(tender, policy)
    request = _freeze(by, tender, asked, Effort(effort), seed)
    if follows:
        request.follows = follows.plan
        request.keep_weight_pence = follows.keep_weight
        request.supposes = asdict(follows.supposes) if follows.supposes else None
    request.job = jobs.enqueue(
        by=by,
        kind=PLAN_JOB,
        payload={"request": request.pk, "tender": tender.pk},
        dedupe_key=f"plan:{tender.pk}",
    )
    request.save(update_fields=["job", "follows", "keep_weight_pence", "supposes"])
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


def _freeze(by: User, tender: Tender, asked: Asked, effort: Effort, seed: int) -> PlanRequest:
    text = canonical(problem_document(asked.problem))
    try:
        read_problem(text)
    except ProblemError as error:
        why = f"{in_words(error.place)}: {in_words(error.fault)}"
        raise Refused(_("This cannot be planned as it stands. %(why)s") % {"why": why}) from None
    if not 0 <= seed <= LARGEST_SEED:
        range_words = _("seed: %(seed)s is not from 0 to %(most)s")
        raise Refused(range_words % {"seed": seed, "most": LARGEST_SEED})
    latest = tender.plan_requests.aggregate(latest=Max("number"))["latest"] or 0
    return PlanRequest.objects.create(
        tender=tender,
        number=latest + 1,
        policy=asdict(asked.problem.policy),
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

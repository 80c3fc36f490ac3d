"""From a tender's lines and members' offers to a version of a plan."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone, translation

from bids.matching.plan import Plan, Stopped
from bids.matching.problem import Problem
from bids.matching.reading import read_problem
from bids.matching.solve import solve
from bids.matching.verify import verify_plan
from bids.models import LotPlan, PlanRequest, Tender
from bids.permissions import may_see_tenders
from bids.selectors.plans import plan_view
from bids.services.planning import default_policy, request_plan, retry_plan, stop_plan
from consortium.decisions import Refused
from consortium.models import Area, Consortium, Job, Role, User
from consortium.services.job_handlers import Progress
from consortium.services.job_leases import LeaseLost
from consortium.states import JobState, RoleKind
from tests.factories import bids as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def consortium() -> Consortium:
    found = make.consortium()
    make.offer(found, make.member(found, "baffins-carers"), volume=80)
    make.offer(found, make.member(found, "farlington-room"), volume=30, unit_cost_pence=1_900)
    return found


@pytest.fixture
def lead(consortium: Consortium) -> User:
    return make.lead_of(consortium)


@pytest.fixture
def tender(consortium: Consortium) -> Tender:
    tender = make.tender(consortium)
    make.line(tender, volume=100)
    return tender


def test_a_plan_is_found_and_kept(lead: User, tender: Tender, run_jobs: Callable[[], int]) -> None:
    request = request_plan(by=lead, tender=tender)
    assert (request.number, request.job.state) == (1, JobState.QUEUED)
    assert run_jobs() == 1
    plan = LotPlan.objects.get(request=request)
    held = {one.member_ref: one.volume for one in plan.allocations.all()}
    assert held == {"baffins-carers": 70, "farlington-room": 30}
    assert (plan.covered_pence, plan.value_pence, plan.lines_covered) == (250_000, 250_000, 1)
    job = Job.objects.get(pk=request.job_id)
    assert (job.state, job.result["plan"]) == (JobState.DONE, plan.pk)
    assert job.progress["facts"] | {"lines": 1, "members": 2, "able": 2} == job.progress["facts"]


def test_the_question_is_frozen(lead: User, tender: Tender, run_jobs: Callable[[], int]) -> None:
    request = request_plan(by=lead, tender=tender)
    tender.lines.update(volume=1)
    run_jobs()
    assert request.plan.value_pence == 250_000
    problem = read_problem(request.problem)
    assert problem.value == 250_000
    assert request.plan.document["format"] == "split-plan/1"


def test_one_search_at_a_time(lead: User, tender: Tender, run_jobs: Callable[[], int]) -> None:
    first = request_plan(by=lead, tender=tender)
    assert request_plan(by=lead, tender=tender).pk == first.pk
    run_jobs()
    second = request_plan(by=lead, tender=tender)
    assert (second.number, PlanRequest.objects.count()) == (2, 2)
    assert second.problem_digest == first.problem_digest


def test_a_stopped_question_can_be_asked_again(
    lead: User, tender: Tender, run_jobs: Callable[[], int]
) -> None:
    request = request_plan(by=lead, tender=tender)
    stop_plan(by=lead, request=request)
    assert run_jobs() == 0
    assert not LotPlan.objects.exists()
    retry_plan(by=lead, request=PlanRequest.objects.get(pk=request.pk))
    assert run_jobs() == 1
    assert LotPlan.objects.get().request_id == request.pk


@pytest.mark.parametrize("kind", [kind for kind in RoleKind if kind != RoleKind.LEAD])
def test_only_the_lead_plans(consortium: Consortium, tender: Tender, kind: RoleKind) -> None:
    other = make.role_holder(consortium, kind, "other@pompey.example")
    with pytest.raises(Refused, match="Only the lead"):
        request_plan(by=other, tender=tender)
    assert not PlanRequest.objects.exists()


def test_the_lead_of_another_consortium_does_not_plan(tender: Tender) -> None:
    other = make.lead_of(make.consortium("other"), "other@other.example")
    with pytest.raises(Refused, match="Only the lead"):
        request_plan(by=other, tender=tender)


@pytest.mark.parametrize(
    "lacking",
    [{"area": None}, {"volume": None}, {"unit": ""}, {"unit_price_pence": None}, {"cpv": ""}],
)
def test_an_incomplete_line_is_not_planned(lead: User, tender: Tender, lacking: dict) -> None:
    make.line(tender, "A2", **lacking)
    with pytest.raises(Refused, match="1 line lacks"):
        request_plan(by=lead, tender=tender)


def test_nothing_to_plan(lead: User, tender: Tender) -> None:
    tender.lines.all().delete()
    with pytest.raises(Refused, match="nothing to plan"):
        request_plan(by=lead, tender=tender)
    assert not Job.objects.exists()


def test_what_nobody_offers_is_short_with_its_ceiling(
    lead: User, tender: Tender, run_jobs: Callable[[], int]
) -> None:
    elsewhere = Area.objects.create(code="E05002442", name="Central Southsea", kind="ward")
    make.line(tender, "A2", area=elsewhere, volume=10)
    request = request_plan(by=lead, tender=tender)
    run_jobs()
    plan = LotPlan.objects.get(request=request)
    assert (plan.covered_pence, plan.ceiling_pence, plan.value_pence) == (250_000, 250_000, 275_000)
    assert plan.document["shortages"] == [{"line": "A2", "volume": 10}]
    assert plan.lines_covered == 1


def test_the_version_is_what_the_checker_accepts(
    lead: User, tender: Tender, run_jobs: Callable[[], int]
) -> None:

    request = request_plan(by=lead, tender=tender)
    run_jobs()
    problem = read_problem(request.problem)
    again = solve(problem, effort=request.effort, seed=request.seed)
    assert verify_plan(problem, again) == []
    kept = {(one.member_ref, one.line_ref, one.volume) for one in request.plan.allocations.all()}
    assert kept == {(one.member, one.line, one.volume) for one in again.allocations}
    assert json.loads(request.problem)["format"] == "split-problem/1"


def test_a_search_that_is_told_to_stop_keeps_what_it_has(
    lead: User, tender: Tender, run_jobs: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(problem: Problem, **terms: Any) -> Plan:
        assert terms["should_stop"]()
        return replace(solve(problem), stopped=Stopped.ASKED)

    request = request_plan(by=lead, tender=tender)
    monkeypatch.setattr(Progress, "should_stop", lambda progress: True)
    monkeypatch.setattr("bids.services.plan_making.solve", stopped)
    run_jobs()
    plan = LotPlan.objects.get(request=request)
    assert plan.stopped == "asked"
    assert Job.objects.get(pk=request.job_id).state == JobState.DONE
    assert plan_view(plan).stopped == "asked"


def test_a_job_that_runs_again_after_its_plan_was_written_writes_no_other(
    lead: User, tender: Tender, run_jobs: Callable[[], int]
) -> None:
    request = request_plan(by=lead, tender=tender)
    run_jobs()
    plan = LotPlan.objects.get()
    Job.objects.filter(pk=request.job_id).update(
        state=JobState.QUEUED, finished_at=None, lease_until=timezone.now(), attempts=0
    )
    assert run_jobs() == 1
    assert LotPlan.objects.get() == plan
    assert Job.objects.get(pk=request.job_id).result["plan"] == plan.pk


def test_a_plan_whose_job_lost_its_lease_is_not_written(
    lead: User, tender: Tender, run_jobs: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(progress: Progress, result: object = None) -> None:
        raise LeaseLost

    request_plan(by=lead, tender=tender)
    monkeypatch.setattr(Progress, "finish", lost)
    run_jobs()
    assert not LotPlan.objects.exists()


@pytest.mark.parametrize(
    "terms, place",
    [
        ({"fee_pct": 101}, "policy.fee_pct"),
        ({"small_floor_bp": -1}, "policy.small_floor_bp"),
        ({"shortage_weight": 10**9}, "policy.shortage_weight"),
    ],
)
def test_a_policy_out_of_range_is_refused_with_its_place(
    lead: User, tender: Tender, terms: dict[str, int], place: str
) -> None:
    policy = replace(default_policy(tender.consortium), **terms)
    with pytest.raises(Refused, match=place):
        request_plan(by=lead, tender=tender, policy=policy)
    assert not PlanRequest.objects.exists()


def test_a_policy_out_of_range_is_refused_in_the_reader_s_language(
    lead: User, tender: Tender
) -> None:
    policy = replace(default_policy(tender.consortium), fee_pct=101)
    with translation.override("cy"), pytest.raises(Refused) as refused:
        request_plan(by=lead, tender=tender, policy=policy)
    assert "policy.fee_pct: mae 101 yn fwy na 100" in refused.value.reason


def test_a_tender_in_another_currency_is_not_planned(lead: User, tender: Tender) -> None:
    Tender.objects.update(currency="EUR")
    with pytest.raises(Refused, match="not in pounds"):
        request_plan(by=lead, tender=tender)


@pytest.mark.parametrize("service", [stop_plan, retry_plan])
def test_only_the_lead_stops_or_tries_again(
    lead: User, tender: Tender, consortium: Consortium, service: Callable[..., object]
) -> None:
    request = request_plan(by=lead, tender=tender)
    other = make.role_holder(consortium, RoleKind.TREASURER, "other@pompey.example")
    with pytest.raises(Refused, match="Only the lead"):
        service(by=other, request=request)


def test_the_lead_may_be_one_no_more(lead: User, tender: Tender) -> None:
    assert may_see_tenders(lead, tender.consortium)
    Role.objects.update(end_on="2025-01-01")
    assert not may_see_tenders(lead, tender.consortium)
    with pytest.raises(Refused, match="Only the lead"):
        request_plan(by=lead, tender=tender)

"""The whole table of what fairness costs: every cell once, whatever becomes of the work."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from bids.matching.plan import Plan, Stopped
from bids.matching.problem import Problem
from bids.matching.solve import solve
from bids.matching.wishes import Wish, brought_by, under
from bids.models import FairnessCell, FairnessTable, LotPlan
from bids.selectors.fairness_tables import fairness_view, latest_table
from bids.services.fairness_tables import request_table, retry_table, stop_table
from bids.services.planning import frozen_problem, request_plan
from consortium.decisions import Refused
from consortium.models import User
from consortium.services.job_handlers import Progress
from consortium.services.job_leases import LeaseLost
from consortium.states import JobState, RoleKind
from tests.factories import bids as make

pytestmark = pytest.mark.django_db
SOLVE = "bids.services.fairness_tables.solve"


@pytest.fixture
def lead() -> User:
    return make.lead_of(make.consortium())


@pytest.fixture
def plan(lead: User, run_jobs: Callable[[], int]) -> LotPlan:
    """Two members that could hold all, and a dearer third that only a least fill brings in."""
    of = make.consortium()
    make.offer(of, make.member(of, "ash"), volume=900, unit_cost_pence=1_500)
    make.offer(of, make.member(of, "birch"), volume=1_000, unit_cost_pence=1_600)
    make.offer(of, make.member(of, "cedar"), volume=800, unit_cost_pence=1_700)
    tender = make.tender(of)
    make.line(tender, volume=1_000)
    request_plan(by=lead, tender=tender)
    run_jobs()
    return LotPlan.objects.get()


def asked(lead: User, plan: LotPlan, **terms: Any) -> FairnessTable:
    given = {"floors": (0, 9_000), "fills": (0, 2_000)} | terms
    return request_table(by=lead, plan=plan, **given)


def cells() -> dict[tuple[int, int], FairnessCell]:
    return {(one.small_floor_bp, one.least_fill_bp): one for one in FairnessCell.objects.all()}


def test_every_cell_is_the_engine_s_own_plan(
    lead: User, plan: LotPlan, run_jobs: Callable[[], int]
) -> None:
    table = asked(lead, plan)
    run_jobs()
    kept = cells()
    assert list(kept) == [(0, 0), (0, 2_000), (9_000, 0), (9_000, 2_000)]
    problem = frozen_problem(plan.request)
    for wishes, cell in kept.items():
        brought = brought_by(solve(under(problem, Wish(*wishes))))
        assert (cell.cost_pence, cell.bound_pence) == (brought.cost, brought.bound)
        assert (cell.covered_pence, cell.small_pence) == (brought.covered, brought.small)
        assert (cell.usable, cell.with_nothing) == (brought.usable, brought.with_nothing)
    assert len({cell.cost_pence for cell in kept.values()}) > 1
    assert len({cell.with_nothing for cell in kept.values()}) > 1
    view = fairness_view(latest_table(plan) or table)
    cheapest = [row.wish for row in view.rows if row.brings and row.brings.is_cheapest]
    assert cheapest == [Wish(*min(kept, key=lambda wishes: kept[wishes].cost_pence))]
    assert (view.job.state, view.worked_out) == (JobState.DONE, 4)
    lacks = {row.wish.small_floor_bp: row.brings.lacks_pence for row in view.rows if row.brings}
    assert lacks == {0: 0, 9_000: problem.value * 9 // 10 - kept[9_000, 2_000].small_pence}
    assert lacks[9_000] > 0


def test_what_is_worked_out_is_not_worked_out_again(
    lead: User, plan: LotPlan, run_jobs: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(lead, plan)
    run_jobs()
    before = {wishes: cell.pk for wishes, cell in cells().items()}
    solved: list[Wish] = []

    def counted(problem: Problem, **terms: Any) -> Plan:
        solved.append(Wish(problem.policy.small_floor_bp, problem.policy.least_fill_bp))
        return solve(problem, **terms)

    monkeypatch.setattr(SOLVE, counted)
    asked(lead, plan, floors=(0, 4_000))
    run_jobs()
    assert solved == [Wish(4_000, 0), Wish(4_000, 2_000)]
    assert before.items() <= {wishes: cell.pk for wishes, cell in cells().items()}.items()


def test_a_worker_that_dies_in_the_middle_is_followed_by_one_that_goes_on(
    lead: User, plan: LotPlan, run_jobs: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[Problem] = []

    def dies_at_the_third(problem: Problem, **terms: Any) -> Plan:
        calls.append(problem)
        if len(calls) == 3:
            raise MemoryError
        return solve(problem, **terms)

    monkeypatch.setattr(SOLVE, dies_at_the_third)
    table = asked(lead, plan)
    run_jobs()
    table.job.refresh_from_db()
    assert (table.job.state, len(cells())) == (JobState.QUEUED, 2)
    assert (table.job.progress["step"], table.job.progress["steps"]) == (3, 4)
    run_jobs()
    assert (len(cells()), len(calls)) == (4, 5)


def test_a_table_that_is_stopped_keeps_its_cells_and_goes_on(
    lead: User, plan: LotPlan, run_jobs: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = asked(lead, plan)
    monkeypatch.setattr(Progress, "should_stop", lambda progress: len(cells()) == 1)
    run_jobs()
    table.job.refresh_from_db()
    assert (table.job.state, list(cells())) == (JobState.STOPPED, [(0, 0)])
    monkeypatch.undo()
    retry_table(by=lead, table=table)
    run_jobs()
    assert len(cells()) == 4
    table.job.refresh_from_db()
    with pytest.raises(Refused, match="has not failed"):
        retry_table(by=lead, table=table)


def test_a_search_that_was_cut_short_makes_no_cell(
    lead: User, plan: LotPlan, run_jobs: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_short(problem: Problem, **terms: Any) -> Plan:
        assert terms["should_stop"]() is False
        return replace(solve(problem), stopped=Stopped.ASKED)

    table = asked(lead, plan)
    monkeypatch.setattr(SOLVE, cut_short)
    run_jobs()
    table.job.refresh_from_db()
    assert (cells(), table.job.state) == ({}, JobState.STOPPED)


def test_a_worker_whose_job_is_another_s_writes_no_cell(
    lead: User, plan: LotPlan, run_jobs: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    reports: list[int] = []

    def lost_after_the_first(progress: Progress, *, step: int, steps: int) -> None:
        reports.append(step)
        if len(reports) > 1:
            raise LeaseLost

    asked(lead, plan)
    monkeypatch.setattr(Progress, "report", lost_after_the_first)
    run_jobs()
    assert (cells(), reports) == ({}, [1, 1])


def test_one_table_at_a_time(lead: User, plan: LotPlan) -> None:
    first = asked(lead, plan)
    assert asked(lead, plan, floors=(100,)) == first
    stop_table(by=lead, table=first)
    assert asked(lead, plan, floors=(100,)) != first


@pytest.mark.parametrize(
    "terms, words",
    [
        ({"floors": ()}, "at least one"),
        ({"fills": (0, 0)}, "once"),
        ({"floors": (10_001,)}, "from 0 to 100%"),
        ({"fills": (-1,)}, "from 0 to 100%"),
        ({"floors": tuple(range(16))}, "more than 30"),
    ],
)
def test_what_makes_no_table(
    lead: User, plan: LotPlan, terms: dict[str, tuple[int, ...]], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        asked(lead, plan, **terms)
    assert not FairnessTable.objects.exists()


def test_only_the_lead_asks_stops_and_goes_on(lead: User, plan: LotPlan) -> None:
    other = make.role_holder(make.consortium(), RoleKind.TREASURER, "other@pompey.example")
    table = asked(lead, plan)
    for act in (
        lambda: asked(other, plan),
        lambda: stop_table(by=other, table=table),
        lambda: retry_table(by=other, table=table),
    ):
        with pytest.raises(Refused, match="Only the lead"):
            act()


CELL = {
    "small_floor_bp": 0,
    "least_fill_bp": 0,
    "cost_pence": 10,
    "bound_pence": 10,
    "covered_pence": 10,
    "small_pence": 10,
    "usable": 1,
    "with_nothing": 1,
}


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"small_floor_bp": 10_001},
        {"least_fill_bp": 10_001},
        {"bound_pence": 11},
        {"bound_pence": -1},
        {"small_pence": 11},
        {"with_nothing": 2},
    ],
)
def test_the_database_refuses_an_unsound_cell(fields: dict[str, int]) -> None:
    plan = make.finished_plan(make.tender())
    FairnessCell.objects.create(plan=plan, **CELL)
    other = fields if "small_floor_bp" in fields else {"small_floor_bp": 1} | fields
    with pytest.raises(IntegrityError), transaction.atomic():
        FairnessCell.objects.create(plan=plan, **CELL | (other if fields else {}))


def test_a_cell_never_changes() -> None:
    FairnessCell.objects.create(plan=make.finished_plan(make.tender()), **CELL)
    for statement in ("UPDATE bids_fairnesscell SET id = id", "DELETE FROM bids_fairnesscell"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

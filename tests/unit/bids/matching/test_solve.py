"""Plans keep every rule, are the best there is where that can be checked, and do not depend on order."""

import json
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bids.matching.document import plan_document
from bids.matching.eligibility import eligible_edges
from bids.matching.plan import Effort, Plan, Progress, Step, Stopped
from bids.matching.problem import Problem
from bids.matching.solve import solve
from bids.matching.solving.arrays import arrays_of
from bids.matching.solving.crew import Crew
from bids.matching.solving.exact import MOST_EDGES
from bids.matching.solving.first_plan import kept_of_relaxation
from bids.matching.solving.relaxation import relax
from bids.matching.solving.rounding import round_units
from bids.matching.solving.scope import Held
from bids.matching.solving.solver_process import SolverProcess, Watch
from bids.matching.verify import verify_plan
from tests.strategies.matching import problems
from tests.unit.bids.matching.cases import (
    best_by_trying_all,
    large_problem,
    line,
    member,
    problem,
    shuffled,
)

quiet = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def told(plan: Plan) -> str:
    """The plan's document without the one thing that differs between runs."""
    document = plan_document(plan)
    del document["seconds"]
    return json.dumps(document)


@settings(quiet, max_examples=300)
@given(case=problems(most_members=3, most_lines=3, most_units=4))
def test_no_plan_of_a_tiny_problem_is_better(case: Problem, solver: SolverProcess) -> None:
    best = best_by_trying_all(case)
    plan = solve(case, solver=solver)
    assert best is None or plan.objective == best
    assert best is None or plan.bound <= best


@settings(quiet, max_examples=300)
@given(case=problems(most_members=8, most_lines=6, most_units=60))
def test_no_rule_is_broken(case: Problem, solver: SolverProcess) -> None:
    assert verify_plan(case, solve(case, solver=solver)) == []


@settings(quiet, max_examples=60)
@given(
    case=problems(most_members=6, most_lines=5, most_units=60),
    times=st.sampled_from([10**4, 10**6, 10**9]),
    odd=st.integers(0, 999),
)
def test_no_rule_is_broken_by_volumes_of_any_size(
    case: Problem, times: int, odd: int, solver: SolverProcess
) -> None:
    """Up to sixty thousand million units a line."""
    lines = tuple(replace(one, volume=one.volume * times + odd) for one in case.lines)
    members = tuple(
        replace(
            one,
            turnover_cap=one.turnover_cap * times + odd,
            min_contract=one.min_contract * times,
            offers=tuple(
                replace(offer, capacity=offer.capacity * times + odd) for offer in one.offers
            ),
        )
        for one in case.members
    )
    large = replace(case, lines=lines, members=members)
    plan = solve(large, solver=solver)
    assert verify_plan(large, plan) == []
    assert plan.stopped is None


@settings(quiet, max_examples=60)
@given(case=problems(most_members=4, most_lines=4, most_units=10))
def test_more_capacity_never_costs_more(case: Problem, solver: SolverProcess) -> None:
    """Shares of capacity are least lots too: they are kept as they were by asking for none."""
    easy = replace(case, members=tuple(with_offers(one, 1) for one in case.members))
    roomy = replace(case, members=tuple(with_offers(one, 3) for one in case.members))
    assert solve(roomy, solver=solver).objective <= solve(easy, solver=solver).objective


def with_offers(one, times: int):
    offers = tuple(
        replace(offer, capacity=offer.capacity * times, min_lot_pct=0) for offer in one.offers
    )
    return replace(one, offers=offers)


@settings(quiet, max_examples=60)
@given(case=problems(most_members=5, most_lines=5, most_units=20))
def test_order_changes_nothing(case: Problem, solver: SolverProcess) -> None:
    assert told(solve(case, solver=solver)) == told(solve(shuffled(case, 1), solver=solver))


@settings(quiet, max_examples=60)
@given(case=problems(most_members=4, most_lines=4, most_units=10))
def test_names_change_nothing(case: Problem, solver: SolverProcess) -> None:
    """Names decide only between plans that are equally good."""
    renamed = replace(
        case,
        members=tuple(replace(one, id=f"Z{99 - n}") for n, one in enumerate(case.members)),
        lines=tuple(replace(one, id=f"Y{99 - n}") for n, one in enumerate(case.lines)),
    )
    assert solve(case, solver=solver).objective == solve(renamed, solver=solver).objective


def test_a_large_tender_is_planned_alike_in_any_order() -> None:
    case = large_problem(1)
    plan = solve(case, effort=Effort.QUICK)
    assert len(list(eligible_edges(case))) > MOST_EDGES
    assert verify_plan(case, plan) == []
    assert plan.gap_pct < 2.0
    assert told(plan) == told(solve(shuffled(case, 1), effort=Effort.QUICK))


def test_nothing_to_plan() -> None:
    for case in (
        problem([], []),
        problem([line("L", 10)], []),
        problem([], [member("M", 10)]),
        problem([line("L", 10, max_members=0)], [member("M", 10)]),
        problem([line("L", 10)], [member("M", 10, turnover_cap=0)]),
        problem([line("L", 10)], [member("M", 10, min_contract=10**9)]),
    ):
        plan = solve(case)
        assert plan.allocations == ()
        assert plan.bound <= plan.objective == 3 * case.value
        assert verify_plan(case, plan) == []
        assert plan_document(plan)["backups"] == []


def test_a_stopped_search_still_gives_a_sound_plan() -> None:
    case = large_problem(3)
    heard: list[Step] = []

    def should_stop() -> bool:
        return heard.count(Step.IMPROVE) > 2

    plan = solve(
        case,
        effort=Effort.QUICK,
        on_progress=lambda progress: heard.append(progress.step),
        should_stop=should_stop,
    )
    assert plan.stopped is Stopped.ASKED
    assert verify_plan(case, plan) == []
    assert plan.coverage > 0.5


def test_progress_tells_of_coverage_and_bound() -> None:
    heard: list[Progress] = []
    plan = solve(large_problem(4), effort=Effort.QUICK, on_progress=heard.append)
    steps = list(dict.fromkeys(progress.step for progress in heard))
    assert steps == list(Step)
    improving = [progress for progress in heard if progress.step is Step.IMPROVE]
    assert all(one.best is not None and one.bound is not None for one in improving)
    assert all(0 <= (one.coverage or 0) <= 1 for one in improving)
    assert heard[-1].best == plan.objective


def test_a_least_fill_is_paid_for_and_kept() -> None:
    """Two alike members and one line: without a wish for fairness one holds it all."""
    case = problem([line("L", 100)], [member("M1", 100), member("M2", 100)])
    assert len(solve(case).allocations) == 1
    fair = replace(case, policy=replace(case.policy, least_fill_bp=3_000))
    assert sorted(held.volume for held in solve(fair).allocations)[0] >= 30


def test_a_rounding_that_is_stopped_keeps_nearly_all_of_the_plan() -> None:
    """On a machine too busy to round in time the plan is the one found, less what fractions it had."""
    arrays = arrays_of(large_problem(9))
    with SolverProcess() as solver:
        crew = Crew((solver,))
        relaxation = relax(arrays, solver)
        assert relaxation is not None
        standing = kept_of_relaxation(arrays, relaxation.units)
        crew.watched_by(Watch(0.0, lambda: False))
        units = round_units(arrays, Held(standing.units, standing.pairs), crew)
    held = float((units * arrays.edge_price).sum())
    assert held > 0.95 * float((standing.units * arrays.edge_price).sum())

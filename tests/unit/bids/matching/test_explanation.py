"""Reasons state facts of the plan; lots, fills and the policy's wishes are what they say."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from bids.matching.eligibility import obstacle
from bids.matching.fairness import fills_of, max_min_level, members_with_nothing
from bids.matching.lots import lots_of
from bids.matching.plan import Plan
from bids.matching.problem import Contiguity, Line, Member, Offer, Problem
from bids.matching.reasons import LineReason, MemberReason, reasons_of
from bids.matching.solve import solve
from bids.matching.solving.solver_process import SolverProcess
from bids.matching.verify import verify_plan
from tests.strategies.matching import problems
from tests.unit.bids.matching.cases import line, member, problem

quiet = settings(
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def spare(plan: Plan, one: Member, asked: Line) -> int:
    """Units of a line that the member could still take as far as its own limits go."""
    lines = plan.problem.line_by_id
    own = [held for held in plan.allocations if held.member == one.id]
    value = sum(held.volume * lines[held.line].unit_price for held in own)
    used = sum(held.volume for held in own if lines[held.line].service == asked.service)
    offer = one.offer_of(asked.service)
    capacity = offer.capacity if offer else 0
    return min(capacity - used, (one.turnover_cap - value) // asked.unit_price)


@settings(quiet)
@given(case=problems(most_members=6, most_lines=6, most_units=40))
def test_member_reasons_hold(case: Problem, solver: SolverProcess) -> None:
    plan = solve(case, solver=solver)
    reasons, _ = reasons_of(plan)
    assert [reason.subject for reason in reasons] == sorted(case.member_by_id)
    holding = {held.member for held in plan.allocations}
    for reason in reasons:
        one = case.member_by_id[reason.subject]
        may = [asked for asked in case.lines if obstacle(case, one, asked) is None]
        assert reason.text.endswith(".")
        if reason.code in (MemberReason.NO_OFFER, MemberReason.NOT_ELIGIBLE):
            assert not may
        elif reason.code in (MemberReason.LEAST_CONTRACT, MemberReason.OTHERS_CHOSEN):
            assert may
            assert one.id not in holding
        elif reason.code is MemberReason.TURNOVER_FULL or reason.code is MemberReason.CAPACITY_FULL:
            assert all(spare(plan, one, asked) <= 0 for asked in may)
        else:
            assert one.id in holding


@settings(quiet)
@given(case=problems(most_members=6, most_lines=6, most_units=40))
def test_line_reasons_hold(case: Problem, solver: SolverProcess) -> None:
    plan = solve(case, solver=solver)
    short = {shortage.line for shortage in plan.shortages}
    _, reasons = reasons_of(plan)
    assert [reason.subject for reason in reasons] == sorted(case.line_by_id)
    for reason in reasons:
        asked = case.line_by_id[reason.subject]
        may = [one for one in case.members if obstacle(case, one, asked) is None]
        holders = sum(held.line == asked.id for held in plan.allocations)
        assert (reason.code is LineReason.COVERED) == (asked.id not in short)
        if reason.code is LineReason.NOBODY:
            assert not may
        elif reason.code is LineReason.ALL_FULL:
            assert may
            assert all(spare(plan, one, asked) <= 0 for one in may if asked.volume > 0)
        elif reason.code is LineReason.PLACES:
            assert holders == asked.max_members


def test_the_worked_example_of_the_documentation() -> None:
    def offer(name: str, areas: set[str], capacity: int, cost: int, least: int) -> Member:
        made = Offer("youth work", frozenset(areas), capacity, cost, least)
        return member(name, capacity, offers=(made,))

    lines = [line("Havant", 10), line("Gosport", 6, locality="Gosport")]
    members = [
        offer("Ash", {"Havant"}, 8, 8_000, 25),
        offer("Birch", {"Havant", "Gosport"}, 6, 8_500, 50),
        offer("Cedar", {"Gosport"}, 3, 7_000, 33),
    ]
    case = problem(lines, members, line_cost=1_500, member_cost=0)
    plan = solve(case)
    held = {(one.member, one.line): one.volume for one in plan.allocations}
    assert held == {
        ("Ash", "Havant"): 7,
        ("Birch", "Havant"): 3,
        ("Birch", "Gosport"): 3,
        ("Cedar", "Gosport"): 3,
    }
    less = problem(lines, [*members[:2], offer("Cedar", {"Gosport"}, 1, 7_000, 33)])
    certificate = solve(less).certificate
    assert certificate is not None
    assert (certificate.demand, certificate.supply) == (160_000, 150_000)


def test_fill_and_the_greatest_level_for_all() -> None:
    case = problem([line("L", 90)], [member("M1", 60), member("M2", 120)])
    fills = {fill.member: fill for fill in fills_of(solve(case))}
    assert fills["M1"].usable == 60 * 10_000
    assert fills["M2"].usable == 90 * 10_000
    assert sum(fill.awarded for fill in fills.values()) == 90 * 10_000
    assert max_min_level(case) in (5_999, 6_000)
    assert members_with_nothing(solve(case)) == ("M1",)


def scattered() -> Problem:
    """Ash is cheapest in Havant and Fareham, which do not touch; Birch can do either."""
    areas = frozenset({"Havant", "Fareham"})
    cheap = Offer("youth work", areas, 20, 7_000, 0)
    dear = Offer("youth work", areas, 10, 9_000, 0)
    return problem(
        [line("L1", 10), line("L2", 10, locality="Fareham")],
        [member("Ash", 20, offers=(cheap,)), member("Birch", 10, offers=(dear,))],
    )


def test_lots_are_brought_together_where_the_policy_asks() -> None:
    case = scattered()
    assert [lot.contiguous for lot in lots_of(solve(case))] == [False]
    for wish in (Contiguity.SOFT, Contiguity.HARD):
        asked = replace(case, policy=replace(case.policy, contiguity=wish))
        plan = solve(asked)
        assert [lot.contiguous for lot in lots_of(plan)] == [True, True]
        assert plan.shortages == ()
        assert verify_plan(asked, plan) == []


def test_hard_contiguity_gives_up_cover_and_soft_does_not() -> None:
    alone = replace(scattered(), members=scattered().members[:1])
    soft = replace(alone, policy=replace(alone.policy, contiguity=Contiguity.SOFT))
    hard = replace(alone, policy=replace(alone.policy, contiguity=Contiguity.HARD))
    assert solve(soft).shortages == ()
    assert sum(shortage.volume for shortage in solve(hard).shortages) == 10


@settings(quiet)
@given(case=problems(most_members=5, most_lines=4, most_units=20))
def test_rivals_share_no_line_and_hard_contiguity_holds(
    case: Problem, solver: SolverProcess
) -> None:
    names = frozenset(one.id for one in case.members)
    rivals = tuple(
        replace(one, conflicts=(names - {one.id}) if number == 0 else frozenset({"M0"}))
        for number, one in enumerate(case.members)
    )
    policy = replace(case.policy, contiguity=Contiguity.HARD)
    asked = replace(case, members=rivals, policy=policy)
    plan = solve(asked, solver=solver)
    assert verify_plan(asked, plan) == []


def test_a_reserve_is_held_back() -> None:
    case = problem([line("L", 100)], [member("M", 100)], reserve_pct=20)
    (held,) = solve(case).allocations
    assert held.volume == 80

"""What cannot be covered is proved, to the penny, and a proof that was tampered with is refused."""

import itertools
import random
from dataclasses import replace

import networkx as nx
from hypothesis import HealthCheck, given, settings

from bids.matching.eligibility import eligible_edges
from bids.matching.plan import Certificate
from bids.matching.problem import Line, Offer, Problem
from bids.matching.repairs import RepairKind, cheapest_repairs
from bids.matching.shortfall import Cause, LimitKind, explain_shortfall
from bids.matching.solve import solve
from bids.matching.solving.solver_process import SolverProcess
from bids.matching.verify import verify_certificate
from tests.strategies.matching import problems
from tests.unit.bids.matching.cases import large_problem, line, member, problem

quiet = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def one_price(case: Problem) -> Problem:
    """The case with each service at one price, for which a flow of money is exact."""
    prices = {"S0": 90, "S1": 130}
    lines = tuple(replace(one, unit_price=prices[one.service]) for one in case.lines)
    return replace(case, lines=lines)


def flow_shortfall(case: Problem) -> int:
    """By networkx: the tender's value less the most that can flow from members to lines."""
    graph = nx.DiGraph()
    graph.add_nodes_from(["source", "sink"])
    for one in case.lines:
        graph.add_edge(("line", one.id), "sink", capacity=one.value)
    for edge in eligible_edges(case):
        asked, held = case.line_by_id[edge.line], case.member_by_id[edge.member]
        offer = held.offer_of(asked.service)
        assert offer is not None
        pool = (edge.member, asked.service)
        graph.add_edge("source", edge.member, capacity=held.turnover_cap)
        graph.add_edge(edge.member, pool, capacity=offer.capacity * asked.unit_price)
        graph.add_edge(pool, ("line", edge.line), capacity=edge.most * asked.unit_price)
    return case.value - nx.maximum_flow_value(graph, "source", "sink")


@settings(quiet, max_examples=300)
@given(case=problems(most_members=6, most_lines=6, most_units=40))
def test_the_certified_shortfall_is_that_of_the_greatest_flow(case: Problem) -> None:
    case = one_price(case)
    shortfall = explain_shortfall(case)
    certified = shortfall.certificate.shortfall if shortfall.certificate else 0
    assert certified == flow_shortfall(case)
    if shortfall.certificate:
        assert verify_certificate(case, shortfall.certificate) == []
        assert sum(group.shortfall for group in shortfall.groups) == certified
    assert sum(pence for _, pence in shortfall.waterfall) == certified
    assert all(pence >= 0 for _, pence in shortfall.waterfall)


def proved_by(case: Problem, lines: tuple[Line, ...]) -> int:
    """Pence that these lines are worth beyond what members could put into them, dearest units first."""
    units = [one.unit_price for one in lines for _ in range(one.volume)]
    supply = 0
    for held in case.members:
        edges = [edge for edge in eligible_edges(case) if edge.member == held.id]
        value = 0
        for offer in held.offers:
            prices = [
                one.unit_price
                for one in lines
                for edge in edges
                if edge.line == one.id and one.service == offer.service
                for _ in range(edge.most)
            ]
            value += sum(sorted(prices, reverse=True)[: offer.capacity])
        supply += min(value, held.turnover_cap)
    return sum(units) - supply


@settings(quiet, max_examples=200)
@given(case=problems(most_members=4, most_lines=5, most_units=12))
def test_no_set_of_lines_proves_more(case: Problem) -> None:
    """Whatever their prices are."""
    certificate = explain_shortfall(case).certificate
    sets = itertools.chain.from_iterable(
        itertools.combinations(case.lines, number) for number in range(len(case.lines) + 1)
    )
    most = max(proved_by(case, lines) for lines in sets)
    assert (certificate.shortfall if certificate else 0) == most


@settings(quiet, max_examples=150)
@given(case=problems(most_members=4, most_lines=4, most_units=15))
def test_no_plan_is_short_by_less_than_is_certified(case: Problem, solver: SolverProcess) -> None:
    """With any prices, and even if a shortage weighs more than anything."""
    case = replace(case, policy=replace(case.policy, shortage_weight=1_000, small_floor_bp=0))
    shortfall = explain_shortfall(case)
    if shortfall.certificate:
        assert verify_certificate(case, shortfall.certificate) == []
        assert solve(case, solver=solver).uncovered >= shortfall.certificate.shortfall


def throttled() -> Problem:
    """A large tender in which one service can hardly be had in three areas."""
    case = large_problem(5)
    places = frozenset({"A3", "A4", "A5"})
    members = tuple(
        replace(one, offers=(replace(one.offers[0], capacity=5),))
        if one.offers[0].service == "S2" and one.offers[0].localities & places
        else one
        for one in case.members
    )
    return replace(case, members=members)


def test_a_throttled_service_is_found_with_its_limits() -> None:
    shortfall = explain_shortfall(throttled())
    assert shortfall.certificate is not None
    assert shortfall.certificate.shortfall == flow_shortfall(throttled()) > 0
    worst = shortfall.groups[0]
    assert worst.services == ("S2",)
    assert {"A3", "A4", "A5"} & set(worst.localities)
    assert {limit.kind for limit in worst.limits} == {LimitKind.CAPACITY}
    assert dict(shortfall.waterfall)[Cause.CAPACITY] == shortfall.certificate.shortfall


def test_two_services_that_share_one_set_of_members_are_one_group() -> None:
    """£1,000 of turnover for £1,000 of youth work and £1,000 of debt advice."""
    both = tuple(
        Offer(service, frozenset({"Havant"}), 100, 8_000, 0)
        for service in ("youth work", "debt advice")
    )
    case = problem(
        [line("L1", 10), line("L2", 10, service="debt advice")],
        [member("M1", 100, turnover_cap=100_000, offers=both)],
    )
    shortfall = explain_shortfall(case)
    (group,) = shortfall.groups
    assert group.services == ("debt advice", "youth work")
    assert group.shortfall == 100_000
    assert [limit.kind for limit in group.limits] == [LimitKind.TURNOVER]
    assert dict(shortfall.waterfall)[Cause.TURNOVER] == 100_000
    assert group.text == (
        "debt advice and youth work in Havant needs £2,000; everyone qualified can supply at most "
        "£1,000; missing £1,000, limited by the turnover cap of 1."
    )


def test_areas_apart_are_one_group_where_they_share_a_capacity() -> None:
    """One unit for Havant or Fareham, which do not touch: neither is short by itself."""
    far = (Offer("youth work", frozenset({"Havant", "Fareham"}), 1, 8_000, 0),)
    case = problem(
        [line("L1", 1), line("L2", 1, locality="Fareham")], [member("M1", 1, offers=far)]
    )
    (group,) = explain_shortfall(case).groups
    assert group.localities == ("Fareham", "Havant")
    assert (group.demand, group.supply, group.shortfall) == (20_000, 10_000, 10_000)
    assert [limit.kind for limit in group.limits] == [LimitKind.CAPACITY]


def test_an_accreditation_that_few_hold_can_be_repaired() -> None:
    asked = line("L1", 30, accreditations=frozenset({"safeguarding"}))
    holder = member("M1", 10, accreditations=frozenset({"safeguarding"}))
    case = problem([asked], [holder, member("M2", 100)])
    shortfall = explain_shortfall(case)
    assert shortfall.certificate is not None
    assert shortfall.certificate.shortfall == 200_000
    (repair,) = cheapest_repairs(case, shortfall.certificate)
    assert (repair.kind, repair.member, repair.units) == (RepairKind.CAPACITY, "M1", 20)


def test_nobody_eligible_is_told_apart_and_needs_a_newcomer() -> None:
    lines = [line("L1", 10), Line("L2", "advice", "Fareham", 3, 10_000, frozenset(), 2)]
    case = problem(lines, [member("M1", 100)])
    shortfall = explain_shortfall(case)
    assert dict(shortfall.waterfall)[Cause.ELIGIBILITY] == 30_000
    assert shortfall.certificate is not None
    (repair,) = cheapest_repairs(case, shortfall.certificate)
    assert (repair.kind, repair.line, repair.units) == (RepairKind.RECRUIT, "L2", 3)


def test_mutated_certificates_are_refused() -> None:
    case = throttled()
    certificate = explain_shortfall(case).certificate
    assert certificate is not None
    rng = random.Random(0)
    others = [one.id for one in case.lines if one.id not in certificate.lines]
    for number in range(1_000):
        assert verify_certificate(case, mutated(certificate, others, number % 5, rng)) != []


def mutated(
    certificate: Certificate, others: list[str], kind: int, rng: random.Random
) -> Certificate:
    lines, off = list(certificate.lines), rng.choice([-1, 1]) * rng.randint(1, 10**6)
    if kind == 0:
        return replace(certificate, lines=tuple(rng.sample(lines, len(lines) - 1)))
    if kind == 1:
        return replace(certificate, lines=(*lines, rng.choice(others)))
    if kind == 2:
        return replace(certificate, demand=certificate.demand + off)
    if kind == 3:
        more = certificate.supply - abs(off)
        return replace(certificate, supply=more, shortfall=certificate.demand - more)
    return replace(certificate, shortfall=certificate.shortfall + off)

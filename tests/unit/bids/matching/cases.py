"""Tenders written out for tests."""

import itertools
import math
import random
from dataclasses import replace

from bids.matching.eligibility import eligible_edges
from bids.matching.plan import Allocation
from bids.matching.problem import Line, Member, Offer, Policy, Problem
from bids.matching.verify import plan_objective, verify_allocations

MOST_PLANS_TRIED = 3_000

POLICY = Policy(
    fee_pct=8, line_cost=15_000, member_cost=50_000, shortage_weight=3, small_floor_bp=0
)


def line(name: str, volume: int, **changes: object) -> Line:
    """A line of youth work in Havant, £100 a unit, for up to three members."""
    usual = Line(name, "youth work", "Havant", volume, 10_000, frozenset(), 3)
    return replace(usual, **changes)


def member(name: str, capacity: int, **changes: object) -> Member:
    """A member that offers youth work in Havant and Gosport at £80 a unit, whatever the part."""
    offer = Offer("youth work", frozenset({"Havant", "Gosport"}), capacity, 8_000, 0)
    usual = Member(name, False, 10_000_000, 10**9, 0, frozenset(), (offer,))
    return replace(usual, **changes)


def problem(lines: list[Line], members: list[Member], **policy: int) -> Problem:
    """Three areas in a row: Havant, Gosport, Fareham."""
    near = {
        "Havant": frozenset({"Gosport"}),
        "Gosport": frozenset({"Havant", "Fareham"}),
        "Fareham": frozenset({"Gosport"}),
    }
    return Problem("case", replace(POLICY, **policy), near, tuple(lines), tuple(members))


def large_problem(seed: int, members: int = 500, areas: int = 30) -> Problem:
    """A tender beyond one exact program, with a plan that covers it: areas in a ring, six services."""
    rng = random.Random(seed)
    names = [f"A{n}" for n in range(areas)]
    near = {names[n]: frozenset({names[n - 1], names[(n + 1) % areas]}) for n in range(areas)}
    price = [rng.randint(20, 200) * 100 for _ in range(6)]
    volume: dict[tuple[int, int], int] = {}
    found = []
    for number in range(members):
        home, service = rng.randrange(areas), rng.randrange(6)
        places = frozenset(names[(home + step) % areas] for step in range(rng.randint(2, 5)))
        capacity = rng.randint(20, 400)
        cost = price[service] * rng.randint(70, 91) // 100
        offer = Offer(f"S{service}", places, capacity, cost, rng.randint(0, 10))
        value = capacity * price[service]
        found.append(
            Member(f"M{number}", capacity < 100, value, value, value // 10, frozenset(), (offer,))
        )
        if rng.random() < 0.5:
            key = (service, home)
            volume[key] = volume.get(key, 0) + capacity
    lines = [
        Line(f"L{s}-{a}", f"S{s}", names[a], units, price[s], frozenset(), 6)
        for (s, a), units in sorted(volume.items())
    ]
    policy = replace(POLICY, small_floor_bp=200)
    return Problem(f"ring-{seed}", policy, near, tuple(lines), tuple(found))


def shuffled(case: Problem, seed: int) -> Problem:
    """The same problem with everything in another order."""
    rng = random.Random(seed)
    lines, members = list(case.lines), list(case.members)
    rng.shuffle(lines)
    rng.shuffle(members)
    members = [
        replace(one, offers=tuple(rng.sample(one.offers, len(one.offers)))) for one in members
    ]
    return replace(case, lines=tuple(lines), members=tuple(members))


def best_by_trying_all(case: Problem) -> int | None:
    """The least objective of all plans there are; None where they are too many to try."""
    edges = list(eligible_edges(case))
    choices = [[0, *range(edge.least, edge.most + 1)] for edge in edges]
    if math.prod(map(len, choices)) > MOST_PLANS_TRIED:
        return None
    costs = []
    for units in itertools.product(*choices):
        held = [Allocation(e.member, e.line, n) for e, n in zip(edges, units, strict=True) if n]
        if not any(True for _ in verify_allocations(case, held)):
            costs.append(plan_objective(case, held))
    return min(costs)

"""The small example that docs/algorithms/matching.md works by hand is what the engine makes of it."""

from bids.matching.plan import Effort, Plan
from bids.matching.problem import Offer
from bids.matching.solve import solve
from tests.unit.bids.matching.cases import line, member, problem

AREAS = {"Ash": {"Havant"}, "Birch": {"Havant", "Gosport"}, "Cedar": {"Gosport"}}
# Capacity, cost of a unit, and the least lot in percent of the capacity.
OFFERS = {"Ash": (8, 8_000, 25), "Birch": (6, 8_500, 50), "Cedar": (3, 7_000, 33)}


def split(cedar: int = 3) -> Plan:
    """The page's two lines and three members; Cedar offers so much."""
    offers = OFFERS | {"Cedar": (cedar, *OFFERS["Cedar"][1:])}
    members = [
        member(name, 0, offers=(Offer("youth work", frozenset(AREAS[name]), *offers[name]),))
        for name in AREAS
    ]
    lines = [line("Havant", 10), line("Gosport", 6, locality="Gosport")]
    case = problem(lines, members, fee_pct=0, line_cost=1_500, member_cost=0)
    return solve(case, effort=Effort.QUICK)


def test_ash_gives_a_unit_up_for_birchs_least_lot() -> None:
    held = {(part.line, part.member): part.volume for part in split().allocations}
    assert held == {
        ("Havant", "Ash"): 7,
        ("Havant", "Birch"): 3,
        ("Gosport", "Birch"): 3,
        ("Gosport", "Cedar"): 3,
    }


def test_a_hundred_pounds_are_missing_from_every_plan_with_one_unit_of_cedar() -> None:
    certificate = split(cedar=1).certificate
    assert certificate is not None
    assert set(certificate.lines) == {"Havant", "Gosport"}
    assert (certificate.demand, certificate.supply) == (160_000, 150_000)

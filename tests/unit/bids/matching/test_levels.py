"""The fairest shares are the leximin ones, by its own definition."""

import numpy as np
from hypothesis import given, settings
from scipy.optimize import linprog

from bids.matching.fairness import audit
from bids.matching.problem import BASIS_POINTS, Problem
from bids.matching.solve import solve
from bids.matching.solving.arrays import Arrays, arrays_of, pool_values
from bids.matching.solving.levels import best_least_fill, fairest_levels
from bids.matching.solving.solver_process import SolverProcess
from tests.strategies.matching import problems
from tests.unit.bids.matching.cases import line, member, problem

NEAR = 1e-4


def most_for(arrays: Arrays, who: int, at_least: np.ndarray) -> float:
    """The greatest share that one member can have while the others keep theirs and no less is covered.

    Value on each edge, by another program and another solver than the engine's.
    """
    edges, value = len(arrays.edge_line), (arrays.line_volume * arrays.line_price).astype(float)
    price = arrays.edge_price

    def sums(group: np.ndarray, groups: int) -> np.ndarray:
        table = np.zeros((groups, edges))
        table[group, np.arange(edges)] = 1.0
        return table

    by_member = sums(arrays.edge_member, len(arrays.member_ids))
    limits = np.vstack(
        [
            sums(arrays.edge_line, len(value)),
            sums(arrays.edge_pool, len(arrays.pool_member)),
            by_member,
        ]
    )
    most = np.concatenate([value, pool_values(arrays, np.arange(edges)), arrays.member_cap])
    bounds = [(0, float(top)) for top in arrays.edge_most * price]
    covered = -linprog(-np.ones(edges), A_ub=limits, b_ub=most, bounds=bounds).fun
    kept = (at_least - NEAR) * arrays.usable_offers
    found = linprog(
        -by_member[who],
        A_ub=np.vstack([limits, -by_member, -np.ones(edges)]),
        b_ub=np.concatenate([most, -kept, [-covered * (1 - NEAR)]]),
        bounds=bounds,
    )
    return -found.fun / arrays.usable_offers[who]


@settings(deadline=None, max_examples=100)
@given(case=problems(most_members=5, most_lines=4, most_units=20))
def test_nobody_can_have_more_but_from_one_who_has_no_more(
    case: Problem, solver: SolverProcess
) -> None:
    arrays = arrays_of(case)
    levels = fairest_levels(arrays, solver, 100)
    assert levels.settled.all()
    usable = np.flatnonzero(arrays.usable_offers)
    for who in usable:
        kept = np.minimum(levels.share, levels.share[who])
        assert most_for(arrays, who, kept) <= levels.share[who] + 0.01


@settings(deadline=None, max_examples=50)
@given(case=problems(most_members=5, most_lines=4, most_units=20))
def test_the_least_of_them_is_the_best_least(case: Problem, solver: SolverProcess) -> None:
    arrays = arrays_of(case)
    levels = fairest_levels(arrays, solver, 100)
    usable = arrays.usable_offers > 0
    if usable.any():
        least = float(levels.share[usable].min())
        assert abs(least - best_least_fill(arrays, solver)) < NEAR


def test_who_is_not_settled_in_time_says_so(solver: SolverProcess) -> None:
    arrays = arrays_of(two_towns())
    first, all_rounds = (fairest_levels(arrays, solver, rounds) for rounds in (1, 100))
    assert first.settled.tolist() == [True, True, False]
    assert np.allclose(first.share, [0.5, 0.5, 0.5], atol=NEAR)
    assert all_rounds.settled.all()
    assert np.allclose(all_rounds.share, [0.5, 0.5, 1.0], atol=NEAR)


def two_towns() -> Problem:
    """Two members share a line that is worth half of what they offer; a third is alone in Gosport."""
    lines = [line("L1", 100), line("L2", 100, locality="Gosport")]
    (offer,) = member("M", 100).offers
    in_havant, in_gosport = (
        type(offer)(offer.service, frozenset({town}), 100, offer.unit_cost, 0)
        for town in ("Havant", "Gosport")
    )
    return problem(
        lines,
        [
            member("M1", 100, offers=(in_havant,)),
            member("M2", 100, offers=(in_havant,)),
            member("M3", 100, offers=(in_gosport,)),
        ],
    )


def test_an_audit_sets_the_fill_beside_the_fairest_share() -> None:
    """One member holds the shared line alone, because a second would cost more."""
    rows = audit(solve(two_towns()))
    assert sorted((row.fill_bp, row.fairest_bp // 10) for row in rows) == [
        (0, 500),
        (BASIS_POINTS, 500),
        (BASIS_POINTS, 1_000),
    ]
    assert all(row.is_settled for row in rows)

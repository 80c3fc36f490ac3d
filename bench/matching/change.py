"""The biggest member withdraws: how long a re-plan takes and how much it changes, beside a fresh plan.

A third of what a fresh plan changes is not always to be had: then as few pairs must change as in any
plan that is as well covered, proved by one program for the whole tender.
"""

import math
import time
from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np

from bench.matching.cases import case
from bench.matching.report import told
from bids.matching.change import difference, replan, without_members
from bids.matching.plan import Plan
from bids.matching.problem import BASIS_POINTS, Problem
from bids.matching.solve import solve
from bids.matching.solving.arrays import arrays_of
from bids.matching.solving.exact import MOST_EDGES, untouched_value
from bids.matching.solving.model import build_model
from bids.matching.solving.scope import scope_of
from bids.matching.solving.solver_process import SolverProcess, Watch
from bids.matching.solving.standing import Standing
from bids.matching.verify import verify_plan

WORSE_COVERED_BP = 10
SECONDS = {"county": 0.5}
CASES = (("county", 2000), ("county", 0), ("county", 1), ("county", 2), ("region", 3000))
LOADS = {"county": (70, 85, 100, 115), "region": (85, 100)}
FEWEST_SECONDS = 60


def prove_withdrawals(seed: int, broken: list[str]) -> dict[str, Any]:
    """A third of the pairs that a fresh plan changes, or the fewest possible, and hardly worse covered."""
    figures = {}
    for size, number in CASES:
        own = number if number >= 1_000 else seed + number
        for load in LOADS[size]:
            name = f"{size}-{own}-{load}"
            figures[name] = withdrawal(case(size, own, load))
            told({"withdrawal": name, **figures[name]})
            broken += [f"withdrawal, {name}: {one}" for one in not_kept(size, figures[name])]
    return figures


def not_kept(size: str, figures: dict[str, Any]) -> list[str]:
    promises = {
        "a rule is broken": not figures["rules_broken"],
        "worse covered than a fresh plan": figures["worse_covered_bp"] <= WORSE_COVERED_BP,
        f"{figures['pairs_changed']} pairs changed, {figures['pairs_changed_afresh']} afresh": (
            3 * figures["pairs_changed"] <= figures["pairs_changed_afresh"]
            or figures["pairs_changed"] <= figures["fewest_possible"]
        ),
        f"{figures['seconds']} seconds": figures["seconds"] <= SECONDS.get(size, float("inf")),
    }
    return [promise for promise, kept in promises.items() if not kept]


def withdrawal(problem: Problem) -> dict[str, Any]:
    """The member with the largest part goes."""
    plan = solve(problem)
    left = without_members(problem, frozenset({biggest(plan)}))
    began = time.perf_counter()
    after = replan(plan, left)
    seconds = time.perf_counter() - began
    fresh = solve(left)
    worse = max(0, after.uncovered - fresh.uncovered)
    return {
        "seconds": round(seconds, 3),
        "fresh_seconds": fresh.seconds,
        "pairs_changed": pairs_changed(plan, after),
        "pairs_changed_afresh": pairs_changed(plan, fresh),
        "fewest_possible": fewest_possible(plan, left, after.uncovered),
        "worse_covered_bp": round(BASIS_POINTS * worse / left.value, 2),
        "rules_broken": len(verify_plan(left, after)),
    }


def fewest_possible(plan: Plan, left: Problem, most_open: int) -> int:
    """Pairs that every plan begins or ends which leaves so many pence open; 0 where none was proved."""
    arrays = arrays_of(left)
    if len(arrays.edge_line) > MOST_EDGES:
        return 0
    held = {(one.member, one.line) for one in plan.allocations}
    stays = np.array(
        [
            (arrays.member_ids[member], arrays.line_ids[line]) in held
            for member, line in zip(arrays.edge_member, arrays.edge_line, strict=True)
        ]
    )
    everything = np.arange(len(stays))
    scope = scope_of(everything, Standing.empty(arrays))
    model = build_model(arrays, scope, most_open=most_open + 1 - untouched_value(arrays))
    cost = np.zeros(len(model.program.cost))
    cost[len(stays) : 2 * len(stays)] = np.where(stays, -1.0, 1.0)
    with SolverProcess() as solver:
        solver.watch = Watch(time.monotonic() + FEWEST_SECONDS, lambda: False)
        bound = solver.run(replace(model.program, cost=cost), {"mip_abs_gap": 0.9}).bound
    return len(held) + math.ceil(bound - 1e-4) if bound is not None else 0


def biggest(plan: Plan) -> str:
    """The member that holds the most value."""
    value: Counter[str] = Counter()
    for held in plan.allocations:
        value[held.member] += held.volume * plan.problem.line_by_id[held.line].unit_price
    return max(sorted(value), key=lambda name: value[name])


def pairs_changed(before: Plan, after: Plan) -> int:
    """Pairs begun or ended."""
    return sum(not (one.before and one.after) for one in difference(before, after))

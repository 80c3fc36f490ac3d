"""The biggest member withdraws: how long a re-plan takes and how much it changes, beside a fresh plan."""

import time
from collections import Counter
from typing import Any

from bench.matching.cases import case
from bench.matching.report import told
from bids.matching.change import difference, replan, without_members
from bids.matching.plan import Plan
from bids.matching.problem import BASIS_POINTS, Problem
from bids.matching.solve import solve
from bids.matching.verify import verify_plan

WORSE_COVERED_BP = 10
SECONDS = {"county": 0.5}
CASES = (("county", 2000), ("county", 0), ("county", 1), ("region", 3000))
LOADS = (85, 100)


def prove_withdrawals(seed: int, broken: list[str]) -> dict[str, Any]:
    """A third of the pairs at most that a fresh plan changes, and hardly worse covered."""
    figures = {}
    for size, number in CASES:
        own = number if number >= 1_000 else seed + number
        for load in LOADS:
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
        "worse_covered_bp": round(BASIS_POINTS * worse / left.value, 2),
        "rules_broken": len(verify_plan(left, after)),
    }


def biggest(plan: Plan) -> str:
    """The member that holds the most value."""
    value: Counter[str] = Counter()
    for held in plan.allocations:
        value[held.member] += held.volume * plan.problem.line_by_id[held.line].unit_price
    return max(sorted(value), key=lambda name: value[name])


def pairs_changed(before: Plan, after: Plan) -> int:
    """Pairs begun or ended."""
    return sum(not (one.before and one.after) for one in difference(before, after))

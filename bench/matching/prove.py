"""Plan cases and hold each plan to what is promised of it.

usage: python -m bench.matching.prove CASE.json [CASE.json ...]

For each case: every rule kept, the bound below, the certificate true, the plan of the shuffled case
the same; then the biggest member withdraws (at most a tenth of a percent worse covered than afresh;
pairs changed beside those of a fresh plan) and every member fails in turn (backups). One line of
JSON for each case and one for all; exit status 1 if a promise is broken. Times are reported, not
judged.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from bids.matching.backups import backups_of
from bids.matching.change import difference, replan, without_members
from bids.matching.document import plan_document
from bids.matching.plan import Plan
from bids.matching.problem import Problem
from bids.matching.reading import read_problem
from bids.matching.solve import solve
from bids.matching.verify import verify_plan

T = TypeVar("T")
WORSE_COVERED = 0.001


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="+", type=Path)
    results = [proved(path) for path in parser.parse_args().cases]
    broken = [result["case"] for result in results if result["broken"]]
    sys.stdout.write(json.dumps({"prove": "matching", "cases": len(results), "broken": broken}))
    sys.stdout.write("\n")
    return 1 if broken else 0


def proved(path: Path) -> dict[str, Any]:
    problem = read_problem(path.read_bytes())
    plan, seconds = timed(lambda: solve(problem))
    broken = verify_plan(problem, plan)
    if told(plan) != told(solve(shuffled(problem))):
        broken.append("the shuffled case has another plan")
    resilience, backup_seconds = timed(lambda: backups_of(plan))
    result = {
        "case": problem.name,
        "seconds": seconds,
        "gap_pct": round(plan.gap_pct, 4),
        "uncovered_pct": round(100 * (1 - plan.coverage), 4),
        "certified": plan.certificate.shortfall if plan.certificate else 0,
        "backup_seconds": backup_seconds,
        "replaceable_pct": round(resilience.replaceable_pct, 1),
        "withdrawal": withdrawal(problem, plan, broken),
        "broken": broken,
    }
    sys.stdout.write(json.dumps(result) + "\n")
    sys.stdout.flush()
    return result


def withdrawal(problem: Problem, plan: Plan, broken: list[str]) -> dict[str, Any]:
    """The member with the largest part goes."""
    value: Counter[str] = Counter()
    for held in plan.allocations:
        value[held.member] += held.volume * problem.line_by_id[held.line].unit_price
    if not value:
        return {}
    left = without_members(problem, frozenset({max(sorted(value), key=lambda name: value[name])}))
    after, seconds = timed(lambda: replan(plan, left))
    fresh, fresh_seconds = timed(lambda: solve(left))
    broken += [f"after the withdrawal: {rule}" for rule in verify_plan(left, after)]
    if after.uncovered > fresh.uncovered + WORSE_COVERED * left.value:
        broken.append("after the withdrawal the plan is worse covered than a fresh one")
    return {
        "seconds": seconds,
        "fresh_seconds": fresh_seconds,
        "pairs_changed": pairs_changed(plan, after),
        "pairs_changed_afresh": pairs_changed(plan, fresh),
    }


def pairs_changed(before: Plan, after: Plan) -> int:
    """Pairs begun or ended."""
    return sum(not (one.before and one.after) for one in difference(before, after))


def timed(work: Callable[[], T]) -> tuple[T, float]:
    began = time.perf_counter()
    result = work()
    return result, round(time.perf_counter() - began, 3)


def told(plan: Plan) -> str:
    return json.dumps({**plan_document(plan), "seconds": None})


def shuffled(problem: Problem) -> Problem:
    rng = random.Random(0)  # noqa: S311 (an order, not a secret)
    lines, members = list(problem.lines), list(problem.members)
    rng.shuffle(lines)
    rng.shuffle(members)
    return replace(problem, lines=tuple(lines), members=tuple(members))


if __name__ == "__main__":
    sys.exit(main())

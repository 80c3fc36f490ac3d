"""What fairness costs: small members' floor by least fill, for one case.

usage: python -m bench.matching.fairness CASE.json [--floors 400,500,600] [--fills 0,2000,3000]

Floors and fills in 1/10,000. One line of JSON: the greatest fill that all could have at once, and
for each pair of wishes the cost over the first, members with nothing among those that could be used,
the small members' share and what is uncovered.
"""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.matching.report import told
from bids.matching.fairness import (
    fills_of,
    max_min_level,
    members_with_nothing,
    price_of_fairness,
)
from bids.matching.plan import Plan
from bids.matching.problem import Problem
from bids.matching.reading import read_problem
from bids.matching.solve import solve


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=Path)
    parser.add_argument("--floors", default="400,500,600,700")
    parser.add_argument("--fills", default="0,2000,3000")
    options = parser.parse_args()
    problem = read_problem(options.case.read_bytes())
    table = fairness_table(problem, _numbers(options.floors), _numbers(options.fills))
    summary = {"bench": "fairness", "max_min_level_bp": max_min_level(problem), "table": table}
    sys.stdout.write(json.dumps(summary) + "\n")


def _numbers(listed: str) -> tuple[int, ...]:
    return tuple(map(int, listed.split(",")))


def fairness_table(
    problem: Problem, floors: tuple[int, ...], fills: tuple[int, ...]
) -> list[dict[str, Any]]:
    """A row for each floor and least fill, in 1/10,000; prices are over the first."""
    wishes = [(floor, fill) for floor in floors for fill in fills]
    first = planned(problem, *wishes[0])
    rows = []
    for wish in wishes:
        rows.append(row(wish, planned(problem, *wish) if rows else first, first))
        told(rows[-1])
    return rows


def planned(problem: Problem, floor: int, fill: int) -> Plan:
    policy = replace(problem.policy, small_floor_bp=floor, least_fill_bp=fill)
    return solve(replace(problem, policy=policy))


def row(wish: tuple[int, int], plan: Plan, first: Plan) -> dict[str, Any]:
    usable = [fill for fill in fills_of(plan) if fill.usable]
    small = {member.id for member in plan.problem.members if member.small}
    held = sum(fill.awarded for fill in usable if fill.member in small)
    return {
        "small_floor_bp": wish[0],
        "least_fill_bp": wish[1],
        "price_pence": price_of_fairness(first, plan),
        "price_pct": round(100 * price_of_fairness(first, plan) / first.objective, 3),
        "nothing_pct": round(100 * len(members_with_nothing(plan)) / max(len(usable), 1), 1),
        "small_share_pct": round(100 * held / max(plan.problem.value, 1), 2),
        "uncovered_pct": round(100 * (1 - plan.coverage), 4),
    }


if __name__ == "__main__":
    main()

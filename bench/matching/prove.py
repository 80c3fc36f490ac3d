"""Hold plans, certificates, re-plans and backups to what is promised of them.

usage: python -m bench.matching.prove [--seed N] [--part NAME ...]

Parts: region, national, certificates, small, withdrawals, backups, fairness; all if none is named.
Progress goes to standard error, with a sentence for each promise that was not kept; one line of JSON
for all comes last; exit status 1 if a promise was broken. Times are wall clock on the machine as it is,
and judged like the rest: `load` says how busy it was.
"""

import argparse
import sys
import time
from collections.abc import Callable

from bench.matching.cases import case, case_text
from bench.matching.certificates import prove_certificates
from bench.matching.change import prove_withdrawals
from bench.matching.compare import (
    MOST_GAP_PCT,
    NATIONAL_MEGABYTES,
    NATIONAL_SECONDS,
    NO_UNCOVERED_PCT,
    compact_bound,
    ours,
)
from bench.matching.fairness import fairness_table
from bench.matching.report import Figures, concluded, told
from bench.matching.small import prove_small_cases
from bids.matching.backups import backups_of
from bids.matching.reading import read_problem
from bids.matching.solve import solve
from bids.matching.solving.arrays import arrays_of

LOADS = (70, 85, 100, 115)
SEEDS = {"county": 2000, "region": 3000, "national": 4000}
BACKUP_SECONDS = 1.0
FLOORS, FILLS = (400, 500, 600, 700), (0, 2_000, 3_000)
WORST = ("gap_pct", "solve_seconds", "seconds", "cpu_seconds", "megabytes", "rules_broken")
SIZES_OF_CERTIFICATES = ("region", "national")

PARTS: dict[str, Callable[[int, list[str]], Figures]] = {
    "region": lambda seed, broken: prove_plans("region", seed, broken),
    "national": lambda seed, broken: prove_plans("national", seed, broken),
    "certificates": lambda seed, broken: prove_certificates(SIZES_OF_CERTIFICATES, seed, broken),
    "small": prove_small_cases,
    "withdrawals": prove_withdrawals,
    "backups": lambda seed, broken: prove_backups(seed, broken),
    "fairness": lambda _, broken: prove_fairness(broken),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--part", nargs="*", choices=list(PARTS), default=[])
    options = parser.parse_args()
    broken: list[str] = []
    figures: Figures = {}
    for name in options.part or PARTS:
        began = time.monotonic()
        figures[name] = PARTS[name](options.seed, broken)
        figures[name]["took_seconds"] = round(time.monotonic() - began, 1)
        told({"proof": name, **figures[name]})
    return concluded({"prove": "matching", "seed": options.seed, **figures}, broken)


def prove_plans(size: str, seed: int, broken: list[str]) -> Figures:
    """Every rule kept, near the bound, nothing uncovered that need not be; a nation in time and memory."""
    found = []
    for number in (SEEDS[size], seed, seed + 1):
        for load in LOADS:
            name = f"{size}-{number}-{load}"
            plan = plan_figures(case_text(size, number, load))
            broken += [f"{name}: {promise}" for promise in not_kept(size, load, plan)]
            told({"plan": name, **plan})
            found.append(plan)
    return {"plans": len(found), **{f"most_{of}": worst(found, of) for of in WORST}}


def worst(plans: list[Figures], of: str) -> float:
    return float(max(plan[of] for plan in plans))


def plan_figures(text: str) -> Figures:
    return ours(text, compact_bound(arrays_of(read_problem(text))))


def not_kept(size: str, load: int, plan: Figures) -> list[str]:
    """The promises about a plan that it does not keep."""
    promises = {
        "a rule is broken": plan["rules_broken"] == 0,
        f"{plan['gap_pct']}% above the bound": plan["gap_pct"] <= MOST_GAP_PCT[size],
    }
    if size == "region":
        promises["not all is covered"] = load > 100 or plan["uncovered_pct"] < NO_UNCOVERED_PCT
    else:
        promises[f"{plan['seconds']} seconds"] = plan["seconds"] <= NATIONAL_SECONDS
        promises[f"{plan['megabytes']} MB"] = plan["megabytes"] <= NATIONAL_MEGABYTES
    return [promise for promise, kept in promises.items() if not kept]


def prove_backups(seed: int, broken: list[str]) -> Figures:
    """Every member of a region fails in turn."""
    figures: Figures = {}
    for number in (SEEDS["region"], seed):
        plan = solve(case("region", number))
        began = time.perf_counter()
        resilience = backups_of(plan)
        seconds = round(time.perf_counter() - began, 3)
        figures[f"region-{number}"] = {
            "seconds": seconds,
            "failures": resilience.active,
            "backups": len(resilience.backups),
            "replaceable_pct": round(resilience.replaceable_pct, 1),
        }
        told({"backups": number, **figures[f"region-{number}"]})
        if seconds > BACKUP_SECONDS:
            broken.append(f"backups of region-{number}: {seconds} seconds")
    return figures


def prove_fairness(broken: list[str]) -> Figures:
    """A county at load 90: each wish is met at a price, and a least fill leaves fewer with nothing."""
    table = fairness_table(case("county", load=90), FLOORS, FILLS)
    for row in table:
        if row["small_share_pct"] < row["small_floor_bp"] / 100:
            broken.append(f"the small members' floor of {row['small_floor_bp']} is missed")
    for floor in FLOORS:
        nothing = [row["nothing_pct"] for row in table if row["small_floor_bp"] == floor]
        if nothing != sorted(nothing, reverse=True):
            broken.append(f"at floor {floor} a least fill leaves more members with nothing")
    return {"dearest_pct": max(row["price_pct"] for row in table), "table": table}


if __name__ == "__main__":
    sys.exit(main())

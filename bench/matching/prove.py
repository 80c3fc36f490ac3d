"""Hold plans, certificates, re-plans and backups to what is promised of them.

usage: python -m bench.matching.prove [--seed N] [--without-national]

Prints one line of JSON for each proof, a sentence for each promise that was not kept, and one line of
JSON for all; exit status 1 if a promise was broken. Times are wall clock on the machine as it is, and
judged like the rest: `load` says how busy it was.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any

import highspy

from bench.matching.cases import case, case_text
from bench.matching.certificates import prove_certificates
from bench.matching.change import prove_withdrawals
from bench.matching.compare import compact_bound, ours
from bench.matching.fairness import fairness_table
from bids.matching.backups import backups_of
from bids.matching.reading import read_problem
from bids.matching.solve import solve
from bids.matching.solving.arrays import arrays_of

Figures = dict[str, Any]
LOADS = (70, 85, 100, 115)
SEEDS = {"county": 2000, "region": 3000, "national": 4000}
MOST_GAP_PCT = {"region": 0.3, "national": 0.4}
NO_UNCOVERED_PCT = 0.005
NATIONAL_SECONDS, NATIONAL_MEGABYTES = 40.0, 250
BACKUP_SECONDS = 1.0
FLOORS, FILLS = (400, 500, 600, 700), (0, 2_000, 3_000)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--without-national", action="store_true")
    options = parser.parse_args()
    sizes = ("region",) if options.without_national else ("region", "national")
    proofs: dict[str, Callable[[list[str]], Figures]] = {
        "plans": lambda broken: prove_plans(sizes, options.seed, broken),
        "certificates": lambda broken: prove_certificates(sizes, options.seed, broken),
        "withdrawals": lambda broken: prove_withdrawals(options.seed, broken),
        "backups": lambda broken: prove_backups(options.seed, broken),
        "fairness": prove_fairness,
    }
    broken: list[str] = []
    figures = {}
    for name, proof in proofs.items():
        figures[name] = proof(broken)
        told({"proof": name, **figures[name]})
    for promise in broken:
        sys.stdout.write(f"NOT KEPT: {promise}\n")
    engine = f"bids.matching, HiGHS {highspy.Highs().version()}"  # type: ignore[no-untyped-call]
    told(
        {
            "prove": "matching",
            "seed": options.seed,
            "engine": engine,
            "load": round(os.getloadavg()[0], 1),
            "plans": figures["plans"]["plans"],
            "certificates": figures["certificates"]["certificates"],
            "mutations_refused": figures["certificates"]["mutations_refused"],
            "broken": len(broken),
        }
    )
    return 1 if broken else 0


def prove_plans(sizes: tuple[str, ...], seed: int, broken: list[str]) -> Figures:
    """Every rule kept, near the bound, nothing uncovered that need not be; a nation in time and memory."""
    found = {}
    for size in sizes:
        for number in (SEEDS[size], seed, seed + 1):
            for load in LOADS:
                name = f"{size}-{number}-{load}"
                found[name] = plan_figures(case_text(size, number, load))
                broken += [f"{name}: {promise}" for promise in not_kept(size, load, found[name])]
                told({"plan": name, **found[name]})
    return {"plans": len(found), "worst_gap_pct": max(one["gap_pct"] for one in found.values())}


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
        if seconds > BACKUP_SECONDS:
            broken.append(f"backups of region-{number}: {seconds} seconds")
    return figures


def prove_fairness(broken: list[str]) -> Figures:
    """A county at load 90: each wish is met at a price, and a least fill leaves fewer with nothing."""
    table = fairness_table(case("county", load=90), FLOORS, FILLS)
    for row in table:
        told(row)
        if row["small_share_pct"] < row["small_floor_bp"] / 100 - 0.01:
            broken.append(f"the small members' floor of {row['small_floor_bp']} is missed")
    for floor in FLOORS:
        nothing = [row["nothing_pct"] for row in table if row["small_floor_bp"] == floor]
        if nothing != sorted(nothing, reverse=True):
            broken.append(f"at floor {floor} a least fill leaves more members with nothing")
    return {"rows": len(table), "dearest_pct": max(row["price_pct"] for row in table)}


def told(figures: Figures) -> None:
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

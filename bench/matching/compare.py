"""Our plan beside plain HiGHS, the expert's rule of thumb and networkx, in one run.

usage: python -m bench.matching.compare CASE.json [CASE.json ...] [--highs-seconds N]

One line of JSON for each case and, last, one for all. Plain HiGHS gets the same model whole, one
thread, and stops within 1% of the compact bound or after N seconds. Times are wall clock.
"""

import argparse
import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np

from bids.matching.finishing import allocations_of
from bids.matching.objective import objective_of
from bids.matching.problem import Problem
from bids.matching.reading import read_problem
from bids.matching.solve import solve
from bids.matching.solving.arrays import Arrays, all_eligible, arrays_of
from bids.matching.solving.certificate import certify, network_of
from bids.matching.solving.greedy import scarcest_first
from bids.matching.solving.model import build_model, scope_of
from bids.matching.solving.relaxation import relax
from bids.matching.solving.solver_process import SolverProcess, Watch
from bids.matching.solving.standing import Standing

ONE_PER_CENT = 1.01
NETWORKX_EDGES = 10_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="+", type=Path)
    parser.add_argument("--highs-seconds", type=float, default=120.0)
    options = parser.parse_args()
    results = []
    for path in options.cases:
        results.append(measured(path, options.highs_seconds))
        sys.stdout.write(json.dumps(results[-1]) + "\n")
        sys.stdout.flush()
    summary = {"bench": "matching", "cases": len(results), "results": results}
    sys.stdout.write(json.dumps(summary) + "\n")


def measured(path: Path, highs_seconds: float) -> dict[str, Any]:
    """All figures of one case."""
    problem = read_problem(path.read_bytes())
    began = time.perf_counter()
    plan = solve(problem)
    seconds = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    arrays = arrays_of(problem)
    bound = compact_bound(arrays)
    highs = plain_highs(arrays, bound, highs_seconds)
    return {
        "case": problem.name,
        "edges": len(arrays.edge_line),
        "compact_bound": bound,
        "ours": {
            "seconds": round(seconds, 2),
            "megabytes": memory,
            "gap_pct": percent_over(plan.objective, bound),
            "uncovered_pct": round(100 * (1 - plan.coverage), 4),
        },
        "plain_highs": highs,
        "times_faster_than_highs_to_1_pct": (
            round(highs["seconds_to_1_pct"] / seconds, 1) if highs["seconds_to_1_pct"] else None
        ),
        "expert_greedy": greedy(problem, arrays, bound),
        "certificate": certificate(problem),
    }


def compact_bound(arrays: Arrays) -> int:
    with SolverProcess() as solver:
        relaxation = relax(arrays, solver)
    return relaxation.bound if relaxation else 0


def plain_highs(arrays: Arrays, bound: int, seconds: float) -> dict[str, Any]:
    """The whole program by HiGHS as it comes, until it is within 1% of the bound."""
    everything = np.arange(len(arrays.edge_line))
    model = build_model(arrays, scope_of(everything, Standing.empty(arrays)))
    reached: list[tuple[float, float]] = []
    began = time.monotonic()

    def heard(objective: float, _: float) -> None:
        reached.append((time.monotonic() - began, objective * model.money))

    def near_enough() -> bool:
        return bool(reached) and reached[-1][1] <= ONE_PER_CENT * bound

    with SolverProcess() as solver:
        solver.watch = Watch(began + seconds, near_enough)
        answer = solver.run(model.program, {}, on_better=heard)
    if answer.objective is not None:
        reached.append((time.monotonic() - began, answer.objective * model.money))
    within = [when for when, objective in reached if objective <= ONE_PER_CENT * bound]
    return {
        "seconds": round(time.monotonic() - began, 2),
        "seconds_to_1_pct": round(within[0], 2) if within else None,
        "gap_pct": percent_over(reached[-1][1], bound) if reached else None,
    }


def greedy(problem: Problem, arrays: Arrays, bound: int) -> dict[str, Any]:
    began = time.perf_counter()
    units = scarcest_first(arrays)
    seconds = time.perf_counter() - began
    open_units = arrays.line_volume - np.bincount(arrays.edge_line, units, len(arrays.line_ids))
    objective = objective_of(problem, allocations_of(arrays, units)).total
    return {
        "seconds": round(seconds, 3),
        "gap_pct": percent_over(objective, bound),
        "uncovered_pct": round(
            100 * float((open_units * arrays.line_price).sum()) / arrays.value, 4
        ),
    }


def certificate(problem: Problem) -> dict[str, Any]:
    """Our minimum cut beside networkx's (left out where that takes minutes)."""
    arrays = all_eligible(problem)
    began = time.perf_counter()
    found = certify(arrays)
    seconds = time.perf_counter() - began
    result: dict[str, Any] = {
        "seconds": round(seconds, 4),
        "shortfall": found.shortfall if found else 0,
    }
    if len(arrays.edge_line) <= NETWORKX_EDGES:
        flow = network_of(arrays)
        graph = nx.DiGraph()
        arcs = zip(flow.tail.tolist(), flow.head.tolist(), flow.room.tolist(), strict=True)
        graph.add_weighted_edges_from(arcs, weight="capacity")
        began = time.perf_counter()
        most = nx.maximum_flow_value(graph, 0, flow.sink)
        result["networkx_seconds"] = round(time.perf_counter() - began, 3)
        result["networkx_agrees"] = arrays.value - most == result["shortfall"]
    return result


def percent_over(objective: float, bound: int) -> float:
    return round(100 * (objective / bound - 1), 4) if bound else 0.0


if __name__ == "__main__":
    main()

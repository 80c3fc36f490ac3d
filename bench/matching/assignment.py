"""The generalised assignment problem: distance to the best known values, beside plain HiGHS.

A job is a line that one member must hold whole. Ours is the engine's way of working on a program of
the instance's own: pairs that the relaxation's prices favour first, then neighbourhoods (some agents
with all their jobs) with all else held still. Best known values: Chu and Beasley (1997), Yagiura et
al. (2004), as collected in fontanf/generalizedassignmentsolver.
"""

import random
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from bench.matching.report import Figures, told
from bids.matching.solving.arrays import Ints, Truths
from bids.matching.solving.program import INFINITY, Program, Rows
from bids.matching.solving.solver_process import SolverFailed, SolverProcess, Watch

BEST_KNOWN = {"c10100": 1402, "d10100": 6347, "d20100": 6185, "e10100": 11577}
SECONDS_EACH = 20.0
MOST_SECONDS_OF_PART = 3.0
PROMISING_AGENTS = 4


@dataclass(frozen=True)
class Instance:
    """Cost and use of each agent (row) for each job (column), and each agent's capacity."""

    cost: Ints
    use: Ints
    capacity: Ints


def read(path: Path) -> Instance:
    numbers = iter(map(int, path.read_text().split()))
    agents, jobs = next(numbers), next(numbers)
    table = [[next(numbers) for _ in range(jobs)] for _ in range(2 * agents)]
    capacity = np.array([next(numbers) for _ in range(agents)])
    return Instance(np.array(table[:agents]), np.array(table[agents:]), capacity)


def program(instance: Instance, agents: Ints, jobs: Ints, allowed: Truths) -> Program:
    """These jobs among these agents where `allowed` (agent, job), each job once, within capacities."""
    pairs = len(agents) * len(jobs)
    agent = np.repeat(np.arange(len(agents)), len(jobs))
    job = np.tile(np.arange(len(jobs)), len(agents))
    rows, x = Rows(), np.arange(pairs)
    rows.add(np.ones(len(jobs)), np.ones(len(jobs)), (job, x, np.ones(pairs)))
    use = instance.use[np.ix_(agents, jobs)].ravel().astype(np.float64)
    most = instance.capacity[agents].astype(np.float64)
    rows.add(np.full(len(agents), -INFINITY), most, (agent, x, use))
    cost = instance.cost[np.ix_(agents, jobs)].ravel().astype(np.float64)
    high = allowed[np.ix_(agents, jobs)].ravel().astype(np.float64)
    return rows.program(cost, np.zeros(pairs), high, np.ones(pairs, dtype=np.int64))


def promising(instance: Instance, solver: SolverProcess) -> Truths:
    """For each job the agents that the relaxation's prices make cheapest."""
    agents, jobs = instance.cost.shape
    everyone, every_job = np.arange(agents), np.arange(jobs)
    whole = program(instance, everyone, every_job, np.ones((agents, jobs), dtype=np.bool_))
    answer = solver.run(replace(whole, integer=np.zeros_like(whole.integer)), {})
    if answer.row_dual is None:
        return np.ones((agents, jobs), dtype=np.bool_)
    reduced = instance.cost - answer.row_dual[jobs:, None] * instance.use
    rank = reduced.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    return np.asarray(rank < PROMISING_AGENTS)


def plain_highs(instance: Instance, seconds: float) -> int | None:
    agents, jobs = instance.cost.shape
    with SolverProcess() as solver:
        solver.watch = Watch(time.monotonic() + seconds, lambda: False)
        anything = np.ones((agents, jobs), dtype=np.bool_)
        whole = program(instance, np.arange(agents), np.arange(jobs), anything)
        answer = solver.run(whole, {}, on_better=lambda objective, bound: None)
    return None if answer.objective is None else round(answer.objective)


def ours(instance: Instance, seconds: float, seed: int) -> int | None:
    """Half the time for the whole with promising pairs only, then neighbourhoods of a few agents."""
    agents, jobs = instance.cost.shape
    rng, end = random.Random(seed), time.monotonic() + seconds  # noqa: S311 (a search, not a secret)
    with SolverProcess() as solver:
        allowed = promising(instance, solver)
        solver.watch = Watch(time.monotonic() + seconds / 2, lambda: False)
        kernel = program(instance, np.arange(agents), np.arange(jobs), allowed)
        answer = solver.run(kernel, {}, on_better=lambda objective, bound: None)
        if answer.x is None:
            return None
        holder = answer.x.reshape(agents, jobs).argmax(axis=0)
        while time.monotonic() < end:
            chosen = np.array(sorted(rng.sample(range(agents), max(3, agents // 2))))
            solver.watch = Watch(min(end, time.monotonic() + MOST_SECONDS_OF_PART), lambda: False)
            improve(instance, holder, chosen, solver, allowed)
    return int(instance.cost[holder, np.arange(jobs)].sum())


def improve(
    instance: Instance, holder: Ints, chosen: Ints, solver: SolverProcess, allowed: Truths
) -> None:
    """Share the chosen agents' jobs out among them afresh, if that is cheaper."""
    own = np.flatnonzero(np.isin(holder, chosen))
    before = int(instance.cost[holder[own], own].sum())
    part = program(instance, chosen, own, allowed)
    try:
        answer = solver.run(part, {"mip_rel_gap": 0.0}, on_better=lambda objective, bound: None)
    except SolverFailed:
        return
    if answer.x is not None and answer.objective is not None and answer.objective < before - 0.5:
        holder[own] = chosen[answer.x.reshape(len(chosen), len(own)).argmax(axis=0)]


def distance(value: int | None, best: int) -> dict[str, Any]:
    over = None if value is None else round(100 * (value / best - 1), 3)
    return {"value": value, "over_best_known_pct": over}


def beside_best_known(folder: Path) -> Figures:
    """For each instance the distance to the best known value, ours and plain HiGHS's in equal time."""
    found: Figures = {"seconds_each": SECONDS_EACH}
    for name, best in BEST_KNOWN.items():
        instance = read(folder / f"{name}.txt")
        found[name] = {
            "best_known": best,
            "ours": distance(ours(instance, SECONDS_EACH, 0), best),
            "plain_highs": distance(plain_highs(instance, SECONDS_EACH), best),
        }
        told({name: found[name]})
    return found

"""From what a search found to a plan in the problem's own ids, checked and certified."""

from dataclasses import dataclass

import numpy as np

from bids.matching.objective import objective_of
from bids.matching.plan import Allocation, Effort, Plan, Shortage, Stopped
from bids.matching.problem import Problem
from bids.matching.solving.arrays import Arrays, Ints, all_eligible
from bids.matching.solving.certificate import certify
from bids.matching.verify import uncovered_units, verify_allocations, verify_plan


class UnsoundPlan(AssertionError):
    """The solver's plan breaks a rule: a mistake of this program, never of its user."""


@dataclass(frozen=True)
class Found:
    """Plans found, in units of each edge, and bounds proved, the more trusted first."""

    plans: tuple[Ints, ...]
    bounds: tuple[int, ...]
    stopped: Stopped | None = None


def finished_plan(
    problem: Problem, arrays: Arrays, effort: Effort, seed: int, found: Found
) -> Plan:
    """The best plan found in the problem's own ids, refused if the verifier finds it wrong."""
    allocations, objective = _best(problem, arrays, found)
    left = uncovered_units(problem, allocations)
    plan = Plan(
        problem=problem,
        effort=effort,
        seed=seed,
        allocations=allocations,
        shortages=tuple(Shortage(line, left[line]) for line in sorted(left)),
        objective=objective,
        bound=_bound(found, objective),
        certificate=certify(all_eligible(problem)) if left else None,
        seconds=0.0,
        stopped=found.stopped,
    )
    if broken := verify_plan(problem, plan):
        raise UnsoundPlan("; ".join(broken[:5]))
    return plan


def _best(problem: Problem, arrays: Arrays, found: Found) -> tuple[tuple[Allocation, ...], int]:
    """The cheapest plan found that keeps every rule, and its objective.

    The policy's wishes (fill, contiguity, conflicts) are not all known to all that make plans, so
    that one may be left out here; the empty plan keeps every rule there is.
    """
    ranked: list[tuple[int, int, tuple[Allocation, ...], int]] = []
    for units in found.plans:
        allocations = allocations_of(arrays, units)
        objective = objective_of(problem, allocations).total
        steered = objective + round(_fill_penalty(arrays, units))
        ranked.append((steered, len(ranked), allocations, objective))
    broken: list[str] = []
    for _, _, allocations, objective in sorted(ranked):
        found_broken = list(verify_allocations(problem, allocations))
        if not found_broken:
            return allocations, objective
        broken += found_broken
    raise UnsoundPlan("; ".join(broken[:5]))


def _fill_penalty(arrays: Arrays, units: Ints) -> float:
    """What the policy's least fill adds to the cost of a plan while plans are compared."""
    value = np.zeros(len(arrays.member_ids), dtype=np.int64)
    np.add.at(value, arrays.edge_member, units * arrays.edge_price)
    return arrays.fill_penalty(value)


def _bound(found: Found, objective: int) -> int:
    """The best bound that the plan does not disprove; with nothing to decide, the objective itself.

    The mixed-integer bound rests on the solver's tolerances, the relaxation's only on arithmetic.
    """
    if not found.bounds:
        return objective
    return max((bound for bound in found.bounds if bound <= objective), default=0)


def allocations_of(arrays: Arrays, units: Ints) -> tuple[Allocation, ...]:
    """The pairs that hold units, in the order of member and line."""
    return tuple(
        Allocation(
            arrays.member_ids[arrays.edge_member[edge]],
            arrays.line_ids[arrays.edge_line[edge]],
            int(units[edge]),
        )
        for edge in np.flatnonzero(units)
    )

"""The cheapest set of changes with which a shortfall could be covered."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from bids.matching.eligibility import Obstacle, offer_obstacle
from bids.matching.plan import Certificate
from bids.matching.problem import Problem
from bids.matching.solving.arrays import Arrays, Floats, Ints, all_eligible
from bids.matching.solving.program import INFINITY, Program, Rows
from bids.matching.solving.solver_process import SolverFailed, SolverProcess


class RepairKind(StrEnum):
    """What may be changed."""

    CAPACITY = "capacity"
    TURNOVER = "turnover"
    ACCREDITATION = "accreditation"
    RECRUIT = "recruit"


WEIGHT = {
    RepairKind.CAPACITY: 1.0,
    RepairKind.TURNOVER: 1.0,
    RepairKind.ACCREDITATION: 1.2,
    RepairKind.RECRUIT: 2.0,
}
"""How dear a pound's worth of each change is held to be: who is there already comes before the
newcomer. They are ours, for want of a measured price."""

ONE_MORE_ACTION = 0.02
"""Each single change costs as much as this share of the shortfall, so that a few large changes are
preferred to many small ones."""

MOST_ACTIONS_CHOSEN = 600
LEAST_SHARE = 1e-6
OPTIONS: dict[str, Any] = {"mip_rel_gap": 1e-3, "mip_max_nodes": 500}


@dataclass(frozen=True, slots=True)
class Repair:
    """One change. `amount` is the value in pence that it must make room for; `units` the same in units.

    A capacity or a turnover cap is to be raised by that much (turnover has no units); with an
    accreditation the member could hold that much of the line; a newcomer is needed for that much.
    """

    kind: RepairKind
    member: str | None
    service: str | None
    line: str | None
    amount: int
    units: int | None


@dataclass(frozen=True)
class _Network:
    """What the certificate's lines can be given, now and after changes, in pence.

    Ways to give: eligible edges, then edges for want of an accreditation, then newcomers by line.
    """

    arrays: Arrays
    lines: Ints
    edges: Ints
    waived: tuple[tuple[int, int], ...]

    pools: Ints
    members: Ints

    @property
    def actions(self) -> dict[RepairKind, int]:
        """How many changes there are of each kind, in the order of their columns."""
        return {
            RepairKind.CAPACITY: len(self.pools),
            RepairKind.TURNOVER: len(self.members),
            RepairKind.ACCREDITATION: len(self.waived),
            RepairKind.RECRUIT: len(self.lines),
        }

    def columns(self, kind: RepairKind) -> Ints:
        """The columns that hold the sizes of the changes of a kind."""
        first = len(self.edges)
        for earlier, count in self.actions.items():
            if earlier is kind:
                return first + np.arange(count)
            first += count
        raise KeyError(kind)


def cheapest_repairs(problem: Problem, certificate: Certificate) -> tuple[Repair, ...]:
    """Changes that together would let everything the certificate names be covered; dearest last.

    They answer the certificate alone: least lots, least contracts and places are left aside, and so
    is what an accredited member could give up elsewhere.
    """
    network = _network(problem, all_eligible(problem), certificate)
    program = _program(network, certificate.shortfall)
    try:
        with SolverProcess() as solver:
            answer = solver.run(program, OPTIONS)
    except SolverFailed:
        return ()
    return () if answer.x is None else _repairs(problem, network, certificate.shortfall, answer.x)


def _network(problem: Problem, arrays: Arrays, certificate: Certificate) -> _Network:
    named = set(certificate.lines)
    lines = np.array([n for n, line in enumerate(arrays.line_ids) if line in named], dtype=np.int64)
    on = np.zeros(len(arrays.line_ids), dtype=np.bool_)
    on[lines] = True
    number = {member: n for n, member in enumerate(arrays.member_ids)}
    waived = tuple(
        (number[member.id], line_number)
        for line_number in lines.tolist()
        for line in [problem.line_by_id[arrays.line_ids[line_number]]]
        for member in problem.members
        for offer in [member.offer_of(line.service)]
        if offer is not None
        and member.id in number
        and offer_obstacle(problem, member, offer, line) is Obstacle.ACCREDITATION
    )
    edges = np.flatnonzero(on[arrays.edge_line])
    pools, members = np.unique(arrays.edge_pool[edges]), np.unique(arrays.edge_member[edges])
    return _Network(arrays, lines, edges, waived, pools, members)


def _program(network: _Network, shortfall: int) -> Program:
    """Columns: value given on each edge, then the size of each change, then whether it is made."""
    arrays, scale = network.arrays, float(max(shortfall, 1))
    value = arrays.line_volume * arrays.line_price / scale
    edges, actions = len(network.edges), sum(network.actions.values())
    rows = Rows()
    _add_lines(rows, network, value[network.lines])
    _add_limits(rows, network, scale)
    each = np.arange(actions)
    made = (each, edges + actions + each, -np.ones(actions))
    rows.add(_never(actions), np.zeros(actions), (each, edges + each, np.ones(actions)), made)
    weights = [np.full(count, WEIGHT[kind]) for kind, count in network.actions.items()]
    few = actions <= MOST_ACTIONS_CHOSEN
    return rows.program(
        np.concatenate([np.zeros(edges), *weights, np.full(actions, ONE_MORE_ACTION)]),
        np.zeros(edges + 2 * actions),
        np.concatenate([value[arrays.edge_line[network.edges]], np.ones(2 * actions)]),
        np.concatenate([np.zeros(edges + actions), np.full(actions, few)]).astype(np.int64),
    )


def _add_lines(rows: Rows, network: _Network, value: Floats) -> None:
    """Each line is covered by edges there are, edges that a waiver makes, and a newcomer."""
    line_of_edge = np.searchsorted(network.lines, network.arrays.edge_line[network.edges])
    waived = np.array([line for _, line in network.waived], dtype=np.int64)
    accredit = network.columns(RepairKind.ACCREDITATION)
    recruit = network.columns(RepairKind.RECRUIT)
    rows.add(
        value,
        value,
        (line_of_edge, np.arange(len(network.edges)), np.ones(len(network.edges))),
        (np.searchsorted(network.lines, waived), accredit, np.ones(len(accredit))),
        (np.arange(len(value)), recruit, np.ones(len(value))),
    )


def _add_limits(rows: Rows, network: _Network, scale: float) -> None:
    """Capacities, in pence of the dearest line of the service, and turnover caps; both can be raised."""
    arrays, edges = network.arrays, network.edges
    dearest = np.zeros(len(arrays.pool_member), dtype=np.int64)
    np.maximum.at(dearest, arrays.edge_pool, arrays.edge_price)
    for kind, group, known, limit in (
        (RepairKind.CAPACITY, arrays.edge_pool, network.pools, arrays.pool_capacity * dearest),
        (RepairKind.TURNOVER, arrays.edge_member, network.members, arrays.member_cap),
    ):
        used = (np.searchsorted(known, group[edges]), np.arange(len(edges)), np.ones(len(edges)))
        raised = (np.arange(len(known)), network.columns(kind), -np.ones(len(known)))
        rows.add(_never(len(known)), limit[known] / scale, used, raised)


def _never(count: int) -> Floats:
    return np.full(count, -INFINITY)


def _repairs(problem: Problem, network: _Network, shortfall: int, x: Floats) -> tuple[Repair, ...]:
    """The changes that the solution makes, as whole pence and units, rounded up."""
    found = []
    for kind in RepairKind:
        sizes = x[network.columns(kind)]
        for number in np.flatnonzero(sizes > LEAST_SHARE):
            amount = math.ceil(sizes[number] * shortfall - 0.5)
            found.append(_repair(problem, network, kind, int(number), amount))
    return tuple(sorted(found, key=lambda repair: (-repair.amount, repair.kind, repair.line or "")))


def _repair(
    problem: Problem, network: _Network, kind: RepairKind, number: int, amount: int
) -> Repair:
    arrays = network.arrays
    if kind is RepairKind.TURNOVER:
        member = arrays.member_ids[network.members[number]]
        return Repair(kind, member, None, None, amount, None)
    if kind is RepairKind.CAPACITY:
        pool = network.pools[number]
        line_number = int(arrays.edge_line[np.flatnonzero(arrays.edge_pool == pool)[0]])
        member = arrays.member_ids[arrays.pool_member[pool]]
    elif kind is RepairKind.ACCREDITATION:
        who, line_number = network.waived[number]
        member = arrays.member_ids[who]
    else:
        line_number = int(network.lines[number])
        member = None
    line = problem.line_by_id[arrays.line_ids[line_number]]
    named = None if kind is RepairKind.CAPACITY else line.id
    units = -(-amount // line.unit_price)
    return Repair(kind, member, line.service, named, amount, units)

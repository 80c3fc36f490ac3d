"""A problem as arrays, in an order that does not depend on the order of the input."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from bids.matching.eligibility import Edge, eligible_edges
from bids.matching.problem import BASIS_POINTS, HUNDRED_PER_CENT, Policy, Problem

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Arrays:
    """Lines, members, pools (a member's capacity in one service) and edges, each counted from 0.

    Lines and members are in the order of their ids, edges in that of (member, line), so that the
    edges of a member, and of a pool, can be told by number. `edge_*` have one entry per edge, and
    so on; a row of `conflicts` names two edges that may not both be held. Money is in pence, volumes
    in units.
    """

    policy: Policy
    line_ids: tuple[str, ...]
    member_ids: tuple[str, ...]
    line_volume: Ints
    line_price: Ints
    line_places: Ints
    member_cap: Ints
    member_least: Ints
    member_small: Truths
    pool_member: Ints
    pool_capacity: Ints
    edge_member: Ints
    edge_line: Ints
    edge_pool: Ints
    edge_least: Ints
    edge_most: Ints
    edge_cost: Ints
    small_floor: int
    conflicts: Ints

    @property
    def edge_price(self) -> Ints:
        return self.line_price[self.edge_line]

    @property
    def value(self) -> int:
        """The tender's value in pence."""
        return int((self.line_volume * self.line_price).sum())

    @cached_property
    def usable_offers(self) -> Ints:
        """Pence that each member could hold at most if it were alone."""
        values = pool_values(self, np.arange(len(self.edge_line)))
        by_member = exact_sums(self.pool_member, values, len(self.member_ids))
        return np.minimum(by_member, self.member_cap)

    @cached_property
    def fill_targets(self) -> Floats:
        """Pence that the policy's least fill asks for each member."""
        return np.asarray(self.usable_offers * self.policy.least_fill_bp / BASIS_POINTS)

    @property
    def fill_weight(self) -> float:
        """Pence of penalty for each pence that a member lacks of its target; 0 where none is asked."""
        if self.policy.least_fill_bp == 0:
            return 0.0
        return self.policy.fill_weight_pct / HUNDRED_PER_CENT

    def fill_penalty(self, member_value: Ints | Floats) -> float:
        """The penalty in pence for what members lack of their targets, given the value that each holds."""
        return self.fill_weight * float(np.maximum(self.fill_targets - member_value, 0.0).sum())


def arrays_of(problem: Problem) -> Arrays:
    """Every line, every member that may hold one, and the pairs of them that some plan could use.

    A pair that the eligibility rules allow is still left out where its member can never reach its
    least contract, or its line takes no members at all.
    """
    places = {line.id: line.max_members for line in problem.lines}
    return _arrays(problem, [edge for edge in usable_edges(problem) if places[edge.line] > 0])


def all_eligible(problem: Problem) -> Arrays:
    """Every pair that the eligibility rules allow, within full capacities, useful to a plan or not."""
    policy = replace(problem.policy, reserve_pct=0)
    return _arrays(replace(problem, policy=policy), list(eligible_edges(problem)))


def _arrays(problem: Problem, edges: list[Edge]) -> Arrays:
    lines = sorted(problem.lines, key=lambda line: line.id)
    line_number = {line.id: number for number, line in enumerate(lines)}
    members = [problem.member_by_id[name] for name in sorted({edge.member for edge in edges})]
    member_number = {member.id: number for number, member in enumerate(members)}
    service = {line.id: line.service for line in lines}
    pools = sorted({(edge.member, service[edge.line]) for edge in edges})
    pool_number = {pool: number for number, pool in enumerate(pools)}
    return Arrays(
        policy=problem.policy,
        line_ids=tuple(line_number),
        member_ids=tuple(member_number),
        line_volume=_ints(line.volume for line in lines),
        line_price=_ints(line.unit_price for line in lines),
        line_places=_ints(line.max_members for line in lines),
        member_cap=_ints(held_back(problem, member.turnover_cap) for member in members),
        member_least=_ints(member.min_contract for member in members),
        member_small=np.array([member.small for member in members], dtype=np.bool_),
        pool_member=_ints(member_number[member] for member, _ in pools),
        pool_capacity=_ints(pool_capacity(problem, member, name) for member, name in pools),
        edge_member=_ints(member_number[edge.member] for edge in edges),
        edge_line=_ints(line_number[edge.line] for edge in edges),
        edge_pool=_ints(pool_number[edge.member, service[edge.line]] for edge in edges),
        edge_least=_ints(edge.least for edge in edges),
        edge_most=_ints(edge.most for edge in edges),
        edge_cost=_ints(edge.unit_cost for edge in edges),
        small_floor=problem.small_floor,
        conflicts=_conflicts(problem, edges),
    )


def _conflicts(problem: Problem, edges: list[Edge]) -> Ints:
    """Pairs of edges, one row each, on one line of two members that may not share it."""
    number = {(edge.member, edge.line): n for n, edge in enumerate(edges)}
    pairs = {
        (min(n, other), max(n, other))
        for (member, line), n in number.items()
        for rival in problem.member_by_id[member].conflicts
        if (other := number.get((rival, line))) is not None
    }
    return np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)


def pool_values(arrays: Arrays, edges: Ints) -> Ints:
    """The most value that each member can supply in each service to these edges: the dearest units first."""
    order = edges[np.lexsort((-arrays.edge_price[edges], arrays.edge_pool[edges]))]
    pool, most = arrays.edge_pool[order], arrays.edge_most[order]
    before = np.cumsum(most) - most
    first = np.searchsorted(pool, pool, side="left")
    offered = before - before[first] if len(order) else before
    taken = np.clip(arrays.pool_capacity[pool] - offered, 0, most)
    return exact_sums(pool, taken * arrays.edge_price[order], len(arrays.pool_member))


def exact_sums(group: Ints, values: Ints, groups: int) -> Ints:
    """The sum of the values of each group, in whole numbers (bincount would add floats)."""
    totals = np.zeros(groups, dtype=np.int64)
    np.add.at(totals, group, values)
    return totals


def held_back(problem: Problem, limit: int) -> int:
    """The limit less the reserve that the policy keeps."""
    return limit * (HUNDRED_PER_CENT - problem.policy.reserve_pct) // HUNDRED_PER_CENT


def pool_capacity(problem: Problem, member: str, service: str) -> int:
    """Units that a member may be given over all lines of a service."""
    offer = problem.member_by_id[member].offer_of(service)
    return held_back(problem, offer.capacity) if offer else 0


def usable_edges(problem: Problem) -> list[Edge]:
    """Eligible edges within the reserve, of members that can reach their least contract with them."""
    kept: list[Edge] = []
    of_member: list[Edge] = []
    for edge in eligible_edges(problem):
        if of_member and of_member[0].member != edge.member:
            kept += _viable(problem, of_member)
            of_member = []
        of_member.append(edge)
    return kept + (_viable(problem, of_member) if of_member else [])


def _viable(problem: Problem, edges: list[Edge]) -> list[Edge]:
    """These edges of one member, trimmed to the reserve; none if they cannot make its least contract."""
    member = problem.member_by_id[edges[0].member]
    reachable: dict[str, int] = {}
    kept = []
    for edge in edges:
        line = problem.line_by_id[edge.line]
        most = min(
            edge.most,
            pool_capacity(problem, member.id, line.service),
            held_back(problem, member.turnover_cap) // line.unit_price,
        )
        if edge.least <= most:
            kept.append(Edge(edge.member, edge.line, edge.least, most, edge.unit_cost))
            value = most * line.unit_price
            reachable[line.service] = reachable.get(line.service, 0) + value
    return kept if sum(reachable.values()) >= member.min_contract else []


def _ints(numbers: Iterable[int]) -> Ints:
    return np.fromiter(numbers, dtype=np.int64)

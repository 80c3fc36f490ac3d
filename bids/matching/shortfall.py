"""What cannot be covered, why, and the cheapest ways to put it right."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from bids.matching.areas import connected
from bids.matching.plan import Certificate
from bids.matching.problem import Line, Problem
from bids.matching.solving.arrays import Arrays, all_eligible, pool_values
from bids.matching.solving.certificate import certify


class LimitKind(StrEnum):
    """What keeps a member from supplying more to a group of lines."""

    CAPACITY = "capacity"
    TURNOVER = "turnover"
    LINE = "line"


class Cause(StrEnum):
    """Why value stays uncovered, each counted after those before it."""

    ELIGIBILITY = "eligibility"
    CAPACITY = "capacity"
    TURNOVER = "turnover"
    RULES = "rules"


@dataclass(frozen=True, slots=True)
class Limit:
    """The limit that a member reaches: `amount` pence of the group's lines, in `service` if it is of one."""

    kind: LimitKind
    member: str
    service: str | None
    amount: int


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one service in areas that touch (and others that a limit of the same member ties to them).

    Everyone qualified can supply at most `supply` of the `demand`; `limits` add up to `supply`.
    """

    services: tuple[str, ...]
    localities: tuple[str, ...]
    lines: tuple[str, ...]
    demand: int
    supply: int
    shortfall: int
    limits: tuple[Limit, ...]

    @property
    def text(self) -> str:
        """The group in one English sentence."""
        kinds = Counter(limit.kind for limit in self.limits)
        named = {
            LimitKind.CAPACITY: "capacity",
            LimitKind.TURNOVER: "turnover cap",
            LimitKind.LINE: "limit on a line",
        }
        why = " and ".join(f"the {named[kind]} of {n}" for kind, n in sorted(kinds.items()))
        return (
            f"{_listed(self.services)} in {_listed(self.localities)} needs {pounds(self.demand)}; "
            f"everyone qualified can supply at most {pounds(self.supply)}; "
            f"missing {pounds(self.shortfall)}"
            + (f", limited by {why}." if why else ", for nobody is qualified.")
        )


@dataclass(frozen=True, slots=True)
class Shortfall:
    """The certificate taken apart. The groups' shortfalls add up to the certificate's.

    `waterfall` is in pence by cause. What capacity does not explain (`RULES`: least lots, least
    contracts, places, and units dearer to cover than to leave) is what a plan left open beyond it;
    it is not proved, and stands only where a plan was given.
    """

    certificate: Certificate | None
    groups: tuple[Group, ...]
    waterfall: tuple[tuple[Cause, int], ...]


def explain_shortfall(problem: Problem, uncovered: int | None = None) -> Shortfall:
    """What capacity alone keeps from every plan; `uncovered` is the value that a plan left open."""
    arrays = all_eligible(problem)
    certificate = certify(arrays)
    groups = _groups(problem, arrays, certificate) if certificate else ()
    return Shortfall(certificate, groups, _waterfall(arrays, certificate, uncovered))


def _waterfall(
    arrays: Arrays, certificate: Certificate | None, uncovered: int | None
) -> tuple[tuple[Cause, int], ...]:
    value = arrays.line_volume * arrays.line_price
    reached = np.zeros(len(value), dtype=np.bool_)
    reached[arrays.edge_line] = True
    nobody = int(value[~reached].sum())
    without_caps = replace(arrays, member_cap=np.full_like(arrays.member_cap, max(arrays.value, 1)))
    free = certify(without_caps)
    capacity = free.shortfall if free else 0
    certified = certificate.shortfall if certificate else 0
    causes = [
        (Cause.ELIGIBILITY, nobody),
        (Cause.CAPACITY, max(0, capacity - nobody)),
        (Cause.TURNOVER, max(0, certified - max(capacity, nobody))),
    ]
    if uncovered is not None:
        causes.append((Cause.RULES, uncovered - certified))
    return tuple(causes)


def _groups(problem: Problem, arrays: Arrays, certificate: Certificate) -> tuple[Group, ...]:
    pieces = _touching(problem, [problem.line_by_id[line] for line in certificate.lines])
    found = [_group(problem, arrays, lines) for lines in _tied(arrays, pieces)]
    return tuple(sorted(found, key=lambda group: (-group.shortfall, group.lines)))


def _touching(problem: Problem, lines: list[Line]) -> list[set[str]]:
    """The lines in sets of one service whose areas touch."""
    by_service: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for line in lines:
        by_service[line.service][line.locality].append(line.id)
    pieces = []
    for service in sorted(by_service):
        places = by_service[service]
        for areas in connected(sorted(places), problem.localities):
            pieces.append({line for area in areas for line in places[area]})
    return pieces


def _tied(arrays: Arrays, pieces: list[set[str]]) -> list[set[str]]:
    """Pieces joined where one member's capacity or turnover cap holds back several of them at once."""
    by_pool = [_supply_by_pool(arrays, piece) for piece in pieces]
    pieces = _joined(pieces, by_pool, _supply_by_pool(arrays, set().union(*pieces)))
    by_member = [_supply_by_member(arrays, piece) for piece in pieces]
    return _joined(pieces, by_member, dict(enumerate(arrays.member_cap.tolist())))


def _joined(
    pieces: list[set[str]], supplies: list[dict[int, int]], most: Mapping[int, int]
) -> list[set[str]]:
    """Pieces put together where somebody's supplies to them, in pence, come to more than the most it has."""
    total: Counter[int] = Counter()
    for supply in supplies:
        total.update(supply)
    group_of = list(range(len(pieces)))
    for who in (who for who, wanted in total.items() if wanted > most[who]):
        shared = {group_of[n] for n, supply in enumerate(supplies) if who in supply}
        group_of = [min(shared) if group in shared else group for group in group_of]
    merged: defaultdict[int, set[str]] = defaultdict(set)
    for number, group in enumerate(group_of):
        merged[group] |= pieces[number]
    return [merged[group] for group in sorted(merged)]


def _supply_by_member(arrays: Arrays, lines: set[str]) -> dict[int, int]:
    """Pence that each member could put into these lines, its turnover cap left aside."""
    totals: Counter[int] = Counter()
    for pool, pence in _supply_by_pool(arrays, lines).items():
        totals[int(arrays.pool_member[pool])] += pence
    return dict(totals)


def _supply_by_pool(arrays: Arrays, lines: set[str]) -> dict[int, int]:
    named = np.array([line in lines for line in arrays.line_ids], dtype=np.bool_)
    values = pool_values(arrays, np.flatnonzero(named[arrays.edge_line]))
    return {int(pool): int(values[pool]) for pool in np.flatnonzero(values)}


def _group(problem: Problem, arrays: Arrays, lines: set[str]) -> Group:
    limits = _limits(problem, arrays, lines)
    chosen = [problem.line_by_id[line] for line in sorted(lines)]
    demand, supply = sum(line.value for line in chosen), sum(limit.amount for limit in limits)
    return Group(
        services=tuple(sorted({line.service for line in chosen})),
        localities=tuple(sorted({line.locality for line in chosen})),
        lines=tuple(line.id for line in chosen),
        demand=demand,
        supply=supply,
        shortfall=demand - supply,
        limits=limits,
    )


def _limits(problem: Problem, arrays: Arrays, lines: set[str]) -> tuple[Limit, ...]:
    """For each member what ends its supply: its turnover cap, or a capacity or line limit per service."""
    named = np.array([line in lines for line in arrays.line_ids], dtype=np.bool_)
    edges = np.flatnonzero(named[arrays.edge_line])
    wanted = np.bincount(arrays.edge_pool[edges], arrays.edge_most[edges], len(arrays.pool_member))
    service_of = dict(zip(arrays.edge_pool.tolist(), arrays.edge_line.tolist(), strict=True))
    by_member: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for pool, pence in _supply_by_pool(arrays, lines).items():
        by_member[int(arrays.pool_member[pool])].append((pool, pence))
    limits = []
    for member, pools in sorted(by_member.items()):
        name, cap = arrays.member_ids[member], int(arrays.member_cap[member])
        total = sum(pence for _, pence in pools)
        if total > cap:
            limits.append(Limit(LimitKind.TURNOVER, name, None, cap))
            continue
        for pool, pence in pools:
            line = problem.line_by_id[arrays.line_ids[service_of[pool]]]
            kind = LimitKind.LINE
            if wanted[pool] >= arrays.pool_capacity[pool]:
                kind = LimitKind.CAPACITY
            elif total + line.unit_price > cap:
                kind = LimitKind.TURNOVER
            limits.append(Limit(kind, name, line.service, pence))
    return tuple(limits)


def pounds(pence: int) -> str:
    """Pence as pounds for a sentence; pennies only where there are any."""
    whole, part = divmod(pence, 100)
    return f"£{whole:,}.{part:02d}" if part else f"£{whole:,}"


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

"""What changed from one version of a plan to another."""

import json
from dataclasses import dataclass
from typing import Any

from bids.models import LotPlan
from bids.selectors.plan_words import named


@dataclass(frozen=True)
class PairChange:
    """A member's units of a line before and after; 0 is nothing. A line or member may be new or gone."""

    member: str
    line: str
    before: int
    after: int


@dataclass(frozen=True)
class Move:
    """A line whose holders or shares differ: who held how many units of it, and who holds them after."""

    line: str
    service: str
    area: str
    unit: str
    before: tuple[tuple[str, int], ...]
    after: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class PlanComparison:
    """Changes by pair, and how the figures moved (after less before, in pence). `moves`: them by line.

    `begun_or_ended`: pairs that hold something in one of the two alone.
    `same_question`: lines and offers were the same, so that only the policy makes the difference.
    """

    before: int
    after: int
    same_question: bool
    changes: tuple[PairChange, ...]
    moves: tuple[Move, ...]
    begun_or_ended: int
    covered_pence: int
    ceiling_pence: int
    small_pence: int
    objective_pence: int
    members_with_part: int
    policy: tuple[tuple[str, object, object], ...]


def compare_plans(before: LotPlan, after: LotPlan) -> PlanComparison:
    """The differences between two finished plans of one tender. ValueError for plans of two tenders."""
    if before.request.tender_id != after.request.tender_id:
        raise ValueError("plans of two tenders are not comparable")
    old, new = _pairs(before), _pairs(after)
    names = before.request.labels["members"] | after.request.labels["members"]
    changes = tuple(
        PairChange(named(names[pair[0]]), pair[1], old.get(pair, 0), new.get(pair, 0))
        for pair in sorted(old.keys() | new.keys())
        if old.get(pair, 0) != new.get(pair, 0)
    )
    terms = before.request.policy.keys() | after.request.policy.keys()
    return PlanComparison(
        before=before.request.number,
        after=after.request.number,
        same_question=_question(before) == _question(after),
        changes=changes,
        moves=_moves(before, after, {one.line for one in changes}),
        begun_or_ended=sum(not (one.before and one.after) for one in changes),
        covered_pence=after.covered_pence - before.covered_pence,
        ceiling_pence=after.ceiling_pence - before.ceiling_pence,
        small_pence=after.small_pence - before.small_pence,
        objective_pence=after.objective_pence - before.objective_pence,
        members_with_part=after.members_with_part - before.members_with_part,
        policy=tuple(
            (term, before.request.policy.get(term), after.request.policy.get(term))
            for term in sorted(terms)
            if before.request.policy.get(term) != after.request.policy.get(term)
        ),
    )


def _moves(before: LotPlan, after: LotPlan, lines: set[str]) -> tuple[Move, ...]:
    held = [_by_line(plan) for plan in (before, after)]
    labels = [plan.request.labels for plan in (after, before)]
    found = []
    for ref in sorted(lines):
        known = next(one for one in labels if ref in one["lines"])
        line = known["lines"][ref]
        area = named(known["areas"][line["area"]])
        sides = (tuple(one.get(ref, ())) for one in held)
        found.append(Move(ref, line["service"], area, line["unit"], *sides))
    return tuple(found)


def _by_line(plan: LotPlan) -> dict[str, list[tuple[str, int]]]:
    """Who holds how many units of each line, by ref; those with most first."""
    members = plan.request.labels["members"]
    held: dict[str, list[tuple[str, int]]] = {}
    for (member, line), units in sorted(_pairs(plan).items(), key=lambda one: (-one[1], one[0])):
        held.setdefault(line, []).append((named(members[member]), units))
    return held


def _question(plan: LotPlan) -> dict[str, Any]:
    """What was asked but for the policy."""
    problem: dict[str, Any] = json.loads(plan.request.problem)
    return {key: value for key, value in problem.items() if key != "policy"}


def _pairs(plan: LotPlan) -> dict[tuple[str, str], int]:
    return {(one.member_ref, one.line_ref): one.volume for one in plan.allocations.all()}

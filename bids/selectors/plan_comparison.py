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
class PlanComparison:
    """Changes by pair, and how the figures moved (after less before, in pence).

    `same_question`: lines and offers were the same, so that only the policy makes the difference.
    """

    before: int
    after: int
    same_question: bool
    changes: tuple[PairChange, ...]
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
    terms = before.request.policy.keys() | after.request.policy.keys()
    return PlanComparison(
        before=before.request.number,
        after=after.request.number,
        same_question=_question(before) == _question(after),
        changes=tuple(
            PairChange(named(names[pair[0]]), pair[1], old.get(pair, 0), new.get(pair, 0))
            for pair in sorted(old.keys() | new.keys())
            if old.get(pair, 0) != new.get(pair, 0)
        ),
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


def _question(plan: LotPlan) -> dict[str, Any]:
    """What was asked but for the policy."""
    problem: dict[str, Any] = json.loads(plan.request.problem)
    return {key: value for key, value in problem.items() if key != "policy"}


def _pairs(plan: LotPlan) -> dict[tuple[str, str], int]:
    return {(one.member_ref, one.line_ref): one.volume for one in plan.allocations.all()}

"""Problems and plans as documents of the formats split-problem/1 and split-plan/1."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bids.matching.backups import Backup, backups_of
from bids.matching.fairness import Audited, Fill, fills_of
from bids.matching.lots import lots_of
from bids.matching.objective import objective_of
from bids.matching.plan import Allocation, Certificate, Plan, Shortage
from bids.matching.problem import Line, Member, Offer, Problem
from bids.matching.reasons import Reason, reasons_of
from bids.matching.shortfall import Shortfall, explain_shortfall

PLAN_FORMAT = "split-plan/1"
PROBLEM_FORMAT = "split-problem/1"


def plan_document(plan: Plan) -> dict[str, Any]:
    """The plan as plain JSON values. Only `seconds` differs between two runs of the same solve."""
    document: dict[str, Any] = {
        "format": PLAN_FORMAT,
        "case": plan.problem.name,
        "effort": plan.effort.value,
        "seed": plan.seed,
        "allocations": [_fields(held) for held in plan.allocations],
        "shortages": [_fields(short) for short in plan.shortages],
        "objective": plan.objective,
        "bound": plan.bound,
        "gap_pct": round(plan.gap_pct, 4),
        "coverage_pct": round(100 * plan.coverage, 4),
    }
    if plan.certificate is not None:
        document["certificate"] = certificate_document(plan.certificate)
    if plan.stopped is not None:
        document["stopped"] = plan.stopped.value
    if plan.afresh:
        document["afresh"] = True
    document |= explanation_document(plan)
    document["seconds"] = plan.seconds
    return document


def explanation_document(plan: Plan) -> dict[str, Any]:
    """What can be said about a plan beyond its allocations: costs, lots, fill, backups, reasons."""
    resilience = backups_of(plan)
    of_members, of_lines = reasons_of(plan)
    document: dict[str, Any] = {
        "costs": asdict(objective_of(plan.problem, plan.allocations)),
        "lots": [
            {
                "member": lot.member,
                "service": lot.service,
                "lines": [held.line for held in lot.allocations],
                "pieces": [list(piece) for piece in lot.pieces],
                "volume": lot.volume,
                "value": lot.value,
            }
            for lot in lots_of(plan)
        ],
        "fill": [{**_fields(fill), "ratio_bp": fill.ratio_bp} for fill in fills_of(plan)],
        "backups": [_fields(backup) for backup in resilience.backups],
        "replaceable": list(resilience.replaceable),
        "reasons": {
            "members": [_reason(reason) for reason in of_members],
            "lines": [_reason(reason) for reason in of_lines],
        },
    }
    if plan.uncovered:
        document["shortfall"] = shortfall_document(explain_shortfall(plan.problem, plan.uncovered))
    return document


def audit_document(audited: Sequence[Audited]) -> list[dict[str, Any]]:
    """A row for each member that could be used: its fill beside the fairest share."""
    return [_fields(row) for row in audited]


def shortfall_document(shortfall: Shortfall) -> dict[str, Any]:
    """Groups with their limits and sentence, and pence by cause."""
    return {
        "groups": [{**asdict(group), "text": group.text} for group in shortfall.groups],
        "waterfall": {cause.value: pence for cause, pence in shortfall.waterfall},
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "subject": reason.subject,
        "code": reason.code.value,
        "parameters": dict(reason.parameters),
        "text": reason.text,
    }


def certificate_document(certificate: Certificate) -> dict[str, Any]:
    """The certificate's four statements."""
    return {
        "lines": list(certificate.lines),
        "demand": certificate.demand,
        "supply": certificate.supply,
        "shortfall": certificate.shortfall,
    }


def problem_document(problem: Problem) -> dict[str, Any]:
    """The problem as split-problem/1, which `read_problem` reads back to an equal problem."""
    return {
        "format": PROBLEM_FORMAT,
        "name": problem.name,
        "currency": "GBP",
        "policy": {
            key: value for key, value in asdict(problem.policy).items() if value is not None
        },
        "localities": {name: sorted(near) for name, near in problem.localities.items()},
        "lines": [_plain(line) for line in problem.lines],
        "members": [
            {**_plain(member), "offers": [_plain(offer) for offer in member.offers]}
            for member in problem.members
        ],
    }


def _fields(thing: Allocation | Shortage | Fill | Backup | Audited) -> dict[str, Any]:
    """The fields of a thing whose fields are plain; `asdict` takes ten times as long over thousands."""
    return {key: getattr(thing, key) for key in thing.__slots__}


def _plain(thing: Line | Member | Offer) -> dict[str, Any]:
    """Fields as JSON values: sets in order, what is not stated left out."""
    return {
        key: sorted(value) if isinstance(value, frozenset) else value
        for key, value in asdict(thing).items()
        if value is not None
    }

"""A version as the engine left it, read back from what is kept of it."""

from bids.matching.plan import Allocation, Certificate, Effort, Plan, Shortage, Stopped
from bids.models import LotPlan
from bids.services.planning import frozen_problem


def plan_as_found(version: LotPlan) -> Plan:
    """The engine's plan of a version, to plan on from."""
    kept = version.document
    certificate = kept.get("certificate")
    return Plan(
        problem=frozen_problem(version.request),
        effort=Effort(kept["effort"]),
        seed=kept["seed"],
        allocations=tuple(Allocation(**one) for one in kept["allocations"]),
        shortages=tuple(Shortage(**one) for one in kept["shortages"]),
        objective=kept["objective"],
        bound=kept["bound"],
        certificate=(
            Certificate(**(certificate | {"lines": tuple(certificate["lines"])}))
            if certificate
            else None
        ),
        seconds=kept["seconds"],
        stopped=Stopped(kept["stopped"]) if "stopped" in kept else None,
        afresh=kept.get("afresh", False),
    )

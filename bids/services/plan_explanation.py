"""The engine's plan with all that explains it, as the document that a version keeps."""

from dataclasses import asdict
from typing import Any

from bids.matching.document import plan_document
from bids.matching.plan import Plan
from bids.matching.repairs import cheapest_repairs
from bids.services.plan_reasons import reasons_of


def explained(plan: Plan) -> dict[str, Any]:
    """split-plan/1 as the engine tells it, with `why` (see `plan_reasons`) and `repairs`: plain JSON values.

    `repairs` are the cheapest changes that would cover all that the certificate names, the dearest last.
    """
    certificate = plan.certificate
    repairs = cheapest_repairs(plan.problem, certificate) if certificate else ()
    return plan_document(plan) | {
        "why": reasons_of(plan),
        "repairs": [asdict(repair) for repair in repairs],
    }

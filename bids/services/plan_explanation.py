"""The engine's plan with all that explains it, as the document that a version keeps."""

from dataclasses import asdict
from typing import Any

from bids.matching.cash import longest_waits
from bids.matching.document import plan_document
from bids.matching.plan import Plan
from bids.matching.repairs import cheapest_repairs
from bids.services.plan_reasons import reasons_of


def explained(plan: Plan, term_days: int = 365) -> dict[str, Any]:
    """split-plan/1 as the engine tells it, with `why` (see `plan_reasons`), `repairs` and `waits`, as JSON.

    `repairs` are the cheapest changes that would cover all that the certificate names, the dearest last;
    `waits` say how long each member that holds something waits for its money, in days.
    """
    certificate = plan.certificate
    repairs = cheapest_repairs(plan.problem, certificate) if certificate else ()
    return plan_document(plan) | {
        "why": reasons_of(plan),
        "repairs": [asdict(repair) for repair in repairs],
        "waits": [
            asdict(wait) | {"too_long": wait.too_long} for wait in longest_waits(plan, term_days)
        ],
    }

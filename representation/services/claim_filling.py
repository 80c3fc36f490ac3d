"""A claim as its one form gives it: lines and receipts together, or nothing of it."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from consortium.models import User
from representation.claims.pricing import LineAsked
from representation.claims.states import LineKind, Standing
from representation.models import Attendance, Claim
from representation.services.claim_receipts import add_receipt
from representation.services.claims import begin_claim, set_lines


@transaction.atomic
def fill_claim(
    *,
    by: User,
    claim: Claim,
    lines: Sequence[LineAsked],
    standing: Standing,
    receipts: Mapping[LineKind, bytes],
) -> Claim:
    """Say what a claim asks, with a receipt for any of its costs. Permission: `may_change_claim`.

    Raises Refused, LineRefused, and then nothing is changed.
    """
    claim = set_lines(by=by, claim=claim, lines=lines, standing=standing)
    for kind, content in receipts.items():
        add_receipt(by=by, claim=claim, kind=kind, content=content)
    return claim


@transaction.atomic
def begin_filled_claim(
    *,
    by: User,
    attendance: Attendance,
    lines: Sequence[LineAsked],
    standing: Standing,
    receipts: Mapping[LineKind, bytes],
) -> Claim:
    """A draft for a meeting with all that its form says. Permissions: `may_claim`, `may_change_claim`.

    Raises Refused, LineRefused, and then there is no draft.
    """
    claim = begin_claim(by=by, attendance=attendance)
    return fill_claim(by=by, claim=claim, lines=lines, standing=standing, receipts=receipts)

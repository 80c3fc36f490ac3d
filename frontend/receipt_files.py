"""A receipt as a file to keep apart from the pages, for whoever may see its claim."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse

from representation.selectors.claims import find_receipt
from representation.services.claim_receipts import open_receipt

if TYPE_CHECKING:
    from consortium.models import User
    from representation.models import Claim


def receipt_file(user: "User", claim: "Claim", receipt_id: int) -> HttpResponse:
    """The receipt of that claim. Raises Http404, Refused."""
    kept = find_receipt(claim, receipt_id)
    if kept is None:
        raise Http404
    content = open_receipt(by=user, receipt=kept)
    headers = {
        "Content-Disposition": f'attachment; filename="claim-{claim.number}-receipt"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=kept.media_type, headers=headers)

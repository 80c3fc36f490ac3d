"""Receipts: looked at as they come, kept under their digest where no page reaches them, shown to few."""

from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import Refused, refuse
from consortium.models import User
from representation.claim_permissions import may_change_claim, may_see_claim
from representation.claims.receipts import ReceiptFault, ReceiptRefused, scan
from representation.claims.states import RECEIPTED
from representation.models import Claim, ClaimReceipt
from representation.rules.claims import can_add_receipt
from representation.services.claim_steps import locked

MOST_RECEIPTS = 10


@transaction.atomic
def add_receipt(*, by: User, claim: Claim, kind: str, content: bytes) -> ClaimReceipt:
    """A photo or PDF for the claim's line of that kind, also after it was sent in or paid.

    The same file twice is one receipt. Permission: `may_change_claim`. Raises Refused.
    """
    claim = locked(claim)
    may_change_claim(by, claim).require()
    can_add_receipt(claim, claim.scheme, timezone.localdate()).require()
    line = claim.lines.filter(kind=kind).first()
    if line is None or kind not in RECEIPTED:
        raise Refused(_("This claim has no such cost, so it needs no receipt."))
    try:
        scanned = scan(content)
    except ReceiptRefused as error:
        raise Refused(receipt_fault(error.fault)) from None
    same = line.receipts.filter(digest=scanned.digest).first()
    if same is not None:
        return same
    if line.receipts.count() >= MOST_RECEIPTS:
        refuse(_("Ten receipts for one cost are the most.")).require()
    _keep(scanned.digest, content)
    receipt = ClaimReceipt.objects.create(
        line=line,
        digest=scanned.digest,
        media_type=scanned.media_type,
        size=scanned.size,
        added_by=by,
        added_at=timezone.now(),
    )
    record("receipt.added", subject=claim, by=by, line=kind)
    return receipt


def open_receipt(*, by: User, receipt: ClaimReceipt) -> bytes:
    """The file, for the claimant and who looks after the money. Raises Refused; the look is noted."""
    claim = receipt.line.claim
    may_see_claim(by, claim).require()
    record("receipt.opened", subject=claim, by=by)
    return _path(receipt.digest).read_bytes()


def receipt_fault(fault: ReceiptFault) -> str:
    """Why a file is not taken, in words."""
    words = {
        ReceiptFault.EMPTY: _("The file is empty."),
        ReceiptFault.TOO_LARGE: _("The file is larger than 4.5 MB. Take a smaller photo."),
        ReceiptFault.NOT_A_RECEIPT: _("Give a photo (JPEG, PNG, WebP, HEIC) or a PDF."),
        ReceiptFault.ACTIVE: _("This PDF holds a program. Print it to a new PDF, or take a photo."),
    }
    return words[fault]


def _path(digest: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "receipts" / digest[:2] / digest


def _keep(digest: str, content: bytes) -> None:
    path = _path(digest)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        fresh = path.with_suffix(".part")
        fresh.touch(mode=0o600)
        fresh.write_bytes(content)
        fresh.replace(path)

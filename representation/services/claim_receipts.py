"""Receipts: looked at as they come, sealed where no page reaches them, shown to few.

A receipt says where somebody lives, or who looks after their child. Each is sealed to its row under the
secret that seals bank details, so neither the disk nor its backups give it away.
"""

from functools import partial
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import Refused, refuse
from consortium.models import User
from consortium.treasury.sealing import CannotOpen, Key, open_bytes, seal_bytes
from representation.claim_permissions import may_change_claim, may_see_claim
from representation.claims.receipts import ReceiptFault, ReceiptRefused, scan
from representation.claims.states import RECEIPTED
from representation.models import Claim, ClaimLine, ClaimReceipt
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
    receipt = ClaimReceipt(
        line=line,
        digest=scanned.digest,
        name=uuid4().hex,
        key_id=receipt_keys()[0].id,
        media_type=scanned.media_type,
        size=scanned.size,
        added_by=by,
        added_at=timezone.now(),
    )
    _keep(receipt, content)
    receipt.save()
    record("receipt.added", subject=claim, by=by, line=kind)
    return receipt


def open_receipt(*, by: User, receipt: ClaimReceipt) -> bytes:
    """The file, for the claimant and who looks after the money. Raises Refused; the look is noted."""
    claim = receipt.line.claim
    may_see_claim(by, claim).require()
    try:
        content = _opened(receipt)
    except (OSError, CannotOpen):
        raise Refused(
            _("This receipt cannot be opened: its file is gone or was changed.")
        ) from None
    record("receipt.opened", subject=claim, by=by)
    return content


def forget_receipts(line: ClaimLine) -> None:
    """The files of a line that goes are gone with it, once that is sure."""
    for receipt in line.receipts.all():
        transaction.on_commit(partial(_path(receipt.name).unlink, missing_ok=True), robust=True)


def receipt_keys() -> list[Key]:
    """The installation's keys for receipts, the one that seals first."""
    return [Key.of(text, "receipts") for text in settings.BANK_KEYS]


def receipt_fault(fault: ReceiptFault) -> str:
    """Why a file is not taken, in words."""
    words = {
        ReceiptFault.EMPTY: _("The file is empty."),
        ReceiptFault.TOO_LARGE: _("The file is larger than 4.5 MB. Take a smaller photo."),
        ReceiptFault.NOT_A_RECEIPT: _("Give a photo (JPEG, PNG, WebP, HEIC) or a PDF."),
        ReceiptFault.ACTIVE: _("This PDF holds a program. Print it to a new PDF, or take a photo."),
    }
    return words[fault]


def _path(name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "receipts" / name[:2] / name


def _opened(receipt: ClaimReceipt) -> bytes:
    key = next((key for key in receipt_keys() if key.id == receipt.key_id), None)
    if key is None:
        raise CannotOpen(receipt.row)
    return open_bytes(_path(receipt.name).read_bytes(), row=receipt.row, key=key)


def _keep(receipt: ClaimReceipt, content: bytes) -> None:
    path = _path(receipt.name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_suffix(".part")
    fresh.touch(mode=0o600)
    fresh.write_bytes(seal_bytes(content, row=receipt.row, key=receipt_keys()[0]))
    fresh.replace(path)

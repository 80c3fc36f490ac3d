"""Receipts as they arrive: a photo or a PDF by its first bytes, small enough, and nothing that acts.

Nothing is decoded: only what the file says it is, and where it ends.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

LARGEST_BYTES = 4_500_000
STARTS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"%PDF-", "application/pdf"),
)
BRANDS = {b"heic": "image/heic", b"heix": "image/heic", b"mif1": "image/heic"}
ACTIVE_PDF = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/OpenAction", b"/AA")


class ReceiptFault(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too-large"
    NOT_A_RECEIPT = "not-a-receipt"
    ACTIVE = "active"


class ReceiptRefused(ValueError):
    """A file that is not taken, and why."""

    def __init__(self, fault: ReceiptFault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class Scanned:
    """What a receipt is and the SHA-256 that names it."""

    media_type: str
    digest: str
    size: int


def scan(content: bytes) -> Scanned:
    """Look at a receipt without decoding it. Raises ReceiptRefused."""
    if not content:
        raise ReceiptRefused(ReceiptFault.EMPTY)
    if len(content) > LARGEST_BYTES:
        raise ReceiptRefused(ReceiptFault.TOO_LARGE)
    media_type = _media_type(content)
    if media_type is None:
        raise ReceiptRefused(ReceiptFault.NOT_A_RECEIPT)
    if media_type == "application/pdf" and any(word in content for word in ACTIVE_PDF):
        raise ReceiptRefused(ReceiptFault.ACTIVE)
    return Scanned(media_type, hashlib.sha256(content).hexdigest(), len(content))


def _media_type(content: bytes) -> str | None:
    for start, media_type in STARTS:
        if content.startswith(start):
            return media_type
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp":
        return BRANDS.get(content[8:12])
    return None

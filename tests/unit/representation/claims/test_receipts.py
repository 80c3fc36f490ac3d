"""What a receipt may be: a photo or a PDF by its bytes, small, and nothing that acts."""

import pytest

from representation.claims.receipts import LARGEST_BYTES, ReceiptFault, ReceiptRefused, scan


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"\xff\xd8\xff\xe0rest", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\nrest", "image/png"),
        (b"%PDF-1.7 rest", "application/pdf"),
        (b"RIFF....WEBPrest", "image/webp"),
        (b"....ftypheicrest", "image/heic"),
    ],
)
def test_a_receipt_is_known_by_its_bytes(content: bytes, media_type: str) -> None:
    scanned = scan(content)
    assert (scanned.media_type, scanned.size) == (media_type, len(content))
    assert len(scanned.digest) == 64


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", ReceiptFault.EMPTY),
        (b"\xff\xd8\xff" + b"x" * LARGEST_BYTES, ReceiptFault.TOO_LARGE),
        (b"<svg onload='x'/>", ReceiptFault.NOT_A_RECEIPT),
        (b"<html>", ReceiptFault.NOT_A_RECEIPT),
        (b"GIF89a", ReceiptFault.NOT_A_RECEIPT),
        (b"MZ\x90\x00", ReceiptFault.NOT_A_RECEIPT),
        (b"PK\x03\x04", ReceiptFault.NOT_A_RECEIPT),
        (b"....ftypmp42", ReceiptFault.NOT_A_RECEIPT),
        (b"%PDF-1.7 /JavaScript (app.alert)", ReceiptFault.ACTIVE),
        (b"%PDF-1.7 /Launch", ReceiptFault.ACTIVE),
    ],
)
def test_anything_else_is_refused(content: bytes, fault: ReceiptFault) -> None:
    with pytest.raises(ReceiptRefused) as refused:
        scan(content)
    assert refused.value.fault is fault

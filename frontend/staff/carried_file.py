"""A small file that goes with a page from its check to its confirmation, so that no server keeps it."""

import base64
import binascii
import zlib

from django.core.exceptions import SuspiciousOperation
from django.utils.translation import gettext as _

from consortium.spreadsheets import LARGEST_FILE

LARGEST_PACKED = 4_000_000  # a form may be five million bytes in all


class FileTooLarge(ValueError):
    """The file does not fit into a page."""


def packed(content: bytes) -> str:
    """The file as text for a hidden field. Raises FileTooLarge."""
    text = base64.b64encode(zlib.compress(content)).decode()
    if len(text) > LARGEST_PACKED:
        raise FileTooLarge(_("The file is too large for a page. Save it as CSV, or in parts."))
    return text


def carried(text: str) -> bytes:
    """The file that `packed` wrote. SuspiciousOperation, answered by 400, for anything else."""
    try:
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(base64.b64decode(text, validate=True), LARGEST_FILE + 1)
    except (binascii.Error, ValueError, zlib.error):
        raise SuspiciousOperation("the carried file is damaged") from None
    if not unpacking.eof:
        raise SuspiciousOperation("the carried file is cut short or too large")
    return content

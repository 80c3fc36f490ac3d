"""The product's own mark on an envelope: who writes rows past the product cannot make it."""

from django.utils.crypto import salted_hmac

_SALT = "representation.envelope"


def stamp_of(line_id: int, sealed: bytes) -> str:
    """HMAC over line and content, keyed by the product's secret."""
    return salted_hmac(_SALT, f"{line_id}:{sealed.hex()}", algorithm="sha256").hexdigest()

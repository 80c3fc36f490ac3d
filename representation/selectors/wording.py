"""The name of a row in the reader's language, the English one where there is no Welsh."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from representation.models import Seat


def in_language(english: str, welsh: str) -> str:
    """The Welsh where the reader reads Welsh and there is some."""
    is_welsh = (get_language() or "").startswith("cy")
    return (welsh if is_welsh else "") or english


def seat_in_words(seat: Seat) -> str:
    """Its board and number, as somebody is told of it."""
    body = in_language(seat.body.name, seat.body.name_cy)
    return _("%(body)s, seat %(n)s") % {"body": body, "n": seat.number}

"""The fills of pictures, in their order. Never colour alone: a caption names each fill."""

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

PLAIN = 1
NOBODY = 0
MOST = 5
NAMES: tuple[str | Promise, ...] = (
    _("hatched"),
    _("plain"),
    _("stripes"),
    _("dots"),
    _("crosses"),
    _("checks"),
)


def fill(number: int) -> SafeString:
    """The attribute for fill 1 to 5, or for 0, nobody; patterns come from components/patterns.html."""
    if not NOBODY <= number <= MOST:
        raise ValueError(f"there are fills 0 to {MOST}, not {number}")
    return mark_safe('class="f1"' if number == PLAIN else f'fill="url(#p{number})"')  # noqa: S308 - numbers only


def pale(number: int) -> SafeString:
    """The attribute for a patch that is there and yet not solid: the wash of a fill, edged."""
    if not PLAIN <= number <= MOST:
        raise ValueError(f"there are washes 1 to {MOST}, not {number}")
    return mark_safe(f'class="w{number} pin"')  # noqa: S308 - numbers only

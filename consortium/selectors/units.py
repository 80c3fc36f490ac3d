"""So many of a unit, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

KNOWN: Mapping[str, Promise] = {
    "hour": ngettext_lazy("%(volume)s hour", "%(volume)s hours", "count"),
    "session": ngettext_lazy("%(volume)s session", "%(volume)s sessions", "count"),
    "day": ngettext_lazy("%(volume)s day", "%(volume)s days", "count"),
    "week": ngettext_lazy("%(volume)s week", "%(volume)s weeks", "count"),
    "month": ngettext_lazy("%(volume)s month", "%(volume)s months", "count"),
    "year": ngettext_lazy("%(volume)s year", "%(volume)s years", "count"),
    "night": ngettext_lazy("%(volume)s night", "%(volume)s nights", "count"),
    "meal": ngettext_lazy("%(volume)s meal", "%(volume)s meals", "count"),
    "visit": ngettext_lazy("%(volume)s visit", "%(volume)s visits", "count"),
    "place": ngettext_lazy("%(volume)s place", "%(volume)s places", "count"),
    "person": ngettext_lazy("%(volume)s person", "%(volume)s people", "count"),
    "family": ngettext_lazy("%(volume)s family", "%(volume)s families", "count"),
    "journey": ngettext_lazy("%(volume)s journey", "%(volume)s journeys", "count"),
    "item": ngettext_lazy("%(volume)s item", "%(volume)s items", "count"),
    "unit": ngettext_lazy("%(volume)s unit", "%(volume)s units", "count"),
}
MANY = {"people": "person", "families": "family"} | {f"{name}s": name for name in KNOWN}


def volume_in_words(volume: int, unit: str) -> str:
    """1,500 hours, whether the unit was written as one or as many; 1,500 × half day, whose plural is not
    known, stays as the buyer or the member wrote it."""
    written = unit.strip().lower()
    known = KNOWN.get(MANY.get(written, written))
    if known is None:
        return _("%(volume)s × %(unit)s") % {"volume": f"{volume:,}", "unit": unit}
    return str(known % {"count": volume, "volume": f"{volume:,}"})

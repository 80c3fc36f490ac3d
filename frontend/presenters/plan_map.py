"""The map of a lot plan: whose lots reach where, and where something is missing."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bids.selectors.plan_read_models import MapArea, PlanView
from bids.selectors.plan_words import listed
from consortium.selectors.area_shapes import AreaShape
from frontend.pictures.areas import MappedArea, MapPicture, map_of
from frontend.pictures.fills import MOST, NAMES, NOBODY, PLAIN


def plan_map(plan: PlanView, shapes: Mapping[str, AreaShape]) -> MapPicture | None:
    """A fill for each lot while there are fills enough, else plain for all that is held."""
    if not plan.map:
        return None
    short = sum(area.is_short for area in plan.map)
    finding = ngettext(
        "In %(short)s of %(n)s area something is missing.",
        "In %(short)s of %(n)s areas something is missing.",
        len(plan.map),
    ) % {"short": short, "n": len(plan.map)}
    each = _has_fill_for_each(plan)
    areas = tuple(MappedArea(area.code, _label(area, each), _fill(area, each)) for area in plan.map)
    return map_of(_("Map of the lots"), finding, areas, shapes)


def map_caption(plan: PlanView) -> str:
    """Names the fills that the map uses."""
    if not _has_fill_for_each(plan):
        return _("Plain is held. Hatched has something missing.")
    names = [
        _("%(fill)s is lot %(n)s") % {"fill": NAMES[number], "n": number}
        for number in range(1, plan.lots_in_all + 1)
    ]
    words = listed(names)
    parts = [words[:1].upper() + words[1:] + "."] if words else []
    if any(len(area.lots) > 1 for area in plan.map):
        parts.append(_("Where several lots meet, the fill is the first one’s."))
    if any(area.is_short for area in plan.map):
        parts.append(_("Hatched has something missing."))
    return " ".join(parts)


def _has_fill_for_each(plan: PlanView) -> bool:
    return plan.lots_in_all <= MOST


def _fill(area: MapArea, each: bool) -> int:
    if area.is_short or not area.lots:
        return NOBODY
    return min(area.lots) if each else PLAIN


def _label(area: MapArea, each: bool) -> str:
    several = each and len(area.lots) > 1
    return f"{', '.join(map(str, area.lots))} {area.name}" if several else area.name

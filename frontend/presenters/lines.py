"""What the pages of requirement lines say."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bids.selectors.lines import EvidenceAsked, LinePage, LineView
from bids.selectors.plan_words import listed
from bids.selectors.tenders import period_in_words
from consortium.selectors.units import volume_in_words
from frontend.presenters.parts import Cell, Column, Fact, Row, Table, table_of
from frontend.templatetags.manyhands import money


def line_table(tender_id: int, page: LinePage) -> Table:
    """One page of lines; those that lack something stand out and say what."""
    columns = (
        Column(_("Requirement")),
        Column(_("Service")),
        Column(_("Area")),
        Column(_("Volume"), is_number=True),
        Column(_("Unit price"), is_number=True),
        Column(_("Value"), is_number=True),
        Column(_("To fill in")),
    )
    rows = tuple(_row(tender_id, line) for line in page.lines)
    return table_of(Table(_("Requirements"), columns, rows, id="lines", hide_caption=True))


def _row(tender_id: int, line: LineView) -> Row:
    lot = _("Lot: %(lot)s") % {"lot": line.lot} if line.lot else ""
    lacks = Cell(_("Incomplete"), tag="due", small=lacks_words(line))
    return Row(
        (
            Cell(line.ref, href=reverse("staff:line", args=[tender_id, line.id]), small=lot),
            Cell(line.service),
            Cell(area_name(line) or "–"),
            Cell(volume_words(line)),
            Cell(money(line.unit_price_pence)),
            Cell(money(line.value_pence)),
            lacks if line.lacks else Cell(_("Nothing")),
        ),
        look=bool(line.lacks),
    )


def lacks_words(line: LineView) -> str:
    """area, volume and unit price: what stands between the line and a plan."""
    words = {
        "area": _("area"),
        "volume": _("volume"),
        "unit": _("unit"),
        "unit_price": _("unit price"),
        "cpv": _("CPV code"),
    }
    return listed([words[name] for name in line.lacks])


def area_name(line: LineView) -> str:
    """In the language of the page, where the area has a name in it."""
    return (line.area_cy if is_welsh() else "") or line.area


def is_welsh() -> bool:
    """Whether the page is in Welsh."""
    return (get_language() or "").startswith("cy")


def volume_words(line: LineView) -> str:
    """1,900 hours; a dash while nobody has said how much."""
    if line.volume is None:
        return "–"
    return volume_in_words(line.volume, line.unit) if line.unit else f"{line.volume:,}"


def line_facts(tender_id: int, line: LineView, *, may_edit: bool) -> tuple[Fact, ...]:
    """The line's summary list, each fact with the way to the form that changes it, for who may."""

    def fact(term: str, value: str, part: str) -> Fact:
        if not may_edit:
            return Fact(term, value or _("To fill in"))
        href = reverse("staff:line-part", args=[tender_id, line.id, part])
        return Fact(term, value or _("To fill in"), href, _("Change"), term.lower())

    return (
        fact(_("Service"), line.service, "what"),
        fact(_("Area"), area_name(line), "what"),
        fact(_("CPV code"), line.cpv, "what"),
        fact(_("Lot of the notice"), line.lot or _("None"), "what"),
        fact(_("Volume"), "" if line.volume is None else volume_words(line), "volume"),
        fact(_("Unit"), line.unit, "volume"),
        fact(
            _("Unit price"),
            "" if line.unit_price_pence is None else money(line.unit_price_pence),
            "volume",
        ),
        fact(
            _("When"),
            period_in_words(line.period_start, line.period_end) or _("As the tender"),
            "volume",
        ),
        fact(_("The holder must have"), _evidence_words(line.evidence), "holder"),
        fact(_("Most members"), str(line.most_members), "holder"),
    )


def _evidence_words(evidence: tuple[EvidenceAsked, ...]) -> str:
    return listed([_one_asked(one) for one in evidence]) or _("Nothing of its own")


def _one_asked(one: EvidenceAsked) -> str:
    name = (one.name_cy if is_welsh() else "") or one.name
    if one.least_cover_pence is None:
        return name
    return _("%(what)s of %(cover)s") % {"what": name, "cover": money(one.least_cover_pence)}

"""Which networks speak for the sector, each with its sentence."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from frontend.presenters.parts import Cell, Column, Row, Table, table_of
from frontend.presenters.who_speaks import summary
from representation.selectors.who_speaks import SpeakingNetwork, speaking_networks


@dataclass(frozen=True)
class NetworksPage:
    """`table` is None while there is no network."""

    day: date
    table: Table | None


def networks_page(day: date) -> NetworksPage:
    """Every structure with its seats of the day in figures."""
    found = speaking_networks(day)
    if not found:
        return NetworksPage(day, None)
    columns = (
        Column(_("Network")),
        Column(_("Place")),
        Column(_("Seats on boards")),
        Column(_("Filled"), is_number=True),
        Column(_("Vacant"), is_number=True),
    )
    rows = tuple(_row(one) for one in found)
    return NetworksPage(day, table_of(Table(_("The networks"), columns, rows, id="networks")))


def _row(one: SpeakingNetwork) -> Row:
    figures = one.figures
    return Row(
        (
            Cell(
                one.structure.name,
                href=reverse("public:who-speaks", args=[one.structure.slug]),
                small=one.structure.network,
            ),
            Cell(one.structure.area),
            Cell(summary(figures) if figures.seats else _("None yet")),
            Cell(str(figures.filled)),
            Cell(str(figures.vacant)),
        ),
        look=figures.vacant > 0,
    )

"""What the home page says to a visitor: how many there are, where, and what they can do here."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bids.selectors.plan_words import listed
from consortium.selectors.membership_figures import AreaMembers
from consortium.selectors.networks import NetworkView
from frontend.pictures.quilt import Patches, QuiltPicture, quilt_of
from frontend.presenters.parts import Cell, Column, Row, Table, table_of

MOST_PLACES_NAMED = 4


@dataclass(frozen=True)
class HomePage:
    """`quilt` is None, and `networks` has no rows, while nobody is here."""

    lead: str
    quilt: QuiltPicture | None
    networks: Table


def home_page(
    organisations: int, members: tuple[AreaMembers, ...], networks: tuple[NetworkView, ...]
) -> HomePage:
    """`organisations` counts each once; `members` has one row for each network that has any."""
    return HomePage(
        lead=_lead(organisations, members),
        quilt=_quilt(members) if members else None,
        networks=_networks(members, networks),
    )


def _lead(organisations: int, networks: tuple[AreaMembers, ...]) -> str:
    if not organisations:
        return _(
            "Charities, clubs and community groups go for contracts together. Nobody has joined yet."
        )
    return ngettext(
        "%(n)s charity, club or community group in %(places)s goes for contracts with others.",
        "%(n)s charities, clubs and community groups in %(places)s go for contracts together.",
        organisations,
    ) % {"n": organisations, "places": _places(networks)}


def _places(networks: tuple[AreaMembers, ...]) -> str:
    places = sorted({one.area for one in networks})
    if len(places) > MOST_PLACES_NAMED:
        return ngettext("%(n)s place", "%(n)s places", len(places)) % {"n": len(places)}
    return listed(places)


def _quilt(networks: tuple[AreaMembers, ...]) -> QuiltPicture:
    full = sum(one.full for one in networks)
    associate = sum(one.associate for one in networks)
    return quilt_of(
        _("One patch for each member"),
        _("Full members: %(full)s. Associates: %(associate)s.")
        % {"full": full, "associate": associate},
        tuple(Patches(one.full, one.associate) for one in networks),
    )


def _networks(members: tuple[AreaMembers, ...], networks: tuple[NetworkView, ...]) -> Table:
    columns = (
        Column(_("Network")),
        Column(_("Place")),
        Column(_("Full members"), is_number=True),
        Column(_("Associates"), is_number=True),
        Column(_("Ring")),
    )
    counted = {one.network: one for one in members}
    rows = tuple(_network(one, counted.get(one.name)) for one in networks)
    return table_of(Table(_("The networks here"), columns, rows, id="networks"))


def _network(network: NetworkView, members: AreaMembers | None) -> Row:
    caller = ", ".join(part for part in (network.help_name, network.help_phone) if part)
    return Row(
        (
            Cell(network.name),
            Cell(members.area if members else "–"),
            Cell(str(members.full if members else 0)),
            Cell(str(members.associate if members else 0)),
            Cell(caller or "–", small=network.help_hours),
        )
    )

"""What the home page says to a visitor: how many there are, where, and what they can do here."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bids.selectors.plan_words import listed
from consortium.selectors.dates import moment_in_words
from consortium.selectors.membership_figures import AreaMembers
from consortium.selectors.networks import NetworkView
from frontend.nav import address_of
from frontend.pictures.quilt import Patches, QuiltPicture, quilt_of
from frontend.presenters.parts import Cell, Column, Row, Table, table_of
from representation.election_states import ElectionState
from representation.selectors.election_pages import ElectionRow
from representation.selectors.who_speaks import Figures
from representation.selectors.wording import in_language
from representation.states import Mandate

MOST_PLACES_NAMED = 4
MOST_NEWS = 3
GOING_ON = frozenset({ElectionState.OPEN, ElectionState.NOMINATIONS_OPEN})
IN_A_VOTE = (Mandate.ELECTED, Mandate.INDIRECTLY_ELECTED)


@dataclass(frozen=True)
class News:
    """What goes on: words, the day that matters, and where to read on (or "")."""

    words: str
    small: str
    href: str


@dataclass(frozen=True)
class HomePage:
    """`quilt` is None, and `networks` has no rows, while nobody is here; `seats` is empty without seats."""

    lead: str
    quilt: QuiltPicture | None
    networks: Table
    seats: str
    seats_href: str
    news: tuple[News, ...]


def home_page(
    organisations: int,
    members: tuple[AreaMembers, ...],
    networks: tuple[NetworkView, ...],
    seats: Figures,
    elections: tuple[ElectionRow, ...],
) -> HomePage:
    """`organisations` counts each once; `members` has one row for each network that has any.

    `seats`: of all boards. `elections`: all that are past the draft.
    """
    return HomePage(
        lead=_lead(organisations, members),
        quilt=_quilt(members) if members else None,
        networks=_networks(members, networks),
        seats=_seats(seats) if seats.seats else "",
        seats_href=address_of("public:seats"),
        news=tuple(_news(one) for one in elections if one.state in GOING_ON)[:MOST_NEWS],
    )


def _seats(figures: Figures) -> str:
    """12 seats on 5 boards. 10 are filled and 2 are vacant. Eight people were elected in a vote."""
    on_boards = ngettext("on %(n)s board", "on %(n)s boards", figures.boards) % {
        "n": figures.boards
    }
    seats = ngettext("%(n)s seat", "%(n)s seats", figures.seats) % {"n": figures.seats}
    state = _("Filled: %(filled)s. Vacant: %(vacant)s.") % {
        "filled": figures.filled,
        "vacant": figures.vacant,
    }
    voted = sum(figures.by_mandate[mandate] for mandate in IN_A_VOTE)
    elected = ngettext(
        "%(n)s person was elected in a vote.", "%(n)s people were elected in a vote.", voted
    ) % {"n": voted}
    return f"{seats} {on_boards}. {state} {elected}"


def _news(election: ElectionRow) -> News:
    is_open = election.state == ElectionState.OPEN
    words, until = (
        (_("Voting: %(election)s"), election.closes_at)
        if is_open
        else (_("Candidates wanted: %(election)s"), election.nominations_close_at)
    )
    return News(
        words % {"election": in_language(election.title, election.title_cy)},
        _("Closes %(when)s") % {"when": moment_in_words(until)},
        reverse("public:vote", args=[election.slug]),
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
    href = f"{reverse('public:members')}?{urlencode({'network': network.slug})}"
    caller = ", ".join(part for part in (network.help_name, network.help_phone) if part)
    return Row(
        (
            Cell(network.name, href=href),
            Cell(members.area if members else "–"),
            Cell(str(members.full if members else 0)),
            Cell(str(members.associate if members else 0)),
            Cell(caller or "–", small=network.help_hours),
        )
    )

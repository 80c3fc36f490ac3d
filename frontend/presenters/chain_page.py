"""How a vote in a locality reaches a board, as a picture of at most 25 nodes."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frontend.pictures.chain import (
    ChainPicture,
    Look,
    MiddleNode,
    SeatNode,
    SourceNode,
    chain_of_votes,
)
from frontend.presenters.seat_table import vacant_in_words
from representation.selectors.mandate_flow import Flow, FlowSeat, Source
from representation.selectors.who_speaks import WhoSpeaks
from representation.states import Mandate

MOST_NODES = 25
# In letters of the widest font, by the room that each column has.
LONGEST_SOURCE, LONGEST_NAME, LONGEST_BOARD = 27, 24, 32
HAS_VOTE = frozenset({Mandate.ELECTED, Mandate.INDIRECTLY_ELECTED})


def chain_picture(view: WhoSpeaks, board: str) -> tuple[ChainPicture | None, str]:
    """The picture, and the one board that it is of where all would be too many ("": it is of all).

    `board`: the slug that the page is narrowed to, if any. No picture where nobody elects to a board.
    """
    flow, name = _narrowed(view.flow, board)
    if not flow.seats or not flow.sources:
        return None, ""
    picture = chain_of_votes(
        _("How a vote reaches a board"),
        _finding(flow),
        (_("Where members vote"), _middle_name(flow), _("Seats"), _("Boards")),
        [_source(one) for one in flow.sources],
        [MiddleNode(one.body, one.name, one.seats) for one in flow.middles],
        [_seat(one) for one in flow.seats],
    )
    return picture, name


def _narrowed(flow: Flow, board: str) -> tuple[Flow, str]:
    boards = {one.line.body_slug for one in flow.seats}
    if not board and len(flow.sources) + len(flow.seats) + len(boards) <= MOST_NODES:
        return flow, ""
    chosen = board or (flow.seats[0].line.body_slug if flow.seats else "")
    seats = [one for one in flow.seats if one.line.body_slug == chosen][:MOST_NODES]
    sources = _sources_behind(flow, seats)
    name = seats[0].line.body_name if seats else ""
    return Flow(tuple(sources), flow.middles, tuple(seats)), name


def _sources_behind(flow: Flow, seats: Sequence[FlowSeat]) -> list[Source]:
    """The sources of these holders first; of the rest as many as the picture has room for."""
    used = {one.source for one in seats}
    room = max(MOST_NODES - len(seats) - 1, 1)
    kept = sorted(flow.sources, key=lambda one: one.body not in used)[:room]
    return sorted(kept, key=lambda one: one.name)


def _middle_name(flow: Flow) -> str:
    return _short(flow.middles[0].name) if flow.middles else ""


def _source(one: Source) -> SourceNode:
    if one.turnout:
        small = _("%(voted)s of %(electorate)s voted") % {
            "voted": one.turnout.voted,
            "electorate": one.turnout.electorate,
        }
        return SourceNode(
            one.body, _short(one.name, LONGEST_SOURCE), small, int(one.turnout.share * 100)
        )
    small = _("turnout withheld") if one.held_a_vote else _("no vote was held")
    return SourceNode(
        one.body, _short(one.name, LONGEST_SOURCE), small, 0 if one.held_a_vote else None
    )


def _seat(one: FlowSeat) -> SeatNode:
    line = one.line
    if line.holding is None:
        days = line.vacancy.days if line.vacancy else 0
        return SeatNode(
            vacant_in_words(days),
            Look.VACANT,
            _short(line.body_name, LONGEST_BOARD),
            None,
            by_vote=False,
        )
    return SeatNode(
        words=_short(line.holding.name),
        look=Look.HELD if line.holding.has_mandate else Look.DASHED,
        board=_short(line.body_name, LONGEST_BOARD),
        source=one.source,
        by_vote=line.holding.mandate in HAS_VOTE,
    )


def _short(name: str, longest: int = LONGEST_NAME) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…"


def _finding(flow: Flow) -> str:
    seats = len(flow.seats)
    led = sum(one.source is not None for one in flow.seats)
    return ngettext(
        "A vote of members leads to %(led)s of %(n)s seat.",
        "A vote of members leads to %(led)s of %(n)s seats.",
        seats,
    ) % {"led": led, "n": seats}

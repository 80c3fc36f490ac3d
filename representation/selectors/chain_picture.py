"""How a vote in a forum reaches a board, as columns and lines for a picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from representation.mandates.chain import chain_of
from representation.mandates.records import Records
from representation.measures.occupancy import Turnout
from representation.models import Body, Structure
from representation.selectors.electorates import on_day
from representation.selectors.mandate_records import records_of
from representation.selectors.seat_lines import BOARDS, SeatLine, seat_lines
from representation.selectors.wording import in_language
from representation.states import BodyKind, Mandate

MOST_NODES = 25


class LinkKind(StrEnum):
    """How one end chose the other: by a vote, without one because nobody else stood, or otherwise."""

    VOTE = "vote"
    UNOPPOSED = "unopposed"
    OTHERWISE = "otherwise"


@dataclass(frozen=True)
class ForumNode:
    """A forum, and how many organisations vote there that day."""

    body: int
    name: str
    voters: int


@dataclass(frozen=True)
class MiddleNode:
    """A seat on a body between forums and boards; `name` is empty where nobody holds it."""

    seat: int
    body: str
    name: str


@dataclass(frozen=True)
class Link:
    """From a forum (by its body) or a middle seat to the seat that its votes or its holder reached."""

    from_forum: int | None
    from_seat: int | None
    to_seat: int
    kind: LinkKind
    turnout: Turnout | None


@dataclass(frozen=True)
class ChainPicture:
    """The picture's parts in the order of their columns. Draw one board alone where `is_crowded`."""

    forums: tuple[ForumNode, ...]
    middle: tuple[MiddleNode, ...]
    seats: tuple[SeatLine, ...]
    boards: tuple[str, ...]
    links: tuple[Link, ...]

    @property
    def is_crowded(self) -> bool:
        middle_bodies = {one.body for one in self.middle}
        nodes = len(self.forums) + len(middle_bodies) + len(self.seats) + len(self.boards)
        return nodes > MOST_NODES


def chain_picture(structure: Structure, day: date, board: str = "") -> ChainPicture:
    """Every board of a structure on a day, or the one of that slug with what leads to it."""
    lines = seat_lines(structure, day)
    shown = [
        one for one in lines if one.body_kind in BOARDS and (not board or one.body_slug == board)
    ]
    records = records_of(structure)
    middle = _middle(lines, shown, records, is_narrowed=bool(board))
    links = [*_links(middle, records, day), *_links(shown, records, day)]
    used = {one.from_forum for one in links}
    forums = [one for one in _forums(structure, records, day) if not board or one.body in used]
    return ChainPicture(
        forums=tuple(forums),
        middle=tuple(MiddleNode(one.seat, one.body_name, _holder(one)) for one in middle),
        seats=tuple(shown),
        boards=tuple(dict.fromkeys(one.body_name for one in shown)),
        links=tuple(links),
    )


def _middle(
    lines: Sequence[SeatLine], shown: Sequence[SeatLine], records: Records, *, is_narrowed: bool
) -> list[SeatLine]:
    """Seats of the structure's own bodies from which boards are elected; narrowed: those that led there."""
    electing = {records.seat[one.seat].electing_body for one in shown}
    middle = [one for one in lines if one.body in electing and one.body_kind not in BOARDS]
    if not is_narrowed:
        return middle
    holders = {one.holding.person for one in shown if one.holding}
    return [one for one in middle if one.holding and one.holding.person in holders]


def _links(lines: Sequence[SeatLine], records: Records, day: date) -> list[Link]:
    return [link for one in lines if (link := _link(one, records, day)) is not None]


def _link(line: SeatLine, records: Records, day: date) -> Link | None:
    """From the seat that a mandate rests on, or from the forum whose vote it was."""
    held = line.holding
    electing = records.seat[line.seat].electing_body
    if held is None or not held.has_mandate or electing is None:
        return None
    chain = chain_of(records, held.appointment, day)
    before = records.appointment[chain[-2]].seat if len(chain) > 1 else None
    kind = LinkKind.OTHERWISE
    if held.vote.turnout is not None or held.vote.is_withheld:
        kind = LinkKind.VOTE
    elif held.mandate is Mandate.ELECTED_UNOPPOSED:
        kind = LinkKind.UNOPPOSED
    return Link(
        from_forum=electing if before is None else None,
        from_seat=before,
        to_seat=line.seat,
        kind=kind,
        turnout=held.vote.turnout,
    )


def _forums(structure: Structure, records: Records, day: date) -> list[ForumNode]:
    voters: dict[int, int] = {}
    for one in records.voters:
        if one.days.has(day):
            voters[one.body] = voters.get(one.body, 0) + 1
    forums = Body.objects.filter(on_day(day), structure=structure, kind=BodyKind.FORUM)
    return [
        ForumNode(one.pk, in_language(one.name, one.name_cy), voters.get(one.pk, 0))
        for one in forums.order_by("name", "pk")
    ]


def _holder(one: SeatLine) -> str:
    return one.holding.name if one.holding else ""

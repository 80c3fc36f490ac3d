"""One board on a day: what it decides, who sits on it for the sector, whose vote leads there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from representation.mandates.graph import MandateGraph
from representation.models import Body, Structure
from representation.selectors.attended import NotedMeeting, Went, noted_meetings, went_by_seat
from representation.selectors.electorates import on_day
from representation.selectors.mandate_records import records_of
from representation.selectors.seat_lines import SeatLine, seat_lines
from representation.selectors.structures import StructureView, structure_view
from representation.selectors.who_speaks import Figures, figures_of
from representation.selectors.wording import in_language
from representation.states import BodyKind


@dataclass(frozen=True)
class PartView:
    """A body that is part of the board."""

    slug: str
    name: str
    kind: BodyKind


@dataclass(frozen=True)
class BoardView:
    """A board and its seats. `with_a_vote` of `members` organisations have a vote that leads to a seat.

    `meetings`: of the year before, the latest first, where somebody noted who was there.
    """

    structure: StructureView
    day: date
    slug: str
    name: str
    kind: BodyKind
    owner: str
    summary: str
    parent: PartView | None
    parts: tuple[PartView, ...]
    seats: tuple[SeatLine, ...]
    figures: Figures
    with_a_vote: int
    members: int
    meetings: tuple[NotedMeeting, ...]
    went: Mapping[int, Went]


def body_by_slug(slug: str) -> Body | None:
    """The body at that address, with the structure that it belongs to."""
    return (
        Body.objects.filter(slug=slug)
        .select_related("structure__consortium__organisation", "structure__area", "parent")
        .first()
    )


def board(body: Body, day: date) -> BoardView:
    """The board's page of a day."""
    structure = body.structure
    records = records_of(structure)
    lines = tuple(one for one in seat_lines(structure, day, records) if one.body == body.pk)
    voters = MandateGraph(records, day).voters_of(body.pk)
    meetings = noted_meetings(structure.consortium, [body.pk], day)
    parts = body.parts.filter(on_day(day)).order_by("name")
    return BoardView(
        structure=structure_view(structure),
        day=day,
        slug=body.slug,
        name=in_language(body.name, body.name_cy),
        kind=BodyKind(body.kind),
        owner=body.owner,
        summary=in_language(body.summary, body.summary_cy),
        parent=_part(body.parent) if body.parent else None,
        parts=tuple(_part(one) for one in parts),
        seats=lines,
        figures=figures_of(lines),
        with_a_vote=len(voters),
        members=members_on(structure, day),
        meetings=tuple(meetings.get(body.pk, ())),
        went=went_by_seat(lines, meetings),
    )


def members_on(structure: Structure, day: date) -> int:
    """How many organisations belong to the structure on a day."""
    return structure.memberships.filter(on_day(day)).count()


def _part(body: Body) -> PartView:
    return PartView(body.slug, in_language(body.name, body.name_cy), BodyKind(body.kind))

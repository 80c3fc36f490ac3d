"""How votes flow on a day: from where organisations vote, through bodies that elect in turn, to boards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from representation.mandates.chain import chain_of
from representation.mandates.records import Records
from representation.measures.occupancy import Turnout
from representation.models import Body, Structure
from representation.selectors.seat_lines import BOARDS, SeatLine
from representation.selectors.wording import in_language


@dataclass(frozen=True)
class Source:
    """A body where organisations vote; `turnout` of its latest vote, None where none or withheld."""

    body: int
    name: str
    turnout: Turnout | None
    held_a_vote: bool


@dataclass(frozen=True)
class Middle:
    """A body whose seats others elect to, and whose holders elect in turn. `seats`: (source, is held)."""

    body: int
    name: str
    seats: tuple[tuple[int, bool], ...]


@dataclass(frozen=True)
class FlowSeat:
    """A board's seat, and the body where its holder's mandate began (None: nowhere)."""

    line: SeatLine
    source: int | None


@dataclass(frozen=True)
class Flow:
    """Sources and middles by name, seats by board and number."""

    sources: tuple[Source, ...]
    middles: tuple[Middle, ...]
    seats: tuple[FlowSeat, ...]


def mandate_flow(
    structure: Structure, day: date, lines: Sequence[SeatLine], records: Records
) -> Flow:
    """`lines` are all of the structure's seats that day, `records` all that is known of it."""
    names = _names(structure)
    seated = {one.body for one in lines if one.body_kind not in BOARDS}
    electing = {one.seat: records.seat[one.seat].electing_body for one in lines}
    sources = sorted(
        {body for body in electing.values() if body is not None and body not in seated},
        key=lambda body: names[body],
    )
    return Flow(
        sources=tuple(_source(body, names, lines, electing) for body in sources),
        middles=tuple(
            _middle(body, names, [one for one in lines if one.body == body], electing)
            for body in sorted(seated, key=lambda body: names[body])
            if any(one.body_kind in BOARDS and electing[one.seat] == body for one in lines)
        ),
        seats=tuple(
            FlowSeat(one, _origin(records, one, day)) for one in lines if one.body_kind in BOARDS
        ),
    )


def _source(
    body: int,
    names: Mapping[int, str],
    lines: Sequence[SeatLine],
    electing: Mapping[int, int | None],
) -> Source:
    votes = [one.holding.vote for one in lines if electing[one.seat] == body and one.holding]
    held = [vote for vote in votes if vote.turnout or vote.is_withheld]
    latest = max(held, key=lambda vote: vote.chosen_on or date.min, default=None)
    return Source(body, names[body], latest.turnout if latest else None, bool(held))


def _middle(
    body: int,
    names: Mapping[int, str],
    seats: Sequence[SeatLine],
    electing: Mapping[int, int | None],
) -> Middle:
    placed = [(electing[one.seat], one.holding is not None) for one in seats]
    return Middle(body, names[body], tuple((by, held) for by, held in placed if by is not None))


def _origin(records: Records, line: SeatLine, day: date) -> int | None:
    """The body of the first vote behind a holder's mandate."""
    if line.holding is None or not line.holding.has_mandate:
        return None
    first = chain_of(records, line.holding.appointment, day)[0]
    return records.seat[records.appointment[first].seat].electing_body


def _names(structure: Structure) -> Mapping[int, str]:
    rows = Body.objects.filter(structure=structure).values_list("pk", "name", "name_cy")
    return {key: in_language(name, name_cy) for key, name, name_cy in rows}

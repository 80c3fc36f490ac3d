"""How votes reach boards, in columns: where organisations vote, who elects in turn, the seats, the boards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

WIDTH = 960
TOP = 34
SEAT_STEP, BOARD_GAP, SEAT_HEIGHT = 32, 18, 26
SOURCE_STEP = 44
SOURCE_LEFT, SOURCE_RIGHT = 0, 212
BAND_RIGHT = 300
MIDDLE_WIDTH = 60
SEAT_LEFT, SEAT_WIDTH = 470, 200
BRACKET, BOARD_LEFT = 690, 712
WIDEST_BAND, NARROWEST_BAND = 22, 3
DOTS_ABREAST, DOT_STEP = 2, 18
Words = str | Promise
Key = int


class Look(StrEnum):
    """How a seat is drawn: solid; dashed, without a mandate; hatched, vacant."""

    HELD = "held"
    DASHED = "dashed"
    VACANT = "vacant"


@dataclass(frozen=True)
class SourceNode:
    """Where organisations vote. `turnout` in 1/10,000 makes the band's height; None: no vote."""

    key: Key
    words: str
    small: str
    turnout: int | None


@dataclass(frozen=True)
class MiddleNode:
    """A body that elects in turn; `seats`: who elects to each of its seats, and whether it is held."""

    key: Key
    words: str
    seats: Sequence[tuple[Key, bool]]


@dataclass(frozen=True)
class SeatNode:
    """A seat of a board. `source`: where its holder's mandate began, if anywhere."""

    words: str
    look: Look
    board: str
    source: Key | None
    by_vote: bool


@dataclass(frozen=True)
class Text:
    x: int
    y: int
    words: str
    small: str = ""


@dataclass(frozen=True)
class Band:
    """From a source to the body that it elects to; dashed where no vote was held."""

    x: int
    y: int
    width: int
    height: int
    is_dashed: bool


@dataclass(frozen=True)
class Dot:
    x: int
    y: int
    is_held: bool


@dataclass(frozen=True)
class Box:
    x: int
    y: int
    width: int
    height: int
    words: str
    look: str


@dataclass(frozen=True)
class Curve:
    path: str
    is_dashed: bool


@dataclass(frozen=True)
class ChainPicture:
    """All that templates/components/chain.html draws."""

    title: Words
    finding: Words
    height: int
    heads: tuple[Text, ...]
    sources: tuple[Text, ...]
    bands: tuple[Band, ...]
    middles: tuple[Box, ...]
    dots: tuple[Dot, ...]
    curves: tuple[Curve, ...]
    seats: tuple[Box, ...]
    brackets: tuple[str, ...]
    boards: tuple[Text, ...]
    width: int = WIDTH


def chain_of_votes(
    title: Words,
    finding: Words,
    heads: tuple[Words, Words, Words, Words],
    sources: Sequence[SourceNode],
    middles: Sequence[MiddleNode],
    seats: Sequence[SeatNode],
) -> ChainPicture:
    """Seats stand together by board, in the order given. `heads`: of the four columns."""
    seat_tops = _seat_tops(seats)
    tall = max([*seat_tops, TOP]) + SEAT_HEIGHT
    tall = max(tall, TOP + len(sources) * SOURCE_STEP)
    middle_y = _spread([one.key for one in sources], tall)
    has_middles = bool(middles)
    return ChainPicture(
        title=title,
        finding=finding,
        height=tall + 8,
        heads=_heads(heads, has_middles),
        sources=tuple(
            Text(SOURCE_LEFT, middle_y[one.key] - 2, one.words, one.small) for one in sources
        ),
        bands=tuple(_band(one, middle_y[one.key], has_middles) for one in sources),
        middles=tuple(_middle_box(one, middle_y) for one in middles),
        dots=tuple(dot for one in middles for dot in _dots(one, middle_y)),
        curves=tuple(
            curve
            for one, top in zip(seats, seat_tops, strict=True)
            for curve in _curve(one, top, middle_y)
        ),
        seats=tuple(
            Box(SEAT_LEFT, top, SEAT_WIDTH, SEAT_HEIGHT, one.words, one.look)
            for one, top in zip(seats, seat_tops, strict=True)
        ),
        brackets=tuple(_bracket(first, last) for _name, first, last in _boards(seats, seat_tops)),
        boards=tuple(
            Text(BOARD_LEFT, (first + last + SEAT_HEIGHT) // 2 + 5, name)
            for name, first, last in _boards(seats, seat_tops)
        ),
    )


def _seat_tops(seats: Sequence[SeatNode]) -> list[int]:
    tops: list[int] = []
    y = TOP
    for number, one in enumerate(seats):
        if number and one.board != seats[number - 1].board:
            y += BOARD_GAP
        tops.append(y)
        y += SEAT_STEP
    return tops


def _spread(keys: Sequence[Key], tall: int) -> Mapping[Key, int]:
    """The middle of each source's row, evenly from the top to the foot."""
    step = (tall - TOP) // max(len(keys), 1)
    return {key: TOP + step * place + step // 2 for place, key in enumerate(keys)}


def _heads(words: tuple[Words, Words, Words, Words], has_middles: bool) -> tuple[Text, ...]:
    places = (SOURCE_LEFT, BAND_RIGHT, SEAT_LEFT, BOARD_LEFT)
    return tuple(
        Text(x, 16, str(head))
        for x, head in zip(places, words, strict=True)
        if has_middles or x != BAND_RIGHT
    )


def _band(one: SourceNode, y: int, has_middles: bool) -> Band:
    height = max(WIDEST_BAND * (one.turnout or 0) // 10_000, NARROWEST_BAND)
    right = BAND_RIGHT if has_middles else BAND_RIGHT + MIDDLE_WIDTH
    return Band(SOURCE_RIGHT, y - height // 2, right - SOURCE_RIGHT, height, one.turnout is None)


def _rows(one: MiddleNode, middle_y: Mapping[Key, int]) -> list[int]:
    return [middle_y[source] for source, _held in one.seats if source in middle_y]


def _middle_box(one: MiddleNode, middle_y: Mapping[Key, int]) -> Box:
    rows = _rows(one, middle_y) or [TOP]
    top = min(rows) - 18
    return Box(BAND_RIGHT, top, MIDDLE_WIDTH, max(rows) + 18 - top, one.words, "")


def _dots(one: MiddleNode, middle_y: Mapping[Key, int]) -> list[Dot]:
    placed: dict[Key, int] = {}
    dots = []
    for source, is_held in one.seats:
        if source in middle_y:
            place = placed[source] = placed.get(source, -1) + 1
            x = BAND_RIGHT + MIDDLE_WIDTH // 2 - DOT_STEP // 2 + place % DOTS_ABREAST * DOT_STEP
            dots.append(Dot(x, middle_y[source] + place // DOTS_ABREAST * DOT_STEP, is_held))
    return dots


def _curve(one: SeatNode, top: int, middle_y: Mapping[Key, int]) -> list[Curve]:
    if one.source is None or one.source not in middle_y:
        return []
    left, y = BAND_RIGHT + MIDDLE_WIDTH, middle_y[one.source]
    to = top + SEAT_HEIGHT // 2
    bend = (SEAT_LEFT - left) // 2
    path = f"M{left} {y}c{bend} 0 {bend} {to - y} {SEAT_LEFT - left} {to - y}"
    return [Curve(path, not one.by_vote)]


def _boards(seats: Sequence[SeatNode], tops: Sequence[int]) -> list[tuple[str, int, int]]:
    """Each board with the tops of its first and last seat."""
    found: dict[str, tuple[int, int]] = {}
    for one, top in zip(seats, tops, strict=True):
        first, _last = found.get(one.board, (top, top))
        found[one.board] = (first, top)
    return [(name, first, last) for name, (first, last) in found.items()]


def _bracket(first: int, last: int) -> str:
    foot = last + SEAT_HEIGHT - first - 8
    return f"M{BRACKET - 10} {first + 4}h10v{foot}h-10"

"""A map of areas: real outlines where all are known, else a map of tiles."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from consortium.selectors.area_shapes import AreaShape, Ring
from frontend.pictures.fills import fill

WIDTH = 416
TALLEST = 620
LETTER = 15  # half units: what a letter takes of a plate at 13.5, in the widest common font
LONGEST_LABEL = 16
GAP = 4
Words = str | Promise
Point = tuple[int, int]
Outline = tuple[Point, ...]


@dataclass(frozen=True)
class MappedArea:
    """An area to draw: its name (short enough for a label) and the number of its fill."""

    code: str
    label: str
    fill: int


@dataclass(frozen=True)
class AreaPath:
    fill: str
    path: str


@dataclass(frozen=True)
class Label:
    """Words centred at (x, y) on a plate."""

    words: str
    x: int
    y: int
    left: int
    top: int
    width: int


@dataclass(frozen=True)
class MapPicture:
    """`title` and `finding` are read out; a map of tiles says that it is one."""

    title: Words
    finding: Words
    width: int
    height: int
    is_schematic: bool
    areas: tuple[AreaPath, ...]
    labels: tuple[Label, ...]


def map_of(
    title: Words, finding: Words, areas: tuple[MappedArea, ...], shapes: Mapping[str, AreaShape]
) -> MapPicture:
    """Draw the areas. With one outline lacking all are tiles, because half a map misleads."""
    known = [shapes[area.code] for area in areas if area.code in shapes]
    is_real = bool(areas) and len(known) == len(areas) and all(shape.rings for shape in known)
    outlines = _real({s.code: s.rings for s in known}) if is_real else _tiles(areas, shapes)
    most = LONGEST_LABEL if is_real else _room(outlines)
    height = max((y for outline in outlines.values() for _x, y in outline), default=0) + GAP
    return MapPicture(
        title=title,
        finding=finding,
        width=WIDTH,
        height=height,
        is_schematic=not is_real,
        areas=tuple(AreaPath(fill(one.fill), _path(outlines[one.code])) for one in areas),
        labels=_labels([(_short(one.label, most), _middle(outlines[one.code])) for one in areas]),
    )


def _real(rings: Mapping[str, tuple[Ring, ...]]) -> dict[str, Outline]:
    """Longitudes and latitudes on a flat page, in whole units; of each area the largest ring."""
    largest = {code: max(parts, key=lambda ring: abs(_area(ring))) for code, parts in rings.items()}
    points = [point for ring in largest.values() for point in ring]
    west, south = min(x for x, _y in points), min(y for _x, y in points)
    east, north = max(x for x, _y in points), max(y for _x, y in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    across, up = max((east - west) * squeeze, 1e-9), max(north - south, 1e-9)
    scale = min((WIDTH - 2 * GAP) / across, (TALLEST - 2 * GAP) / up)
    aside = (WIDTH - across * scale) / 2
    return {
        code: _plain(
            [
                (round(aside + (x - west) * squeeze * scale), round(GAP + (north - y) * scale))
                for x, y in ring
            ]
        )
        for code, ring in largest.items()
    }


def _tiles(areas: tuple[MappedArea, ...], shapes: Mapping[str, AreaShape]) -> dict[str, Outline]:
    """A square for each: where its tile lies, or row by row where tiles are not known."""
    tiles = {area.code: shapes[area.code].tile for area in areas if area.code in shapes}
    placed = [tile for tile in tiles.values() if tile is not None]
    if len(placed) < len(areas) or len(set(placed)) < len(placed):
        columns = max(2, min(4, math.isqrt(max(len(areas) - 1, 0)) + 1))
        placed = [(number % columns, number // columns) for number in range(len(areas))]
    else:
        placed = [tile for area in areas if (tile := tiles[area.code]) is not None]
    left, top = min((x for x, _y in placed), default=0), min((y for _x, y in placed), default=0)
    side = (WIDTH - 2 * GAP) // (max((x for x, _y in placed), default=0) - left + 1)
    side = min(side, 120)
    return {
        area.code: _square(GAP + (x - left) * side, GAP + (y - top) * side, side - GAP)
        for area, (x, y) in zip(areas, placed, strict=True)
    }


def _room(outlines: Mapping[str, Outline]) -> int:
    """Letters that fit on a tile."""
    side = min((outline[1][0] - outline[0][0] for outline in outlines.values()), default=0)
    return max((side - 8) * 2 // LETTER, 3)


def _short(label: str, most: int) -> str:
    """The label with an ampersand, then cut, if it is too long for its place."""
    shorter = label if len(label) <= most else label.replace(" and ", " & ")
    return shorter if len(shorter) <= most else f"{shorter[: most - 1].rstrip(' &')}…"


def _square(x: int, y: int, side: int) -> Outline:
    return ((x, y), (x + side, y), (x + side, y + side), (x, y + side))


def _plain(points: list[Point]) -> Outline:
    """Without points that repeat the last, or lie on the line between their neighbours."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and _turn(kept[-2], kept[-1], point) == 0:
            kept.pop()
        kept.append(point)
    return tuple(kept)


def _turn(a: Point, b: Point, c: Point) -> int:
    return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])


def _area(ring: Ring | Outline) -> float:
    twice = 0.0
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        twice += x1 * y2 - x2 * y1
    return twice / 2


def _middle(outline: Outline) -> Point:
    """The middle of the widest stretch inside the outline, on the lines across its middle half."""
    top, bottom = min(y for _x, y in outline), max(y for _x, y in outline)
    best = (0, sum(x for x, _y in outline) // len(outline), (top + bottom) // 2)
    for part in range(3, 8):
        y = top + (bottom - top) * part // 10
        crossings = sorted(_crossings(outline, y + 0.5))
        for left, right in zip(crossings[::2], crossings[1::2], strict=False):
            # Between stretches of about one width the one nearest the middle wins.
            width = int(right - left) - abs(part - 5) * 4
            if width > best[0]:
                best = (width, int(left + right) // 2, y)
    return best[1], best[2]


def _crossings(outline: Outline, y: float) -> list[float]:
    found = []
    for (x1, y1), (x2, y2) in zip(outline, (*outline[1:], outline[0]), strict=True):
        if (y1 > y) != (y2 > y):
            found.append(x1 + (y - y1) * (x2 - x1) / (y2 - y1))
    return found


def _labels(wanted: list[tuple[str, Point]]) -> tuple[Label, ...]:
    """Each on its plate, inside the picture, moved down until it covers no other."""
    placed: list[Label] = []
    for words, (x, y) in sorted(wanted, key=lambda one: (one[1][1], one[1][0])):
        width = min(len(words) * LETTER // 2 + 8, WIDTH)
        x = min(max(x, width // 2), WIDTH - width // 2)
        while any(_covers(x, y, width, other) for other in placed):
            y += 3
        placed.append(Label(words, x, y + 5, x - width // 2, y - 9, width))
    return tuple(placed)


def _covers(x: int, y: int, width: int, other: Label) -> bool:
    apart = abs((other.left + other.width // 2) - x)
    return apart < (other.width + width) // 2 and abs(other.top + 9 - y) < 18


def _path(outline: Outline) -> str:
    first, *rest = outline
    steps, at = [f"M{first[0]} {first[1]}"], first
    for point in rest:
        steps.append(f"l{point[0] - at[0]} {point[1] - at[1]}")
        at = point
    return "".join(steps) + "z"

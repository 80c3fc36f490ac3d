"""The quilt of the home page: one equal patch a member, a fill for each place."""

import math
from dataclasses import dataclass

from django.utils.functional import Promise

from frontend.pictures.fills import MOST, fill, pale

WIDTH = 416
WIDEST_STEP = 28
GAP_PART = 6  # a sixth of the step lies between two patches
Words = str | Promise


@dataclass(frozen=True)
class Patches:
    """How many patches of a place are solid, and how many pale."""

    solid: int
    pale: int


@dataclass(frozen=True)
class QuiltPath:
    """All patches of one place and state: the SVG fill attribute and the path."""

    fill: str
    path: str


@dataclass(frozen=True)
class QuiltPicture:
    title: Words
    finding: Words
    width: int
    height: int
    patches: tuple[QuiltPath, ...]


def quilt_of(title: Words, finding: Words, places: tuple[Patches, ...]) -> QuiltPicture:
    """Patches in columns from the left, place by place; after five places the fills begin again."""
    total = sum(place.solid + place.pale for place in places)
    columns = math.isqrt(max(total * 3 // 2 - 1, 0)) + 1
    rows = -(-total // columns) or 1
    step = max(min(WIDTH // columns, WIDEST_STEP), 3)
    paths, at = [], 0
    for number, place in enumerate(places):
        which = number % MOST + 1
        for count, paint in ((place.solid, fill(which)), (place.pale, pale(which))):
            if count:
                paths.append(QuiltPath(paint, _path(at, count, rows, step)))
            at += count
    return QuiltPicture(title, finding, columns * step + 1, rows * step + 1, tuple(paths))


def _path(first: int, count: int, rows: int, step: int) -> str:
    side = step - max(step // GAP_PART, 1)
    return "".join(
        f"M{at // rows * step + 1} {at % rows * step + 1}h{side}v{side}h-{side}z"
        for at in range(first, first + count)
    )

"""Pictures are drawn where they should be, and refuse what they cannot draw."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consortium.selectors.area_shapes import AreaShape
from frontend.pictures.areas import WIDTH, MappedArea, MapPicture, map_of
from frontend.pictures.bars import bar_of
from frontend.pictures.fills import fill, pale
from frontend.pictures.quilt import Patches, quilt_of

counts = st.integers(min_value=0, max_value=90)


def square(west: float, south: float, side: float = 0.1) -> tuple[tuple[float, float], ...]:
    east, north = west + side, south + side
    return ((west, south), (east, south), (east, north), (west, north), (west, south))


def drawn(shapes: dict[str, AreaShape], *codes: str) -> MapPicture:
    areas = tuple(MappedArea(code, f"Ward {code}", 1) for code in codes)
    return map_of("Map", "All held.", areas, shapes)


def test_a_bar() -> None:
    bar = bar_of("Seats", "3 and 7", ((3000, 1), (7000, 3)), 3725)
    assert [(part.start, part.width) for part in bar.parts] == [
        ("0.00", "30.00"),
        ("30.00", "70.00"),
    ]
    assert bar.target == "37.25"


@pytest.mark.parametrize("shares", [((10_001, 1),), ((6000, 1), (4001, 2)), ((-1, 1),)])
def test_a_bar_is_of_shares(shares: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(ValueError, match="together at most"):
        bar_of("Seats", "", shares)


@pytest.mark.parametrize("number", [-1, 6])
def test_a_fill_has_a_name(number: int) -> None:
    with pytest.raises(ValueError, match="there are fills"):
        fill(number)
    with pytest.raises(ValueError, match="there are washes"):
        pale(number)


@given(st.lists(st.builds(Patches, counts, counts), min_size=1, max_size=9))
def test_a_quilt_has_one_patch_for_each_member(places: list[Patches]) -> None:
    quilt = quilt_of("Members", "", tuple(places))
    corners = re.findall(r"M(\d+) (\d+)h(\d+)", "".join(one.path for one in quilt.patches))
    assert len(corners) == len(set(corners)) == sum(one.solid + one.pale for one in places)
    assert all(int(x) + int(w) <= quilt.width for x, _y, w in corners)
    assert all(int(y) + int(w) <= quilt.height for _x, y, w in corners)


def test_a_map_of_outlines_has_north_above() -> None:
    shapes = {
        "S": AreaShape("S", (square(-1.1, 50.8),), None),
        "N": AreaShape("N", (square(-1.1, 50.9), square(-2, 50, 0.01)), None),
    }
    picture = drawn(shapes, "S", "N")
    where = {label.words: label.y for label in picture.labels}
    assert not picture.is_schematic
    assert where["Ward N"] < where["Ward S"]


def test_half_a_map_is_none() -> None:
    shapes = {
        "A": AreaShape("A", (square(-1.1, 50.8),), (0, 0)),
        "B": AreaShape("B", (), (1, 0)),
    }
    assert drawn(shapes, "A", "B").is_schematic


def test_tiles_lie_where_they_are_put() -> None:
    shapes = {"W": AreaShape("W", (), (4, 7)), "E": AreaShape("E", (), (5, 7))}
    west, east = (re.findall(r"M(\d+) (\d+)", one.path)[0] for one in drawn(shapes, "W", "E").areas)
    assert int(west[0]) < int(east[0])
    assert west[1] == east[1]


@given(st.integers(min_value=0, max_value=60), st.booleans())
def test_areas_of_which_nothing_is_known_do_not_overlap(count: int, clash: bool) -> None:
    codes = [f"E{number:08}" for number in range(count)]
    shapes = {code: AreaShape(code, (), (1, 1)) for code in codes} if clash else {}
    picture = drawn(shapes, *codes)
    assert len({one.path for one in picture.areas}) == count
    assert all(one.left >= 0 and one.left + one.width <= WIDTH for one in picture.labels)

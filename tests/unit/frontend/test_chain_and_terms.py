"""The pictures of votes and terms: nothing outside the frame, nothing over its neighbour."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from frontend.pictures.chain import (
    SEAT_HEIGHT,
    WIDTH,
    ChainPicture,
    Look,
    MiddleNode,
    SeatNode,
    SourceNode,
    chain_of_votes,
)
from frontend.pictures.terms import LEFT, Term, terms_of

HEADS = ("Forums", "GRID", "Seats", "Boards")
TODAY = date(2026, 11, 22)
DAYS = st.integers(min_value=-4000, max_value=4000).map(lambda days: TODAY + timedelta(days=days))


@st.composite
def chains(draw: st.DrawFn) -> ChainPicture:
    sources = [
        SourceNode(key, f"Forum {key}", "", draw(st.none() | st.integers(0, 10_000)))
        for key in range(draw(st.integers(1, 10)))
    ]
    keys = [one.key for one in sources]
    middles = [MiddleNode(99, "GRID", [(key, True) for key in keys for _one in range(2)])]
    seats = [
        SeatNode("Carl", draw(st.sampled_from(Look)), f"Board {board}", source, by_vote=True)
        for board in range(draw(st.integers(1, 4)))
        for source in draw(st.lists(st.none() | st.sampled_from(keys), min_size=1, max_size=4))
    ]
    return chain_of_votes("Votes", "", HEADS, sources, draw(st.sampled_from([[], middles])), seats)


@given(chains())
def test_everything_lies_inside_the_frame(picture: ChainPicture) -> None:
    for box in (*picture.seats, *picture.middles):
        assert box.x >= 0
        assert box.x + box.width <= WIDTH
        assert box.y >= 0
        assert box.y + box.height <= picture.height
    for text in (*picture.sources, *picture.boards):
        assert 0 < text.y < picture.height
    for band in picture.bands:
        assert band.height >= 3


@given(chains())
def test_no_seat_covers_another(picture: ChainPicture) -> None:
    tops = [box.y for box in picture.seats]
    assert all(lower - upper >= SEAT_HEIGHT for upper, lower in pairwise(tops))


def test_a_seat_without_a_mandate_has_no_line() -> None:
    sources = [SourceNode(1, "Forum", "", 5000)]
    held = SeatNode("Carl", Look.HELD, "Board", 1, by_vote=True)
    guest = SeatNode("Colin", Look.DASHED, "Board", None, by_vote=False)
    picture = chain_of_votes("Votes", "", HEADS, sources, [], [held, guest])
    assert len(picture.curves) == 1
    assert not picture.curves[0].is_dashed


@given(st.lists(st.tuples(DAYS, st.none() | DAYS), min_size=1, max_size=25))
def test_strips_lie_between_the_names_and_the_edge(days: list[tuple[date, date | None]]) -> None:
    terms = [Term("Carl", since, until, 1) for since, until in days]
    picture = terms_of("Terms", "", TODAY, terms)
    assert LEFT <= picture.today_x <= picture.width
    for bar in picture.bars:
        assert bar.x >= LEFT
        assert bar.width >= 3
        assert bar.x + bar.width <= picture.width + 3
        assert bar.y + picture.bar_height <= picture.height

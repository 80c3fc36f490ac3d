"""Whole small elections, with ties, equal and skipped preferences and withdrawals, for property tests."""

from hypothesis import strategies as st

from representation.counting.ballots import Contest, Marks
from representation.counting.lots import Lot, LotSource

weights = st.integers(1, 4)
names = st.text(
    st.characters(min_codepoint=32, blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Zs")),
    min_size=1,
    max_size=12,
)


def rankings(candidates: int) -> st.SearchStrategy[tuple[int, ...]]:
    orders = st.permutations(range(candidates))
    return st.builds(lambda o, n: tuple(o[:n]), orders, st.integers(1, candidates))


@st.composite
def irregular_marks(draw: st.DrawFn, candidates: int) -> Marks:
    """A paper with at least one rank that is not one candidate."""
    order = draw(st.permutations(range(candidates)))
    marks, place = [], 0
    for size in draw(st.lists(st.integers(0, 2), min_size=1, max_size=candidates)):
        marks.append(tuple(sorted(order[place : place + size])))
        place += size
    if all(len(rank) == 1 for rank in marks) or not any(marks):
        marks = [(order[0],), (), *([(order[1],)] if candidates > 1 else [])]
    return tuple(marks)


@st.composite
def contests(draw: st.DrawFn, *, irregular: bool = False) -> Contest:
    candidates = draw(st.integers(1, 6))
    marks = st.dictionaries(irregular_marks(candidates), weights, max_size=4)
    withdrawn = st.frozensets(st.integers(0, candidates - 1), max_size=candidates - 1)
    return Contest(
        title=draw(names),
        seats=draw(st.integers(1, 4)),
        candidates=tuple(
            draw(st.lists(names, min_size=candidates, max_size=candidates, unique=True))
        ),
        ballots=draw(st.dictionaries(rankings(candidates), weights, max_size=12)),
        irregular=draw(marks) if irregular else {},
        blank=draw(st.integers(0, 2)) if irregular else 0,
        withdrawn=draw(withdrawn) if irregular else frozenset(),
    )


@st.composite
def contests_with_lot(draw: st.DrawFn, *, irregular: bool = False) -> tuple[Contest, Lot]:
    contest = draw(contests(irregular=irregular))
    order = draw(st.permutations(contest.candidates))
    return contest, Lot(tuple(order), LotSource.DRAWN)

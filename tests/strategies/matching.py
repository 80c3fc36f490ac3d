"""Small tenders of every kind, for property tests of the matching engine."""

from typing import TypeVar

from hypothesis import strategies as st

from bids.matching.problem import Line, Member, Offer, Policy, Problem

T = TypeVar("T")

AREAS = ("A0", "A1", "A2")
SERVICES = ("S0", "S1")
ACCREDITATIONS = ("Q0", "Q1")
NEIGHBOURS = {
    "A0": frozenset({"A1"}),
    "A1": frozenset({"A0", "A2"}),
    "A2": frozenset({"A1"}),
}


def mostly(usual: st.SearchStrategy[T], rare: st.SearchStrategy[T]) -> st.SearchStrategy[T]:
    """One time in eight the rare: cases in which everything is nought or barred prove little."""
    return st.sampled_from([False] * 7 + [True]).flatmap(lambda seldom: rare if seldom else usual)


policies = st.builds(
    Policy,
    fee_pct=mostly(st.sampled_from([0, 8, 15]), st.integers(0, 100)),
    line_cost=st.sampled_from([0, 15, 15_000]),
    member_cost=st.sampled_from([0, 50, 50_000]),
    shortage_weight=mostly(st.sampled_from([3, 1_000]), st.sampled_from([0, 1])),
    small_floor_bp=st.sampled_from([0, 0, 2_000, 10_000]),
)


def few(choices: tuple[str, ...], *, least: int = 0) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(choices), min_size=least)


@st.composite
def offers(draw: st.DrawFn, most_units: int) -> tuple[Offer, ...]:
    some = st.sampled_from([SERVICES, SERVICES[:1], SERVICES[1:]])
    return tuple(
        Offer(
            service=service,
            localities=draw(st.just(frozenset(AREAS)) | few(AREAS, least=1)),
            capacity=draw(mostly(st.integers(1, 2 * most_units), st.just(0))),
            unit_cost=draw(mostly(st.integers(40, 80), st.integers(0, 150))),
            min_lot_pct=draw(mostly(st.sampled_from([0, 5, 30]), st.sampled_from([50, 100]))),
        )
        for service in draw(mostly(some, st.just(())))
    )


@st.composite
def members(draw: st.DrawFn, number: int, most_units: int) -> Member:
    usual_least = st.sampled_from([0, 0, 100]) | st.integers(0, 40 * most_units)
    return Member(
        id=f"M{number}",
        small=draw(st.booleans()),
        income=draw(st.integers(0, 1_000_000)),
        turnover_cap=draw(
            mostly(st.integers(50 * most_units, 300 * most_units), st.integers(0, 99))
        ),
        min_contract=draw(mostly(usual_least, st.integers(0, 200 * most_units))),
        accreditations=draw(few(ACCREDITATIONS)),
        offers=draw(offers(most_units)),
    )


@st.composite
def lines(draw: st.DrawFn, number: int, most_units: int) -> Line:
    return Line(
        id=f"L{number}",
        service=draw(st.sampled_from(SERVICES)),
        locality=draw(st.sampled_from(AREAS)),
        volume=draw(mostly(st.integers(1, most_units), st.just(0))),
        unit_price=draw(mostly(st.integers(90, 150), st.integers(1, 150))),
        accreditations=draw(mostly(st.just(frozenset()), st.just(frozenset({"Q0"})))),
        max_members=draw(mostly(st.sampled_from([1, 2, 2, 3]), st.just(0))),
    )


def number_up_to(most: int) -> st.SearchStrategy[int]:
    return mostly(st.sampled_from(range(most, most // 2, -1)), st.just(0))


@st.composite
def problems(
    draw: st.DrawFn, *, most_members: int = 5, most_lines: int = 5, most_units: int = 30
) -> Problem:
    """Tenders in which anything may bind: caps, least lots, least contracts, places, prices, floor."""
    return Problem(
        name="drawn",
        policy=draw(policies),
        localities=NEIGHBOURS,
        lines=tuple(draw(lines(n, most_units)) for n in range(draw(number_up_to(most_lines)))),
        members=tuple(
            draw(members(n, most_units)) for n in range(draw(number_up_to(most_members)))
        ),
    )

"""Small tenders of every kind, for property tests of the matching engine."""

from hypothesis import strategies as st

from bids.matching.problem import Line, Member, Offer, Policy, Problem

AREAS = ("A0", "A1", "A2")
SERVICES = ("S0", "S1")
ACCREDITATIONS = ("Q0", "Q1")
NEIGHBOURS = {
    "A0": frozenset({"A1"}),
    "A1": frozenset({"A0", "A2"}),
    "A2": frozenset({"A1"}),
}

policies = st.builds(
    Policy,
    fee_pct=st.sampled_from([0, 8, 100]) | st.integers(0, 30),
    line_cost=st.sampled_from([0, 15, 15_000]),
    member_cost=st.sampled_from([0, 50, 50_000]),
    shortage_weight=st.sampled_from([0, 1, 3, 1_000]),
    small_floor_bp=st.sampled_from([0, 0, 2_000, 10_000]),
)


def few(choices: tuple[str, ...], *, least: int = 0) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(choices), min_size=least)


@st.composite
def offers(draw: st.DrawFn, most_units: int) -> tuple[Offer, ...]:
    services = draw(st.lists(st.sampled_from(SERVICES), unique=True, max_size=2))
    return tuple(
        Offer(
            service=service,
            localities=draw(few(AREAS, least=1)),
            capacity=draw(st.integers(0, 2 * most_units)),
            unit_cost=draw(st.integers(0, 120)),
            min_lot_pct=draw(st.sampled_from([0, 5, 50, 100])),
        )
        for service in services
    )


@st.composite
def members(draw: st.DrawFn, number: int, most_units: int) -> Member:
    return Member(
        id=f"M{number}",
        small=draw(st.booleans()),
        income=draw(st.integers(0, 1_000_000)),
        turnover_cap=draw(st.integers(0, 300 * most_units)),
        min_contract=draw(st.sampled_from([0, 100]) | st.integers(0, 200 * most_units)),
        accreditations=draw(few(ACCREDITATIONS)),
        offers=draw(offers(most_units)),
    )


@st.composite
def lines(draw: st.DrawFn, number: int, most_units: int) -> Line:
    return Line(
        id=f"L{number}",
        service=draw(st.sampled_from(SERVICES)),
        locality=draw(st.sampled_from(AREAS)),
        volume=draw(st.integers(0, most_units)),
        unit_price=draw(st.integers(1, 150)),
        accreditations=draw(st.sampled_from([frozenset(), frozenset(), frozenset({"Q0"})])),
        max_members=draw(st.sampled_from([0, 1, 2, 2, 3])),
    )


@st.composite
def problems(
    draw: st.DrawFn, *, most_members: int = 5, most_lines: int = 5, most_units: int = 30
) -> Problem:
    """Tenders in which anything may bind: caps, least lots, least contracts, places, prices, floor."""
    return Problem(
        name="drawn",
        policy=draw(policies),
        localities=NEIGHBOURS,
        lines=tuple(draw(lines(n, most_units)) for n in range(draw(st.integers(0, most_lines)))),
        members=tuple(
            draw(members(n, most_units)) for n in range(draw(st.integers(0, most_members)))
        ),
    )

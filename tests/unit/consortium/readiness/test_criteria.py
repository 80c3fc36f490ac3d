from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consortium.readiness.criteria import Criterion, Held, Standing, assess, is_ready

DAY = date(2027, 4, 1)
COVER = Criterion("public-liability", 500_000_000)
BEFORE = date(2026, 8, 1)


def held(
    expires_on: date | None, cover: int | None = 500_000_000, issued_on: date = BEFORE
) -> Held:
    return Held("public-liability", issued_on, expires_on, cover)


@pytest.mark.parametrize(
    ("evidence", "standing"),
    [
        ([], Standing.MISSING),
        ([Held("employers-liability", BEFORE, None, 10**12)], Standing.MISSING),
        ([held(None)], Standing.MET),
        ([held(DAY + timedelta(days=61))], Standing.MET),
        ([held(DAY + timedelta(days=60))], Standing.EXPIRING),
        ([held(DAY)], Standing.EXPIRING),
        ([held(DAY - timedelta(days=1))], Standing.EXPIRED),
        ([held(None, issued_on=DAY)], Standing.MET),
        ([held(None, issued_on=DAY + timedelta(days=1))], Standing.NOT_YET),
        ([held(None, 499_999_999)], Standing.COVER_TOO_LOW),
        ([held(None, None)], Standing.COVER_TOO_LOW),
        ([held(DAY - timedelta(days=1)), held(DAY)], Standing.EXPIRING),
        ([held(DAY), held(DAY + timedelta(days=90))], Standing.MET),
    ],
)
def test_how_a_criterion_stands(evidence: list[Held], standing: Standing) -> None:
    (finding,) = assess([COVER], evidence, DAY)
    assert finding.standing is standing
    assert finding.is_enough == (standing in {Standing.MET, Standing.EXPIRING})


def test_of_two_the_one_that_lasts_longer_is_named() -> None:
    short, long = held(DAY + timedelta(days=5)), held(DAY + timedelta(days=50))
    for evidence in ([short, long], [long, short]):
        assert assess([COVER], evidence, DAY)[0].held == long


def test_ready_is_every_criterion() -> None:
    policy = Criterion("safeguarding-policy")
    has_both = [held(None), Held("safeguarding-policy", BEFORE)]
    assert is_ready(assess([COVER, policy], has_both, DAY))
    assert not is_ready(assess([COVER, policy], has_both[:1], DAY))
    assert is_ready(assess([], [], DAY))


DATES = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@given(
    st.lists(st.builds(held, DATES | st.none(), st.integers(1, 10**9), DATES), max_size=5), DATES
)
def test_more_evidence_never_makes_it_worse(evidence: list[Held], day: date) -> None:
    order = list(Standing)
    standings = [
        order.index(assess([COVER], evidence[:count], day)[0].standing)
        for count in range(len(evidence) + 1)
    ]
    assert standings == sorted(standings, reverse=True)

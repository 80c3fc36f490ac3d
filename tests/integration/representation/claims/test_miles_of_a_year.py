"""The first 10,000 miles of a tax year are paid once at the higher rate, whatever becomes of which claim."""

from datetime import datetime, timedelta

import pytest

from representation.claims.pricing import LineAsked
from representation.claims.states import LineKind
from representation.models import Claim, Meeting
from representation.services import claim_decisions, claims
from representation.services.claim_pricing import rerating
from tests.factories import claims as make

pytestmark = pytest.mark.django_db

FAR = LineAsked(LineKind.MILES, tenths=20_000)
NEAR = LineAsked(LineKind.MILES, tenths=2_000)
FULL, REDUCED = 55, 25
BEFORE_APRIL = 45  # of 2026


@pytest.fixture
def at() -> make.World:
    return make.world(pence=2_000_000)


def claimed(at: make.World, line: LineAsked, starts_at: datetime) -> Claim:
    return make.submitted(at, line, of=make.attendance(at, make.meeting(at, starts_at)))


def five_and_one(at: make.World) -> tuple[list[Claim], Claim]:
    """Five claims of 2,000 miles, and one of 200 after them."""
    weeks = [make.TUESDAY - timedelta(weeks=number) for number in range(6)]
    far = [claimed(at, FAR, week) for week in weeks[:5]]
    near = claimed(at, NEAR, weeks[5])
    assert near.total_pence == 200 * REDUCED
    return far, near


def asked_and_sent_again(at: make.World, claim: Claim, *lines: LineAsked) -> Claim:
    officer = at.money.coordinator
    claim = claim_decisions.query_claim(by=officer, claim=claim, question="Why so far?")
    if lines:
        claims.set_lines(by=at.user, claim=claim, lines=lines)
    return claims.submit_claim(by=at.user, claim=claim)


def test_a_claim_that_was_asked_about_keeps_its_place_in_the_year(at: make.World) -> None:
    far, _near = five_and_one(at)
    again = asked_and_sent_again(at, far[2])
    assert again.total_pence == 2_000 * FULL


def test_a_claim_that_begins_again_comes_after_those_sent_meanwhile(at: make.World) -> None:
    far, _near = five_and_one(at)
    claim_decisions.refuse_claim(by=at.money.coordinator, claim=far[0], reason="By train, surely")
    between = claimed(at, FAR, make.TUESDAY - timedelta(weeks=7))
    assert between.total_pence == 1_800 * FULL + 200 * REDUCED
    claims.reopen_claim(by=at.user, claim=far[0])
    again = claims.submit_claim(by=at.user, claim=far[0])
    assert again.total_pence == 2_000 * REDUCED


def test_miles_that_were_taken_back_show_as_owed_to_later_claims(at: make.World) -> None:
    far, near = five_and_one(at)
    claim_decisions.approve_claim(by=at.money.coordinator, claim=near)
    assert rerating(at.money.network) == ()
    asked_and_sent_again(at, far[0], LineAsked(LineKind.MILES, tenths=19_000))
    found = [(one.number, one.difference_pence) for one in rerating(at.money.network)]
    assert found == [(near.number, 100 * (FULL - REDUCED))]
    claims.withdraw_claim(by=at.user, claim=far[0])
    found = [(one.number, one.difference_pence) for one in rerating(at.money.network)]
    assert found == [(near.number, 200 * (FULL - REDUCED))]


@pytest.mark.parametrize(
    ("starts_at", "pence"),
    [
        (datetime(2026, 4, 5, 23, 30, tzinfo=make.LONDON), 200 * BEFORE_APRIL),
        (datetime(2026, 4, 6, 0, 30, tzinfo=make.LONDON), 200 * REDUCED),
        (datetime(2027, 4, 5, 23, 30, tzinfo=make.LONDON), 200 * REDUCED),
        (datetime(2027, 4, 6, 0, 30, tzinfo=make.LONDON), 200 * FULL),
    ],
)
def test_the_tax_year_turns_at_midnight_in_london(
    at: make.World, starts_at: datetime, pence: int
) -> None:
    five_and_one(at)
    week = make.meeting(at, make.TUESDAY - timedelta(weeks=9))
    claim = make.draft(at, NEAR, of=make.attendance(at, week))
    Meeting.objects.filter(pk=week.pk).update(
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=2)
    )
    assert claims.set_lines(by=at.user, claim=claim, lines=[NEAR]).total_pence == pence

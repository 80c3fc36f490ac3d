"""Claims by services: from attendance, with receipts late or early, of cancelled meetings, paid to two."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from consortium.decisions import Refused
from consortium.models import Due, Event, RateRow
from consortium.selectors.ledger import check_books
from representation.claims.pricing import LineAsked, LineRefused
from representation.claims.states import ClaimState, LineKind, Oddity, Standing
from representation.models import Attendance, Claim, Meeting
from representation.selectors.claim_figures import by_seat_and_year, who_never_claims
from representation.selectors.claim_oddities import oddities_of
from representation.services import claim_decisions, claim_receipts, claims, meetings
from representation.services.attendance import note_attendance
from representation.services.claim_pricing import rerating
from tests.canary import RECEIPT
from tests.factories import claims as make
from tests.factories import consortium as people
from tests.factories.claim_paths import PATHS, fresh

pytestmark = pytest.mark.django_db
PHOTO = b"\xff\xd8\xff" + RECEIPT.encode()


@pytest.fixture
def at() -> make.World:
    return make.world()


@pytest.fixture(autouse=True)
def _receipts_in_a_folder_of_their_own(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def odd(claim: Claim) -> set[Oddity]:
    return {one.code for one in oddities_of(fresh(claim))}


def test_one_claim_is_owed_to_two_payees(at: make.World) -> None:
    claim = make.approved(at, make.TIME, make.MILES, make.CHILDCARE)
    dues = {str(due.payee): due.pence for due in Due.objects.filter(source=claim.source)}
    assert dues == {"Belper Young Carers": 3_625, "Priya Nair": 990 + 2_400}
    assert check_books(at.money.network).stand


def test_a_claim_is_begun_once(at: make.World) -> None:
    was_there = make.attendance(at)
    first = claims.begin_claim(by=at.user, attendance=was_there)
    assert claims.begin_claim(by=at.user, attendance=was_there) == first
    make.submitted(at, of=was_there)
    with pytest.raises(Refused, match="a claim for this meeting already"):
        claims.begin_claim(by=at.user, attendance=was_there)
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(
            consortium=first.consortium, number=99, attendance=was_there, claimant=at.priya,
            claimed_by=at.user, scheme=at.scheme, standing="paid", begun_at=timezone.now(),
        )  # fmt: skip


def test_only_who_was_there_claims(at: make.World) -> None:
    was_there = make.attendance(at)
    for user in (at.money.lead, at.money.treasurer):
        with pytest.raises(Refused, match="Only the person who was at the meeting"):
            claims.begin_claim(by=user, attendance=was_there)


def test_a_meeting_is_over_before_it_is_claimed_for(at: make.World) -> None:
    starts_at = timezone.now() + timedelta(hours=1)
    with pytest.raises(Refused, match="not over yet"):
        claims.begin_claim(by=at.user, attendance=make.attendance(at, make.meeting(at, starts_at)))


def test_claims_are_taken_for_so_many_days(at: make.World) -> None:
    starts_at = timezone.now() - timedelta(days=92)
    with pytest.raises(Refused, match="90 days"):
        claims.begin_claim(by=at.user, attendance=make.attendance(at, make.meeting(at, starts_at)))


@pytest.mark.parametrize(("hours", "is_paid"), [(23, True), (25, False)])
def test_a_meeting_cancelled_late_is_paid(at: make.World, hours: int, is_paid: bool) -> None:
    meeting = make.meeting(at, timezone.now() + timedelta(hours=hours))
    was_to_come = make.attendance(at, meeting)
    meetings.cancel_meeting(by=at.money.coordinator, meeting=meeting)
    if not is_paid:
        with pytest.raises(Refused, match="more than 24 hours before"):
            claims.begin_claim(by=at.user, attendance=was_to_come)
        return
    at.scheme.cancelled_time_pct = 50
    at.scheme.save()
    claim = make.submitted(at, make.TIME, of=was_to_come)
    assert claim.total_pence == 1_813  # half of £36.25, half a penny up


def test_a_volunteer_is_paid_no_time(at: make.World) -> None:
    claim = make.draft(at, make.MILES)
    with pytest.raises(LineRefused):
        claims.set_lines(by=at.user, claim=claim, lines=[make.TIME], standing=Standing.VOLUNTEER)
    assert fresh(claim).total_pence == 990


def test_a_receipt_may_come_late(at: make.World) -> None:
    claim = make.submitted(at, make.CHILDCARE)
    assert Oddity.RECEIPT_MISSING in odd(claim)
    receipt = claim_receipts.add_receipt(by=at.user, claim=claim, kind="childcare", content=PHOTO)
    again = claim_receipts.add_receipt(by=at.user, claim=claim, kind="childcare", content=PHOTO)
    assert receipt == again
    assert Oddity.RECEIPT_MISSING not in odd(claim)
    assert claim_receipts.open_receipt(by=at.money.treasurer, receipt=receipt) == PHOTO
    assert Event.objects.filter(kind="receipt.opened").count() == 1


def test_a_receipt_is_private(at: make.World) -> None:
    claim = make.submitted(at, make.CHILDCARE)
    receipt = claim_receipts.add_receipt(by=at.user, claim=claim, kind="childcare", content=PHOTO)
    stranger = people.role(people.RoleKind.MEMBER_CONTACT, of=at.money.network, email="x@y.example")
    with pytest.raises(Refused):
        claim_receipts.open_receipt(by=stranger, receipt=receipt)
    path = claim_receipts._path(receipt.name)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert str(settings.STATIC_ROOT) not in str(path)


def test_a_receipt_is_for_a_cost(at: make.World) -> None:
    claim = make.submitted(at, make.TIME)
    for kind in ("time", "childcare", "nothing"):
        with pytest.raises(Refused, match="no such cost"):
            claim_receipts.add_receipt(by=at.user, claim=claim, kind=kind, content=PHOTO)


def test_the_same_receipt_twice_stops_the_second_claim(at: make.World) -> None:
    for days in (0, 1):
        meeting = make.meeting(at, make.TUESDAY - timedelta(days=days))
        claim = make.submitted(at, make.CHILDCARE, of=make.attendance(at, meeting))
        claim_receipts.add_receipt(by=at.user, claim=claim, kind="childcare", content=PHOTO)
    assert Oddity.SAME_RECEIPT in odd(claim)
    with pytest.raises(Refused, match="stops it"):
        claim_decisions.approve_claim(by=at.money.coordinator, claim=claim)


def test_two_meetings_at_once_stop_the_claim(at: make.World) -> None:
    make.submitted(at)
    overlapping = make.meeting(at, make.TUESDAY + timedelta(hours=1))
    claim = make.submitted(at, of=make.attendance(at, overlapping))
    assert Oddity.SAME_DAY_TWICE in odd(claim)


def test_a_budget_that_is_spent_stops_the_claim() -> None:
    at = make.world(pence=5_000)
    claim = make.submitted(at, make.TIME, make.CHILDCARE)
    with pytest.raises(Refused, match="stops it"):
        claim_decisions.approve_claim(by=at.money.coordinator, claim=claim)
    assert not Due.objects.exists()


def test_a_question_goes_to_the_claimant(
    at: make.World, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        PATHS[ClaimState.QUERIED](at)
    assert [message.to for message in mail.outbox] == [[at.user.email]]
    assert "Why so far?" in mail.outbox[0].body


def test_who_is_paid_gets_a_note(at: make.World, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        PATHS[ClaimState.PAID](at)
    note = next(m for m in mail.outbox if m.to == [at.user.email] and "paid to you" in m.subject)
    assert "Reference on your statement: MH1-" in note.body
    assert "£9.90" in note.body


def test_several_are_approved_and_the_others_say_why(at: make.World) -> None:
    good = make.submitted(at)
    bad = make.draft(at, of=make.attendance(at, make.meeting(at, make.TUESDAY - timedelta(days=7))))
    left = claim_decisions.approve_claims(by=at.money.coordinator, claims=[good, bad])
    assert [one.number for one in left] == [bad.number]
    assert fresh(good).state == ClaimState.APPROVED


def test_a_claim_keeps_the_rates_of_its_day_and_a_backdated_rate_shows(at: make.World) -> None:
    claim = make.approved(at, make.MILES)
    assert rerating(at.money.network) == ()
    car = RateRow.objects.filter(kind="car", valid_until=None)
    car.update(valid_until=make.TUESDAY.date() - timedelta(days=1))
    RateRow.objects.create(
        kind="car", pence=60, first_miles=10_000, then_pence=25, source="Announced later",
        valid_from=make.TUESDAY.date(),
    )  # fmt: skip
    found = rerating(at.money.network)
    assert [(one.number, one.difference_pence) for one in found] == [(claim.number, 90)]


def test_miles_of_a_tax_year_are_counted(at: make.World) -> None:
    far = LineAsked(LineKind.MILES, tenths=20_000)
    total = 0
    for week in range(6):
        meeting = make.meeting(at, make.TUESDAY - timedelta(days=7 * week))
        total += make.submitted(at, far, of=make.attendance(at, meeting)).total_pence
    assert total == 5 * 110_000 + 2_000 * 25


def test_figures_for_the_public_and_the_treasurer(at: make.World) -> None:
    other = people.role(
        people.RoleKind.MEMBER_CONTACT, of=at.money.network, email="karen@c.example"
    )
    PATHS[ClaimState.PAID](at)
    make.attendance(at, Meeting.objects.get(), other.people.get())
    assert [(one.year, one.claims, one.paid_pence) for one in by_seat_and_year()] == [
        (2026, 1, 4_615)
    ]
    assert [(one.name, one.meetings) for one in who_never_claims(at.money.network)] == [
        ("Karen", 1)
    ]


def test_attendance_is_of_a_seat_on_that_day(at: make.World) -> None:
    was_there = make.attendance(at)
    held = was_there.appointment
    assert held is not None
    early = make.meeting(at, make.TUESDAY - timedelta(days=700))
    held.start_on = make.TUESDAY.date()
    with pytest.raises(Refused, match="did not hold this seat"):
        note_attendance(by=at.money.lead, meeting=early, of=held)
    with pytest.raises(Refused, match="noted already"):
        note_attendance(by=at.money.lead, meeting=was_there.meeting, of=held)
    with pytest.raises(Refused, match="can note meetings"):
        note_attendance(by=at.user, meeting=was_there.meeting, of=held)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.filter(pk=was_there.pk).update(on_behalf_of=None)

"""Nobody decides on what is close to them, whichever way round it was written down."""

import pytest

from consortium.models import Connection, User
from consortium.permissions import may_end_connection
from consortium.states import RoleKind
from representation.claim_permissions import may_decide
from representation.claims.states import ClaimState
from representation.models import Claim
from representation.services import claim_decisions, claims
from representation.states import AppointmentState, EndReason
from tests.factories import claims as make
from tests.factories import consortium as people
from tests.factories import representation as seats
from tests.factories.claim_paths import PATHS, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return make.submitted(make.world())


def approvers(claim: Claim) -> tuple[User, User]:
    """One whose row is older than the claimant's, and one whose row is newer."""
    newer = people.role(RoleKind.CHAIR, of=claim.consortium, email="new@money.example")
    older = User.objects.get(email="coordinator@money.example")
    assert older.people.get().pk < claim.claimant_id < newer.people.get().pk
    return older, newer


@pytest.mark.parametrize("number", [0, 1])
def test_a_household_counts_whoever_of_the_two_was_here_first(claim: Claim, number: int) -> None:
    user = approvers(claim)[number]
    assert may_decide(user, claim)
    first, second = sorted((user.people.get(), claim.claimant), key=lambda one: one.pk)
    connection = Connection.objects.create(first=first, second=second, declared_on=seats.LONG_AGO)
    assert not may_decide(user, claim)
    assert not may_end_connection(user, claim.consortium, connection)
    assert not may_end_connection(claim.claimed_by, claim.consortium, connection)
    lead = User.objects.get(email="lead@money.example")
    assert may_end_connection(lead, claim.consortium, connection)


def test_a_claim_stays_ones_own_at_another_address(claim: Claim) -> None:
    user = approvers(claim)[0]
    claim.claimant.user = user
    claim.claimant.save(update_fields=["user"])
    assert "your own claim" in may_decide(user, claim).reason


def test_a_seat_for_the_organisation_counts_while_it_is_held(claim: Claim) -> None:
    user = approvers(claim)[0]
    held = seats.appointment(
        seats.seat(claim.attendance.meeting.body, 9), user.people.get(), claim.organisation
    )
    assert not may_decide(user, claim)
    held.state, held.ended_on = AppointmentState.ENDED, seats.LONG_AGO
    held.end_reason = EndReason.RESIGNED
    held.save()
    assert may_decide(user, claim)


def test_a_question_takes_the_first_approval_back() -> None:
    """Else the claim, changed since, would need but one more."""
    at = make.world()
    claim = PATHS[ClaimState.APPROVED_ONCE](at)
    claim_decisions.query_claim(by=at.money.treasurer, claim=claim, question="Which taxi?")
    assert fresh(claim).first_approver is None
    claims.submit_claim(by=at.user, claim=claim)
    again = claim_decisions.approve_claim(by=at.money.treasurer, claim=claim)
    assert (again.state, again.second_approver) == (ClaimState.APPROVED_ONCE, None)

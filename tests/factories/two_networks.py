"""The demonstration, and somebody with every office in each of two of its networks."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from bids.services.demonstration import load_demonstration
from consortium.models import Connection, Consortium, FeeBandProposal, Organisation, Person, User
from consortium.states import RoleKind
from representation.claims.pricing import LineAsked
from representation.claims.states import LineKind
from representation.models import (
    Appointment,
    Attendance,
    ClaimReceipt,
    Outcome,
    Seat,
    SeatRequest,
    Structure,
)
from representation.seat_requests.states import RequestState
from representation.services import claim_receipts, claims
from representation.services.appointments import end_appointment
from representation.services.election_planning import ContestPlan, ElectionPlan, plan_election
from representation.states import EndReason
from tests.factories import bids as make
from tests.factories import consortium as people
from tests.factories import elections
from tests.factories import representation as seats

OFFICES = (
    RoleKind.LEAD,
    RoleKind.COORDINATOR,
    RoleKind.TREASURER,
    RoleKind.CHAIR,
    RoleKind.RETURNING_OFFICER,
)
PHOTO = b"\xff\xd8\xff a receipt of a childminder in Southsea"
SOON = timedelta(days=60)


@dataclass(frozen=True)
class Side:
    """A network, a member of it, and somebody with every office in both."""

    network: Consortium
    member: Organisation
    structure: Structure
    user: User

    @property
    def person(self) -> Person:
        """Who the user is."""
        return self.user.people.get()


def two_networks() -> tuple[Side, Side]:
    """One with a row of everything that an address can name, and one with a tender and an election."""
    load_demonstration()
    theirs = _side("pompey-families", "paulsgrove-play-trust", "theirs@pompey.example")
    ours = _side("derbyshire-families", "hasland-homework-club", "ours@derbyshire.example")
    _add_what_the_demonstration_lacks(theirs)
    make.line(make.tender(ours.network))
    _draft_election(ours)
    return theirs, ours


def _side(network: str, member: str, email: str) -> Side:
    found = Consortium.objects.get(slug=network)
    organisation = Organisation.objects.get(slug=member)
    for kind in OFFICES:
        user = people.role(kind, of=found, email=email)
    for kind in (RoleKind.MEMBER_CONTACT, RoleKind.VOTING_CONTACT):
        people.role(kind, of=found, at=organisation, email=email)
    return Side(found, organisation, found.structures.earliest("pk"), user)


def _add_what_the_demonstration_lacks(at: Side) -> None:
    """A claim with a receipt, a household, a fee, a board's request, a seat that was left, a stand-in."""
    receipt_of(at)
    shared = Appointment.objects.get(person__user__email="zoe.salter@example.org", ended_on=None)
    seats.stand_in(shared.seat, Person.objects.create(name="Mo Salter"))
    end_appointment(
        by=at.user,
        appointment=Outcome.objects.earliest("pk").appointment,
        reason=EndReason.RESIGNED,
        last_day=timezone.localdate(),
    )
    attending = Attendance.objects.filter(meeting__body__structure=at.structure)
    first, second = sorted({one.person_id for one in attending})[:2]
    Connection.objects.create(first_id=first, second_id=second, declared_on=date.today())
    FeeBandProposal.objects.create(
        consortium=at.network,
        from_pence=0,
        basis_points=900,
        valid_from=date.today(),
        approved_on=date.today(),
        proposed_by=at.user,
        proposed_at=timezone.now(),
    )
    SeatRequest.objects.create(
        structure=at.structure,
        board="Early Help Board",
        owner="Portsmouth City Council",
        role="Speak for small groups",
        terms="Meets every second month. One vote.",
        needed_by=date.today() + SOON,
        officer_name="Ann Ofori",
        officer_email="ann.ofori@council.example",
        language="en-gb",
        state=RequestState.WAITING,
    )


def receipt_of(at: Side) -> ClaimReceipt:
    """A draft of somebody in that network, for what has not been claimed yet, with a receipt."""
    unclaimed = Attendance.objects.filter(meeting__body__structure=at.structure, claims=None)
    attendance = unclaimed.filter(person__user__isnull=False).earliest("pk")
    user = attendance.person.user
    assert user is not None
    claim = claims.begin_claim(by=user, attendance=attendance)
    lines = [LineAsked(LineKind.CHILDCARE, cost_pence=2_000)]
    claims.set_lines(by=user, claim=claim, lines=lines)
    return claim_receipts.add_receipt(by=user, claim=claim, kind="childcare", content=PHOTO)


def _draft_election(at: Side) -> None:
    seat = Seat.objects.filter(body__structure=at.structure, electing_body__isnull=False)[0]
    assert seat.electing_body is not None
    plan = ElectionPlan(
        title="Our own election",
        electorate=seat.electing_body,
        returning_officer=at.person,
        timetable=elections.timetable(),
        contests=[ContestPlan("Our own contest", [seat])],
    )
    plan_election(by=at.user, structure=at.structure, plan=plan)

"""A board that met, somebody who was there for an organisation, and the scheme that pays for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from consortium.models import Organisation, PaymentScheme, Person, User
from consortium.services.rates import ensure_national_rates, set_rate
from consortium.treasury.rates import Rate
from consortium.treasury.states import RateKind
from representation.claims.pricing import LineAsked
from representation.claims.states import LineKind
from representation.models import Attendance, Body, Claim, Meeting, Structure
from representation.services import claim_decisions, claim_schemes, claims, meetings
from representation.services.attendance import note_attendance
from tests.factories import consortium as make
from tests.factories import representation as seats
from tests.factories import treasury as money

LONDON = ZoneInfo("Europe/London")
TUESDAY = datetime(2026, 11, 17, 10, 0, tzinfo=LONDON)
OURS = "Decided by the board on 3 March 2026"
TIME = LineAsked(LineKind.TIME, minutes=150)
MILES = LineAsked(LineKind.MILES, tenths=180)
CHILDCARE = LineAsked(LineKind.CHILDCARE, cost_pence=2_400)


@dataclass(frozen=True)
class World:
    """A treasury with a board, its scheme, and Priya, who holds a seat on it."""

    money: money.Treasury
    structure: Structure
    board: Body
    scheme: PaymentScheme
    priya: Person
    user: User
    club: Organisation


def world(pence: int = 1_000_000, **settings: int) -> World:
    ensure_national_rates()
    books = money.treasury(pence=pence)
    structure = seats.structure(books.network)
    board = seats.body(structure, "Children's Partnership Board", slug="childrens-board")
    scheme = claim_schemes.open_scheme(by=books.lead, budget=books.budget, name="Voice", **settings)
    claim_schemes.use_scheme(
        by=books.lead, scheme=scheme, structure=structure, start_on=money.BEGINS
    )
    for kind, pence_a_unit, cap in (
        (RateKind.HOUR, 1_450, None),
        (RateKind.CHILDCARE, None, 4_000),
        (RateKind.FARE, None, None),
        (RateKind.ACCESS, None, 20_000),
    ):
        rate = Rate(kind, pence_a_unit, money.BEGINS, OURS, cap_pence=cap)
        set_rate(by=books.lead, scheme=scheme, rate=rate)
    user = User.objects.create_user("priya@belper.example")
    priya = Person.objects.create(name="Priya Nair", user=user)
    return World(
        books, structure, board, scheme, priya, user, make.organisation("Belper Young Carers")
    )


def meeting(at: World, starts_at: datetime = TUESDAY, **fields: Any) -> Meeting:
    given = {"ends_at": starts_at + timedelta(minutes=150), "place": "Matlock"} | fields
    return meetings.note_meeting(by=at.money.lead, body=at.board, starts_at=starts_at, **given)


def attendance(at: World, of: Meeting | None = None, person: Person | None = None) -> Attendance:
    """Priya (or another) was there, for her club."""
    who = person or at.priya
    met = of or meeting(at)
    number = at.board.seats.count() + 1
    held = who.appointments.filter(seat__body=at.board).first() or seats.appointment(
        seats.seat(at.board, number), who, at.club
    )
    return note_attendance(by=at.money.lead, meeting=met, of=held)


def draft(at: World, *lines: LineAsked, of: Attendance | None = None) -> Claim:
    of = of or attendance(at)
    user = of.person.user
    assert user is not None
    claim = claims.begin_claim(by=user, attendance=of)
    return claims.set_lines(by=user, claim=claim, lines=lines or (TIME, MILES))


def submitted(at: World, *lines: LineAsked, of: Attendance | None = None) -> Claim:
    claim = draft(at, *lines, of=of)
    return claims.submit_claim(by=claim.claimed_by, claim=claim)


def approved(at: World, *lines: LineAsked, of: Attendance | None = None) -> Claim:
    """Approved by the coordinator."""
    return claim_decisions.approve_claim(
        by=at.money.coordinator, claim=submitted(at, *lines, of=of)
    )


def payable(at: World) -> None:
    """Open the network's account, and the accounts of those that are owed something."""
    money.own_account(at.money)
    for due in at.money.network.dues.all():
        if not due.payee.bank_details.exists():
            money.open_account(at.money, due.payee)

"""Who may bring whom to a seat and away from it, in every state and role; all else is refused."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import transaction

from consortium.decisions import Refused
from consortium.models import Band, BandScheme, Event, Income, User
from consortium.states import RoleKind
from representation.models import Appointment, AppointmentStep, Seat
from representation.rules.choosing import Choice, Votes
from representation.services.appointment_moves import lose_basis
from representation.services.appointments import appoint, end_appointment
from representation.services.stand_ins import end_stand_in, name_stand_in
from representation.states import BY_VOTE, AppointmentState, EndReason, Mandate, StandInKind
from tests.factories import consortium as make
from tests.factories import representation as make_seats
from tests.integration.representation.county import TERM, County, county

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = date(2026, 11, 1)

LEADERS = {"lead", "coordinator"}
MAY_END: dict[EndReason, set[str]] = {
    EndReason.TERM_ENDED: LEADERS,
    EndReason.RESIGNED: LEADERS | {"holder"},
    EndReason.LEFT_ORGANISATION: LEADERS,
    EndReason.ORGANISATION_LEFT: LEADERS,
    EndReason.MISSED_MEETINGS: LEADERS,
    EndReason.RECALLED: {"returning-officer"},
    EndReason.ANNULLED: {"returning-officer"},
    EndReason.DIED: LEADERS,
    EndReason.NOT_RECORDED: LEADERS,
    EndReason.REPLACED: set(),
    EndReason.BASIS_ENDED: set(),
    EndReason.BODY_DISSOLVED: set(),
    EndReason.SEAT_ABOLISHED: set(),
}
MAY_APPOINT = {
    mandate: {"returning-officer"} if mandate in BY_VOTE else LEADERS for mandate in Mandate
}


@pytest.fixture
def derbyshire() -> County:
    return county()


def everybody(of: County) -> dict[str, User]:
    """One user in each role of the network, the holder, somebody of another network, and a stranger."""
    users = {kind.value: of.user(kind) for kind in RoleKind}
    other = make.network("Coast and Cheviot Voices")
    users["lead of another"] = make.role(RoleKind.LEAD, of=other, email="alan@coast.example")
    users["stranger"] = User.objects.create_user("stranger@nowhere.example")
    users["holder"] = User.objects.create_user("carl@derbyshire.example")
    return users


def held(of: County, users: dict[str, User]) -> Appointment:
    club = of.member("Hasland Homework Club", "Chesterfield")
    seat = of.seats("GRID", area__name="Chesterfield")[0]
    appointment = of.elect(seat, "Carl Orchard", club)
    appointment.person.user = users["holder"]
    appointment.person.save()
    return appointment


def is_allowed(act: Callable[[], object]) -> bool:
    """Whether it is allowed, tried and taken back. A refusal carries its reason and writes nothing."""
    before = rows()
    undo = transaction.savepoint()
    try:
        act()
    except Refused as refused:
        if not refused.reason or rows() != before:
            raise
        return False
    finally:
        transaction.savepoint_rollback(undo)
    return True


def rows() -> tuple[int, int, int]:
    """How many rows a change of seats would add to."""
    return Appointment.objects.count(), AppointmentStep.objects.count(), Event.objects.count()


@pytest.mark.parametrize("state", list(AppointmentState))
def test_who_may_end_an_appointment_in_which_state(
    derbyshire: County, state: AppointmentState
) -> None:
    users = everybody(derbyshire)
    appointment = held(derbyshire, users)
    if state is AppointmentState.BASIS_LOST:
        lose_basis(appointment, by=None, lost_on=LATER, replace_by=LATER)
    if state is AppointmentState.ENDED:
        end_appointment(by=None, appointment=appointment, reason=EndReason.DIED, last_day=LATER)

    def may(who: str, reason: EndReason) -> bool:
        same = Appointment.objects.get(pk=appointment.pk)
        return is_allowed(
            lambda: end_appointment(by=users[who], appointment=same, reason=reason, last_day=LATER)
        )

    found = {reason: {who for who in users if may(who, reason)} for reason in EndReason}
    nothing: dict[EndReason, set[str]] = {reason: set() for reason in EndReason}
    assert found == (nothing if state is AppointmentState.ENDED else MAY_END)


@pytest.mark.parametrize("mandate", list(Mandate))
def test_who_may_bring_somebody_to_a_seat(derbyshire: County, mandate: Mandate) -> None:
    users = everybody(derbyshire)
    club = derbyshire.member("Hasland Homework Club", "Chesterfield")
    seat, basis = derbyshire.seats("GRID", area__name="Chesterfield")[0], None
    if mandate is Mandate.INDIRECTLY_ELECTED:
        basis = derbyshire.elect(seat, "Carl Orchard", club)
        seat = derbyshire.seats("Children’s Trust Board")[0]
    choice = Choice(make_seats.person("Carl Orchard"), mandate, TERM, club, basis=basis)

    def may(who: str) -> bool:
        return is_allowed(lambda: appoint(by=users[who], seat=seat, choice=choice))

    assert {who for who in users if may(who)} == MAY_APPOINT[mandate]


def test_nobody_takes_a_seat_that_is_held(derbyshire: County) -> None:
    appointment = held(derbyshire, everybody(derbyshire))
    other = derbyshire.member("Dronfield Night Owls", "Chesterfield")
    for start in (TERM, LATER, appointment.due_on):
        with pytest.raises(Refused, match="Carl Orchard holds this seat"):
            derbyshire.elect(appointment.seat, "Kofi Barrow", other, start_on=start)
    assert appointment.due_on is not None
    later = derbyshire.elect(
        appointment.seat, "Kofi Barrow", other, start_on=appointment.due_on + DAY
    )
    appointment.refresh_from_db()
    assert (appointment.end_reason, appointment.ended_on) == (
        EndReason.TERM_ENDED,
        appointment.due_on,
    )
    assert later.state == AppointmentState.STANDING


def test_who_was_co_opted_gives_way_to_a_vote(derbyshire: County) -> None:
    club = derbyshire.member("Hasland Homework Club", "Chesterfield")
    seat = derbyshire.seats("GRID", area__name="Chesterfield")[0]
    guest = derbyshire.elect(seat, "Deb Keane", club, mandate=Mandate.CO_OPTED, votes=None)
    with pytest.raises(Refused, match="Deb Keane holds"):
        derbyshire.elect(seat, "Carl", club, mandate=Mandate.CO_OPTED, votes=None, start_on=LATER)
    derbyshire.elect(seat, "Carl Orchard", club, start_on=LATER)
    guest.refresh_from_db()
    assert (guest.ended_on, guest.end_reason) == (LATER - DAY, EndReason.REPLACED)


def test_whom_a_seat_asks_for(derbyshire: County) -> None:
    """Voters of the district's forum; for the board, a holder of a GRID seat that day."""
    here = derbyshire.member("Hasland Homework Club", "Chesterfield")
    there = derbyshire.member("Bolsover Young Voices", "Bolsover")
    stranger = make.organisation("Nobody’s Club")
    district, another = derbyshire.seats("GRID", area__name="Chesterfield")
    board = derbyshire.seats("Children’s Trust Board")[0]
    for club, match in ((there, "vote there"), (stranger, "member organisations")):
        with pytest.raises(Refused, match=match):
            derbyshire.elect(district, "Fay Nowak", club)
    with pytest.raises(Refused, match="Only a holder"):
        derbyshire.elect(board, "Carl Orchard", here)
    mine = derbyshire.elect(district, "Carl Orchard", here)
    with pytest.raises(Refused, match="does not hold that day"):
        derbyshire.elect_from(mine, board, start_on=TERM - DAY)
    with pytest.raises(Refused, match="Only a holder"):
        derbyshire.elect(board, "Deb Keane", here, basis=mine, mandate=Mandate.INDIRECTLY_ELECTED)
    with pytest.raises(Refused, match="not elected by the holders"):
        derbyshire.elect(another, "Deb Keane", here, basis=mine, mandate=Mandate.INDIRECTLY_ELECTED)
    assert derbyshire.elect_from(mine, board).basis == mine


def test_what_a_seat_refuses_besides(derbyshire: County) -> None:
    club = derbyshire.member("Hasland Homework Club", "Chesterfield")
    first, second = derbyshire.seats("GRID", area__name="Chesterfield")
    for fields, match in (
        ({"start_on": date(2020, 1, 1)}, "not there on that day"),
        ({"votes": Votes(TERM, electorate=5, voted=6)}, "More cannot have voted"),
        ({"mandate": Mandate.ELECTED_UNOPPOSED}, "Nobody votes where"),
    ):
        with pytest.raises(Refused, match=match):
            derbyshire.elect(first, "Carl Orchard", club, **fields)
    choice = Choice(make_seats.person("Carl Orchard"), Mandate.ELECTED, TERM)
    with pytest.raises(Refused, match="which organisation"):
        appoint(by=None, seat=first, choice=choice)
    derbyshire.elect(first, "Carl Orchard", club)
    with pytest.raises(Refused, match="another seat on the same body"):
        derbyshire.elect(second, "Carl Orchard", club)
    assert Appointment.objects.count() == 1


def test_a_guest_needs_no_organisation_and_has_no_term(derbyshire: County) -> None:
    seat = derbyshire.seats("Children’s Trust Board")[0]
    choice = Choice(make_seats.person("Colin Dace"), Mandate.INVITED, TERM)
    guest = appoint(by=None, seat=seat, choice=choice)
    assert (guest.due_on, guest.on_behalf_of) == (None, None)


def test_a_seat_reserved_by_size(derbyshire: County) -> None:
    scheme = BandScheme.objects.create(slug="ours", name="Ours", source="us")
    small = Band.objects.create(
        scheme=scheme, slug="s", name="Small", from_pence=0, below_pence=100, is_small=True
    )
    Band.objects.create(scheme=scheme, slug="l", name="Large", from_pence=100, is_small=False)
    seat = derbyshire.seats("GRID", area__name="Chesterfield")[0]
    Seat.objects.filter(pk=seat.pk).update(reserved_up_to=small)
    club = derbyshire.member("Hasland Homework Club", "Chesterfield")
    with pytest.raises(Refused, match="not known"):
        derbyshire.elect(seat, "Carl Orchard", club)
    income = Income.objects.create(
        organisation=club, year_end_on=TERM, pence=100, source="accounts"
    )
    with pytest.raises(Refused, match="Small"):
        derbyshire.elect(seat, "Carl Orchard", club)
    Income.objects.filter(pk=income.pk).update(pence=99)
    derbyshire.elect(seat, "Carl Orchard", club)


def test_nobody_sits_for_more_than_the_years_that_are_set() -> None:
    short = county(most_years=3)
    club = short.member("Hasland Homework Club", "Chesterfield")
    first, second = short.seats("GRID", area__name="Chesterfield")
    once = short.elect(first, "Carl Orchard", club)
    assert once.due_on is not None
    with pytest.raises(Refused, match="more than this many years"):
        short.elect(first, "Carl Orchard", club, start_on=once.due_on + DAY)
    short.elect(second, "Deb Keane", club)


def test_no_more_than_a_third_is_co_opted(derbyshire: County) -> None:
    club = derbyshire.member("Hasland Homework Club", "Chesterfield")
    first, second = derbyshire.seats("GRID", area__name="Chesterfield")
    derbyshire.elect(first, "Deb Keane", club, mandate=Mandate.CO_OPTED, votes=None)
    with pytest.raises(Refused, match="co-opted"):
        derbyshire.elect(second, "Carl Orchard", club, mandate=Mandate.CO_OPTED, votes=None)


def test_an_end_lies_within_the_term(derbyshire: County) -> None:
    appointment = held(derbyshire, everybody(derbyshire))
    assert appointment.due_on is not None
    for day, match in (
        (TERM - DAY, "before it begins"),
        (appointment.due_on + DAY, "term ends on"),
    ):
        with pytest.raises(Refused, match=match):
            end_appointment(
                by=None, appointment=appointment, reason=EndReason.RESIGNED, last_day=day
            )


@pytest.mark.parametrize(
    "setting, club, may",
    [
        ("runner-up", "Dronfield Night Owls", True),
        ("runner-up", "Hasland Homework Club", False),
        ("organisation", "Hasland Homework Club", True),
        ("organisation", "Dronfield Night Owls", False),
        ("none", "Dronfield Night Owls", False),
    ],
)
def test_who_may_stand_in(setting: str, club: str, may: bool) -> None:
    of = county(alternate=setting)
    of.member("Dronfield Night Owls", "Chesterfield")
    appointment = held(of, everybody(of))
    organisation = of.structure.memberships.get(organisation__name=club).organisation
    given = {
        "by": None,
        "seat": appointment.seat,
        "person": make_seats.person("Kofi Barrow"),
        "on_behalf_of": organisation,
        "kind": StandInKind.ALTERNATE,
        "start_on": LATER,
    }
    assert is_allowed(lambda: name_stand_in(**given)) is may  # type: ignore[arg-type]


def test_only_the_holder_and_leaders_say_who_stands_in(derbyshire: County) -> None:
    users = everybody(derbyshire)
    appointment = held(derbyshire, users)
    other = derbyshire.member("Dronfield Night Owls", "Chesterfield")

    def act(who: str) -> None:
        stand_in = name_stand_in(
            by=users[who],
            seat=appointment.seat,
            person=make_seats.person("Kofi Barrow"),
            on_behalf_of=other,
            kind=StandInKind.ALTERNATE,
            start_on=LATER,
        )
        end_stand_in(by=users[who], stand_in=stand_in, last_day=LATER)

    may = {who for who in users if is_allowed(lambda who=who: act(who))}  # type: ignore[misc]
    assert may == LEADERS | {"holder"}

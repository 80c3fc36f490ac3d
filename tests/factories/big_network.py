"""A network as large as any: 2,000 organisations, eight forums, 60 boards with 300 seats, and history."""

from datetime import date, timedelta

from consortium.models import Area, Band, BandScheme, Income, Organisation, Person
from consortium.states import AreaKind, LegalForm
from representation.models import (
    Appointment,
    Body,
    Seat,
    StandIn,
    Structure,
    StructureMembership,
    VotingHome,
)
from representation.states import AppointmentState, BodyKind, Eligibility, EndReason, Mandate
from tests.factories import consortium as make
from tests.factories import representation as make_seats

DAY = timedelta(days=1)
FOUNDED = date(2020, 1, 1)
FIRST = date(2023, 6, 12)
SECOND = date(2026, 6, 12)
TODAY = date(2026, 11, 22)
GROUPS, SMALL, DISTRICTS, BOARDS, SEATS_EACH, GRID_EACH = 2_000, 1_880, 8, 60, 5, 2


def big_network() -> Structure:
    """94 in 100 organisations are small; in each board's five seats one is vacant and one is a guest's."""
    whole = make.area("E10000007", "Derbyshire", kind=AreaKind.COUNTY)
    areas = [
        make.area(f"E0700{number:04}", f"District {number}", kind=AreaKind.DISTRICT, parent=whole)
        for number in range(1, DISTRICTS + 1)
    ]
    network = make.network("Large Families Network", area=whole, band_scheme=_scheme())
    structure = make_seats.structure(network, slug="large-grid", name="Large GRID")
    groups = _groups(areas)
    forums, grid = _own_bodies(structure, areas)
    _memberships(structure, groups, forums)
    people = Person.objects.bulk_create(
        Person(name=f"Person {number:03}") for number in range(BOARDS * SEATS_EACH + 100)
    )
    members = _grid_members(grid, forums, groups, people)
    _boards(structure, grid, members, people)
    return structure


def _scheme() -> BandScheme:
    scheme = BandScheme.objects.create(slug="two", name="Two bands", source="made up")
    limit = 10_000_000
    Band.objects.create(
        scheme=scheme, slug="s", name="Small", from_pence=0, below_pence=limit, is_small=True
    )
    Band.objects.create(scheme=scheme, slug="l", name="Larger", from_pence=limit, is_small=False)
    return scheme


def _groups(areas: list[Area]) -> list[Organisation]:
    groups = Organisation.objects.bulk_create(
        Organisation(name=f"Group {n:04}", slug=f"group-{n:04}", legal_form=LegalForm.GROUP)
        for n in range(GROUPS)
    )
    Income.objects.bulk_create(
        Income(
            organisation=group,
            year_end_on=date(2026, 3, 31),
            pence=500_000 if n < SMALL else 50_000_000,
            source="made up",
        )
        for n, group in enumerate(groups)
    )
    through = Organisation.areas.through
    through.objects.bulk_create(
        through(organisation_id=group.pk, area_id=areas[n % DISTRICTS].pk)
        for n, group in enumerate(groups)
    )
    return groups


def _own_bodies(structure: Structure, areas: list[Area]) -> tuple[list[Body], Body]:
    forums = [
        make_seats.body(structure, f"{area.name} Forum", area=area, start_on=FOUNDED)
        for area in areas
    ]
    grid = make_seats.body(structure, "Large GRID", kind=BodyKind.COUNTY_BODY, start_on=FOUNDED)
    return forums, grid


def _memberships(structure: Structure, groups: list[Organisation], forums: list[Body]) -> None:
    memberships = StructureMembership.objects.bulk_create(
        StructureMembership(structure=structure, organisation=group, start_on=FOUNDED)
        for group in groups
    )
    VotingHome.objects.bulk_create(
        VotingHome(membership=one, body=forums[n % DISTRICTS], start_on=FOUNDED)
        for n, one in enumerate(memberships)
    )


def _grid_members(
    grid: Body, forums: list[Body], groups: list[Organisation], people: list[Person]
) -> list[Appointment]:
    members = []
    for n in range(DISTRICTS * GRID_EACH):
        forum = forums[n // GRID_EACH]
        seat = make_seats.seat(
            grid,
            n + 1,
            electing_body=forum,
            area=forum.area,
            eligibility=Eligibility.VOTERS,
            start_on=FOUNDED,
        )
        members.append(
            make_seats.appointment(
                seat,
                people[n],
                groups[n],
                start_on=SECOND - 30 * DAY,
                electorate=250,
                voted=131,
                stood=5,
            )
        )
    return members


def _boards(
    structure: Structure, grid: Body, members: list[Appointment], people: list[Person]
) -> None:
    for number in range(BOARDS):
        board = make_seats.body(
            structure,
            f"Board {number:02}",
            kind=BodyKind.BOARD,
            owner="Derbyshire County Council",
            start_on=FOUNDED,
        )
        seats = Seat.objects.bulk_create(
            Seat(
                body=board,
                number=n,
                electing_body=grid,
                eligibility=Eligibility.HOLDERS,
                start_on=FOUNDED,
            )
            for n in range(1, SEATS_EACH + 1)
        )
        _before(seats, people)
        for n, seat in enumerate(seats[:3]):
            basis = members[(number * 3 + n) % len(members)]
            make_seats.appointment(
                seat,
                basis.person,
                basis.on_behalf_of,
                mandate=Mandate.INDIRECTLY_ELECTED,
                basis=basis,
                start_on=SECOND,
                due_on=date(2029, 6, 11),
                electorate=16,
                voted=13,
                stood=3,
            )
        guest = people[50 + number]
        make_seats.appointment(seats[3], guest, mandate=Mandate.INVITED, start_on=SECOND)
        StandIn.objects.create(seat=seats[0], person=people[-1], kind="alternate", start_on=SECOND)


def _before(seats: list[Seat], people: list[Person]) -> None:
    """Whoever sat until the second elections."""
    Appointment.objects.bulk_create(
        Appointment(
            seat=seat,
            person=people[100 + seat.number],
            mandate=Mandate.NOT_RECORDED,
            start_on=FIRST,
            ended_on=SECOND - DAY,
            end_reason=EndReason.TERM_ENDED,
            state=AppointmentState.ENDED,
        )
        for seat in seats
    )

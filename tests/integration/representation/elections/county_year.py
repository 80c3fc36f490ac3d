"""The whole year of a fictional Derbyshire: eight forums, sixteen seats, and one on the board above them."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from consortium.models import Role
from consortium.states import AreaKind, RoleKind
from representation.evidence.verify import verify_pack
from representation.models import Appointment, Body, Election, RollLine
from representation.selectors.evidence_packs import pack_files
from representation.selectors.seals import faults_of
from representation.selectors.seat_lines import seat_lines
from representation.services.appointments import end_appointment
from representation.services.casting import cast_vote
from representation.services.election_planning import ContestPlan
from representation.services.founding import draft_from_preset, found_structure
from representation.services.memberships import join_structure
from representation.services.vacancies import fill_vacancy
from representation.states import AppointmentState, EndReason, Mandate
from representation.structures.settings import Wording
from tests import clock
from tests.factories import consortium as organisations
from tests.factories import elections as make

FOUNDED = date(2024, 9, 1)
DISTRICTS = (
    ("E07000032", "Amber Valley"), ("E07000033", "Bolsover"), ("E07000034", "Chesterfield"),
    ("E07000035", "Derbyshire Dales"), ("E07000036", "Erewash"), ("E07000037", "High Peak"),
    ("E07000038", "North East Derbyshire"), ("E07000039", "South Derbyshire"),
)  # fmt: skip
DAY = timedelta(days=1)


@dataclass
class Year:
    """What came of it, for a test or a proof to look at."""

    forums: int
    elected: int = 0
    board_holder: str = ""
    board_mandate: str = ""
    roll_of_the_second: int = 0
    basis_lost: int = 0
    refilled: str = ""
    sitting_unseated: int = 0
    filled_on: dict[str, int] = field(default_factory=dict)
    packs_faulty: int = 0
    elections_faulty: int = 0

    def holds(self) -> bool:
        """Everything that the county's year must come to."""
        return (
            self.elected == self.roll_of_the_second == 2 * self.forums
            and bool(self.board_holder)
            and self.board_mandate == Mandate.INDIRECTLY_ELECTED
            and self.basis_lost == 1
            and bool(self.refilled)
            and not self.sitting_unseated
            and list(self.filled_on.values()) == [0, 2 * self.forums + 1, 2 * self.forums + 1]
            and not self.packs_faulty
            and not self.elections_faulty
        )


def hold_the_year(members: int, rng: random.Random, *, districts: int = len(DISTRICTS)) -> Year:
    """Found the structure, hold its elections, lose a mandate's basis, and fill the seat by countback."""
    year = Year(districts)
    forums = found(members, districts)
    grid = forums[0].structure.bodies.get(name="GRID")
    first = [hold(forum, _seats(grid, forum.body), rng) for forum in forums]
    year.elected = Appointment.objects.filter(seat__body=grid).count()
    second = hold_second(forums[0], grid, first[0].term_starts_on, rng)
    board = Appointment.objects.get(seat__electing_body=grid)
    year.board_holder, year.board_mandate = board.person.name, board.mandate
    year.roll_of_the_second = second.roll_size or 0
    lose_and_refill(forums, board, year)
    for election in (*first, second):
        year.elections_faulty += bool(faults_of(election))
        year.packs_faulty += bool(verify_pack(pack_files(election)))
    return year


def found(members: int, districts: int) -> list[make.Forum]:
    """The structure from its preset, and in each district so many organisations that vote in its forum."""
    whole = organisations.area("E10000007", "Derbyshire", kind=AreaKind.COUNTY)
    areas = [organisations.area(code, name, parent=whole) for code, name in DISTRICTS[:districts]]
    network = organisations.network(area=whole)
    draft = draft_from_preset(
        "derbyshire",
        consortium=network,
        name=Wording("Derbyshire GRID", "GRID Swydd Derby"),
        founded_on=FOUNDED,
        owner="Derbyshire County Council",
    )
    settings = {**draft.settings, "casual_vacancy": "countback"}
    structure = found_structure(
        by=None, consortium=network, draft=type(draft)(**{**vars(draft), "settings": settings})
    )
    officers = {
        kind: organisations.role(kind, of=network, email=f"{kind.value}@derbyshire.example")
        for kind in (
            RoleKind.RETURNING_OFFICER,
            RoleKind.LEAD,
            RoleKind.COORDINATOR,
            RoleKind.CHAIR,
        )
    }
    forums = []
    for area in areas:
        forum = make.Forum(
            structure=structure,
            body=structure.bodies.get(name=f"{area.name} Forum"),
            officer=officers[RoleKind.RETURNING_OFFICER].people.get(),
            lead=officers[RoleKind.LEAD],
            coordinator=officers[RoleKind.COORDINATOR],
            chair=officers[RoleKind.CHAIR],
        )
        for number in range(members):
            _join(forum, area, number)
        forums.append(forum)
    return forums


def _join(forum: make.Forum, area: object, number: int) -> None:
    club = organisations.organisation(f"{area} Group {number + 1}")
    club.areas.set([area])
    join_structure(
        by=None,
        structure=forum.structure,
        organisation=club,
        declared=("works-with-families",),
        start_on=FOUNDED,
    )
    slug = club.slug
    contact = make.person(f"{make.ORDINALS[number]} of {area}", f"{slug}@example.org")
    Role.objects.create(
        person=contact, kind=RoleKind.VOTING_CONTACT, organisation=club, start_on=FOUNDED
    )
    forum.members.append(club)
    forum.contacts.append(contact)


def _seats(grid: Body, forum: Body) -> list:
    return list(grid.seats.filter(electing_body=forum).order_by("number"))


def hold(forum: make.Forum, seats: list, rng: random.Random, **fields: object) -> Election:
    """One election through to its publication; every elector votes at random."""
    plans = [ContestPlan(f"{forum.body}: places", seats)]
    poll = make.rehearsed(forum, plans=plans, title=f"{forum.body} 2027", **fields)
    officer = forum.returning_officer
    with clock.at(poll.election.opens_at + timedelta(hours=1)):
        poll.election = make.open_poll(by=officer, election=poll.election)
        _all_vote(poll.election, 4, rng)
    make.published(make.declared(make.counted(make.closed(poll))))
    return poll.election


def hold_second(forum: make.Forum, grid: Body, term: date, rng: random.Random) -> Election:
    """The board's seat, elected by those who hold the sixteen, and from among them."""
    began = _at(term, 9)
    holders = list(
        Appointment.objects.filter(seat__body=grid).select_related("person", "on_behalf_of")[:4]
    )
    electors = make.Forum(
        structure=forum.structure,
        body=grid,
        officer=forum.officer,
        lead=forum.lead,
        coordinator=forum.coordinator,
        chair=forum.chair,
        members=[one.on_behalf_of for one in holders],
        contacts=[one.person for one in holders],
    )
    seats = list(forum.structure.bodies.get(kind="board").seats.filter(electing_body=grid))[:1]
    with clock.at(began + DAY):
        return hold(electors, seats, rng, timetable=make.timetable(began + DAY))


def _all_vote(election: Election, candidates: int, rng: random.Random) -> None:
    for line in RollLine.objects.filter(election=election).select_related("voter__user"):
        ranking = tuple(rng.sample(range(1, candidates + 1), rng.randint(1, candidates)))
        cast_vote(by=line.voter.user, line=line, rankings={1: ranking})


def lose_and_refill(forums: list[make.Forum], board: Appointment, year: Year) -> None:
    """The board's holder leaves their organisation; the board seat loses its basis; a countback follows."""
    basis = board.basis
    last_day = board.start_on + timedelta(days=60)
    forum, structure = forums[0], forums[0].structure
    before = set(_standing(basis))
    with clock.at(_at(last_day + DAY, 12)):
        fallen = end_appointment(
            by=forum.lead,
            appointment=basis,
            reason=EndReason.LEFT_ORGANISATION,
            last_day=last_day,
        )
        board.refresh_from_db()
        year.basis_lost = int(
            [one.pk for one in fallen] == [board.pk] and board.state == AppointmentState.BASIS_LOST
        )
        filled = fill_vacancy(
            by=forum.returning_officer, left=basis, start_on=last_day + DAY
        ).appointment
    year.refilled = filled.person.name if filled else ""
    year.sitting_unseated = len(before - set(_standing(basis)))
    for day in (FOUNDED + DAY, board.start_on, last_day + DAY):
        year.filled_on[day.isoformat()] = sum(
            1 for line in seat_lines(structure, day) if line.holding is not None
        )


def _standing(basis: Appointment) -> list[int]:
    """The other holders of seats of the same forum."""
    others = Appointment.objects.filter(seat__electing_body=basis.seat.electing_body)
    standing = others.exclude(pk=basis.pk).exclude(state=AppointmentState.ENDED)
    return list(standing.values_list("person", flat=True))


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))

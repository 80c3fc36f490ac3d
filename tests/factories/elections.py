"""A fictional forum's whole election: organisations with voting contacts, officers, nominations, a key."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from consortium.models import Organisation, Person, Role, User
from consortium.states import RoleKind
from representation.counting.lots import commitment
from representation.models import (
    Body,
    Candidacy,
    Contest,
    Election,
    RollLine,
    Seat,
    Structure,
    StructureMembership,
    VotingHome,
)
from representation.services.casting import cast_vote
from representation.services.counting_votes import count_election, draw_public_lot
from representation.services.declaring import declare, publish_election
from representation.services.election_keys import commit_lot, hold_key_ceremony, rehearse
from representation.services.election_planning import (
    ContestPlan,
    ElectionPlan,
    Timetable,
    open_nominations,
    plan_election,
)
from representation.services.election_roll import freeze_roll
from representation.services.nominations import (
    Nomination,
    close_nominations,
    decide_nomination,
    nominate,
)
from representation.services.polling import close_poll, open_poll
from representation.states import Eligibility
from tests import clock
from tests.factories import consortium as make
from tests.factories import representation as seats

SEED = "seven of hearts, rain at noon"
PUBLIC_VALUE = "2 11 17 30 41 52"
SOURCE = "Lotto, first Saturday after the close, in the order drawn"
ORDINALS = ("Ash", "Birch", "Cedar", "Dale", "Elm", "Fern", "Gorse", "Hazel", "Ivy", "Juniper")


def user(email: str) -> User:
    return User.objects.filter(email=email).first() or User.objects.create_user(email)


def person(name: str, email: str) -> Person:
    return Person.objects.get_or_create(name=name, defaults={"user": user(email)})[0]


@dataclass
class Forum:
    """A structure's forum with its officers and member organisations."""

    structure: Structure
    body: Body
    officer: Person
    lead: User
    coordinator: User
    chair: User
    members: list[Organisation] = field(default_factory=list)
    contacts: list[Person] = field(default_factory=list)

    @property
    def returning_officer(self) -> User:
        assert self.officer.user is not None
        return self.officer.user


def forum(
    members: int = 6, name: str = "Chesterfield Forum", structure: Structure | None = None
) -> Forum:
    """A forum with so many member organisations, each with a voting contact of its own."""
    structure = structure or Structure.objects.first() or seats.structure()
    network = structure.consortium
    offices = {
        RoleKind.RETURNING_OFFICER: "olive@derbyshire.example",
        RoleKind.LEAD: "lena@derbyshire.example",
        RoleKind.COORDINATOR: "cora@derbyshire.example",
        RoleKind.CHAIR: "chris@derbyshire.example",
    }
    held = {}
    for kind, email in offices.items():
        known = Role.objects.filter(kind=kind, consortium=network).first()
        held[kind] = user(email) if known else make.role(kind, of=network, email=email)
    made = Forum(
        structure=structure,
        body=seats.body(structure, name),
        officer=held[RoleKind.RETURNING_OFFICER].people.get(),
        lead=held[RoleKind.LEAD],
        coordinator=held[RoleKind.COORDINATOR],
        chair=held[RoleKind.CHAIR],
    )
    for number in range(members):
        add_member(made, number)
    return made


def add_member(of: Forum, number: int) -> Organisation:
    slug = of.body.slug.split("-")[0]
    organisation = make.organisation(f"{slug.title()} Group {number + 1}")
    membership = StructureMembership.objects.create(
        structure=of.structure, organisation=organisation, start_on=seats.LONG_AGO
    )
    VotingHome.objects.create(membership=membership, body=of.body, start_on=seats.LONG_AGO)
    contact = person(
        f"{ORDINALS[number % 10]} {slug.title()} {number // 10 + 1}", f"{slug}{number}@example.org"
    )
    Role.objects.create(
        person=contact,
        kind=RoleKind.VOTING_CONTACT,
        organisation=organisation,
        start_on=seats.LONG_AGO,
    )
    of.members.append(organisation)
    of.contacts.append(contact)
    return organisation


def timetable(begins: datetime | None = None, voting: timedelta = timedelta(days=14)) -> Timetable:
    """Nominations from an hour ago for three weeks, a day's pause, the poll, and the term after that."""
    begins = begins or timezone.now() - timedelta(hours=1)
    close = begins + timedelta(days=21)
    opens = close + timedelta(days=1)
    term = timezone.localdate(opens + voting) + timedelta(days=3)
    return Timetable(begins, close, opens, opens + voting, term)


def board_seats(of: Forum, number: int, name: str = "Derbyshire GRID", **fields: Any) -> list[Seat]:
    """So many new seats, to which the forum elects, on the county body."""
    board = Body.objects.filter(name=name).first() or seats.body(
        of.structure, name, kind="county-body"
    )
    first = board.seats.count()
    given = {"eligibility": Eligibility.VOTERS, "electing_body": of.body} | fields
    return [seats.seat(board, first + n + 1, **given) for n in range(number)]


def drafted(
    of: Forum,
    *,
    places: int = 2,
    contests: int = 1,
    title: str = "Chesterfield 2026",
    **fields: Any,
) -> Election:
    plan = ElectionPlan(
        title=title,
        electorate=of.body,
        returning_officer=of.officer,
        timetable=fields.pop("timetable", None) or timetable(),
        contests=fields.pop("plans", None)
        or [
            ContestPlan(f"Seats {number + 1}", board_seats(of, places))
            for number in range(contests)
        ],
        **fields,
    )
    return plan_election(by=of.returning_officer, structure=of.structure, plan=plan)


def stand(
    of: Forum, contest: Contest, numbers: Sequence[int], *, decide: bool = True
) -> list[Candidacy]:
    """The contacts of these member organisations nominate themselves, and are found valid."""
    found = []
    for number in numbers:
        contact, organisation = of.contacts[number], of.members[number]
        candidacy = nominate(
            by=contact.user,
            contest=contest,
            nomination=Nomination(contact, organisation, statement=f"I am {contact.name}."),
        )
        if decide:
            decide_nomination(by=of.returning_officer, candidacy=candidacy, is_valid=True)
        found.append(candidacy)
    return found


@dataclass
class Poll:
    """An election under way, with the shares that its officers hold."""

    forum: Forum
    election: Election
    shares: list[str]

    def line(self, number: int) -> RollLine:
        return RollLine.objects.get(election=self.election, number=number)

    def vote(self, number: int, *rankings: Sequence[int]) -> str:
        """The elector of that line of the roll votes, contest by contest, while the poll is open."""
        line = self.line(number)
        assert line.voter is not None
        assert line.voter.user is not None
        with clock.at(self.election.opens_at + timedelta(days=1)):
            return cast_vote(
                by=line.voter.user,
                line=line,
                rankings={n: tuple(r) for n, r in enumerate(rankings, start=1)},
            )

    def refreshed(self) -> Election:
        self.election.refresh_from_db()
        return self.election


def nominated(
    of: Forum, *, standing: int = 4, places: int = 2, contests: int = 1, **fields: Any
) -> Election:
    """Nominations are closed; each contest has so many candidates."""
    election = drafted(of, places=places, contests=contests, **fields)
    open_nominations(by=of.returning_officer, election=election)
    for place, contest in enumerate(election.contests.all()):
        stand(of, contest, range(place * standing, (place + 1) * standing))
    with clock.at(election.nominations_close_at + timedelta(minutes=1)):
        return close_nominations(by=of.returning_officer, election=election)


def rehearsed(of: Forum, **fields: Any) -> Poll:
    """The key is shared out, the roll frozen, the trial poll counted."""
    officer = of.returning_officer
    election = nominated(of, **fields)
    with clock.at(election.nominations_close_at + timedelta(hours=1)):
        holders = [of.officer, of.lead.people.get(), of.coordinator.people.get()]
        shares = hold_key_ceremony(by=officer, election=election, holders=holders)
        commit_lot(by=officer, election=election, commitment=commitment(SEED), source=SOURCE)
        freeze_roll(by=officer, election=election)
        texts = [share.text for share in shares]
        election = rehearse(by=officer, election=election, shares=texts[:2])
    return Poll(of, election, texts)


def opened(of: Forum | None = None, **fields: Any) -> Poll:
    """Voting is open. Ask for votes with `Poll.vote`, or inside `clock.at(...)`."""
    poll = rehearsed(of or forum(), **fields)
    with clock.at(poll.election.opens_at + timedelta(minutes=1)):
        poll.election = open_poll(by=poll.forum.returning_officer, election=poll.election)
    return poll


def closed(poll: Poll) -> Poll:
    with clock.at(poll.election.closes_at + timedelta(minutes=1)):
        poll.election = close_poll(by=poll.forum.returning_officer, election=poll.election)
    return poll


def counted(poll: Poll) -> Poll:
    officer = poll.forum.returning_officer
    draw_public_lot(by=officer, election=poll.election, seed=SEED, public_value=PUBLIC_VALUE)
    poll.election = count_election(by=officer, election=poll.election, shares=poll.shares[1:])
    return poll


def declared(poll: Poll) -> Poll:
    with clock.at(poll.election.closes_at + timedelta(hours=1)):
        poll.election = declare(by=poll.forum.returning_officer, election=poll.election)
    return poll


def published(poll: Poll) -> Poll:
    with clock.at(poll.election.closes_at + timedelta(days=15)):
        poll.election = publish_election(by=poll.forum.returning_officer, election=poll.election)
    return poll

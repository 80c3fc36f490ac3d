"""Open polls by the hundred, written as rows, with one key that the proof holds all shares of."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from consortium.models import Organisation, Person, User
from representation.counting.result import Rule
from representation.election_states import (
    CandidacyState,
    ElectionState,
    FillRule,
    RollSource,
    TieRule,
)
from representation.models import (
    Candidacy,
    Contest,
    ContestSeat,
    Election,
    KeyShareHolder,
    RollLine,
    Seat,
)
from representation.sealing.box import make_keys
from representation.sealing.shares import share_key
from representation.services.election_moves import database_now
from tests.factories import elections as make

STATES = (
    ElectionState.NOMINATIONS_OPEN,
    ElectionState.NOMINATIONS_CLOSED,
    ElectionState.REHEARSED,
    ElectionState.OPEN,
)


@dataclass
class World:
    """What all polls of a proof share: officers, voters, seats, a key and its shares."""

    forum: make.Forum
    seats: list[Seat]
    public_key: str
    shares: list[str]
    commitments: list[str]
    made: int = 0

    @property
    def officer(self) -> User:
        return self.forum.returning_officer


def world(voters: int, name: str = "Chesterfield Forum") -> World:
    keys = make_keys()
    shares = share_key(keys.private, election="proof", below=secrets.randbelow)
    forum = make.forum(voters, name)
    return World(
        forum,
        make.board_seats(forum, 2),
        keys.public.hex(),
        [share.text for share in shares],
        [share.commitment for share in shares],
    )


def open_poll(
    of: World,
    *,
    voters: int,
    candidates: int,
    lasts: timedelta,
    rule: str = Rule.SCOTTISH_STV,
) -> Election:
    """A poll that is open now and closes after `lasts`, by the database's clock."""
    of.made += 1
    now = database_now()
    election = Election.objects.create(
        structure=of.forum.structure,
        electorate=of.forum.body,
        roll_source=RollSource.ORGANISATIONS,
        slug=f"{of.forum.body.slug}-{of.made}",
        title=f"{of.forum.body}, poll {of.made}",
        rule=rule,
        tie_rule=TieRule.DRAWN,
        fill_rule=FillRule.COUNTBACK,
        returning_officer=of.forum.officer,
        nominations_open_at=now - timedelta(days=30),
        nominations_close_at=now - timedelta(days=2),
        opens_at=now - timedelta(seconds=1),
        closes_at=now + lasts,
        term_starts_on=timezone.localdate(now + lasts),
        public_key=of.public_key,
        roll_size=voters,
    )
    contest = Contest.objects.create(election=election, number=1, title="Places")
    for seat in of.seats:
        ContestSeat.objects.create(election=election, contest=contest, seat=seat)
    _stand(of, contest, candidates)
    _write_roll(of, election, voters)
    for state in STATES[:-1]:
        Election.objects.filter(pk=election.pk).update(state=state)
    now = database_now()
    Election.objects.filter(pk=election.pk).update(
        state=STATES[-1], opens_at=now, closes_at=now + lasts
    )
    return Election.objects.select_related("structure__consortium", "electorate").get(
        pk=election.pk
    )


def _stand(of: World, contest: Contest, candidates: int) -> None:
    people = of.forum.contacts[:candidates]
    Candidacy.objects.bulk_create(
        Candidacy(
            contest=contest,
            person=person,
            on_behalf_of=of.forum.members[place],
            name=person.name,
            consented_at=timezone.now(),
            state=CandidacyState.STANDING,
            paper_number=place + 1,
        )
        for place, person in enumerate(people)
    )
    Contest.objects.filter(pk=contest.pk).update(drawn_order=list(range(1, candidates + 1)))


def _write_roll(of: World, election: Election, voters: int) -> None:
    named: list[tuple[Organisation, Person]] = list(
        zip(of.forum.members[:voters], of.forum.contacts[:voters], strict=True)
    )
    RollLine.objects.bulk_create(
        RollLine(
            election=election,
            number=n,
            organisation=organisation,
            name=str(organisation),
            voter=who,
        )
        for n, (organisation, who) in enumerate(named, start=1)
    )
    holders = [of.forum.officer, *of.forum.contacts[-2:]]
    KeyShareHolder.objects.bulk_create(
        KeyShareHolder(election=election, number=n, holder=holder, commitment=commitment)
        for n, (holder, commitment) in enumerate(zip(holders, of.commitments, strict=True), start=1)
    )
    Election.objects.filter(pk=election.pk).update(roll_digest="0" * 64)

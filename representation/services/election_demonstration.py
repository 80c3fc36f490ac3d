"""The demonstration's elections: one that a visitor can vote in, and one that is counted and declared.

Both go through the services that every election goes through, against the same clock; so the one that is
counted has a poll of some seconds, and what does not come in time is not counted.
"""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle, islice

from django.db import transaction
from django.utils import timezone

from consortium.decisions import Refused
from consortium.models import Consortium, Person, Role, User
from consortium.states import RoleKind
from representation.counting.lots import commitment
from representation.models import Body, Contest, Election, Structure
from representation.selectors.electors import Elector, electors_on
from representation.services.bodies import BodyDraft, add_body
from representation.services.casting import cast_vote
from representation.services.counting_votes import count_election, draw_public_lot
from representation.services.declaring import declare
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
from representation.services.seats import SeatDraft, add_seat
from representation.states import BodyKind, Eligibility
from representation.structures.settings import Wording

PLACES, VOTED, VOTED_EARLY = 3, 19, 9
NOMINATIONS, SHORT_POLL, LONG_POLL = timedelta(seconds=3), timedelta(seconds=8), timedelta(days=14)
SEED, VALUE = "the demonstration’s own seed", "2 11 17 30 41 52"
SOURCE = "Lotto, the first Saturday after voting closes, in the order drawn"
OFFICES = (RoleKind.RETURNING_OFFICER, RoleKind.COORDINATOR, RoleKind.CHAIR)
STATEMENTS = (
    "Fifteen years of play sessions in cold halls. I read the papers before the meeting.",
    "I would ask who pays for the bus, every time.",
    "Small groups are heard last. I ring five of them before each meeting and say what they said.",
    "I chaired a carers’ group through three reorganisations, and kept the kettle on.",
    "Young people asked me to stand. I will bring two of them along.",
)
# Places on the ballot paper, the first choice first: many ways to vote, in turn.
RANKINGS = ((1, 2, 3), (1, 3), (2, 1, 4), (3, 5), (4, 1), (1, 2), (5, 3, 2), (2, 4), (3, 1, 5))


@dataclass(frozen=True)
class Poll:
    """An election whose votes come in, with two of its shares."""

    election: Election
    officer: User
    shares: tuple[str, ...]


def begin_elections(network: Consortium) -> tuple[Poll, ...]:
    """Open two elections of the network's forum, the second for some seconds; none where some are there."""
    structure = Structure.objects.get(consortium=network)
    if Election.objects.filter(structure=structure).exists():
        return ()
    names = (
        Wording("Forum steering group", "Grŵp llywio’r fforwm"),
        Wording("Cost of living group", "Grŵp costau byw"),
    )
    drafted = [
        _nominated(structure, name, poll)
        for name, poll in zip(names, (LONG_POLL, SHORT_POLL), strict=True)
    ]
    _wait_until(max(one.nominations_close_at for one in drafted))
    polls = [poll for one in reversed(drafted) if (poll := _opened(one))]
    return tuple(reversed(polls))


def is_short(poll: Poll) -> bool:
    """Whether the poll is the one that is counted at once."""
    return poll.election.closes_at - poll.election.opens_at == SHORT_POLL


def vote_in(poll: Poll) -> int:
    """Part of the forum votes, as far as it is in time; how many did. Of a long poll the last on the roll."""
    cast = 0
    lines = poll.election.roll.select_related("voter__user", "election").order_by("number")
    if not is_short(poll):
        lines = lines.reverse()[:VOTED_EARLY]
    for line, ranking in zip(lines, islice(cycle(RANKINGS), VOTED), strict=False):
        if line.voter is None or line.voter.user is None:
            continue
        try:
            cast_vote(by=line.voter.user, line=line, rankings={1: ranking})
        except Refused:
            break
        cast += 1
    return cast


def finish_election(poll: Poll) -> str:
    """Wait for the close, count, declare."""
    _wait_until(poll.election.closes_at)
    by, election = poll.officer, close_poll(by=poll.officer, election=poll.election)
    draw_public_lot(by=by, election=election, seed=SEED, public_value=VALUE)
    count_election(by=by, election=election, shares=poll.shares)
    election = declare(by=by, election=election)
    return f"Counted and declared “{election.title}”."


@transaction.atomic
def _nominated(structure: Structure, name: Wording, poll: timedelta) -> Election:
    """The election drafted, nominations open, five candidates found valid."""
    forum = Body.objects.get(structure=structure, kind=BodyKind.FORUM)
    officer = _officers(structure)[0]
    user = _user(officer)
    contest_plan = _contest(structure, forum, name)
    election = plan_election(
        by=user,
        structure=structure,
        plan=ElectionPlan(
            title=f"{name.en} {timezone.localdate().year}",
            title_cy=f"{name.cy} {timezone.localdate().year}",
            electorate=forum,
            returning_officer=officer,
            timetable=_timetable(timezone.now(), poll),
            contests=[contest_plan],
            endorsements_needed=0,
        ),
    )
    open_nominations(by=user, election=election)
    contest = election.contests.get()
    electors = [one for one in electors_on(election, timezone.localdate()) if one.voter]
    for elector, statement in zip(electors[1:], STATEMENTS, strict=False):
        _stand(contest, elector, statement, user)
    return election


def _opened(election: Election) -> Poll | None:
    """Nominations closed, the key shared out and tried, the roll frozen, the poll open; None if too late."""
    officers = _officers(election.structure)
    by = _user(officers[0])
    election = close_nominations(by=by, election=election)
    shares = hold_key_ceremony(by=by, election=election, holders=officers)
    texts = tuple(share.text for share in shares[:2])
    commit_lot(by=by, election=election, commitment=commitment(SEED), source=SOURCE)
    freeze_roll(by=by, election=election)
    rehearse(by=by, election=election, shares=texts)
    try:
        return Poll(open_poll(by=by, election=election), by, texts)
    except Refused:
        return None


def _contest(structure: Structure, forum: Body, name: Wording) -> ContestPlan:
    today = timezone.localdate()
    draft = BodyDraft(name=name, kind=BodyKind.MANAGEMENT_GROUP, start_on=today)
    body = add_body(by=None, structure=structure, draft=draft)
    seat = SeatDraft(Eligibility.VOTERS, today, electing_body=forum)
    seats = [add_seat(by=None, body=body, draft=seat) for _number in range(PLACES)]
    return ContestPlan(name.en, seats, name.cy)


def _stand(contest: Contest, elector: Elector, statement: str, officer: User) -> None:
    person = elector.voter
    if person is None:
        return
    candidacy = nominate(
        by=_user(person),
        contest=contest,
        nomination=Nomination(person, elector.organisation, statement),
    )
    decide_nomination(by=officer, candidacy=candidacy, is_valid=True)


def _timetable(begins: datetime, poll: timedelta) -> Timetable:
    close = begins + NOMINATIONS
    ends = close + poll
    return Timetable(begins, close, close, ends, timezone.localdate(ends))


def _officers(structure: Structure) -> list[Person]:
    network = structure.consortium
    roles = Role.objects.filter(consortium=network, kind__in=OFFICES, organisation__isnull=True)
    by_kind = {role.kind: role.person for role in roles.select_related("person__user")}
    return [by_kind[kind] for kind in OFFICES]


def _user(person: Person) -> User:
    if person.user is None:
        raise ValueError(f"{person} cannot sign in")
    return person.user


def _wait_until(moment: datetime) -> None:
    while (left := (moment - timezone.now()).total_seconds()) > 0:
        time.sleep(left)

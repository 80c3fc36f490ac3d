"""Every action in every state by everybody: what is not in this list is refused, with a reason."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest

from consortium.decisions import Refused
from consortium.models import User
from representation.election_permissions import may_act
from representation.election_states import (
    CANDIDACY_MOVES,
    ELECTION_MOVES,
    Action,
    CandidacyState,
    ElectionState,
    states_for,
)
from representation.models import Candidacy, Election
from representation.rules.elections import can_act
from representation.services import (
    casting,
    counting_votes,
    declaring,
    election_keys,
    election_planning,
    election_roll,
    nominations,
    paper_votes,
    polling,
    vacancies,
)
from tests.factories import elections as make

pytestmark = pytest.mark.django_db

S, A = ElectionState, Action
OFFICER, TELLERS = {"officer"}, {"officer", "coordinator", "lead"}
MEMBERS, CANDIDATES = {"elector", "candidate"}, {"candidate"}
JUDGES = {"lead", "chair"}
BEFORE_A_RESULT = [
    S.DRAFTED, S.NOMINATIONS_OPEN, S.NOMINATIONS_CLOSED, S.UNCONTESTED, S.REHEARSED, S.OPEN, S.CLOSED,
]  # fmt: skip

ALLOWED: Mapping[Action, tuple[list[ElectionState], set[str]]] = {
    A.CHANGE_PLAN: ([S.DRAFTED], OFFICER),
    A.OPEN_NOMINATIONS: ([S.DRAFTED], OFFICER),
    A.NOMINATE: ([S.NOMINATIONS_OPEN], MEMBERS),
    A.CONSENT: ([S.NOMINATIONS_OPEN], CANDIDATES),
    A.ENDORSE: ([S.NOMINATIONS_OPEN], MEMBERS),
    A.WITHDRAW: ([S.NOMINATIONS_OPEN], CANDIDATES),
    A.DECIDE_NOMINATION: ([S.NOMINATIONS_OPEN], OFFICER),
    A.CLOSE_NOMINATIONS: ([S.NOMINATIONS_OPEN], OFFICER),
    A.REOPEN_NOMINATIONS: ([S.NOMINATIONS_CLOSED, S.UNCONTESTED], OFFICER),
    A.ACCEPT_UNCONTESTED: ([S.NOMINATIONS_CLOSED], OFFICER),
    A.FREEZE_ROLL: ([S.NOMINATIONS_CLOSED, S.REHEARSED], OFFICER),
    A.COMMIT_LOT: ([S.NOMINATIONS_CLOSED, S.REHEARSED], OFFICER),
    A.MAKE_KEY: ([S.NOMINATIONS_CLOSED], OFFICER),
    A.REHEARSE: ([S.NOMINATIONS_CLOSED], OFFICER),
    A.OPEN_POLL: ([S.REHEARSED], OFFICER),
    A.CORRECT_ROLL: ([S.REHEARSED, S.OPEN], OFFICER),
    A.ISSUE_PAPER: ([S.REHEARSED, S.OPEN], OFFICER),
    A.RETURN_PAPER: ([S.OPEN, S.CLOSED], TELLERS),
    A.CAST: ([S.OPEN], MEMBERS),
    A.CAST_BY_PHONE: ([S.OPEN], TELLERS),
    A.REMIND: ([S.OPEN], OFFICER),
    A.CLOSE_POLL: ([S.OPEN], OFFICER),
    A.ENTER_PAPER: ([S.CLOSED], TELLERS),
    A.DRAW_LOT: ([S.CLOSED], OFFICER),
    A.COUNT: ([S.CLOSED], OFFICER),
    A.DECLARE: ([S.COUNTED, S.UNCONTESTED], OFFICER),
    A.CHALLENGE: ([S.DECLARED], MEMBERS),
    A.DECIDE_CHALLENGE: ([S.CHALLENGED], JUDGES),
    A.PUBLISH: ([S.DECLARED], OFFICER),
    A.DESTROY_ENVELOPES: ([S.PUBLISHED, S.VOID, S.ABANDONED], OFFICER),
    A.ABANDON: (BEFORE_A_RESULT, OFFICER),
    A.FILL_VACANCY: ([S.PUBLISHED, S.DESTROYED], OFFICER),
}
PATHS: Mapping[ElectionState, list[ElectionState]] = {
    S.OPEN: [S.OPEN],
    S.CLOSED: [S.OPEN, S.CLOSED],
    S.COUNTED: [S.OPEN, S.CLOSED, S.COUNTED],
    S.DECLARED: [S.OPEN, S.CLOSED, S.COUNTED, S.DECLARED],
    S.CHALLENGED: [S.OPEN, S.CLOSED, S.COUNTED, S.DECLARED, S.CHALLENGED],
    S.VOID: [S.OPEN, S.CLOSED, S.COUNTED, S.DECLARED, S.CHALLENGED, S.VOID],
    S.PUBLISHED: [S.OPEN, S.CLOSED, S.COUNTED, S.DECLARED, S.PUBLISHED],
    S.DESTROYED: [S.OPEN, S.CLOSED, S.COUNTED, S.DECLARED, S.PUBLISHED, S.DESTROYED],
    S.ABANDONED: [S.ABANDONED],
    S.REHEARSED: [],
}


class World:
    """An election in one state, and everybody who might do something with it."""

    def __init__(self, state: ElectionState) -> None:
        self.forum = make.forum()
        self.shares: list[str] = ["", ""]
        if state is S.DRAFTED:
            self.election = make.drafted(self.forum)
        elif state is S.NOMINATIONS_OPEN:
            self.election = make.drafted(self.forum)
            officer = self.forum.returning_officer
            election_planning.open_nominations(by=officer, election=self.election)
            make.stand(self.forum, self.election.contests.get(), [0], decide=False)
        elif state in (S.NOMINATIONS_CLOSED, S.UNCONTESTED):
            self.election = make.nominated(self.forum)
            self.move([] if state is S.NOMINATIONS_CLOSED else [S.UNCONTESTED])
        else:
            poll = make.rehearsed(self.forum)
            self.election, self.shares = poll.election, poll.shares
            self.move(PATHS[state])
        self.election.refresh_from_db()
        contacts = self.forum.contacts
        self.people: dict[str, User] = {
            "officer": self.forum.returning_officer,
            "coordinator": self.forum.coordinator,
            "lead": self.forum.lead,
            "chair": self.forum.chair,
            "elector": contacts[5].user,
            "candidate": contacts[0].user,
            "outsider": make.user("nobody@example.org"),
        }

    def move(self, path: list[ElectionState]) -> None:
        for state in path:
            Election.objects.filter(pk=self.election.pk).update(state=state)


@pytest.mark.parametrize("state", ElectionState)
def test_what_is_not_listed_is_refused_with_a_reason(state: ElectionState) -> None:
    world = World(state)
    for action, (states, people) in ALLOWED.items():
        for name, user in world.people.items():
            office, moment = may_act(user, action, world.election), can_act(action, world.election)
            expected = name in people and holds_it_yet(action, name, world.election)
            assert bool(office) is expected, (state, action, name)
            assert bool(moment) is (state in states), (state, action)
            assert office.allowed or office.reason
            assert moment.allowed or moment.reason


def holds_it_yet(action: Action, name: str, election: Election) -> bool:
    """An elector is one from the freezing of the roll, a candidate from the nomination."""
    is_on_roll = bool(election.roll_digest)
    if action is A.CAST or (action is A.CHALLENGE and name == "elector"):
        return is_on_roll
    if action in {A.CONSENT, A.WITHDRAW, A.CHALLENGE} and name == "candidate":
        return election.state != S.DRAFTED
    return True


def test_the_list_knows_every_action_and_the_table_every_state() -> None:
    assert set(ALLOWED) == set(Action)
    assert {action: set(states) for action, (states, _) in ALLOWED.items()} == {
        action: set(states_for(action)) for action in Action
    }
    assert set(ELECTION_MOVES) == set(ElectionState)
    ends = [state for state, moves in ELECTION_MOVES.items() if not moves]
    assert ends == [S.DESTROYED]


def calls(world: World) -> Mapping[Action, Callable[[User], Any]]:
    """Each action's service, asked for with whatever it needs."""
    return calls_on_the_whole(world) | calls_on_a_candidacy(world) | calls_on_a_line(world)


def calls_on_the_whole(world: World) -> dict[Action, Callable[[User], Any]]:
    election, forum = world.election, world.forum
    contest = election.contests.get()
    new = nominations.Nomination(forum.contacts[4], forum.members[4])
    later = election.closes_at + timedelta(days=90)
    holders = [forum.officer, forum.lead.people.get(), forum.chair.people.get()]
    return {
        A.CHANGE_PLAN: lambda by: election_planning.change_timetable(
            by=by, election=election, timetable=make.timetable()
        ),
        A.OPEN_NOMINATIONS: lambda by: election_planning.open_nominations(by=by, election=election),
        A.NOMINATE: lambda by: nominations.nominate(by=by, contest=contest, nomination=new),
        A.CLOSE_NOMINATIONS: lambda by: nominations.close_nominations(by=by, election=election),
        A.REOPEN_NOMINATIONS: lambda by: nominations.reopen_nominations(
            by=by, election=election, until=later, reason="Too few stood"
        ),
        A.FREEZE_ROLL: lambda by: election_roll.freeze_roll(by=by, election=election),
        A.COMMIT_LOT: lambda by: election_keys.commit_lot(
            by=by, election=election, commitment="0" * 64, source="Lotto"
        ),
        A.MAKE_KEY: lambda by: election_keys.hold_key_ceremony(
            by=by, election=election, holders=holders
        ),
        A.REHEARSE: lambda by: election_keys.rehearse(
            by=by, election=election, shares=world.shares
        ),
        A.OPEN_POLL: lambda by: polling.open_poll(by=by, election=election),
        A.REMIND: lambda by: polling.remind_electors(by=by, election=election),
        A.CLOSE_POLL: lambda by: polling.close_poll(by=by, election=election),
        A.ENTER_PAPER: lambda by: paper_votes.enter_paper(
            by=by, election=election, paper=1, refused="blank"
        ),
        A.DRAW_LOT: lambda by: counting_votes.draw_public_lot(
            by=by, election=election, seed=make.SEED, public_value="1"
        ),
        A.COUNT: lambda by: counting_votes.count_election(
            by=by, election=election, shares=world.shares
        ),
        A.DECLARE: lambda by: declaring.declare(by=by, election=election),
        A.CHALLENGE: lambda by: declaring.challenge(by=by, election=election, reason="A doubt"),
        A.DECIDE_CHALLENGE: lambda by: declaring.decide_challenge(
            by=by, election=election, is_upheld=False, reason="None"
        ),
        A.PUBLISH: lambda by: declaring.publish_election(by=by, election=election),
        A.DESTROY_ENVELOPES: lambda by: declaring.destroy_envelopes(by=by, election=election),
        A.ABANDON: lambda by: declaring.abandon(by=by, election=election, reason="Rain"),
    }


def calls_on_a_candidacy(world: World) -> dict[Action, Callable[[User], Any]]:
    candidacy = Candidacy.objects.filter(contest__election=world.election).first()
    if candidacy is None:
        return {}
    return {
        A.CONSENT: lambda by: nominations.consent_to_stand(by=by, candidacy=candidacy),
        A.ENDORSE: lambda by: nominations.endorse(
            by=by, candidacy=candidacy, organisation=world.forum.members[5]
        ),
        A.WITHDRAW: lambda by: nominations.withdraw(by=by, candidacy=candidacy),
        A.DECIDE_NOMINATION: lambda by: nominations.decide_nomination(
            by=by, candidacy=candidacy, is_valid=True
        ),
    }


def calls_on_a_line(world: World) -> dict[Action, Callable[[User], Any]]:
    forum, line = world.forum, world.election.roll.order_by("number").first()
    if line is None:
        return {}
    return {
        A.CORRECT_ROLL: lambda by: election_roll.correct_roll(
            by=by, seconded_by=forum.coordinator, line=line, voter=forum.contacts[5], reason="Ill"
        ),
        A.ISSUE_PAPER: lambda by: paper_votes.issue_paper(by=by, line=line),
        A.RETURN_PAPER: lambda by: paper_votes.return_paper(by=by, line=line),
        A.CAST: lambda by: casting.cast_vote(by=by, line=line, rankings={1: (1,)}),
        A.CAST_BY_PHONE: lambda by: casting.cast_by_phone(
            by=by, witness=forum.lead, line=line, rankings={}, heard={}
        ),
    }


@pytest.mark.parametrize("state", ElectionState)
def test_services_refuse_whoever_has_no_office_and_whatever_is_out_of_time(
    state: ElectionState,
) -> None:
    world = World(state)
    before = Election.objects.filter(pk=world.election.pk).values().get()
    for action, call in calls(world).items():
        states, people = ALLOWED[action]
        for name in ("outsider", *sorted(people)):
            if name in people and state in states:
                continue
            with pytest.raises(Refused) as refused:
                call(world.people[name])
            assert refused.value.reason, (action, name)
    assert Election.objects.filter(pk=world.election.pk).values().get() == before


def test_every_state_of_a_candidacy_that_is_not_listed_is_refused() -> None:
    allowed = {
        (CandidacyState.NOMINATED, CandidacyState.STANDING),
        (CandidacyState.NOMINATED, CandidacyState.REFUSED),
        (CandidacyState.NOMINATED, CandidacyState.WITHDRAWN),
        (CandidacyState.STANDING, CandidacyState.REFUSED),
        (CandidacyState.STANDING, CandidacyState.WITHDRAWN),
        (CandidacyState.REFUSED, CandidacyState.STANDING),
    }
    assert {(a, b) for a, moves in CANDIDACY_MOVES.items() for b in moves} == allowed


def test_fill_vacancy_is_the_returning_officers() -> None:
    poll = make.published(make.declared(make.counted(make.closed(make.opened()))))
    left = poll.election.contests.get().outcomes.first().appointment
    for user in (poll.forum.lead, poll.forum.returning_officer):
        with pytest.raises(Refused):
            vacancies.fill_vacancy(by=user, left=left, start_on=left.start_on)

"""Who may stand, what makes a nomination valid, and what happens when too few or too many do."""

from datetime import timedelta

import pytest

from consortium.decisions import Refused
from consortium.models import Person, Role
from consortium.states import RoleKind
from representation.counting.blt import read_blt, write_blt
from representation.election_permissions import may_act
from representation.election_states import Action, CandidacyState, ElectionState
from representation.evidence.verify import verify_pack
from representation.models import Appointment, Candidacy
from representation.selectors.election_pages import election_view
from representation.selectors.evidence_packs import pack_files
from representation.selectors.results import counted_again
from representation.services.declaring import declare
from representation.services.election_planning import ContestPlan, open_nominations
from representation.services.nominations import (
    Nomination,
    close_nominations,
    consent_to_stand,
    decide_nomination,
    endorse,
    nominate,
    reopen_nominations,
    withdraw,
)
from representation.states import Mandate
from tests import clock
from tests.factories import consortium as organisations
from tests.factories import elections as make

pytestmark = pytest.mark.django_db


def opened(**fields: object) -> tuple[make.Forum, object]:
    forum = make.forum()
    election = make.drafted(forum, **fields)
    open_nominations(by=forum.returning_officer, election=election)
    return forum, election.contests.get()


def test_who_is_put_forward_by_another_must_consent_before_it_is_valid() -> None:
    forum, contest = opened()
    candidacy = nominate(
        by=forum.contacts[1].user,
        contest=contest,
        nomination=Nomination(forum.contacts[0], forum.members[0]),
    )
    assert candidacy.consented_at is None
    assert election_view(contest.election).contests[0].candidates == ()
    with pytest.raises(Refused, match="consented"):
        decide_nomination(by=forum.returning_officer, candidacy=candidacy, is_valid=True)
    with pytest.raises(Refused, match="Only the person nominated"):
        consent_to_stand(by=forum.contacts[1].user, candidacy=candidacy)
    consent_to_stand(by=forum.contacts[0].user, candidacy=candidacy)
    candidacy.refresh_from_db()
    decided = decide_nomination(by=forum.returning_officer, candidacy=candidacy, is_valid=True)
    assert decided.state == CandidacyState.STANDING


def test_endorsements_are_of_others_with_a_vote_and_counted_once() -> None:
    forum, contest = opened(endorsements_needed=2)
    candidacy = make.stand(forum, contest, [0], decide=False)[0]
    with pytest.raises(Refused, match="own organisation"):
        endorse(by=forum.contacts[0].user, candidacy=candidacy, organisation=forum.members[0])
    with pytest.raises(Refused, match="own contact"):
        endorse(by=forum.contacts[1].user, candidacy=candidacy, organisation=forum.members[2])
    for _again in range(2):
        endorse(by=forum.contacts[1].user, candidacy=candidacy, organisation=forum.members[1])
    with pytest.raises(Refused, match="1 more organisation"):
        decide_nomination(by=forum.returning_officer, candidacy=candidacy, is_valid=True)
    endorse(by=forum.contacts[2].user, candidacy=candidacy, organisation=forum.members[2])
    decide_nomination(by=forum.returning_officer, candidacy=candidacy, is_valid=True)


def test_who_could_not_hold_the_seat_is_not_nominated() -> None:
    forum, contest = opened()
    stranger = organisations.organisation("Ripley Play Rangers")
    by = forum.contacts[1].user
    with pytest.raises(Refused, match="member organisations"):
        nominate(by=by, contest=contest, nomination=Nomination(forum.contacts[0], stranger))
    with pytest.raises(Refused, match="returning officer cannot stand"):
        nominate(by=by, contest=contest, nomination=Nomination(forum.officer, forum.members[0]))
    make.stand(forum, contest, [0])
    with pytest.raises(Refused, match="nominated already"):
        make.stand(forum, contest, [0])


def test_a_withdrawal_leaves_the_paper_and_a_refusal_says_why() -> None:
    forum, contest = opened()
    candidacies = make.stand(forum, contest, [0, 1, 2])
    withdraw(by=forum.contacts[0].user, candidacy=candidacies[0])
    with pytest.raises(Refused, match="Say why"):
        decide_nomination(by=forum.returning_officer, candidacy=candidacies[1], is_valid=False)
    decide_nomination(
        by=forum.returning_officer, candidacy=candidacies[1], is_valid=False, reason="Not a member"
    )
    election = contest.election
    with clock.at(election.nominations_close_at + timedelta(minutes=1)):
        election = close_nominations(by=forum.returning_officer, election=election)
    assert election.state == ElectionState.UNCONTESTED
    places = dict(Candidacy.objects.values_list("name", "paper_number"))
    assert places == {candidacies[0].name: None, candidacies[1].name: None, candidacies[2].name: 1}


def test_fewer_than_the_places_are_elected_unopposed_and_a_place_stays_vacant() -> None:
    forum, contest = opened()
    make.stand(forum, contest, [0])
    election = contest.election
    with clock.at(election.nominations_close_at + timedelta(minutes=1)):
        election = close_nominations(by=forum.returning_officer, election=election)
    declare(by=forum.returning_officer, election=election)
    appointment = Appointment.objects.get()
    assert appointment.mandate == Mandate.ELECTED_UNOPPOSED
    assert (appointment.voted, appointment.stood) == (None, 1)
    assert contest.filling.count() == 2


def test_nominations_open_again_and_the_poll_moves_with_them() -> None:
    forum, contest = opened()
    make.stand(forum, contest, [0])
    election = contest.election
    before = election.closes_at
    until = election.nominations_close_at + timedelta(days=7)
    with clock.at(election.nominations_close_at + timedelta(minutes=1)):
        election = close_nominations(by=forum.returning_officer, election=election)
        with pytest.raises(Refused, match="reason"):
            reopen_nominations(
                by=forum.returning_officer, election=election, until=until, reason=" "
            )
        election = reopen_nominations(
            by=forum.returning_officer, election=election, until=until, reason="One place is free"
        )
    assert election.state == ElectionState.NOMINATIONS_OPEN
    assert election.closes_at == before + timedelta(days=7)
    make.stand(forum, contest, [1, 2])
    with clock.at(until + timedelta(minutes=1)):
        election = close_nominations(by=forum.returning_officer, election=election)
    assert election.state == ElectionState.NOMINATIONS_CLOSED
    assert sorted(Candidacy.objects.values_list("paper_number", flat=True)) == [1, 2, 3]


def test_a_person_stands_once_for_a_body() -> None:
    forum = make.forum()
    election = make.drafted(forum, contests=2)
    open_nominations(by=forum.returning_officer, election=election)
    first, second = election.contests.order_by("number")
    make.stand(forum, first, [0])
    with pytest.raises(Refused, match="another seat on the same body"):
        make.stand(forum, second, [0])


def test_who_withdraws_after_nominations_opened_again_leaves_the_paper() -> None:
    forum, contest = opened()
    first, _second = make.stand(forum, contest, [0, 1])
    election, until = contest.election, contest.election.nominations_close_at + timedelta(days=7)
    with clock.at(election.nominations_close_at + timedelta(minutes=1)):
        election = close_nominations(by=forum.returning_officer, election=election)
        election = reopen_nominations(
            by=forum.returning_officer, election=election, until=until, reason="More may stand"
        )
    withdraw(by=forum.contacts[0].user, candidacy=Candidacy.objects.get(pk=first.pk))
    make.stand(forum, contest, [2, 3, 4])
    with clock.at(until + timedelta(minutes=1)):
        close_nominations(by=forum.returning_officer, election=election)
    assert Candidacy.objects.get(pk=first.pk).paper_number is None
    standing = Candidacy.objects.exclude(pk=first.pk)
    assert sorted(standing.values_list("paper_number", flat=True)) == [1, 2, 3, 4]


def test_who_withdrew_may_stand_for_another_seat_of_the_body() -> None:
    forum = make.forum()
    election = make.drafted(forum, contests=2)
    open_nominations(by=forum.returning_officer, election=election)
    first, second = election.contests.order_by("number")
    (candidacy,) = make.stand(forum, first, [0])
    withdraw(by=forum.contacts[0].user, candidacy=candidacy)
    assert make.stand(forum, second, [0])


def test_two_of_one_name_are_told_apart_before_the_paper_is_printed() -> None:
    forum, contest = opened()
    make.stand(forum, contest, [0])
    namesake = Person.objects.create(name=forum.contacts[0].name)
    with pytest.raises(Refused, match="Somebody of the same name"):
        nominate(
            by=forum.contacts[1].user,
            contest=contest,
            nomination=Nomination(namesake, forum.members[1]),
        )


def test_an_organisation_without_a_vote_endorses_nobody() -> None:
    forum, contest = opened()
    (candidacy,) = make.stand(forum, contest, [0], decide=False)
    outside = organisations.organisation("Ripley Play Rangers")
    contact = forum.contacts[1]
    Role.objects.create(
        person=contact,
        kind=RoleKind.VOTING_CONTACT,
        organisation=outside,
        start_on=organisations.LONG_AGO,
    )
    with pytest.raises(Refused, match="no vote in this election"):
        endorse(by=contact.user, candidacy=candidacy, organisation=outside)


def test_nominations_do_not_open_again_until_a_moment_that_has_come() -> None:
    forum, contest = opened()
    make.stand(forum, contest, [0])
    election = contest.election
    now = election.nominations_close_at + timedelta(minutes=1)
    asked = {"by": forum.returning_officer, "reason": "One place is free"}
    with clock.stopped_at(now):
        election = close_nominations(by=forum.returning_officer, election=election)
        with pytest.raises(Refused, match="in the future"):
            reopen_nominations(election=election, until=now, **asked)
        again = reopen_nominations(election=election, until=now + timedelta(seconds=1), **asked)
    assert again.state == ElectionState.NOMINATIONS_OPEN


@pytest.mark.parametrize(
    "office, action",
    [("coordinator", Action.CAST_BY_PHONE), ("chair", Action.DECIDE_CHALLENGE)],
)
def test_who_stands_neither_takes_votes_nor_judges(office: str, action: Action) -> None:
    forum, contest = opened()
    user = getattr(forum, office)
    assert may_act(user, action, contest.election)
    nominate(
        by=forum.contacts[3].user,
        contest=contest,
        nomination=Nomination(user.people.get(), forum.members[3]),
    )
    assert not may_act(user, action, contest.election)
    assert may_act(forum.lead, action, contest.election)


def test_a_name_or_title_that_was_pasted_is_on_one_line_and_its_papers_can_be_read() -> None:
    forum = make.forum()
    pasted = ("Ash\tChesterfield", "Birch\nLee", " Cedar  O\u2019Hara\u202e", "Dale \x0bMay")
    for contact, name in zip(forum.contacts, pasted, strict=False):
        type(contact).objects.filter(pk=contact.pk).update(name=name)
        contact.refresh_from_db()
    plans = [ContestPlan("Seats\tfor\nall", make.board_seats(forum, 2))]
    poll = make.opened(forum, plans=plans)
    for line in range(1, 5):
        poll.vote(line, [line, line % 4 + 1])
    make.declared(make.counted(make.closed(poll)))
    names = set(poll.election.contests.get().candidacies.values_list("name", flat=True))
    assert names == {"Ash Chesterfield", "Birch Lee", "Cedar O\u2019Hara", "Dale May"}
    contest = counted_again(poll.election.contests.get()).contest
    assert read_blt(write_blt(contest)).title == "Seats for all"
    assert verify_pack(pack_files(poll.election)) == ()

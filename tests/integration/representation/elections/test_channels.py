"""Web, post and telephone are one count: one channel for each line, two people at each paper."""

from datetime import timedelta

import pytest
from django.core import mail

from consortium.decisions import Refused
from consortium.selectors.dates import moment_in_words
from representation.models import AccountLine, Ballot, PaperEntry
from representation.selectors.ballots import ballot_view, votes_to_cast
from representation.selectors.electors import lines_of
from representation.selectors.paper_entries import paper_pile
from representation.services.casting import cast_by_phone, cast_vote
from representation.services.counting_votes import count_election, draw_public_lot
from representation.services.election_roll import correct_roll
from representation.services.paper_votes import enter_paper, issue_paper, return_paper
from representation.services.polling import remind_electors
from tests import clock
from tests.factories import elections as make

pytestmark = pytest.mark.django_db


def during(poll: make.Poll) -> object:
    return clock.at(poll.election.opens_at + timedelta(days=1))


def test_post_web_and_telephone_come_to_one_account_and_one_pile() -> None:
    poll = make.opened()
    officer, second = poll.forum.returning_officer, poll.forum.coordinator
    for number in (4, 5):
        issue_paper(by=officer, line=poll.line(number))
    poll.vote(1, [1])
    with during(poll):
        cast_by_phone(
            by=officer, witness=second, line=poll.line(2), rankings={1: (2,)}, heard={1: (2,)}
        )
    return_paper(by=second, line=poll.line(4))
    make.closed(poll)
    for teller in (officer, second):
        enter_paper(by=teller, election=poll.election, paper=1, rankings={1: (3, 1)})
    make.counted(poll)
    found = {a.channel: (a.issued, a.returned, a.refused) for a in AccountLine.objects.all()}
    assert found == {"web": (3, 1, 0), "post": (2, 1, 0), "phone": (1, 1, 0)}
    assert sorted(Ballot.objects.values_list("ranking", flat=True)) == ["1", "2", "3 1"]


def test_a_paper_closes_the_web_and_a_vote_closes_the_post() -> None:
    poll = make.opened()
    officer, line = poll.forum.returning_officer, poll.line(1)
    issue_paper(by=officer, line=line)
    assert ballot_view(line).by_post
    with pytest.raises(Refused, match="comes by post"):
        poll.vote(1, [1])
    poll.vote(2, [1])
    with pytest.raises(Refused, match="voted already"):
        issue_paper(by=officer, line=poll.line(2))
    with pytest.raises(Refused, match="No ballot paper was sent"):
        return_paper(by=officer, line=poll.line(2))


def test_two_tellers_read_each_paper_and_what_differs_is_not_counted() -> None:
    poll = make.opened()
    officer, second, third = (
        poll.forum.returning_officer,
        poll.forum.coordinator,
        poll.forum.lead,
    )
    for number in (1, 2):
        issue_paper(by=officer, line=poll.line(number))
        return_paper(by=officer, line=poll.line(number))
    make.closed(poll)
    election = poll.election
    draw_public_lot(by=officer, election=election, seed=make.SEED, public_value="1")
    enter_paper(by=officer, election=election, paper=1, rankings={1: (1, 2)})
    assert paper_pile(election).once == (1,)
    enter_paper(by=second, election=election, paper=1, rankings={1: (2, 1)})
    assert paper_pile(election).differing == (1,)
    assert paper_pile(election).unread == (2,)
    with pytest.raises(Refused, match="Two others"):
        enter_paper(by=third, election=election, paper=1, rankings={1: (1,)})
    with pytest.raises(Refused, match="read alike"):
        count_election(by=officer, election=election, shares=poll.shares[:2])
    enter_paper(by=second, election=election, paper=1, rankings={1: (1, 2)})
    for teller in (officer, second):
        enter_paper(by=teller, election=election, paper=2, refused="No first preference")
    count_election(by=officer, election=election, shares=poll.shares[:2])
    assert list(Ballot.objects.values_list("ranking", flat=True)) == ["1 2"]
    post = AccountLine.objects.get(channel="post")
    assert (post.returned, post.refused) == (2, 1)
    assert PaperEntry.objects.count() == 4


@pytest.mark.parametrize(
    "rankings, refused, said",
    [
        ({1: (1, 1)}, "", "marked twice"),
        ({1: (9,)}, "", "does not stand"),
        ({7: (1,)}, "", "no contest"),
        (None, " ", "Write what is marked"),
        ({1: (1,)}, "torn", "Write what is marked"),
    ],
)
def test_a_wrong_reading_is_said_and_not_kept(rankings: object, refused: str, said: str) -> None:
    poll = make.opened()
    issue_paper(by=poll.forum.returning_officer, line=poll.line(1))
    return_paper(by=poll.forum.returning_officer, line=poll.line(1))
    make.closed(poll)
    with pytest.raises(Refused, match=said):
        enter_paper(
            by=poll.forum.lead, election=poll.election, paper=1, rankings=rankings, refused=refused
        )
    with pytest.raises(Refused, match="numbered from 1 to 1"):
        enter_paper(by=poll.forum.lead, election=poll.election, paper=2, refused="blank")
    assert not PaperEntry.objects.exists()


def test_a_telephone_vote_needs_two_who_heard_the_same() -> None:
    poll = make.opened()
    officer, second, line = poll.forum.returning_officer, poll.forum.coordinator, poll.line(1)
    with during(poll):
        with pytest.raises(Refused, match="second person"):
            cast_by_phone(by=officer, witness=officer, line=line, rankings={}, heard={})
        with pytest.raises(Refused, match="different votes in contest 1"):
            cast_by_phone(
                by=officer, witness=second, line=line, rankings={1: (1,)}, heard={1: (2,)}
            )
        assert not ballot_view(line).has_voted
        cast_by_phone(by=officer, witness=second, line=line, rankings={1: (1,)}, heard={1: (1,)})
    assert ballot_view(line).has_voted


def test_no_teller_takes_their_own_vote_by_telephone() -> None:
    poll = make.opened()
    officer, second, line = poll.forum.returning_officer, poll.forum.coordinator, poll.line(1)
    correct_roll(
        by=officer,
        seconded_by=poll.forum.lead,
        line=line,
        voter=second.people.get(),
        reason="She took over",
    )
    with during(poll):
        for by, witness in ((second, officer), (officer, second)):
            with pytest.raises(Refused, match="their own vote"):
                cast_by_phone(
                    by=by, witness=witness, line=line, rankings={1: (1,)}, heard={1: (1,)}
                )
    assert not ballot_view(line).has_voted


def test_another_person_votes_for_the_organisation_once_two_have_agreed() -> None:
    poll = make.opened()
    officer, line, new = poll.forum.returning_officer, poll.line(1), poll.forum.contacts[5]
    for second in (officer, poll.forum.contacts[2].user):
        with pytest.raises(Refused):
            correct_roll(by=officer, seconded_by=second, line=line, voter=new, reason="Ill")
    correct_roll(by=officer, seconded_by=poll.forum.coordinator, line=line, voter=new, reason="Ill")
    with during(poll):
        with pytest.raises(Refused, match="not the person who votes"):
            cast_vote(by=line.voter.user, line=line, rankings={1: (1,)})
        cast_vote(by=new.user, line=line, rankings={1: (1,)})
    assert [one.number for one in lines_of(poll.election, new.user)] == [1, 6]
    assert lines_of(poll.election, line.voter.user) == ()
    assert [one.has_voted for one in votes_to_cast(new.user)] == [True, False]


def test_reminders_go_to_those_alone_who_have_not_voted(run_jobs: object) -> None:
    poll = make.opened()
    poll.vote(1, [1])
    issue_paper(by=poll.forum.returning_officer, line=poll.line(2))
    with during(poll):
        remind_electors(by=poll.forum.returning_officer, election=poll.election)
        assert run_jobs() == 1
    reached = sorted(message.to[0] for message in mail.outbox)
    assert reached == sorted(poll.line(n).voter.user.email for n in (3, 4, 5, 6))
    assert "vote by" in mail.outbox[0].subject
    assert f"at {moment_in_words(poll.election.closes_at)}. It takes" in mail.outbox[0].body
    assert ".." not in mail.outbox[0].body

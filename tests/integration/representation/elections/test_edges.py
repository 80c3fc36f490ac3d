"""What an election's rules ask of its rows, at their edges."""

from datetime import timedelta

import pytest

from representation.election_states import TieRule
from representation.rules.elections import (
    can_close_nominations,
    can_count,
    can_open_nominations,
    can_stand,
)
from representation.services.election_planning import open_nominations
from representation.services.nominations import consent_to_stand, endorse
from tests.factories import elections as make

pytestmark = pytest.mark.django_db
INSTANT = timedelta(microseconds=1)


def test_nominations_close_at_their_moment() -> None:
    election = make.drafted(make.forum())
    close = election.nominations_close_at
    assert can_open_nominations(election, close - INSTANT)
    assert not can_open_nominations(election, close)
    assert not can_close_nominations(election, close - INSTANT)
    assert can_close_nominations(election, close)


def test_the_last_endorsement_that_is_needed_is_enough() -> None:
    forum = make.forum()
    election = make.drafted(forum, endorsements_needed=2)
    open_nominations(by=forum.returning_officer, election=election)
    (candidacy,) = make.stand(forum, election.contests.get(), [0], decide=False)
    consent_to_stand(by=forum.contacts[0].user, candidacy=candidacy)
    for number, is_enough in ((1, False), (2, True)):
        contact, organisation = forum.contacts[number], forum.members[number]
        endorse(by=contact.user, candidacy=candidacy, organisation=organisation)
        assert bool(can_stand(candidacy)) is is_enough


def test_every_paper_is_read_alike_before_the_count() -> None:
    election = make.rehearsed(make.forum()).election
    assert not can_count(election, papers_returned=2, papers_agreed=2)
    election.lot_seed = make.SEED
    assert can_count(election, papers_returned=2, papers_agreed=2)
    assert not can_count(election, papers_returned=2, papers_agreed=1)
    assert not can_count(election, papers_returned=1, papers_agreed=2)


def test_the_order_is_drawn_whole_before_the_count() -> None:
    election = make.nominated(make.forum(), tie_rule=TieRule.DRAWN)
    contest = election.contests.get()
    numbers = sorted(contest.candidacies.values_list("paper_number", flat=True))
    for drawn, is_enough in (([], False), (numbers[1:], False), (numbers[::-1], True)):
        contest.drawn_order = drawn
        contest.save(update_fields=["drawn_order"])
        assert bool(can_count(election, papers_returned=0, papers_agreed=0)) is is_enough

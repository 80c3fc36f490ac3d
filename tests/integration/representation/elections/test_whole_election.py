"""One election from the notice to the destruction of the envelopes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from consortium.decisions import Refused
from representation.election_states import ElectionState
from representation.models import (
    AccountLine,
    Appointment,
    Ballot,
    Count,
    Envelope,
    Outcome,
    Receipt,
)
from representation.selectors.seals import faults_of
from representation.services.casting import cast_vote
from representation.services.counting_votes import count_election
from representation.services.declaring import destroy_envelopes
from tests import clock
from tests.factories import elections as make

pytestmark = pytest.mark.django_db


def test_from_the_notice_to_the_destruction_of_the_envelopes() -> None:
    poll = make.opened()
    receipts = [poll.vote(n, [1, 2]) for n in (1, 2, 3)]
    receipts += [poll.vote(4, [2, 1]), poll.vote(5, [3, 4])]
    make.counted(make.closed(poll))
    assert sorted(receipts) == list(Receipt.objects.values_list("code", flat=True))
    assert sorted(Ballot.objects.values_list("ranking", flat=True)) == [
        "1 2", "1 2", "1 2", "2 1", "3 4",
    ]  # fmt: skip
    web = AccountLine.objects.get(channel="web")
    assert (web.issued, web.returned, web.refused) == (6, 5, 0)
    make.declared(poll)
    count = Count.objects.get()
    by_name = {one.appointment.person.name: one.appointment for one in Outcome.objects.all()}
    assert set(by_name) == set(count.document["elected"])
    one = next(iter(by_name.values()))
    assert (one.mandate, one.electorate, one.voted, one.stood) == ("elected", 6, 5, 4)
    assert one.start_on == poll.election.term_starts_on
    make.published(poll)
    with clock.at(poll.election.closes_at + timedelta(days=16)):
        destroy_envelopes(by=poll.forum.returning_officer, election=poll.election)
    assert poll.refreshed().state == ElectionState.DESTROYED
    assert not Envelope.objects.exists()
    assert faults_of(poll.election) == ()


def test_a_later_vote_replaces_and_only_the_last_receipt_counts() -> None:
    poll = make.opened()
    first, second = poll.vote(1, [1]), poll.vote(1, [2, 3])
    assert first != second
    make.counted(make.closed(poll))
    assert list(Receipt.objects.values_list("code", flat=True)) == [second]
    assert list(Ballot.objects.values_list("ranking", flat=True)) == ["2 3"]


@pytest.mark.parametrize(
    "closes_at",
    [
        datetime(2027, 3, 28, 1, 0, tzinfo=UTC),  # clocks go forward in the United Kingdom
        datetime(2027, 10, 31, 1, 0, tzinfo=UTC),  # and back
        datetime(2028, 2, 29, 23, 59, 59, tzinfo=UTC),
        datetime(2027, 6, 10, 16, 0, 0, 250_000, tzinfo=UTC),
    ],
)
def test_voting_ends_at_the_moment_that_the_notice_says(closes_at: datetime) -> None:
    times = make.timetable(closes_at - timedelta(days=36))
    with clock.at(times.nominations_open_at + timedelta(minutes=1)):
        poll = make.opened(timetable=replace(times, closes_at=closes_at))
    voter = poll.line(1).voter
    for milliseconds, ranking in ((-1, (1,)), (0, (2,)), (1, (3,))):
        with clock.stopped_at(closes_at + timedelta(milliseconds=milliseconds)):
            if milliseconds < 0:
                cast_vote(by=voter.user, line=poll.line(1), rankings={1: ranking})
                continue
            with pytest.raises(Refused, match="too late"):
                cast_vote(by=voter.user, line=poll.line(1), rankings={1: ranking})
    make.counted(make.closed(poll))
    assert list(Ballot.objects.values_list("ranking", flat=True)) == ["1"]


def test_one_share_counts_nothing_and_writes_nothing() -> None:
    poll = make.opened()
    poll.vote(1, [1])
    make.closed(poll)
    make.draw_public_lot(
        by=poll.forum.returning_officer,
        election=poll.election,
        seed=make.SEED,
        public_value=make.PUBLIC_VALUE,
    )
    for shares in ([], poll.shares[:1], [poll.shares[0]] * 2):
        with pytest.raises(Refused, match="shares are needed"):
            count_election(by=poll.forum.returning_officer, election=poll.election, shares=shares)
    assert not Ballot.objects.exists()
    assert poll.refreshed().state == ElectionState.CLOSED
    for shares in ([poll.shares[0], poll.shares[2]],):
        count_election(by=poll.forum.returning_officer, election=poll.election, shares=shares)
    assert Ballot.objects.count() == 1


def test_several_contests_are_on_one_paper_and_in_one_envelope() -> None:
    poll = make.opened(make.forum(6), contests=2, standing=3)
    poll.vote(1, [1, 2], [2])
    poll.vote(2, [3], [])
    make.declared(make.counted(make.closed(poll)))
    assert Envelope.objects.count() == 2
    assert Ballot.objects.count() == 4
    assert Appointment.objects.count() == 4

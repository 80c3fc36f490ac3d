"""The database refuses what no service asks, on SQLite and PostgreSQL alike."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from representation.election_states import Channel
from representation.models import (
    Ballot,
    Contest,
    ContestSeat,
    Count,
    Election,
    Envelope,
    PaperIssue,
    Receipt,
    RollLine,
)
from representation.services.ballot_box import put
from tests import clock
from tests.factories import elections as make
from tests.guarded import refused, run

pytestmark = pytest.mark.django_db


def test_a_line_has_one_envelope_and_it_is_its_own_elections() -> None:
    poll = make.opened()
    poll.vote(1, [1])
    fields = {"channel": "web", "sealed": b"x", "stamp": "0" * 64}
    refused(lambda: Envelope.objects.create(line=poll.line(1), election=poll.election, **fields))
    other = make.drafted(poll.forum, title="Another", plans=None)
    refused(lambda: Envelope.objects.create(line=poll.line(2), election=other, **fields))
    refused(
        lambda: Envelope.objects.create(
            line=poll.line(2), election=poll.election, **fields | {"channel": "post"}
        )
    )
    Envelope.objects.create(line=poll.line(2), election=poll.election, **fields)


def test_the_box_is_shut_before_and_after_the_poll() -> None:
    poll = make.rehearsed(make.forum())
    fields = {"election": poll.election, "channel": "web", "sealed": b"x", "stamp": "0"}
    refused(lambda: Envelope.objects.create(line=poll.line(1), **fields))
    poll = make.opened(poll.forum, title="Bolsover 2026")
    poll.vote(1, [1])
    make.closed(poll)
    fields["election"] = poll.election
    refused(lambda: Envelope.objects.create(line=poll.line(2), **fields))
    refused(lambda: Envelope.objects.filter(line=poll.line(1)).update(stamp="0"))
    refused(lambda: Envelope.objects.filter(line=poll.line(1)).delete())


def test_who_was_sent_a_paper_has_no_envelope_and_the_other_way_about() -> None:
    poll = make.opened()
    poll.vote(1, [1])
    issue = {"by": poll.forum.returning_officer, "issued_on": poll.election.opens_at.date()}
    refused(lambda: PaperIssue.objects.create(line=poll.line(1), **issue))
    PaperIssue.objects.create(line=poll.line(2), **issue)
    fields = {"election": poll.election, "channel": "web", "sealed": b"x", "stamp": "0"}
    refused(lambda: Envelope.objects.create(line=poll.line(2), **fields))
    with clock.at(poll.election.opens_at + timedelta(days=1)):
        assert not put(poll.line(2).pk, b"x", Channel.WEB)
        assert put(poll.line(3).pk, b"x", Channel.WEB)


def test_the_roll_is_frozen_and_each_organisation_stands_once_on_it() -> None:
    poll = make.opened()
    line = poll.line(1)
    fields = {"election": poll.election, "organisation": line.organisation, "name": "x"}
    refused(lambda: RollLine.objects.create(number=99, **fields))
    refused(lambda: RollLine.objects.filter(pk=line.pk).update(name="Another"))
    refused(lambda: RollLine.objects.filter(pk=line.pk).delete())
    draft = make.drafted(poll.forum, title="Draft")
    fields["election"] = draft
    RollLine.objects.create(number=1, **fields)
    refused(lambda: RollLine.objects.create(number=2, **fields))


@pytest.mark.parametrize(
    "changed",
    [
        {"rule": "av"},
        {"tie_rule": "drawn"},
        {"fill_rule": "co-option"},
        {"full_from": 0},
        {"group_least": 0},
        {"endorsements_needed": 3},
        {"public_key": "0" * 64},
        {"roll_digest": "0" * 64},
        {"roll_size": 1_000},
        {"lot_commitment": "0" * 64},
        {"state": "declared"},
        {"state": "drafted"},
        {"state": "nowhere"},
    ],
)
def test_rules_key_roll_and_time_stand_once_the_poll_is_open(changed: dict[str, object]) -> None:
    election = make.opened().election
    refused(lambda: Election.objects.filter(pk=election.pk).update(**changed))
    later = election.closes_at + timedelta(days=1)
    refused(lambda: Election.objects.filter(pk=election.pk).update(closes_at=later))
    refused(election.delete)


def test_contests_and_candidates_stand_once_the_poll_is_open() -> None:
    election = make.opened().election
    contest = election.contests.get()
    candidacy = contest.candidacies.first()
    refused(lambda: Contest.objects.create(election=election, number=2, title="More"))
    refused(lambda: ContestSeat.objects.filter(contest=contest).delete())
    refused(lambda: contest.candidacies.filter(pk=candidacy.pk).update(name="Another"))
    refused(lambda: contest.candidacies.filter(pk=candidacy.pk).update(paper_number=9))


def test_the_returning_officer_never_stands_whoever_asks() -> None:
    election = make.drafted(make.forum())
    contest = election.contests.get()
    fields = {"contest": contest, "name": "Olive", "consented_at": election.opens_at}
    refused(lambda: contest.candidacies.create(person=election.returning_officer, **fields))


def test_papers_come_at_the_count_alone_and_stay() -> None:
    poll = make.opened()
    poll.vote(1, [1])
    contest = poll.election.contests.get()
    paper = {"id": "0" * 32, "contest": contest, "ranking": "1"}
    refused(lambda: Ballot.objects.create(**paper))
    refused(lambda: Receipt.objects.create(code="X", election=poll.election))
    make.counted(make.closed(poll))
    refused(lambda: Ballot.objects.create(**paper))
    refused(lambda: Ballot.objects.update(ranking="2"))
    refused(lambda: Ballot.objects.all().delete())
    refused(lambda: Receipt.objects.all().delete())
    refused(lambda: Count.objects.update(papers=7))


@pytest.mark.parametrize("table", ["electionstep", "seal", "candidacystep", "accountline"])
def test_what_happened_is_never_rewritten(table: str) -> None:
    make.counted(make.closed(make.opened()))
    refused(lambda: run(f"UPDATE representation_{table} SET id = id"))  # noqa: S608
    refused(lambda: run(f"DELETE FROM representation_{table}"))  # noqa: S608


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no rowid")
@pytest.mark.parametrize("table", ["envelope", "ballot", "receipt"])
def test_votes_are_kept_without_the_order_of_writing(table: str) -> None:
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="rowid"):
        cursor.execute(f"SELECT rowid FROM representation_{table}")  # noqa: S608


def test_no_vote_papers_or_receipts_hold_a_time_or_a_number_that_counts_up() -> None:
    for model in (Envelope, Ballot, Receipt):
        kinds = {field.get_internal_type() for field in model._meta.concrete_fields}
        assert not kinds & {
            "DateTimeField", "DateField", "TimeField", "BigAutoField", "AutoField",
            "GenericIPAddressField", "JSONField",
        }, model  # fmt: skip

"""Nominations on members' pages: those that are public, and of one's own all."""

import pytest

from representation.models import Candidacy
from representation.services.election_planning import open_nominations
from representation.services.nominations import decide_nomination
from tests.factories import elections as make
from tests.integration.frontend.test_election_desk import signed_in

pytestmark = pytest.mark.django_db


def test_a_refused_nomination_is_named_to_nobody_else() -> None:
    forum = make.forum()
    election = make.drafted(forum)
    open_nominations(by=forum.returning_officer, election=election)
    (refused,) = make.stand(forum, election.contests.get(), [0], decide=False)
    officer = forum.returning_officer
    decide_nomination(by=officer, candidacy=refused, is_valid=False, reason="Not on the roll")
    assert seen_by(forum, 0, refused) == 200
    assert seen_by(forum, 1, refused) == 404
    (waiting,) = make.stand(forum, election.contests.get(), [2], decide=False)
    assert seen_by(forum, 1, waiting) == 200


def seen_by(forum: make.Forum, number: int, candidacy: Candidacy) -> int:
    slug = candidacy.contest.election.slug
    client = signed_in(forum.contacts[number].user)
    status = client.get(f"/stand/{slug}/for/{candidacy.pk}/endorse/").status_code
    listed = candidacy.name in client.get(f"/stand/{slug}/").content.decode()
    assert listed == (status == 200)
    return status

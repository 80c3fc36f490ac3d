"""A challenge through the pages: by whom, until when, what it holds up, and how it is answered."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from representation.election_states import Action, ElectionState
from representation.models import Appointment
from representation.states import AppointmentState
from tests import clock
from tests.factories import elections as make
from tests.integration.frontend.test_election_desk import Officer, page, signed_in

pytestmark = pytest.mark.django_db
REASON = "Two groups got their links on the last day only."


@pytest.fixture
def olive() -> Officer:
    poll = make.opened()
    for number in range(1, 6):
        poll.vote(number, (1, 2) if number < 4 else (3,))
    make.declared(make.counted(make.closed(poll)))
    return Officer(poll.forum, poll.election)


def challenge(olive: Officer, user: object, reason: str = REASON) -> str:
    there = f"/challenge/{olive.election.slug}/"
    return unescape(page(signed_in(user).post(there, {"reason": reason}, follow=True)))


def public(olive: Officer) -> str:
    return unescape(page(Client().get(f"/votes/{olive.election.slug}/")))


def test_an_elector_challenges_and_publication_waits(olive: Officer) -> None:
    during = olive.election.closes_at + timedelta(days=1)
    with clock.at(during):
        assert "can challenge it until" in public(olive)
        assert f"/challenge/{olive.election.slug}/" in public(olive)
        elector = olive.forum.contacts[5].user
        assert "Fill in: What was not" in challenge(olive, elector, " ")
        assert olive.state == ElectionState.DECLARED
        challenge(olive, elector)
    assert olive.state == ElectionState.CHALLENGED
    html = public(olive)
    assert "It is not final until that is decided" in html
    assert REASON in html
    assert olive.forum.contacts[5].name not in html
    with clock.at(olive.election.closes_at + timedelta(days=40)):
        assert "This cannot be done now" in olive.sends(f"do/{Action.PUBLISH.value}/")
        answer = {"upheld": "no", "reason": "All links went out on the first day."}
        own = olive.sends(f"do/{Action.DECIDE_CHALLENGE.value}/", **answer)
        assert "who neither ran the election nor stood in it" in own
        olive.sends(f"do/{Action.DECIDE_CHALLENGE.value}/", by=olive.forum.chair, **answer)
        assert "All links went out" in public(olive)
        olive.does(Action.PUBLISH)
    assert olive.state == ElectionState.PUBLISHED


def test_an_upheld_challenge_voids_the_election_and_its_page_says_so(olive: Officer) -> None:
    with clock.at(olive.election.closes_at + timedelta(days=1)):
        challenge(olive, olive.forum.contacts[0].user)
        olive.sends(
            f"do/{Action.DECIDE_CHALLENGE.value}/",
            by=olive.forum.lead,
            upheld="yes",
            reason="The links were late.",
        )
    assert olive.state == ElectionState.VOID
    assert "The election is void" in public(olive)
    assert not Appointment.objects.exclude(state=AppointmentState.ENDED).exists()


def test_who_neither_voted_nor_stood_and_who_is_late_is_told_so(olive: Officer) -> None:
    with clock.at(olive.election.closes_at + timedelta(days=1)):
        outsider = make.user("nobody@example.org")
        assert "Only somebody who votes in this election" in challenge(olive, outsider)
    with clock.at(olive.election.closes_at + timedelta(days=40)):
        html = challenge(olive, olive.forum.contacts[5].user)
        assert "The time for challenges is over" in html
        assert "/challenge/" not in public(olive)
    assert olive.state == ElectionState.DECLARED


def test_there_is_nothing_to_challenge_before_a_result() -> None:
    poll = make.opened()
    elector = signed_in(poll.forum.contacts[5].user)
    assert elector.get(f"/challenge/{poll.election.slug}/").status_code == 404

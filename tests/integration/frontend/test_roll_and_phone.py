"""What two people do together: the roll corrected in the open, and a vote taken by telephone."""

import re
import time
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from consortium.models import Event, Job, Role
from consortium.states import RoleKind
from representation.models import Envelope, RollCorrection
from representation.selectors.voting_links import link_token
from tests import clock
from tests.factories import elections as make
from tests.factories import representation as seats
from tests.integration.frontend.test_election_desk import page, signed_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def poll() -> Iterator[make.Poll]:
    opened = make.opened()
    with clock.at(opened.election.opens_at + timedelta(days=1)):
        mail.outbox.clear()
        yield opened


class Desk:
    def __init__(self, poll: make.Poll) -> None:
        self.poll, self.client = poll, signed_in(poll.forum.returning_officer)
        self.here = f"/elections/{poll.election.slug}/"
        self.second = poll.forum.coordinator.people.get()

    def reads(self, path: str) -> str:
        return unescape(page(self.client.get(self.here + path)))

    def sends(self, path: str, **data: Any) -> str:
        return unescape(page(self.client.post(self.here + path, data, follow=True)))

    def code(self) -> str:
        """What the second person, and nobody else, was sent last."""
        assert mail.outbox[-1].to == [self.poll.forum.coordinator.email]
        found = re.search(r"^[A-Z]{5} [A-Z]{5}$", str(mail.outbox[-1].body), re.MULTILINE)
        assert found
        return found[0]


def slip(html: str) -> str:
    found = re.search(r'name="slip" value="([^"]+)"', html)
    assert found, html
    return found[1]


def test_the_roll_is_corrected_by_two_people_with_a_reason_for_everybody(poll: make.Poll) -> None:
    desk, line = Desk(poll), poll.line(2)
    newcomer = make.person("Nia of Group 2", "nia@example.org")
    Role.objects.create(
        person=newcomer,
        kind=RoleKind.MEMBER_CONTACT,
        organisation=line.organisation,
        start_on=seats.LONG_AGO,
    )
    old = link_token(line, line.voter)
    here = f"roll/{line.number}/"
    assert line.name in desk.sends("roll/correct/", line=line.number)
    wanted = {"voter": newcomer.pk, "reason": "Moved away", "second": desk.second.pk}
    assert "Fill in: Why?" in desk.sends(here, **wanted | {"reason": ""})
    assert not mail.outbox
    carried = slip(desk.sends(here, **wanted))
    assert newcomer.name in mail.outbox[-1].body
    assert "This is not the code" in desk.sends(here, slip=carried, code="AAAAA AAAAA")
    assert "too old" in desk.sends(here, slip=carried + "x", code=desk.code())
    assert "This is not the code" in desk.sends("roll/1/", slip=carried, code=desk.code())
    assert not RollCorrection.objects.exists()
    desk.sends(here, slip=carried, code=desk.code().lower())
    made = RollCorrection.objects.get()
    assert (made.line, made.voter, made.seconded_by) == (line, newcomer, poll.forum.coordinator)
    assert "votes for it already" in desk.sends(here, slip=carried, code=desk.code())
    public = page(Client().get(f"/votes/{poll.election.slug}/roll/"))
    assert "Moved away" in public
    assert newcomer.name not in public
    assert Client().post(f"/vote/{old}/done/", {"c1-n1": "1"}).status_code == 404
    new = link_token(line, newcomer)
    assert "Your vote is in" in page(Client().post(f"/vote/{new}/done/", {"c1-n1": "1"}))


def test_a_code_is_good_for_a_quarter_of_an_hour(
    poll: make.Poll, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(poll)
    wanted = {"line": 1, "second": desk.second.pk, "contest1": "1 2"}
    carried = slip(desk.sends("phone/", **wanted))
    now = time.time()
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + 16 * 60)
    html = desk.sends("phone/cast/", slip=carried, code=desk.code(), contest1="1 2")
    assert "too old" in html
    assert not Envelope.objects.exists()


def test_a_vote_by_telephone_is_sealed_if_both_wrote_the_same(poll: make.Poll) -> None:
    desk = Desk(poll)
    events, jobs = Event.objects.count(), Job.objects.count()
    wanted = {"line": 1, "second": desk.second.pk, "contest1": "3 1"}
    assert "numbers with spaces" in desk.sends("phone/", **wanted | {"contest1": "x"})
    assert "Choose somebody" in desk.sends("phone/", **wanted | {"second": ""})
    html = desk.sends("phone/", **wanted)
    carried = slip(html)
    assert "3 1" not in html.replace("like 3 1 2", "")
    assert poll.line(1).name not in mail.outbox[-1].body
    differs = desk.sends("phone/cast/", slip=carried, code=desk.code(), contest1="1 3")
    assert "wrote different votes in contest 1" in differs
    assert not Envelope.objects.exists()
    assert "This is not the code" in desk.sends(
        "phone/cast/", slip=carried, code="BBBBBBBBBB", contest1="3 1"
    )
    html = desk.sends("phone/cast/", slip=carried, code=desk.code(), contest1="3 1")
    assert "Read the receipt out" in html
    assert [one.channel for one in Envelope.objects.all()] == ["phone"]
    assert (Event.objects.count(), Job.objects.count()) == (events, jobs)
    sealed = bytes(Envelope.objects.get().sealed)
    again = desk.sends("phone/cast/", slip=carried, code=desk.code(), contest1="3 1")
    assert "A vote was put into the box for them since" in again
    assert bytes(Envelope.objects.get().sealed) == sealed


def test_who_is_no_teller_finds_neither_page(poll: make.Poll) -> None:
    desk = Desk(poll)
    for path in ("phone/", "roll/correct/", "roll/1/"):
        assert "second" in desk.reads(path) or path == "roll/correct/"
        assert signed_in(poll.forum.contacts[3].user).get(desk.here + path).status_code == 404
    chair = signed_in(poll.forum.chair)
    wanted = {"line": 1, "second": desk.second.pk, "contest1": "3 1"}
    html = unescape(page(chair.post(desk.here + "phone/", wanted)))
    assert "who does not stand, can do this" in html
    assert not mail.outbox

"""A seat that somebody elected left: who comes is asked about first, and told afterwards."""

import re
from datetime import time, timedelta
from html import unescape

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from consortium.decisions import Refused
from representation.election_states import ElectionState, FillRule
from representation.models import Appointment, Candidacy, Election, Outcome
from representation.services.appointments import end_appointment
from representation.services.vacancies import fill_vacancy
from representation.states import AppointmentState, EndReason, Mandate
from tests.factories import elections as make
from tests.integration.frontend.test_election_desk import page, signed_in

pytestmark = pytest.mark.django_db
VOTES = ((1, 3, 2), (1, 3), (1, 4), (2, 4), (2, 3), (3, 1))


def left_after(rule: FillRule) -> tuple[make.Poll, Appointment]:
    """Two of four are elected and the result is final; then the first of them leaves."""
    poll = make.opened(fill_rule=rule)
    for number, ranking in enumerate(VOTES, start=1):
        poll.vote(number, ranking)
    make.published(make.declared(make.counted(make.closed(poll))))
    left = Outcome.objects.get(candidacy__paper_number=1).appointment
    end_appointment(
        by=poll.forum.lead,
        appointment=left,
        reason=EndReason.RESIGNED,
        last_day=left.start_on + timedelta(days=60),
    )
    left.refresh_from_db()
    return poll, left


class Desk:
    """The returning officer's, some days after the seat was left."""

    def __init__(self, poll: make.Poll, left: Appointment) -> None:
        self.client = signed_in(poll.forum.returning_officer)
        self.slug, self.left = poll.election.slug, left
        self.here = f"/elections/{self.slug}/vacancies/{left.pk}/"
        assert left.ended_on is not None
        self.start_on = left.ended_on + timedelta(days=5)

    def reads(self, path: str = "") -> str:
        return unescape(page(self.client.get(path or self.here)))

    def sends(self, path: str = "", **data: str) -> str:
        sent = {"start_on": f"{self.start_on}"} | data
        return unescape(page(self.client.post(path or self.here, sent, follow=True)))


def test_a_countback_asks_first_and_tells_afterwards(
    django_capture_on_commit_callbacks: object,
) -> None:
    poll, left = left_after(FillRule.COUNTBACK)
    desk = Desk(poll, left)
    third, fourth = (Candidacy.objects.get(paper_number=number) for number in (3, 4))
    assert "A seat is vacant." in desk.reads("/elections/")
    assert "Fill a vacant seat" in desk.reads(f"/elections/{desk.slug}/")
    assert desk.here in desk.reads(f"/elections/{desk.slug}/vacancies/")
    html = desk.reads()
    assert "nobody who sits loses their seat" in html
    assert f"Does {third.name} still wish to serve?" in html
    assert "Choose whether they still wish to serve" in desk.sends()
    assert f"Does {fourth.name} still wish to serve?" in desk.sends(serves="no")
    assert not Outcome.objects.filter(by_vacancy=True).exists()
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        html = desk.sends(serves="yes")
    assert f"{third.name} holds the seat" in html
    holder = Appointment.objects.exclude(state=AppointmentState.ENDED).get(seat=left.seat)
    assert (holder.person, holder.due_on) == (third.person, left.due_on)
    assert [one.to for one in mail.outbox] == [[third.person.user.email]]
    assert str(left.seat) in mail.outbox[0].body
    public = unescape(page(Client().get(f"/votes/{desk.slug}/result/")))
    assert f"{left.seat}: {third.name} came in on" in public
    assert desk.client.get(desk.here).status_code == 404
    assert "A seat is vacant." not in desk.reads("/elections/")
    assert "or somebody has come after them" in desk.reads(f"/elections/{desk.slug}/vacancies/")


def test_whoever_was_not_asked_does_not_come_in() -> None:
    """The page was open while somebody else looked at the next: what was read is what is done."""
    poll, left = left_after(FillRule.COUNTBACK)
    desk = Desk(poll, left)
    third = Candidacy.objects.get(paper_number=3)
    asked_for_fourth = f"{desk.here}?not={third.pk}"
    assert "by-election is drafted" in desk.reads(
        f"{asked_for_fourth}&not={Candidacy.objects.get(paper_number=4).pk}"
    )
    with pytest.raises(Refused, match="Somebody else comes in by now"):
        fill_vacancy(
            by=poll.forum.returning_officer,
            left=left,
            start_on=desk.start_on,
            unwilling=[third],
            expected=third,
        )
    desk.sends(asked_for_fourth, serves="yes")
    assert Outcome.objects.get(by_vacancy=True).candidacy.paper_number == 4
    for bad in ("?not=x", "?not=99999999999999999999999", "?not=-1"):
        assert desk.client.get(f"{desk.here}{bad}").status_code == 404


def test_a_by_election_is_drafted_once_with_its_calendar() -> None:
    poll, left = left_after(FillRule.BY_ELECTION)
    desk = Desk(poll, left)
    html = desk.reads()
    assert "By-election: there is a new vote." in html
    assert re.search(r"nominations to .*; voting from .* to .*; the term from", html)
    assert "wish to serve" not in html
    assert "From which day" not in html
    assert "The by-election is drafted" in desk.sends()
    drafted = Election.objects.exclude(slug=desk.slug).get()
    assert drafted.state == ElectionState.DRAFTED
    assert [one.seat for one in drafted.filling.all()] == [left.seat]
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert timezone.localtime(drafted.nominations_open_at).time() == time.min
    assert timezone.localdate(drafted.nominations_open_at) == tomorrow
    assert "is on its way" in desk.sends()
    assert "by-election on its way" in desk.reads(f"/elections/{desk.slug}/vacancies/")
    assert Election.objects.count() == 2


def test_with_co_option_the_page_leaves_it_to_the_lead() -> None:
    poll, left = left_after(FillRule.CO_OPTION)
    desk = Desk(poll, left)
    html = desk.reads()
    assert "the network’s lead appoints somebody" in html
    assert "disabled" in html.split("<h1>")[1]
    count = Appointment.objects.count()
    desk.sends()
    assert Appointment.objects.count() == count


def test_with_co_option_the_lead_is_brought_to_the_seat_and_fills_it() -> None:
    poll, left = left_after(FillRule.CO_OPTION)
    client = signed_in(poll.forum.lead)
    there = client.get(f"/elections/{poll.election.slug}/vacancies/{left.pk}/")
    html = page(client.get(there["Location"]))
    assert there.status_code == 302
    assert re.search(r'value="co-opted"[^>]*checked', html)
    sent = {
        "mandate": "co-opted",
        "name": "Nia Morgan",
        "on_behalf_of": poll.forum.members[0].slug,
        "start_on": f"{left.ended_on + timedelta(days=5)}",
    }
    shown = page(client.post(there["Location"], sent))
    assert "Nia Morgan" in shown
    client.post(there["Location"], sent | {"step": "do"})
    held = Appointment.objects.get(seat=left.seat, person__name="Nia Morgan")
    assert held.mandate == Mandate.CO_OPTED


def test_nobody_but_the_returning_officer_fills_it() -> None:
    poll, left = left_after(FillRule.COUNTBACK)
    desk = Desk(poll, left)
    sent = {"start_on": f"{desk.start_on}", "serves": "yes"}
    for user in (poll.forum.lead, poll.forum.coordinator, poll.forum.chair):
        html = unescape(page(signed_in(user).post(desk.here, sent)))
        assert "Only the returning officer of this election can do this." in html
    for stranger in (poll.forum.contacts[5].user, poll.forum.contacts[0].user):
        assert signed_in(stranger).post(desk.here, sent).status_code == 404
    assert not Outcome.objects.filter(by_vacancy=True).exists()

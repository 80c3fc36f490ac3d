"""The returning officer's pages: a whole election through them, each step asked about and refused in time."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from consortium.decisions import Refused
from consortium.models import Person
from representation.election_states import Action, ElectionState
from representation.models import Candidacy, Election, Envelope, PaperEntry, PaperIssue, RollLine
from representation.selectors.voting_links import link_token
from representation.services.declaring import abandon
from representation.services.election_planning import ContestPlan
from representation.services.election_tasks import tasks_for
from tests import clock
from tests.factories import elections as make
from tests.unit.frontend.well_formed import faults

pytestmark = pytest.mark.django_db
READ = (
    "",
    "nominations/",
    "roll/",
    "keys/",
    "rehearsal/",
    "paper/",
    "paper/issue/",
    "lot/",
    "count/",
)


def signed_in(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def page(answer: object) -> str:
    html = answer.content.decode()  # type: ignore[attr-defined]
    assert faults(html) == []
    return str(html)


class Officer:
    """Olive at her desk: sends forms as the pages have them, and reads the state back."""

    def __init__(self, forum: make.Forum, election: Election) -> None:
        self.forum, self.election = forum, election
        self.here = f"/elections/{election.slug}/"

    def reads(self, path: str = "") -> str:
        answer = signed_in(self.forum.returning_officer).get(self.here + path)
        assert answer.status_code == 200, path
        return page(answer)

    def sends(self, path: str, *, by: object = None, **data: object) -> str:
        answer = signed_in(by or self.forum.returning_officer).post(
            self.here + path, data, follow=True
        )
        assert answer.status_code == 200, path
        return page(answer)

    def does(self, action: Action, **data: object) -> None:
        assert "disabled" not in self.reads(f"do/{action.value}/").split("<h1>")[1]
        html = self.sends(f"do/{action.value}/", **data)
        assert "to put right" not in html

    @property
    def state(self) -> str:
        self.election.refresh_from_db()
        return self.election.state


@pytest.fixture
def olive() -> Officer:
    forum = make.forum()
    return Officer(forum, make.drafted(forum))


def nominated(olive: Officer) -> None:
    olive.does(Action.OPEN_NOMINATIONS)
    contest = olive.election.contests.get()
    make.stand(olive.forum, contest, range(4), decide=False)
    for one in Candidacy.objects.all():
        assert one.name in olive.reads("nominations/")
        olive.sends(f"nominations/{one.pk}/", valid="yes", reason="")
    with clock.at(olive.election.nominations_close_at + timedelta(minutes=1)):
        olive.does(Action.CLOSE_NOMINATIONS)
    assert olive.state == ElectionState.NOMINATIONS_CLOSED


def keyed(olive: Officer) -> list[str]:
    """The ceremony, the commitment, the roll, and the rehearsal; the shares as the page showed them."""
    holders = [olive.forum.officer, olive.forum.lead.people.get(), olive.forum.chair.people.get()]
    names = dict(zip(("first", "second", "third"), (one.pk for one in holders), strict=True))
    shown = olive.sends("keys/", **names)
    shares = re.findall(r'name="share" value="([^"]+)"', shown)
    assert len(shares) == 3
    file = signed_in(olive.forum.returning_officer).post(
        olive.here + "keys/share/", {"share": shares[0]}
    )
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.content.decode().split() == shares[0].split()
    olive.sends("lot/", seed=make.SEED, source=make.SOURCE)
    olive.does(Action.FREEZE_ROLL)
    olive.sends("rehearsal/", first=shares[0], second=shares[2])
    assert olive.state == ElectionState.REHEARSED
    return shares


def test_a_whole_election_through_the_pages(olive: Officer) -> None:
    nominated(olive)
    shares = keyed(olive)
    election = olive.election
    with clock.at(election.opens_at + timedelta(minutes=1)):
        olive.does(Action.OPEN_POLL)
        by_post = RollLine.objects.get(election=election, number=6)
        olive.sends("paper/issue/", line=by_post.number)
        olive.sends("paper/return/", line=by_post.number)
        for number in range(1, 5):
            line = RollLine.objects.get(election=election, number=number)
            assert line.voter is not None
            address = f"/vote/{link_token(line, line.voter)}/done/"
            assert "Your vote is in" in page(Client().post(address, {"c1-n1": "1", "c1-n2": "2"}))
        assert "Votes in so far: 4 of 6" in olive.reads()
        olive.does(Action.REMIND)
    with clock.at(election.closes_at + timedelta(minutes=1)):
        olive.does(Action.CLOSE_POLL)
        olive.sends("paper/read/", paper="1", contest1="2 1", refused="")
        olive.sends(
            "paper/read/", by=olive.forum.coordinator, paper="1", contest1="1 2", refused=""
        )
        assert "Read differently: look at the paper again" in olive.reads("paper/")
        assert "disabled" in olive.reads("count/").split("<h1>")[1]
        olive.sends("paper/read/", paper="1", contest1="1 2", refused="")
        olive.sends("lot/", seed=make.SEED, public_value=make.PUBLIC_VALUE)
        olive.sends("count/", first=shares[1], second=shares[2])
        assert olive.state == ElectionState.COUNTED
        olive.does(Action.DECLARE)
        assert Client().get(f"/votes/{election.slug}/result/").status_code == 200
    with clock.at(election.closes_at + timedelta(days=20)):
        olive.does(Action.PUBLISH)
        olive.does(Action.DESTROY_ENVELOPES)
    assert olive.state == ElectionState.DESTROYED
    assert not Envelope.objects.exists()
    assert not PaperEntry.objects.exists()


def test_every_refused_step_says_why_and_does_nothing(olive: Officer) -> None:
    for task in tasks_for(olive.forum.returning_officer, olive.election, timezone.now()):
        if task.decision or task.action.value not in STEPS:
            continue
        html = olive.reads(f"do/{task.action.value}/")
        assert task.decision.reason in html.replace("&#x27;", "'")
        html = olive.sends(f"do/{task.action.value}/", reason="x", until="1/1/2099", upheld="no")
        assert "to put right" in html
        assert olive.state == ElectionState.DRAFTED


STEPS = {
    "close-nominations", "reopen-nominations", "freeze-roll", "open-poll", "remind", "close-poll",
    "declare", "decide-challenge", "publish", "destroy-envelopes",
}  # fmt: skip


def test_nobody_else_finds_the_desk(olive: Officer) -> None:
    stranger = olive.forum.contacts[0].user
    for path in READ:
        answer = signed_in(stranger).get(olive.here + path)
        assert answer.status_code == 404, path
        assert signed_in(olive.forum.returning_officer).get(olive.here + path).status_code == 200, (
            path
        )
    for path in ("do/abandon/", "keys/", "keys/share/", "count/", "paper/issue/"):
        assert signed_in(stranger).post(olive.here + path, {"reason": "x"}).status_code == 404, path
    assert olive.state == ElectionState.DRAFTED


def test_wrong_shares_and_the_same_holder_twice_are_told(olive: Officer) -> None:
    nominated(olive)
    one = Person.objects.get(name=olive.forum.officer.name).pk
    html = olive.sends("keys/", first=one, second=one, third=one)
    assert "Name three different people" in html
    keyed_before = olive.election.key_shares.count()
    assert keyed_before == 0
    assert "Give two of the three shares" in olive.sends("rehearsal/", first="x", second="")


def test_a_paper_is_refused_to_who_has_voted(olive: Officer) -> None:
    poll = make.opened(olive.forum, title="Another")
    with clock.at(poll.election.opens_at + timedelta(days=1)):
        poll.vote(1, [1])
        there = Officer(olive.forum, poll.election)
        assert "has voted already" in there.sends("paper/issue/", line=1)
        assert "Choose an organisation" in there.sends("paper/issue/", line="")
    assert not PaperIssue.objects.exists()


def test_the_list_has_every_election_of_who_runs_it(olive: Officer) -> None:
    html = page(signed_in(olive.forum.returning_officer).get("/elections/"))
    assert olive.election.title in html
    assert olive.election.title not in page(
        signed_in(olive.forum.contacts[0].user).get("/elections/")
    )


def test_olive_drafts_an_election_for_vacant_seats() -> None:
    forum = make.forum()
    *seats, last = make.board_seats(forum, 3)
    client = signed_in(forum.returning_officer)
    assert "Derbyshire GRID" in page(client.get("/elections/new/"))
    sent = {
        "title": "Two for the GRID",
        "seats": [one.pk for one in seats],
        "together": "together",
        "nominations_from": "1/3/2030",
        "nominations_to": "20/3/2030",
        "voting_from": "22/3/2030",
        "voting_to": "31/3/2030",
    }
    wrong = page(client.post("/elections/new/", sent | {"voting_from": "19/3/2030"}))
    assert "The times must follow each other" in wrong
    client.post("/elections/new/", sent)
    election = Election.objects.get()
    assert (election.state, election.title) == (ElectionState.DRAFTED, "Two for the GRID")
    assert timezone.localtime(election.closes_at).isoformat() == "2030-04-01T00:00:00+01:00"
    assert [one.filling.count() for one in election.contests.all()] == [2]
    again = page(client.post("/elections/new/", sent))
    assert "an election is drafted for it already" in again
    with pytest.raises(Refused, match="filled by another election already: Two for the GRID"):
        make.drafted(forum, plans=[ContestPlan("Once more", seats)])
    rest = make.drafted(forum, plans=[ContestPlan("The third", [last])])
    none = page(client.post("/elections/new/", sent))
    assert "No seat is vacant that no election fills already" in none
    for one in (election, rest):
        abandon(by=forum.returning_officer, election=one, reason="A mistake")
    client.post("/elections/new/", sent | {"title": "One by one", "together": "apart"})
    contests = Election.objects.get(title="One by one").contests.order_by("number")
    assert [(one.title, one.filling.count()) for one in contests] == [
        (str(seat), 1) for seat in seats
    ]
    refused = signed_in(forum.contacts[0].user).post("/elections/new/", sent)
    assert Election.objects.count() == 3
    assert refused.status_code == 200


def test_the_days_of_a_draft_are_changed_and_stand_after_that(olive: Officer) -> None:
    html = olive.reads("timetable/")
    days = dict(re.findall(r'name="(\w+_(?:from|to))" value="([^"]+)"', html))
    assert len(days) == 5
    olive.sends("timetable/", **days)
    before = Election.objects.values().get()
    later = timezone.localdate(olive.election.closes_at) + timedelta(days=30)
    assert "must follow each other" in olive.sends("timetable/", **days | {"voting_to": "1/1/2020"})
    assert "before the poll is over" in olive.sends(
        "timetable/", **days | {"voting_to": f"{later}"}
    )
    assert Election.objects.values().get() == before
    sent = days | {"voting_to": f"{later}", "term_from": f"{later + timedelta(days=1)}"}
    olive.sends("timetable/", **sent)
    election = Election.objects.get()
    assert timezone.localdate(election.closes_at) == later + timedelta(days=1)
    olive.does(Action.OPEN_NOMINATIONS)
    assert "This cannot be done now" in olive.sends("timetable/", **days)
    assert Election.objects.get().closes_at == election.closes_at


def test_words_of_the_menu_lead_to_the_latest_election(olive: Officer) -> None:
    client = signed_in(olive.forum.returning_officer)
    for word, place in (("roll", "roll/"), ("paper", "paper/"), ("count", "count/")):
        assert client.get(f"/elections/{word}/").headers["Location"] == olive.here + place

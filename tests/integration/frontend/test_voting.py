"""A voter's pages: the link alone opens them, reading casts nothing, and the last vote counts."""

import gzip
import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client

import frontend
from consortium.models import Job
from consortium.services.job_runner import run_job
from representation.models import Candidacy, Envelope, PaperIssue
from representation.selectors.voting_links import link_token
from representation.services.election_roll import correct_roll
from representation.services.paper_votes import issue_paper
from tests import clock
from tests.factories import elections as make
from tests.unit.frontend.well_formed import faults

pytestmark = pytest.mark.django_db
STYLESHEET = Path(frontend.__file__).parent / "static" / "manyhands.css"


@pytest.fixture
def poll() -> Iterator[make.Poll]:
    opened = make.opened()
    with clock.at(opened.election.opens_at + timedelta(days=1)):
        yield opened


def address(poll: make.Poll, number: int = 1) -> str:
    line = poll.line(number)
    assert line.voter is not None
    return f"/vote/{link_token(line, line.voter)}/"


def marks(*order: int) -> dict[str, str]:
    """The fields of a paper on which these numbers are ranked in this order."""
    return {f"c1-n{number}": str(place) for place, number in enumerate(order, start=1)}


def page(answer: object) -> str:
    html = answer.content.decode()  # type: ignore[attr-defined]
    assert faults(html) == []
    return str(html)


def numbers(html: str) -> dict[str, str]:
    """What stands in the boxes of a ballot."""
    boxes = re.findall(r'<input type="text" name="c1-n(\d)"(?: value="([^"]*)")?', html)
    return {number: value for number, value in boxes if value}


def offered(html: str) -> str:
    found = re.search(r'name="offered" value="([^"]+)"', html)
    assert found
    return found[1]


def test_reading_any_page_casts_nothing(client: Client, poll: make.Poll) -> None:
    here = address(poll)
    for path in (here, f"{here}check/", f"{here}done/"):
        assert client.get(path, marks(1, 2)).status_code in {200, 302}
    assert not Envelope.objects.exists()


def test_a_vote_is_checked_and_cast_and_says_nothing_of_itself(
    client: Client, poll: make.Poll, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    here = address(poll)
    checked = page(client.post(f"{here}check/", marks(3, 1)))
    third = Candidacy.objects.get(contest__election=poll.election, paper_number=3)
    first = Candidacy.objects.get(contest__election=poll.election, paper_number=1)
    assert 0 < checked.index(f"<b>{third.name}") < checked.index(f"<b>{first.name}")
    assert not Envelope.objects.exists()
    answer = client.post(f"{here}done/", marks(3, 1) | {"offered": offered(checked)})
    assert "Your vote is in" in page(answer)
    assert Envelope.objects.get().line == poll.line(1)
    assert third.name not in page(answer)
    assert not Session.objects.exists()
    assert "messages" not in client.cookies
    assert answer.headers["Cache-Control"].count("no-store") == 1
    assert third.name not in caplog.text


def test_a_second_tap_gives_the_same_receipt(client: Client, poll: make.Poll) -> None:
    here = address(poll)
    sent = marks(2) | {"offered": offered(page(client.post(f"{here}check/", marks(2))))}
    receipts = [
        re.findall(r'class="figure">([^<]+)', page(client.post(f"{here}done/", sent)))
        for _tap in range(2)
    ]
    assert receipts[0] == receipts[1] != []
    assert Envelope.objects.count() == 1


def test_a_receipt_offered_to_another_line_is_not_taken(client: Client, poll: make.Poll) -> None:
    mine = offered(page(client.post(f"{address(poll)}check/", marks(2))))
    answer = page(client.post(f"{address(poll, 2)}done/", marks(2) | {"offered": mine}))
    assert mine.split(":")[0] not in answer
    assert "Your vote is in" in answer


def test_buttons_move_a_candidate_and_the_page_alone_holds_the_order(
    client: Client, poll: make.Poll
) -> None:
    here = address(poll)
    moved = page(client.post(here, {"move": "n4 higher"}))
    assert numbers(moved) == {"4": "1"}
    moved = page(client.post(here, marks(4) | {"move": "n2 higher"}))
    assert numbers(moved) == {"4": "1", "2": "2"}
    moved = page(client.post(here, marks(4, 2) | {"move": "n2 higher"}))
    assert numbers(moved) == {"2": "1", "4": "2"}
    moved = page(client.post(here, marks(2, 4) | {"move": "n4 lower"}))
    assert numbers(moved) == {"2": "1"}
    assert numbers(page(client.get(here))) == {}


@pytest.mark.parametrize(
    "typed, words",
    [
        ({"c1-n1": "1", "c1-n2": "1"}, "Give number 1 once"),
        ({"c1-n1": "first"}, "Use whole numbers from 1 to 4"),
        ({"c1-n1": "5"}, "Use whole numbers from 1 to 4"),
        ({"c1-n1": "9" * 4000}, "Use whole numbers from 1 to 4"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_box(
    client: Client, poll: make.Poll, typed: dict[str, str], words: str
) -> None:
    for place in ("check/", "done/"):
        html = page(client.post(address(poll) + place, typed))
        assert words in html
        assert "<title>Error: " in html
    assert not Envelope.objects.exists()


def test_numbers_with_a_gap_keep_their_order(client: Client, poll: make.Poll) -> None:
    html = page(client.post(f"{address(poll)}check/", {"c1-n2": "4", "c1-n1": "2"}))
    names = dict(
        Candidacy.objects.filter(contest__election=poll.election).values_list(
            "paper_number", "name"
        )
    )
    assert html.index(f"<b>{names[1]}") < html.index(f"<b>{names[2]}")


def test_who_has_voted_reads_so_and_votes_again(client: Client, poll: make.Poll) -> None:
    here = address(poll)
    client.post(f"{here}done/", marks(1))
    before = bytes(Envelope.objects.get().sealed)
    assert "A vote is in already" in page(client.get(here))
    client.post(f"{here}done/", marks(2))
    assert bytes(Envelope.objects.get().sealed) != before


def test_a_link_that_was_changed_opens_nothing(client: Client, poll: make.Poll) -> None:
    for wrong in ("/vote/x/", address(poll).replace("~", "1~"), "/vote/1.1~/", "/vote/~/"):
        for path in (wrong, f"{wrong}done/"):
            answer = client.post(path, marks(1))
            assert answer.status_code == 404, path
    assert not Envelope.objects.exists()


def test_a_corrected_roll_closes_the_old_link(client: Client, poll: make.Poll) -> None:
    old = address(poll)
    correct_roll(
        by=poll.forum.returning_officer,
        seconded_by=poll.forum.coordinator,
        line=poll.line(1),
        voter=poll.forum.contacts[5],
        reason="She left.",
    )
    assert client.get(old).status_code == 404
    new = f"/vote/{link_token(poll.line(1), poll.forum.contacts[5])}/"
    assert client.get(new).status_code == 200


def test_after_a_paper_was_sent_the_link_says_that_the_vote_comes_by_post(
    client: Client, poll: make.Poll
) -> None:
    issue_paper(by=poll.forum.returning_officer, line=poll.line(1))
    assert PaperIssue.objects.exists()
    assert "comes by post" in page(client.get(address(poll)))
    assert client.post(f"{address(poll)}done/", marks(1)).status_code == 403
    assert not Envelope.objects.exists()


@pytest.mark.parametrize("days, words", [(-1, "Voting has not begun yet"), (14, "Voting is over")])
def test_outside_the_time_there_is_no_ballot(client: Client, days: int, words: str) -> None:
    poll = make.opened()
    with clock.at(poll.election.opens_at + timedelta(days=days)):
        assert words in page(client.get(address(poll)))
        assert client.post(f"{address(poll)}done/", marks(1)).status_code == 403
    assert not Envelope.objects.exists()


@pytest.mark.parametrize(
    "rule, sent", [("approval", {"c1-n1": "on", "c1-n3": "on"}), ("plurality", {"c1-choice": "3"})]
)
def test_ticks_and_a_single_choice_are_cast_too(
    client: Client, rule: str, sent: dict[str, str]
) -> None:
    poll = make.opened(rule=rule)
    with clock.at(poll.election.opens_at + timedelta(days=1)):
        checked = page(client.post(f"{address(poll)}check/", sent))
        for name, value in sent.items():
            assert f'<input type="hidden" name="{name}" value="{value}">' in checked
        assert "Your vote is in" in page(client.post(f"{address(poll)}done/", sent))
    make.counted(make.closed(poll))
    stored = poll.election.contests.get().ballots.get().ranking
    assert stored == ("1 3" if rule == "approval" else "3")


def test_each_contest_has_a_page_of_its_own(client: Client) -> None:
    poll = make.opened(make.forum(8), contests=2)
    with clock.at(poll.election.opens_at + timedelta(days=1)):
        here = address(poll)
        second = page(client.post(here, marks(2) | {"next": "1", "at": "0"}))
        assert 'name="c1-n2" value="1"' in second
        assert "Part 2 of 2" in second
        both = marks(2) | {"c2-n1": "1", "at": "1"}
        assert page(client.post(f"{here}check/", both)).count("<ol>") == 2
        assert "Your vote is in" in page(client.post(f"{here}done/", both))


def test_a_ballot_in_two_languages_gives_both_the_same_weight(client: Client) -> None:
    poll = make.opened(title_cy="Etholiad Caer Las")
    with clock.at(poll.election.opens_at + timedelta(days=1)):
        html = page(client.get(address(poll)))
    assert '<span lang="cy">Etholiad Caer Las</span>' in html
    assert html.count('<p lang="cy">') == html.count('<p lang="en">') == 1


def test_the_ballot_and_its_answer_are_small(client: Client, poll: make.Poll) -> None:
    here = address(poll)
    style = len(gzip.compress(STYLESHEET.read_bytes()))
    for answer in (
        client.get(here),
        client.post(f"{here}check/", marks(1, 2, 3, 4)),
        client.post(f"{here}done/", marks(1, 2, 3, 4)),
    ):
        assert len(gzip.compress(answer.content)) + style <= 10_240
        assert answer.content.count(b"<script") == answer.content.count(b"<img") == 0
        assert answer.content.count(b'rel="stylesheet"') == 1


def test_the_link_comes_by_mail_when_voting_opens_to_who_has_not_voted(client: Client) -> None:
    poll = make.opened()
    with clock.at(poll.election.opens_at + timedelta(days=1)):
        poll.vote(1, [1])
        run_job(Job.objects.get(kind="election-reminders").pk)
        letters = {letter.to[0]: letter.body for letter in mail.outbox}
        assert poll.forum.contacts[0].user.email not in letters
        assert len(letters) == 5
        for body in letters.values():
            (path,) = re.findall(r"(/vote/\S+)", body)
            assert client.get(path).status_code == 200


def test_the_other_language_loses_no_mark_of_a_paper(client: Client, poll: make.Poll) -> None:
    here = address(poll)
    part = {"c1-n2": "1", "c1-n4": "x", "at": "0"}
    welsh = client.post(here, part | {"language": "cy"})
    assert welsh.headers["Content-Language"] == "cy"
    html = page(welsh)
    assert '<html lang="cy">' in html
    assert numbers(html) == {"2": "1", "4": "x"}
    assert '<html lang="cy">' in page(client.get(here))
    checked = page(client.post(f"{here}check/", marks(2, 1) | {"language": "en-gb"}))
    assert '<html lang="en-gb">' in checked
    assert 'name="c1-n2" value="1"' in checked
    assert not Envelope.objects.exists()
    assert client.post(here, part | {"language": "xx"}).status_code == 200


def test_the_other_language_keeps_the_receipt_and_casts_nothing_again(
    client: Client, poll: make.Poll
) -> None:
    here = f"{address(poll)}done/"
    html = page(client.post(here, marks(2, 1)))
    receipt = re.search(r'class="figure">([^<]+)<', html)
    given = re.search(r'name="given" value="([^"]+)"', html)
    assert receipt
    assert given
    before = Envelope.objects.values().get()
    welsh = page(client.post(here, {"given": given[1], "language": "cy"}))
    assert '<html lang="cy">' in welsh
    assert receipt[1] in welsh
    assert Envelope.objects.values().get() == before
    other = f"{address(poll, 2)}done/"
    assert receipt[1] not in client.post(other, {"given": given[1]}).content.decode()

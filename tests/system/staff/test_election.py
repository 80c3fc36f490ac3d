"""Olive runs an election from the notice to the result, and everybody can check it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from representation.models import Candidacy, Election
from representation.services.casting import cast_vote
from tests import clock
from tests.factories import elections as make

Check = Callable[[Page], None]
SignIn = Callable[[Page, str], None]
Shoot = Callable[[Page, str], None]
DAY = timedelta(days=1)


@pytest.fixture
def forum() -> make.Forum:
    return make.forum(12)


@pytest.fixture
def election(forum: make.Forum) -> Election:
    return make.drafted(forum)


@contextmanager
def as_olive(
    page: Page, forum: make.Forum, election: Election, sign_in: SignIn, moment: datetime
) -> Iterator[None]:
    """At that moment she signs in and opens the election's task list."""
    with clock.at(moment):
        page.context.clear_cookies()
        sign_in(page, forum.returning_officer.email)
        page.goto(f"/elections/{election.slug}/")
        yield


def test_olive_runs_an_election(
    page: Page,
    forum: make.Forum,
    election: Election,
    sign_in: SignIn,
    accessible: Check,
    shoot: Shoot,
) -> None:
    with as_olive(page, forum, election, sign_in, election.nominations_open_at + DAY):
        accessible(page)
        shoot(page, "election-draft")
        when_she_does(page, "Open nominations", accessible)
        make.stand(forum, election.contests.get(), range(4), decide=False)
        when_she_finds_every_nomination_valid(page, accessible, shoot)
    with as_olive(page, forum, election, sign_in, election.nominations_close_at + DAY / 24):
        when_she_does(page, "Close nominations", accessible)
        shares = when_the_key_is_shared_out(page, forum, accessible, shoot)
        when_she_commits_to_a_seed(page, accessible)
        when_she_freezes_the_roll(page, accessible, shoot)
        when_two_give_their_shares(page, "Rehearse the count", "Rehearse", shares[:2], accessible)
    with as_olive(page, forum, election, sign_in, election.opens_at + DAY):
        when_she_does(page, "Open voting", accessible)
        when_she_sends_a_paper(page, accessible, shoot)
        when_the_forum_votes(election)
        page.reload()
        expect(page.get_by_text("Votes in so far: 11 of 12.")).to_be_visible()
        expect(page.get_by_role("button", name="Close voting")).to_be_disabled()
        shoot(page, "election-open")
    with as_olive(page, forum, election, sign_in, election.closes_at + DAY / 24):
        when_she_does(page, "Close voting", accessible)
        when_she_draws_the_lot(page, accessible)
        when_two_give_their_shares(
            page, "Open the box and count", "Open the box and count", shares[1:], accessible
        )
        when_she_does(page, "Declare the result", accessible)
    then_anybody_reads_the_result(page, election, accessible, shoot)
    with as_olive(page, forum, election, sign_in, election.closes_at + 20 * DAY):
        when_she_does(page, "Publish the final result", accessible)
        when_she_does(page, "Destroy the envelopes", accessible)
        expect(page.locator(".lead")).to_have_text("State: envelopes destroyed.")
        accessible(page)
        shoot(page, "election-end")


def when_she_does(page: Page, words: str, accessible: Check) -> None:
    """The next step, asked about once more."""
    page.get_by_role("link", name=words, exact=True).click()
    accessible(page)
    page.get_by_role("button", name=words, exact=True).click()
    expect(page.get_by_role("status")).to_be_visible()


def when_she_finds_every_nomination_valid(page: Page, accessible: Check, shoot: Shoot) -> None:
    page.reload()
    page.get_by_role("link", name="Decide nominations").click()
    accessible(page)
    shoot(page, "election-nominations")
    for one in Candidacy.objects.order_by("name"):
        page.get_by_role("link", name=one.name).click()
        page.get_by_label("Yes: the person stands").check()
        accessible(page)
        page.get_by_role("button", name="Decide").click()
        expect(page.get_by_role("row", name=one.name)).to_contain_text("stands")


def when_the_key_is_shared_out(
    page: Page, forum: make.Forum, accessible: Check, shoot: Shoot
) -> list[str]:
    page.get_by_role("link", name="Make the key and share it out").click()
    accessible(page)
    people = [forum.officer, forum.lead.people.get(), forum.chair.people.get()]
    for words, one in zip(("first", "second", "third"), people, strict=True):
        page.get_by_label(f"Who holds the {words} share?").select_option(label=one.name)
    page.get_by_role("button", name="Make the key").click()
    accessible(page)
    shoot(page, "election-shares")
    shares = page.locator("input[name=share]").evaluate_all("all => all.map(one => one.value)")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save share 1 as a file").click()
    assert download.value.path().read_text().split() == shares[0].split()
    page.get_by_role("link", name="All three have their share").click()
    return list(shares)


def when_she_commits_to_a_seed(page: Page, accessible: Check) -> None:
    page.get_by_role("link", name="Commit to a seed for the lot").click()
    accessible(page)
    page.get_by_label("Seed", exact=True).fill(make.SEED)
    page.get_by_label("Which public value joins it?").fill(make.SOURCE)
    page.get_by_role("button", name="Publish the seed’s figure").click()


def when_she_freezes_the_roll(page: Page, accessible: Check, shoot: Shoot) -> None:
    page.get_by_role("link", name="Freeze the roll").click()
    accessible(page)
    shoot(page, "election-roll")
    when_she_does(page, "Freeze the roll", accessible)


def when_two_give_their_shares(
    page: Page, link: str, button: str, shares: list[str], accessible: Check
) -> None:
    page.get_by_role("link", name=link).click()
    accessible(page)
    page.get_by_label("or typed", exact=True).fill(shares[0])
    page.get_by_label("or typed: the second share").fill(shares[1])
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("status")).to_be_visible()


def when_she_sends_a_paper(page: Page, accessible: Check, shoot: Shoot) -> None:
    page.get_by_role("link", name="Send a ballot paper by post").click()
    accessible(page)
    page.get_by_label("Which organisation?").select_option(label="Chesterfield Group 9")
    page.get_by_role("button", name="Send a ballot paper by post").click()
    expect(page.get_by_role("row", name="Chesterfield Group 9")).to_contain_text("By post")
    accessible(page)
    shoot(page, "election-paper")
    page.goto(re.sub(r"paper/$", "", page.url))


def when_the_forum_votes(election: Election) -> None:
    election.refresh_from_db()
    by_post = election.roll.get(issue__isnull=False)
    for place, line in enumerate(election.roll.exclude(pk=by_post.pk).order_by("number")):
        assert line.voter is not None
        assert line.voter.user is not None
        ranking = [(1, 2), (2, 1, 3), (3, 4), (1, 3), (4, 2)][place % 5]
        cast_vote(by=line.voter.user, line=line, rankings={1: ranking})


def when_she_draws_the_lot(page: Page, accessible: Check) -> None:
    page.get_by_role("link", name="Draw the lot").click()
    accessible(page)
    page.get_by_label("The seed that you kept").fill(make.SEED)
    page.get_by_label("The public value, as it was published").fill(make.PUBLIC_VALUE)
    page.get_by_role("button", name="Draw the lot").click()


def then_anybody_reads_the_result(
    page: Page, election: Election, accessible: Check, shoot: Shoot
) -> None:
    page.context.clear_cookies()
    page.goto("/votes/")
    accessible(page)
    shoot(page, "votes")
    page.get_by_role("link", name=election.title).click()
    accessible(page)
    shoot(page, "votes-one")
    page.get_by_role("link", name="Am I on the roll?").click()
    accessible(page)
    page.go_back()
    page.get_by_role("link", name="See the result").click()
    expect(page.get_by_text("11 of 12 organisations voted.")).to_be_visible()
    accessible(page)
    shoot(page, "votes-result")
    page.get_by_role("link", name="Is my receipt on the list?").click()
    expect(page.get_by_text("11 receipts.")).to_be_visible()
    accessible(page)

"""Ash votes for her group by the link in her mail, on a phone, and votes again."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from representation.models import Candidacy, Envelope
from representation.selectors.voting_links import link_token
from tests import clock
from tests.factories import elections as make

Check = Callable[[Page], None]
Shoot = Callable[[Page, str], None]


@pytest.fixture
def poll() -> Iterator[make.Poll]:
    opened = make.opened(title_cy="Etholiad Chesterfield")
    with clock.at(opened.election.opens_at + timedelta(days=1)):
        yield opened


def test_ash_votes_with_the_buttons_and_changes_her_mind(
    page: Page, poll: make.Poll, accessible: Check, shoot: Shoot
) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    given_the_link_of_her_mail(page, poll)
    assert len([one for one in requests if not one.startswith("data:")]) <= 3
    accessible(page)
    shoot(page, "vote")
    first, second = names(poll)[2], names(poll)[0]
    page.get_by_role("button", name=f"Move {first} higher").click()
    page.get_by_role("button", name=f"Move {second} higher").click()
    expect(page.get_by_label(f"Number for {second}")).to_have_value("2")
    page.get_by_role("button", name=f"Move {second} higher").click()
    expect(page.get_by_label(f"Number for {second}")).to_have_value("1")
    page.get_by_label(f"Number for {first}").fill("1")
    page.get_by_role("button", name="Check your vote").click()
    then_the_box_with_the_mistake_is_named(page, second, first)
    accessible(page)
    shoot(page, "vote-wrong")
    page.get_by_label(f"Number for {first}").fill("2")
    page.get_by_label(f"Number for {first}").press("Enter")
    then_she_checks_the_order(page, second, first)
    accessible(page)
    shoot(page, "vote-check")
    assert not Envelope.objects.exists()
    page.get_by_role("button", name="Cast this vote").click()
    expect(page.get_by_role("heading", name="Your vote is in")).to_be_visible()
    accessible(page)
    shoot(page, "vote-done")
    given_the_link_of_her_mail(page, poll)
    expect(page.get_by_text("A vote is in already")).to_be_visible()
    expect(page.get_by_label(f"Number for {first}")).to_have_value("")


def test_the_whole_way_in_welsh(
    page: Page, poll: make.Poll, accessible: Check, shoot: Shoot
) -> None:
    given_the_link_of_her_mail(page, poll)
    page.get_by_label(f"Number for {names(poll)[1]}").fill("2")
    page.get_by_role("button", name="Cymraeg").click()
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(page.get_by_label(f"Rhif: {names(poll)[1]}", exact=True)).to_have_value("2")
    accessible(page)
    shoot(page, "vote-cy")
    page.get_by_role("button", name=f"Symud yn uwch: {names(poll)[0]}").click()
    page.get_by_role("button", name="Gwirio eich pleidlais").click()
    accessible(page)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Check your vote")).to_be_visible()
    page.get_by_role("button", name="Cymraeg").click()
    page.get_by_role("button", name="Bwrw’r bleidlais hon").click()
    expect(page.get_by_role("heading", name="Mae eich pleidlais i mewn")).to_be_visible()
    accessible(page)
    receipt = page.locator(".figure").inner_text()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Your vote is in")).to_be_visible()
    expect(page.locator(".figure")).to_have_text(receipt)


def given_the_link_of_her_mail(page: Page, poll: make.Poll) -> None:
    line = poll.line(1)
    assert line.voter is not None
    page.goto(f"/vote/{link_token(line, line.voter)}/")


def names(poll: make.Poll) -> list[str]:
    """Candidates in the order of the paper."""
    found = Candidacy.objects.filter(contest__election=poll.election).order_by("paper_number")
    return [one.name for one in found]


def then_the_box_with_the_mistake_is_named(page: Page, one: str, other: str) -> None:
    assert page.title().startswith("Error: ")
    expect(page.get_by_role("alert")).to_contain_text("Give number 1 once")
    expect(page.get_by_role("alert")).to_contain_text(one)
    expect(page.get_by_role("alert")).to_contain_text(other)


def then_she_checks_the_order(page: Page, first: str, second: str) -> None:
    expect(page.get_by_role("heading", name="Check your vote")).to_be_visible()
    items = page.get_by_role("listitem").filter(has_text="Chesterfield Group")
    expect(items.nth(0)).to_contain_text(first)
    expect(items.nth(1)).to_contain_text(second)

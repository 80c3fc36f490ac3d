"""A board's officer asks for somebody, confirms by mail, and reads why the network cannot."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from consortium.states import RoleKind
from tests.integration.representation.county import county

Check = Callable[[Page], None]


@pytest.fixture(autouse=True)
def _no_tries_yet() -> None:
    cache.clear()


def test_a_board_asks_and_the_coordinator_makes_the_seat(
    page: Page,
    accessible: Check,
    sign_in: Callable[[Page, str], None],
    shoot: Callable[[Page, str], None],
) -> None:
    coordinator = county().user(RoleKind.COORDINATOR).email
    when_the_officer_asks(page, accessible, shoot)
    own = when_the_officer_confirms(page, accessible)
    sign_in(page, coordinator)
    when_the_coordinator_accepts(page, accessible, shoot)
    then_the_officer_and_everybody_sees_the_seat(page, own, accessible)


def when_the_officer_asks(
    page: Page, accessible: Check, shoot: Callable[[Page, str], None]
) -> None:
    page.goto("/seats/")
    page.get_by_role("link", name="For boards: ask for somebody").click()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert")).to_contain_text("Fill in: Whose board is it?")
    accessible(page)
    shoot(page, "ask")
    day = timezone.localdate() + timedelta(days=60)
    for label, words in (
        ("Name of the board or group", "Early Help Board"),
        ("Whose board is it?", "Derbyshire County Council"),
        ("What is the person to do there?", "Speak for small groups"),
        ("By which day do you need somebody?", f"{day:%d/%m/%Y}"),
    ):
        page.get_by_label(label).fill(words)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Step 2 of 2")).to_be_visible()
    accessible(page)
    for label, words in (
        ("Terms of reference", "Meets every second month in Matlock. One vote."),
        ("Your name", "Ann Ofori"),
        ("Your e-mail address at work", "ann.ofori@council.example"),
    ):
        page.get_by_label(label).fill(words)
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    accessible(page)


def when_the_officer_confirms(page: Page, accessible: Check) -> str:
    found = re.search(r"https?://[^/]+(/ask/\S+/)", mail.outbox[-1].body)
    assert found
    page.goto(found.group(1))
    accessible(page)
    page.get_by_role("button", name="Yes, this request is from me").click()
    expect(page.get_by_text("will answer by e-mail")).to_be_visible()
    accessible(page)
    return found.group(1)


def when_the_coordinator_accepts(
    page: Page, accessible: Check, shoot: Callable[[Page, str], None]
) -> None:
    page.goto("/today/")
    page.get_by_role("link", name="Answer the board: Early Help Board").click()
    accessible(page)
    shoot(page, "board-request")
    page.get_by_role("link", name="Accept").click()
    accessible(page)
    page.get_by_label("By a vote, for which an election is drafted: GRID").check()
    page.get_by_role("button", name="Accept and make the seat").click()
    expect(page.get_by_text("Accepted. The board has been told.")).to_be_visible()
    accessible(page)


def then_the_officer_and_everybody_sees_the_seat(page: Page, own: str, accessible: Check) -> None:
    page.goto(own)
    page.get_by_role("link", name="See the seat").click()
    expect(page.get_by_role("heading", name="Vacant: Seat 1, Early Help Board")).to_be_visible()
    expect(page.get_by_text("Speak for small groups")).to_be_visible()
    expect(page.get_by_text("ann.ofori@council.example")).not_to_be_visible()
    accessible(page)

"""The coordinator records who supports the network, everybody reads it, and it ends."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from consortium.states import RoleKind
from tests.integration.representation.county import county

Check = Callable[[Page], None]
SignIn = Callable[[Page, str], None]
HERE = "/seats/derbyshire-grid/"


def test_support_is_recorded_read_by_everybody_and_ended(
    page: Page, sign_in: SignIn, accessible: Check
) -> None:
    there = county()
    sign_in(page, there.user(RoleKind.COORDINATOR).email)
    when_the_coordinator_records_it(page, accessible)
    page.goto(HERE)
    expect(page.get_by_text("Two development officers")).to_be_visible()
    expect(page.get_by_text("Derbyshire Children’s Trust")).to_be_visible()
    accessible(page)
    when_it_ended_yesterday(page, accessible)
    page.goto(HERE)
    expect(page.get_by_text("Two development officers")).not_to_be_visible()


def when_the_coordinator_records_it(page: Page, accessible: Check) -> None:
    page.goto("/network/structures/derbyshire-grid/")
    page.get_by_role("link", name="Who supports this network").click()
    expect(page.get_by_text("Nobody is recorded yet.")).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="Record support").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Fill in: Who supports the network?")
    accessible(page)
    start = timezone.localdate() - timedelta(days=30)
    for label, words in (
        ("Who supports the network?", "Two development officers"),
        ("What do they do for it?", "Coordination and minutes"),
        ("Hours a week", "36"),
        ("Who pays for it?", "Derbyshire Children’s Trust"),
        ("From which day?", f"{start:%d/%m/%Y}"),
    ):
        page.get_by_label(label).fill(words)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    accessible(page)


def when_it_ended_yesterday(page: Page, accessible: Check) -> None:
    page.goto("/network/structures/derbyshire-grid/support/")
    page.get_by_role("link", name="Change").click()
    accessible(page)
    ended = timezone.localdate() - timedelta(days=1)
    page.get_by_label("What is the last day?").fill(f"{ended:%d/%m/%Y}")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")

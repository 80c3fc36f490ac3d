"""A holder names who stands in, reads what rests on the seat, and resigns; everybody sees it."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.integration.frontend.test_own_seats import holder
from tests.integration.representation.county import County, county

Check = Callable[[Page], None]
SignIn = Callable[[Page, str], None]
Shoot = Callable[[Page, str], None]


def test_a_holder_names_who_stands_in_and_resigns(
    page: Page, sign_in: SignIn, accessible: Check, shoot: Shoot
) -> None:
    there = county()
    there.member("Bolsover Young Voices", "Bolsover")
    carl = holder(there, there.member("Hasland Homework Club", "Chesterfield"))
    sign_in(page, carl.email)
    page.get_by_role("link", name="Your reps").click()
    expect(page.get_by_role("heading", name="Who speaks for you")).to_be_visible()
    accessible(page)
    shoot(page, "your-reps")
    when_carl_names_joan(page, accessible)
    when_carl_resigns(page, accessible)
    then_the_seat_is_to_be_vacant(page, there)


def when_carl_names_joan(page: Page, accessible: Check) -> None:
    page.get_by_role("link", name="Name who stands in").first.click()
    accessible(page)
    page.get_by_label("Name", exact=True).fill("Joan Tetley")
    page.get_by_label("From which organisation?").select_option(label="Bolsover Young Voices")
    page.get_by_role("button", name="Name who stands in").click()
    expect(page.get_by_role("status")).to_contain_text("Recorded.")
    expect(page.get_by_text("Joan Tetley")).to_be_visible()
    accessible(page)


def when_carl_resigns(page: Page, accessible: Check) -> None:
    page.get_by_role("link", name="Resign").last.click()
    accessible(page)
    page.get_by_role("button", name="Look at what it does").click()
    expect(page.get_by_text("Nothing is written yet.")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Resign").click()
    expect(page.get_by_role("status")).to_contain_text("You have resigned.")
    accessible(page)


def then_the_seat_is_to_be_vacant(page: Page, there: County) -> None:
    seat = there.seats("GRID", area__name="Chesterfield")[0]
    tomorrow = timezone.localdate() + timedelta(days=1)
    page.goto(f"/seats/grid/{seat.number}/?on={tomorrow.isoformat()}")
    expect(page.get_by_role("heading", name="Vacant: ")).to_be_visible()
    expect(page.get_by_text("(resigned)").first).to_be_visible()

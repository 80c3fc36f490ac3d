"""A visitor asks who speaks for the sector, and follows a seat back to the votes behind it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.integration.representation.county import County, county

Check = Callable[[Page], None]
BOARD = "Children’s Trust Board"


def test_a_visitor_follows_a_seat_back_to_the_votes_behind_it(
    page: Page, accessible: Check, shoot: Callable[[Page, str], None]
) -> None:
    given_carl_on_the_board_by_two_votes()
    page.goto("/seats/")
    expect(page.get_by_role("heading", name="Who speaks for the sector")).to_be_visible()
    accessible(page)
    shoot(page, "who-speaks")
    when_the_vacant_seats_are_asked_for(page)
    accessible(page)
    page.goto("/seats/")
    when_the_boards_seat_is_opened(page)
    then_both_votes_are_told(page)
    accessible(page)
    shoot(page, "mandate")
    page.get_by_role("link", name=BOARD, exact=True).click()
    accessible(page)
    when_somebody_asks_who_speaks_for_them(page)
    expect(page.get_by_role("link", name="Carl Orchard").first).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="Carl Orchard").first.click()
    expect(page.get_by_text("Holds 2 seats.")).to_be_visible()
    accessible(page)


def given_carl_on_the_board_by_two_votes() -> County:
    of = county()
    club = of.member("Hasland Homework Club", "Chesterfield")
    carl = of.elect(of.seats("GRID", area__name="Chesterfield")[0], "Carl Orchard", club)
    of.elect_from(carl, of.seats(BOARD)[0])
    return of


def when_the_vacant_seats_are_asked_for(page: Page) -> None:
    page.get_by_text("Show some of them, or another day").click()
    page.get_by_label("Which seats?").select_option("vacant")
    page.get_by_role("button", name="Show these").click()
    expect(page.get_by_role("table", name="The seats")).not_to_contain_text("Carl Orchard")


def when_the_boards_seat_is_opened(page: Page) -> None:
    row = page.get_by_role("row").filter(has_text="Carl Orchard")
    row.get_by_role("link", name="Seat 1").click()


def then_both_votes_are_told(page: Page) -> None:
    expect(page.get_by_text("Chosen by 2 votes.")).to_be_visible()
    expect(page.get_by_text("31 of 58 voted (53%)")).to_be_visible()


def when_somebody_asks_who_speaks_for_them(page: Page) -> None:
    page.goto("/find/")
    page.get_by_label("Town, district or ward").fill("chesterfield")
    page.get_by_role("button", name="Show me").click()

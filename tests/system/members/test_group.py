"""Asha keeps her club's papers in order, and reads what a bid gives it, on her phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from consortium.states import RoleKind
from tests.factories import bids as make_bids
from tests.factories import consortium as make
from tests.factories.member_pages import MEMBER, World, in_days, world

Check = Callable[[Page], None]
SignIn = Callable[[Page, str], None]
Shoot = Callable[[Page, str], None]


@pytest.fixture
def there() -> World:
    return world()


def test_asha_adds_her_insurance_and_an_offer(
    page: Page, there: World, sign_in: SignIn, accessible: Check, shoot: Shoot
) -> None:
    sign_in(page, there.contact.email)
    then_she_sees_what_is_missing(page)
    accessible(page)
    shoot(page, "now")
    when_she_adds_her_insurance_with_a_day_that_does_not_exist(page)
    then_the_error_leads_to_the_day(page)
    accessible(page)
    shoot(page, "evidence-wrong")
    when_she_puts_the_day_right(page)
    then_the_insurance_is_in_place(page)
    accessible(page)
    shoot(page, "group")
    when_she_offers_a_service_that_nobody_offers_yet(page, accessible)
    expect(page.get_by_role("row", name="Saturday breakfasts")).to_contain_text("400 meals")
    accessible(page)


def then_she_sees_what_is_missing(page: Page) -> None:
    expect(page.get_by_role("heading", name="What needs you now")).to_be_visible()
    expect(page.get_by_role("link", name="Add: Public liability insurance")).to_be_visible()


def when_she_adds_her_insurance_with_a_day_that_does_not_exist(page: Page) -> None:
    page.get_by_role("link", name="Add: Public liability insurance").click()
    page.get_by_label("How much does it cover?").fill("5,000,000")
    page.get_by_label("From which day does it hold?").fill("31/2/2026")
    page.get_by_role("button", name="Save").click()


def then_the_error_leads_to_the_day(page: Page) -> None:
    assert page.title().startswith("Error: ")
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("From which day does it hold?")).to_be_focused()
    expect(page.get_by_label("How much does it cover?")).to_have_value("5,000,000")


def when_she_puts_the_day_right(page: Page) -> None:
    page.get_by_label("From which day does it hold?").fill("1/3/2026")
    page.get_by_label("Until which day?").fill(in_days(400).strftime("%d/%m/%Y"))
    page.get_by_role("button", name="Save").click()


def then_the_insurance_is_in_place(page: Page) -> None:
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    asked = page.locator("#asked").get_by_role("row", name="Public liability insurance")
    expect(asked).to_contain_text("In place")


def when_she_offers_a_service_that_nobody_offers_yet(page: Page, accessible: Check) -> None:
    page.get_by_role("link", name="Add an offer").click()
    accessible(page)
    page.get_by_role("link", name="Another service").click()
    page.get_by_label("What is the service called?").fill("Saturday breakfasts")
    page.get_by_label("What is it counted in?").fill("meal")
    page.get_by_label("CPV code, or how it begins").fill("5552")
    accessible(page)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Chesterfield").check()
    page.get_by_label("How many can you do").fill("400")
    page.get_by_label("What does one cost you?").fill("3.20")
    accessible(page)
    page.get_by_role("button", name="Save").click()


def test_asha_reads_it_in_welsh(
    page: Page, there: World, sign_in: SignIn, accessible: Check, shoot: Shoot
) -> None:
    sign_in(page, there.contact.email)
    page.get_by_role("button", name="Cymraeg").click()
    expect(page.get_by_role("heading", name="Beth sydd ei angen gennych nawr")).to_be_visible()
    accessible(page)
    shoot(page, "now-cy")
    page.goto(f"/group/{MEMBER}/")
    expect(page.get_by_role("heading", name="Yr holl dystiolaeth")).to_be_visible()
    accessible(page)
    shoot(page, "group-cy")


def test_fay_reads_what_a_bid_gives_her_group(
    page: Page, sign_in: SignIn, accessible: Check, shoot: Shoot
) -> None:
    consortium = make_bids.consortium()
    holder = make_bids.member(consortium, "farlington")
    make_bids.finished_plan(make_bids.tender(consortium))
    contact = make.role(RoleKind.MEMBER_CONTACT, of=consortium, at=holder, email="fay@f.example")
    sign_in(page, contact.email)
    page.get_by_role("link", name="Bids", exact=True).click()
    accessible(page)
    expect(page.get_by_role("row", name="Early Help")).to_contain_text("1 lot")
    shoot(page, "bids")

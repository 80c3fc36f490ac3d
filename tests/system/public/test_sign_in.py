"""Joan signs in on her phone."""

import re
from collections.abc import Callable

from django.core import mail
from playwright.sync_api import Page, expect

from consortium.models import Person, User

ADDRESS = "office@hasland.example.org"
Check = Callable[[Page], None]


def test_joan_mistypes_the_code_and_then_signs_in(
    page: Page, accessible: Check, shoot: Callable[[Page, str], None]
) -> None:
    given_two_people_at_one_address()
    page.goto("/sign-in/")
    accessible(page)
    when_she_gives_an_empty_address(page)
    then_the_error_leads_to_the_field(page, "Your e-mail address")
    accessible(page)
    page.get_by_label("Your e-mail address").fill(ADDRESS)
    page.get_by_role("button", name="Send me a code").click()
    accessible(page)
    shoot(page, "code")
    page.reload()
    page.get_by_label("Code of six figures").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    then_the_error_leads_to_the_field(page, "Code of six figures")
    accessible(page)
    shoot(page, "code-wrong")
    when_she_types_the_code_from_the_mail(page)
    page.goto("/sign-in/?next=/sign-out/")  # whatever she opens first
    expect(page.get_by_role("heading", name="Which of you is this?")).to_be_visible()
    accessible(page)
    shoot(page, "who")
    page.get_by_role("button", name="Continue").click()
    then_the_error_leads_to_the_field(page, "Joan Tetley")
    accessible(page)
    page.get_by_label("Mo Ali").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Sign out")).to_be_visible()


def given_two_people_at_one_address() -> None:
    user = User.objects.create_user(ADDRESS)
    Person.objects.create(name="Joan Tetley", user=user)
    Person.objects.create(name="Mo Ali", user=user)


def when_she_gives_an_empty_address(page: Page) -> None:
    page.get_by_role("button", name="Send me a code").click()


def then_the_error_leads_to_the_field(page: Page, label: str) -> None:
    assert page.title().startswith("Error: ")
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label(label)).to_be_focused()


def when_she_types_the_code_from_the_mail(page: Page) -> None:
    code = re.findall(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)[0]
    page.get_by_label("Code of six figures").fill(code)
    page.get_by_role("button", name="Sign in").click()


def test_joan_reads_it_in_welsh(page: Page, accessible: Check) -> None:
    page.goto("/sign-in/")
    page.context.add_cookies([{"name": "django_language", "value": "cy", "url": page.url}])
    page.reload()
    expect(page.get_by_role("heading", name="Mewngofnodi")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "cy"
    accessible(page)

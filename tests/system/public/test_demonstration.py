"""Somebody who has just started the demonstration looks around in the first minute."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.factories.member_pages import world

Check = Callable[[Page], None]


def test_a_visitor_chooses_whom_to_be(
    page: Page, settings, tmp_path: Path, accessible: Check, shoot: Callable[[Page, str], None]
) -> None:
    settings.DEMO = True
    settings.EMAIL_FILE_PATH = tmp_path
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    world()
    page.goto("/")
    accessible(page)
    page.get_by_role("link", name="Choose whom to be").click()
    accessible(page)
    shoot(page, "choose")
    page.get_by_role("button", name="Asha").click()
    accessible(page)
    page.get_by_label("Code of six figures").fill(page.locator("b.figure").inner_text())
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="What needs you now")).to_be_visible()

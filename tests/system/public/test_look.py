"""Public pages and the parts of pages, as a browser shows them, in both languages and three widths."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.factories import bids as make

WIDTHS = (320, 768, 1280)
NOWHERE = "/no/such/page/"
PAGES = ("/", "/how/", "/privacy/", "/accessibility/", "/wrong/", NOWHERE)
PARTS = ("/components/?errors", "/components/plan/", "/components/job/")
# As wide as a reader may set it (WCAG 1.4.12), in the widest font that is common.
WIDENED = """*{font-family:"DejaVu Sans",Verdana,sans-serif!important;letter-spacing:.12em!important;
word-spacing:.16em!important;line-height:1.5!important} p{margin-bottom:2em!important}"""


@pytest.mark.parametrize("address", [*PAGES, *PARTS])
def test_nothing_stands_in_the_way(
    page: Page, accessible: Callable[[Page], None], settings, address: str
) -> None:
    settings.DEMO = True
    make.member(make.consortium(), "baffins-carers")
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == (404 if address == NOWHERE else 200)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        accessible(page)


@pytest.mark.parametrize("address", PARTS)
def test_wide_letters_do_not_scroll_sideways(live_server, browser, settings, address: str) -> None:
    settings.DEMO = True
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 320, "height": 900}, bypass_csp=True
    )
    page = context.new_page()
    page.goto(address)
    page.add_style_tag(content=WIDENED)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_the_language_is_changed_on_the_page_itself(page: Page) -> None:
    page.goto("/how/")
    page.get_by_role("button", name="Cymraeg").click()
    assert page.url.endswith("/how/")
    assert page.locator("html").get_attribute("lang") == "cy"
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en-gb"


def test_the_keyboard_comes_to_the_page_first(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_reason_opens_from_its_link(page: Page, settings) -> None:
    settings.DEMO = True
    page.goto("/components/plan/")
    reason = page.locator("#why-lot-1")
    assert not reason.is_visible()
    page.get_by_role("link", name="All reasons").first.click()
    assert reason.is_visible()

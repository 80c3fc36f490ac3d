"""A real browser before a real server, with scripts and without.

Every test in this folder needs Chromium; it is skipped where none is found. A test that asks for
`page` runs twice, with scripts and without.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from playwright.sync_api import Browser, Page, sync_playwright

from tests.services import CHROMIUM

HERE = Path(__file__).parent
PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="no Chromium is found"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright runs an event loop in this thread, which Django would otherwise not touch a
    # database beside; nothing here is asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def page(request: pytest.FixtureRequest, browser: Browser, live_server) -> Iterator[Page]:
    """A new visitor on a phone; addresses begin at the server's root."""
    context = browser.new_context(
        base_url=live_server.url,
        viewport=PHONE,
        java_script_enabled=request.param,
        locale="en-GB",
        accept_downloads=True,
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"a script failed: {error}"))
    yield page
    context.close()


def has_scripts(page: Page) -> bool:
    """Whether this browser runs the page's scripts, as the page itself can tell."""
    return bool(page.evaluate("matchMedia('(scripting: enabled)').matches"))


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """Fail if axe finds anything on the page as it stands, or if it scrolls sideways."""
    axe = Axe()

    def check(page: Page) -> None:
        page.wait_for_load_state()  # a page without its stylesheet yet is wider than it will be
        if has_scripts(page):  # axe is one; the page is the same without
            found = axe.run(page)
            assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
        widest = page.evaluate("document.documentElement.scrollWidth")
        assert widest <= page.viewport_size["width"], f"{page.url} is {widest} px wide"

    return check


@pytest.fixture
def sign_in() -> Callable[[Page, str], None]:
    """Sign in as the address, by the code in the mail."""

    def sign_in(page: Page, address: str) -> None:
        page.goto("/sign-in/")
        page.get_by_label("Your e-mail address").fill(address)
        page.get_by_role("button", name="Send me a code").click()
        code = re.findall(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)[0]
        page.get_by_label("Code of six figures").fill(code)
        page.get_by_role("button", name="Sign in").click()

    return sign_in


@pytest.fixture
def shoot(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Keep pictures of the page on a phone and a desk, if MANYHANDS_PICTURES names a folder."""
    folder = os.environ.get("MANYHANDS_PICTURES")

    def shoot(page: Page, name: str) -> None:
        if not folder:
            return
        for size in (DESK, PHONE):
            page.set_viewport_size(size)
            page.screenshot(path=Path(folder) / f"{name}-{size['width']}.png", full_page=True)

    return shoot

"""Ruth brings her members in from a spreadsheet, sees who is ready, and lets another one in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.factories.member_pages import World, world

Check = Callable[[Page], None]
SignIn = Callable[[Page, str], None]
Shoot = Callable[[Page, str], None]
HEADINGS = "name,legal_form,identifiers,class,joined,areas\n"
WRONG = "Clay Cross Carers,cio,GB-CHC-12,associate,2026-09-01,E07000034\n"
RIGHT = "Clay Cross Carers,cio,GB-CHC-9900101,associate,2026-09-01,E07000034\n"


@pytest.fixture
def there() -> World:
    return world()


def test_ruth_imports_members_and_puts_a_cell_right(
    page: Page, there: World, tmp_path: Path, sign_in: SignIn, accessible: Check, shoot: Shoot
) -> None:
    sign_in(page, there.lead.email)
    page.get_by_role("link", name="Members").click()
    accessible(page)
    shoot(page, "members")
    page.get_by_role("link", name="Import a spreadsheet").click()
    accessible(page)
    shoot(page, "import")
    when_she_sends_the_sheet(page, tmp_path, HEADINGS + WRONG)
    then_the_cell_is_named(page)
    accessible(page)
    shoot(page, "import-wrong")
    when_she_sends_the_sheet(page, tmp_path, HEADINGS + RIGHT)
    then_she_sees_what_would_change(page)
    accessible(page)
    shoot(page, "import-check")
    page.get_by_role("button", name="Write all of this").click()
    expect(page.get_by_role("status")).to_contain_text("New: 1. Changed: 0.")
    expect(page.get_by_role("row", name="Clay Cross Carers")).to_contain_text("Not ready")
    accessible(page)


def when_she_sends_the_sheet(page: Page, folder: Path, text: str) -> None:
    sheet = folder / "members.csv"
    sheet.write_text(text)
    page.get_by_label("Your spreadsheets").set_input_files(sheet)
    page.get_by_role("button", name="Check these files").click()


def then_the_cell_is_named(page: Page) -> None:
    assert page.title().startswith("Error: ")
    expect(page.get_by_role("table")).to_contain_text("line 2, column identifiers")


def then_she_sees_what_would_change(page: Page) -> None:
    expect(page.get_by_role("heading", name="What the files would do")).to_be_visible()
    expect(page.get_by_role("row", name="Clay Cross Carers")).to_contain_text("New")


def test_ruth_finds_who_is_not_ready_and_admits_another(
    page: Page, there: World, sign_in: SignIn, accessible: Check, shoot: Shoot
) -> None:
    sign_in(page, there.lead.email)
    page.goto("/network/members/")
    page.get_by_text("Show some of them, or another day").click()
    page.get_by_label("Ready to hold a part?").select_option("not-ready")
    page.get_by_role("button", name="Show these").click()
    accessible(page)
    page.get_by_role("link", name="Hasland Homework Club").click()
    expect(page.locator("#asked")).to_contain_text("Missing")
    accessible(page)
    shoot(page, "member")
    page.goto("/network/admit/")
    page.get_by_label("Name, or number in a register").fill("amble")
    page.get_by_role("button", name="Look for it").click()
    accessible(page)
    page.get_by_role("link", name="Amble Harbour Club").click()
    page.get_by_label("Associate").check()
    page.get_by_role("button", name="Admit it").click()
    expect(page.get_by_role("status")).to_contain_text("Admitted.")
    expect(page.get_by_role("row", name="Amble Harbour Club")).to_contain_text("Associate")


def test_nothing_stands_in_the_way(
    page: Page, there: World, sign_in: SignIn, accessible: Check, shoot: Shoot
) -> None:
    sign_in(page, there.lead.email)
    for address in ("roles/", "roles/new/", "about/", "about/edit/", "admit/new/"):
        answer = page.goto(f"/network/{address}")
        assert answer is not None
        assert answer.ok, address
        accessible(page)
        shoot(page, address.strip("/").replace("/", "-"))

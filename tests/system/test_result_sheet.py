"""The result sheet that `manage.py count --format html` writes, as a file opened in a browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from representation.counting.ballots import Contest
from representation.counting.count import count_contest
from representation.counting.lots import Lot, LotSource
from representation.counting.result import Rule
from representation.counting.sheet.page import as_page
from tests.system.conftest import DESK, PHONE

NAMES = ("Priya Nair", "Tom Ashworth", "Gwen Haddon", "Ceri Bowen", "Dev Marlow")
PAPERS = {(0, 1): 8, (0, 2): 5, (1,): 6, (2, 1): 5, (3, 2): 4, (4, 1): 3}
LOT = Lot(NAMES, LotSource.DRAWN)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_sheet_is_read_on_a_phone_and_a_desk(
    page: Page, accessible: Callable[[Page], None], language: str
) -> None:
    # Given a count of five stages
    result = count_contest(Contest("Amber Valley", 2, NAMES, PAPERS), Rule.SCOTTISH_STV, lot=LOT)
    # When its sheet is opened, with the table of transfers unfolded
    page.set_content(as_page(result, language))
    page.locator("summary").click()
    # Then the answer comes first, every stage is there, and nothing but the picture scrolls sideways
    expect(page.locator("h1 + p")).to_contain_text("Priya Nair")
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        row = page.get_by_role("row").filter(has_text="Tom Ashworth").first
        expect(row.get_by_role("cell")).to_have_count(len(result.stages) + 1)
        expect(row).to_contain_text("15.23072")
        accessible(page)

"""The words of the table of what fairness costs."""

from dataclasses import replace

import pytest

from bids.matching.wishes import Wish
from bids.selectors.fairness_tables import CellView, FairnessView, WishRow
from consortium.models import Job
from frontend.presenters.fairness_pairs import exact_percent, margin_words, pairs_lead, pairs_table

CHEAP = CellView(
    cost_pence=1_000_000,
    gap_bp=2,
    more_pence=0,
    covered_bp=10_000,
    small_bp=698,
    lacks_pence=0,
    usable=20,
    with_nothing=8,
    is_cheapest=True,
)
KIND = replace(
    CHEAP, cost_pence=1_003_700, more_pence=3_700, gap_bp=40, with_nothing=3, is_cheapest=False
)


def view(*brings: CellView | None) -> FairnessView:
    rows = (WishRow(Wish(700, 1_000 * at), one, is_own=at == 1) for at, one in enumerate(brings))
    return FairnessView(1, tuple(rows), Job())


@pytest.mark.parametrize(
    "kind, said",
    [
        (KIND, "To leave 3 with nothing costs £37 more."),
        (replace(KIND, with_nothing=0), "That everybody has something costs £37 more."),
        (replace(KIND, with_nothing=8), "None of the others leaves fewer."),
        (None, "None of the others leaves fewer."),
    ],
)
def test_the_lead_holds_the_kindest_to_the_cheapest(kind: CellView | None, said: str) -> None:
    words = pairs_lead(view(CHEAP, kind))
    assert words == f"The cheapest costs £10,000 and leaves 8 members with nothing. {said}"


def test_where_nobody_goes_without_there_is_no_more_to_say() -> None:
    words = pairs_lead(view(replace(CHEAP, with_nothing=0), KIND))
    assert words == "The cheapest costs £10,000, and everybody who can be used has something."
    assert pairs_lead(view(None)) == "Nothing is worked out yet."


def test_the_margin_is_that_of_plans_without_a_least_fill() -> None:
    """What a least fill costs stands between such a plan and the bound."""
    assert "within 0.02% of the least" in margin_words(view(CHEAP, KIND))
    assert margin_words(view(replace(CHEAP, gap_bp=0), KIND)) == ""
    assert margin_words(view(None, KIND)) == ""


def test_a_row_says_what_it_brings() -> None:
    dear = replace(KIND, more_pence=40, lacks_pence=2_500)
    table = pairs_table(1, view(CHEAP, KIND, dear, None))
    first, second, third, last = table.rows
    assert (first.look, first.cells[0].small) == (True, "The cheapest")
    assert second.cells[0].words == "Floor 7%, least of its offer 10%"
    assert second.cells[0].href.endswith("?small_floor=7&least_fill=10")
    assert second.cells[0].small == "This plan’s own wishes"
    assert (second.cells[2].words, second.cells[2].small) == ("+£37", "+0.37%")
    assert (second.cells[3].words, second.cells[3].small) == ("3", "of 20")
    assert (second.cells[4].words, second.cells[4].small) == ("6.98%", "")
    assert third.cells[4].small == "£25 under the floor"
    assert third.cells[2].small == "under 0.01%"
    assert last.cells[1].words == "Not yet"


@pytest.mark.parametrize(
    "share, words", [(0, "0%"), (698, "6.98%"), (700, "7%"), (50, "0.5%"), (10_000, "100%")]
)
def test_a_share_is_told_exactly(share: int, words: str) -> None:
    assert exact_percent(share) == words

"""What the page of a plan says."""

from dataclasses import replace

import pytest

from bids.selectors.plan_read_models import MapArea
from frontend.pictures.fills import fill
from frontend.presenters.examples import example_plan, example_shapes, example_tender
from frontend.presenters.plan import PlanPage, plan_page

PLAN = example_plan()


def page_of(**changes: object) -> PlanPage:
    return plan_page(replace(PLAN, **changes), example_tender(), example_shapes())


def test_the_answer_comes_first() -> None:
    lead = page_of().lead
    assert (lead.before, lead.sum) == (
        "The plan covers 38 of the 42 requirements, worth",
        "£1,712,000 (92%)",
    )
    assert lead.after == (
        "No plan from these members could cover more than £1,742,400. Ours is within £30,400 of that."
    )


def test_at_the_ceiling_nothing_better_is_hinted_at() -> None:
    after = page_of(covered_pence=PLAN.ceiling_pence).lead.after
    assert after.endswith("Ours covers that much.")


def test_a_plan_that_covers_all_says_so_and_misses_nothing() -> None:
    value = PLAN.value_pence
    page = page_of(
        covered_pence=value,
        ceiling_pence=value,
        lines_covered=PLAN.lines_asked,
        shortages=(),
        gaps=(),
        repairs=(),
    )
    assert page.lead.after == "That is everything the tender asks for."
    assert page.missing is None
    assert not any(row.look for row in page.lots.rows)


def test_what_is_missing_has_its_proof_and_its_remedy() -> None:
    missing = page_of().missing
    assert missing is not None
    assert missing.title == "Four requirements are not fully held"
    assert missing.sentences == (
        "Evening visits in Drayton and Farlington: £355,200 is asked for, and members can hold "
        "£207,200 at most. So at least £148,000 cannot be covered, however the lots are drawn. "
        "Limited by what they offer: Farlington Family Room.",
    )
    assert missing.repairs == PLAN.repairs


def test_without_a_certificate_the_shortage_itself_is_told() -> None:
    missing = page_of(gaps=()).missing
    assert missing is not None
    assert missing.sentences == (
        "Evening visits in Drayton and Farlington: 50 of 120 hours have nobody.",
    )


def test_every_lot_leads_to_its_reasons() -> None:
    page = page_of()
    linked = [row.cells[-1].more_href for row in page.lots.rows if not row.look]
    assert linked == [f"#{lot.anchor}" for lot in page.reasons]
    assert page.reasons[0].reasons == PLAN.lots[0].reasons


def test_the_map_and_the_table_tell_the_same() -> None:
    page = page_of()
    assert page.map is not None
    hatched = [path.fill for path in page.map.areas].count(fill(0))
    assert hatched == sum(row.look for row in page.areas.rows) == 1
    assert (
        "Plain is lot 1, stripes is lot 2, dots is lot 3 and crosses is lot 4." in page.map_caption
    )


def test_with_more_lots_than_fills_the_map_shows_what_is_held() -> None:
    lots = tuple(replace(PLAN.lots[0], number=number) for number in range(1, 8))
    areas = (MapArea("E1", "Far", (7,), False), MapArea("E2", "Near", (), True))
    page = page_of(lots=lots, lots_in_all=7, map=areas)
    assert page.map is not None
    assert [path.fill for path in page.map.areas] == [fill(1), fill(0)]
    assert page.map_caption == "Plain is held. Hatched has something missing."


def test_without_areas_there_is_no_map() -> None:
    assert page_of(map=()).map is None


@pytest.mark.parametrize("stopped", ["asked", "time"])
def test_a_search_that_ended_early_says_so(stopped: str) -> None:
    assert page_of().stopped == ""
    assert "a better plan may exist" in page_of(stopped=stopped).stopped

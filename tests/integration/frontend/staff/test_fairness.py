"""The page of what fairness costs: asked for, watched, stopped, gone on with, read."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from bids.matching.fairness import members_with_nothing
from bids.matching.solve import solve
from bids.matching.wishes import Wish, under
from bids.models import FairnessCell, LotPlan, Tender
from bids.services.planning import frozen_problem
from consortium.models import Job
from consortium.services.job_handlers import Progress
from frontend.templatetags.manyhands import money
from tests.unit.frontend.well_formed import faults

pytestmark = pytest.mark.django_db
SHARES = {"floors": "30, 90%", "fills": "0 60"}


@pytest.fixture
def address(planned: Tender) -> str:
    return reverse("staff:fairness", args=[planned.pk, 1])


def rows_of(html: str) -> list[str]:
    return html.partition('id="pairs"')[2].partition("</table>")[0].split("<tr")[2:]


def test_the_page_shows_the_engine_s_figures(
    at_desk: Client, planned: Tender, address: str, run_jobs: Callable[[], int]
) -> None:
    at_desk.post(address, SHARES)
    run_jobs()
    html = at_desk.get(address).content.decode()
    assert faults(html) == []
    problem = frozen_problem(LotPlan.objects.get().request)
    wishes = [Wish(floor, fill) for floor in (3_000, 9_000) for fill in (0, 6_000)]
    plans = [solve(under(problem, wish)) for wish in wishes]
    rows = rows_of(html)
    assert len(rows) == len(plans)
    for row, plan in zip(rows, plans, strict=True):
        more = plan.objective - plans[0].objective
        assert money(plan.objective) in row
        assert f"{'+' if more > 0 else ''}{money(more)}" in row
        assert f"<div>{len(members_with_nothing(plan))} <small>" in row
    cheapest = min(range(len(plans)), key=lambda at: plans[at].objective)
    assert ["The cheapest" in row for row in rows].index(True) == cheapest
    assert html.count("The cheapest<") + html.count("The cheapest.") == 1
    assert "This plan’s own wishes" in rows[0]
    assert "Not yet" not in html


def test_it_is_shown_as_it_comes_on(
    at_desk: Client, address: str, run_jobs: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Work out the whole table" in at_desk.get(address).content.decode()
    at_desk.post(address, SHARES)
    html = at_desk.get(address).content.decode()
    assert "waits for its turn" in html
    assert "0 of 4 pairs worked out" in html
    assert "Work out the whole table" not in html
    monkeypatch.setattr(Progress, "should_stop", lambda progress: FairnessCell.objects.count() == 3)
    run_jobs()
    html = at_desk.get(address).content.decode()
    assert faults(html) == []
    assert "You stopped this. What is worked out is kept." in html
    assert ["Not yet" in row for row in rows_of(html)] == [False, False, False, True]
    monkeypatch.undo()
    at_desk.post(reverse("staff:fairness-retry", args=re.findall(r"\d+", address)))
    run_jobs()
    assert "Not yet" not in at_desk.get(address).content.decode()


def test_who_waits_can_stop_it(at_desk: Client, address: str) -> None:
    at_desk.post(address, SHARES)
    assert "Stop, and keep what is worked out" in at_desk.get(address).content.decode()
    at_desk.post(reverse("staff:fairness-stop", args=re.findall(r"\d+", address)))
    html = at_desk.get(address).content.decode()
    assert "You stopped this." in html
    assert "Nothing is worked out yet." in html


def test_the_refreshing_page_leads_to_the_table_that_is_whole(
    at_desk: Client, address: str, run_jobs: Callable[[], int]
) -> None:
    at_desk.post(address, SHARES)
    run_jobs()
    assert "See the table" not in at_desk.get(address).content.decode()
    refreshed = at_desk.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "The whole table is worked out." in refreshed
    assert "See the table" in refreshed


@pytest.mark.parametrize(
    "shares, words",
    [
        ({"floors": "", "fills": "0"}, "Fill in: Floors"),
        ({"floors": "seven", "fills": "0"}, "Give percentages from 0 to 100"),
        ({"floors": "7", "fills": "100.01"}, "Give percentages from 0 to 100"),
        ({"floors": "7.123", "fills": "0"}, "Give percentages from 0 to 100"),
        ({"floors": "NaN", "fills": "Infinity"}, "Give percentages from 0 to 100"),
        ({"floors": "1e999999999", "fills": "0"}, "Give percentages from 0 to 100"),
        ({"floors": ",", "fills": "0"}, "Give percentages from 0 to 100"),
        ({"floors": "-1", "fills": "0"}, "Give percentages from 0 to 100"),
        ({"floors": "1,2,3,4,5,6,7", "fills": "1,2,3,4,5"}, "That is more than 30 pairs"),
    ],
)
def test_what_makes_no_table_is_put_right(
    at_desk: Client, address: str, shares: dict[str, str], words: str
) -> None:
    jobs = Job.objects.count()
    html = at_desk.post(address, shares).content.decode()
    assert words in html
    assert Job.objects.count() == jobs


def test_each_pair_leads_to_where_a_plan_is_made_of_it(at_desk: Client, address: str) -> None:
    at_desk.post(address, {"floors": "12.5", "fills": "60"})
    (row,) = rows_of(at_desk.get(address).content.decode())
    (href,) = re.findall(r'href="(.*?)"', row)
    html = at_desk.get(href.replace("&amp;", "&")).content.decode()
    assert re.search(r'name="small_floor"[^>]* value="12.5"|value="12.5"[^>]* name="small_', html)
    assert re.search(r'name="least_fill"[^>]* value="60"|value="60"[^>]* name="least_', html)


def test_before_it_is_asked_for_the_usual_shares_and_the_plan_s_own_stand_there(
    at_desk: Client, address: str
) -> None:
    html = at_desk.get(address).content.decode()
    assert "0, 30, 40, 50, 60" in html
    assert "0, 20, 30" in html
    assert address in at_desk.get(address.replace("fairness/", "")).content.decode()
    assert address in at_desk.get(address.replace("fairness/", "what-if/")).content.decode()

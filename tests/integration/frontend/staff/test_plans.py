"""Asking for plans on pages, watching them being made, reading and comparing them."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bids.matching.fairness import members_with_nothing, price_of_fairness
from bids.matching.solve import solve
from bids.models import LotPlan, Tender
from bids.services.planning import frozen_problem
from consortium.models import Job
from consortium.states import JobState
from frontend.templatetags.manyhands import money
from tests.factories import bids as make
from tests.unit.frontend.well_formed import faults

pytestmark = pytest.mark.django_db

POLICY = {
    "small_floor": "40",
    "least_fill": "10",
    "reserve": "5",
    "effort": "quick",
    "line_cost": "150",
    "member_cost": "500.50",
}


def page(client: Client, name: str, *args: Any, **query: Any) -> str:
    answer = client.get(reverse(f"staff:{name}", args=args), query)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert faults(html) == []
    return html


def ask(client: Client, tender: Tender, **changes: str) -> Any:
    address = reverse("staff:plan-new", args=[tender.pk])
    return client.post(address, POLICY | changes, follow=True)


def test_a_plan_is_asked_for_once_and_made(
    at_desk: Client, tender: Tender, run_jobs: Callable[[], int]
) -> None:
    for _ in range(2):
        answer = ask(at_desk, tender)
        job = Job.objects.get()
        assert answer.redirect_chain == [(reverse("staff:job", args=[job.pk]), 302)]
    assert "Your plan waits for its turn." in answer.content.decode()
    html = page(at_desk, "plan-new", tender.pk)
    assert "Plan 1 is being made. Wait for it, or stop it." in html
    assert "disabled" in html
    run_jobs()
    html = page(at_desk, "job", job.pk)
    assert reverse("staff:plan", args=[tender.pk, 1]) in html
    assert '<a href="/tenders/" aria-current="true">Tenders</a>' in html
    policy = LotPlan.objects.get().request.policy
    assert (policy["small_floor_bp"], policy["least_fill_bp"]) == (4_000, 1_000)
    assert (policy["reserve_pct"], policy["member_cost"]) == (5, 50_050)
    assert 'value="500.50"' in page(at_desk, "plan-new", tender.pk)


@pytest.mark.parametrize(
    "field, value",
    [
        ("small_floor", "101"),
        ("small_floor", "-1"),
        ("small_floor", "a third"),
        ("reserve", "91"),
        ("effort", "endless"),
        ("line_cost", "1e9999"),
        ("line_cost", "NaN"),
        ("member_cost", "0.001"),
    ],
)
def test_a_policy_out_of_range_asks_for_nothing(
    at_desk: Client, tender: Tender, field: str, value: str
) -> None:
    html = ask(at_desk, tender, **{field: value}).content.decode()
    assert "<title>Error: " in html
    assert f'id="id_{field}_error"' in html
    assert not Job.objects.exists()


def test_the_next_plan_begins_from_the_latest_at_today_s_fee(
    at_desk: Client, tender: Tender, run_jobs: Callable[[], int]
) -> None:
    ask(at_desk, tender, small_floor="4.57")
    run_jobs()
    tender.consortium.fee_pct = 7
    tender.consortium.save()
    html = page(at_desk, "plan-new", tender.pk)
    assert 'value="4.57"' in html
    assert "Your management fee is 7%" in html
    ask(at_desk, tender)
    policies = [one.policy for one in tender.plan_requests.order_by("number")]
    assert [policy["small_floor_bp"] for policy in policies] == [457, 4_000]
    assert [policy["fee_pct"] for policy in policies] == [5, 7]


def test_a_tender_that_is_not_ready_says_why(at_desk: Client, lead: object) -> None:
    tender = make.tender()
    html = page(at_desk, "plan-new", tender.pk)
    assert "Add the requirement lines first: there is nothing to plan." in html
    assert "disabled" in html
    assert ask(at_desk, tender).status_code == 403


def test_a_queued_plan_is_stopped_and_tried_again(
    at_desk: Client, tender: Tender, run_jobs: Callable[[], int]
) -> None:
    ask(at_desk, tender)
    job = Job.objects.get()
    at_desk.post(reverse("staff:job-stop", args=[job.pk]))
    html = page(at_desk, "job", job.pk)
    assert "You stopped this before there was a plan." in html
    assert "Try again" in html
    at_desk.post(reverse("staff:job-retry", args=[job.pk]))
    run_jobs()
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert at_desk.post(reverse("staff:job-retry", args=[job.pk])).status_code == 403
    assert LotPlan.objects.count() == 1


def test_the_plan_gives_reasons_and_files(at_desk: Client, planned: Tender) -> None:
    html = page(at_desk, "plan", planned.pk, 1)
    assert "The plan covers 1 of the 2 requirements" in html
    assert "Lowest cost of the 2 members that could." in html
    for kind, begins in (("csv", b"\xef\xbb\xbfLot,Holder"), ("xlsx", b"PK"), ("json", b"{")):
        answer = at_desk.get(reverse("staff:plan-file", args=[planned.pk, 1, kind]))
        assert answer.content.startswith(begins)
        assert f'filename="plan-{planned.pk}-1.{kind}"' in answer.headers["Content-Disposition"]
    assert json.loads(answer.content)["format"] == "split-plan/1"


def test_lots_are_filtered_by_service_area_and_holder(at_desk: Client, planned: Tender) -> None:
    def lots(**query: str) -> tuple[bool, ...]:
        html = page(at_desk, "plan", planned.pk, 1, **query).partition('id="lots"')[2]
        table = html.partition("</table>")[0]
        return tuple(name in table for name in ("Baffins Carers", "Farlington Room", "Not held"))

    assert lots() == (True, True, True)
    assert lots(service="Home visits") == (True, True, True)
    assert lots(area="E05002441") == (True, True, False)
    assert lots(area="E05002448") == (False, False, True)
    assert lots(member="CARERS baff") == (True, False, False)
    assert lots(member="nobody") == (False, False, False)
    assert lots(service="Dancing") == (True, True, True)  # no such service: nothing is filtered
    assert "No lot is like that." in page(at_desk, "plan", planned.pk, 1, member="nobody")


def test_members_are_found_by_name(at_desk: Client, planned: Tender) -> None:
    html = page(at_desk, "plan-members", planned.pk, 1, words="carers")
    assert "Baffins Carers" in html
    assert "Farlington Room" not in html
    assert "No member is called so." in page(at_desk, "plan-members", planned.pk, 1, words="zz")


def test_what_if_is_a_new_version_held_beside_the_old(
    at_desk: Client, planned: Tender, run_jobs: Callable[[], int]
) -> None:
    address = reverse("staff:what-if", args=[planned.pk, 1])
    same = at_desk.post(address, {"small_floor": "30", "least_fill": "0", "reserve": "0"})
    assert "Move at least one of them" in same.content.decode()
    answer = at_desk.post(address, {"small_floor": "30", "least_fill": "0", "reserve": "50"})
    run_jobs()
    html = at_desk.get(answer.headers["Location"]).content.decode()
    compare = reverse("staff:plan-compare", args=[planned.pk])
    assert f"{compare}?before=1&amp;after=2" in html
    html = page(at_desk, "plan-compare", planned.pk, before=1, after=2)
    assert "Held back" in html
    assert "Members with nothing" in html
    assert "Requirements or offers have changed" not in html
    first, second = LotPlan.objects.order_by("request__number")
    assert f"£{(second.objective_pence - first.objective_pence) // 100:,}" in html
    assert "Baffins Carers" in html


def test_a_changed_question_is_told(
    at_desk: Client, planned: Tender, run_jobs: Callable[[], int]
) -> None:
    planned.lines.filter(ref="A1").update(volume=90)
    ask(at_desk, planned)
    run_jobs()
    html = page(at_desk, "plan-compare", planned.pk)
    assert "Requirements or offers have changed between the two" in html


def test_comparing_needs_two_plans_that_are_made(at_desk: Client, planned: Tender) -> None:
    assert "There are not two plans yet." in page(at_desk, "plan-compare", planned.pk)
    make.finished_plan(planned, 2)
    html = page(at_desk, "plan-compare", planned.pk, before="7", after="1")
    assert "Choose a plan that is made" in html


def test_today_names_the_next_step(at_desk: Client, tender: Tender) -> None:
    assert "Make a lot plan" in page(at_desk, "today")
    make.line(tender, "A3", volume=None)
    html = page(at_desk, "today")
    assert "Fill in the requirements" in html
    assert "Make a lot plan" not in html


def test_today_with_nothing_to_do(at_desk: Client, planned: Tender) -> None:
    html = page(at_desk, "today")
    assert "1 tender is open." in html
    assert "Nothing needs you." in html


def test_tenders_before_there_is_one(at_desk: Client) -> None:
    assert "No tenders yet." in page(at_desk, "tenders")


def test_tenders_lead_to_their_latest_plan(at_desk: Client, planned: Tender) -> None:
    assert reverse("staff:plan", args=[planned.pk, 1]) in page(at_desk, "tenders")


def test_the_page_shows_the_engine_s_own_figures_of_fairness(
    at_desk: Client, planned: Tender, run_jobs: Callable[[], int]
) -> None:
    """Plan the frozen questions again, and hold what the engine counts beside what the page says."""
    ask(at_desk, planned, small_floor="90", least_fill="60", reserve="0", effort="normal")
    run_jobs()
    html = page(at_desk, "plan-compare", planned.pk, before=1, after=2)
    cheaper, fairer = (
        solve(frozen_problem(plan.request), effort=plan.request.effort)
        for plan in LotPlan.objects.order_by("request__number")
    )
    price = price_of_fairness(cheaper, fairer)
    assert price > 0
    assert f"+{money(price)}<" in html
    table = html.partition('id="figures"')[2].partition("</table>")[0]
    (row,) = (row for row in table.split("<tr") if "Members with nothing" in row)
    counted = [len(members_with_nothing(plan)) for plan in (cheaper, fairer)]
    assert [int(n) for n in re.findall(r"<div>(\d+)</div>", row)][:2] == counted


def test_all_wishes_tried_stand_in_one_table_with_the_engine_s_figures(
    at_desk: Client, planned: Tender, run_jobs: Callable[[], int]
) -> None:
    """Floor by least fill: what each costs and leaves with nothing, counted again by the engine."""
    address = reverse("staff:what-if", args=[planned.pk, 1])
    assert 'id="tried"' not in at_desk.get(address).content.decode()
    for floor, fill in (("30", "60"), ("90", "0"), ("90", "60")):
        at_desk.post(address, {"small_floor": floor, "least_fill": fill, "reserve": "0"})
        run_jobs()
    planned.lines.filter(ref="A1").update(volume=90)  # each asks the first plan's question still
    html = page(at_desk, "what-if", planned.pk, 1)
    table = html.partition('id="tried"')[2].partition("</table>")[0]
    rows = [re.findall(r"<div>(.*?)</div>", row) for row in table.split("<tr")[2:]]
    problem = frozen_problem(LotPlan.objects.get(request__number=1).request)
    expected = []
    for floor, fill in ((3_000, 0), (3_000, 6_000), (9_000, 0), (9_000, 6_000)):
        policy = replace(problem.policy, small_floor_bp=floor, least_fill_bp=fill)
        found = solve(replace(problem, policy=policy))
        expected.append(
            [
                f"{floor // 100}%",
                f"{fill // 100}%",
                str(len(members_with_nothing(found))),
                money(found.objective),
            ]
        )
    assert [[row[1], row[2], row[6], row[7]] for row in rows] == expected
    assert len({row[3] for row in expected}) > 1
    assert f"{address}#tried" in page(at_desk, "plan-compare", planned.pk, before=1, after=2)

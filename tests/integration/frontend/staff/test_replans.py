"""A member gives its part up; the lead plans again, sees both side by side, and keeps one."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bids.matching import change
from bids.models import LotPlan, PartAnswer, PlanChoice, Tender
from bids.services.part_answers import withdraw
from bids.services.planning import request_plan
from consortium.models import Organisation, User
from tests.factories import bids as make
from tests.integration.frontend.staff.test_plans import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def spare(planned: Tender) -> Organisation:
    """A member that could hold Baffins alone, at more than the others ask."""
    of = planned.consortium
    joined = make.member(of, "cosham-helpers")
    make.offer(of, joined, volume=100, unit_cost_pence=2_200)
    return joined


def send(client: Client, name: str, *args: Any, **data: str) -> str:
    answer = client.post(reverse(f"staff:{name}", args=args), data, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_lead_gives_a_part_up_for_a_member(at_desk: Client, planned: Tender) -> None:
    here = reverse("staff:part", args=[planned.pk, 1, "baffins-carers"])
    assert here in page(at_desk, "plan", planned.pk, 1)
    html = page(at_desk, "part", planned.pk, 1, "baffins-carers")
    assert "Give a part up: Baffins Carers" in html
    html = send(at_desk, "part", planned.pk, 1, "baffins-carers", reason="No staff")
    assert "Choose what is given up" in html
    assert not PartAnswer.objects.exists()
    html = send(at_desk, "part", planned.pk, 1, "baffins-carers", what="all", reason="No staff")
    assert "Baffins Carers has left the bid: “No staff”." in html
    assert at_desk.get(here).status_code == 404
    html = send(at_desk, "part-return", planned.pk, 1, "baffins-carers")
    assert "has left the bid" not in html


def test_a_lot_that_is_not_the_member_s_is_no_choice(at_desk: Client, planned: Tender) -> None:
    other = LotPlan.objects.get().lots.get(member_ref="farlington-room").number
    html = send(at_desk, "part", planned.pk, 1, "baffins-carers", what=str(other))
    assert "is not one of the available choices" in html
    assert not PartAnswer.objects.exists()


@pytest.mark.usefixtures("spare")
def test_the_plan_is_made_again_and_both_stand_side_by_side(
    at_desk: Client, lead: User, planned: Tender, run_jobs: Callable[[], int]
) -> None:
    first = LotPlan.objects.get()
    gone = Organisation.objects.get(slug="baffins-carers")
    withdraw(by=lead, plan=first, organisation=gone)
    planned.lines.filter(ref="A1").update(unit_price_pence=2_600)
    for name, args in (("today", ()), ("tender", (planned.pk,))):
        assert "Plan 1 still counts on them." in page(at_desk, name, *args)
    html = page(at_desk, "plan-again", planned.pk, 1)
    assert "Baffins Carers has left the bid." in html
    assert "Asked now, and not before: Cosham Helpers." in html
    assert "Requirement A1 has changed: £25 a unit then, £26 now." in html
    assert "Give an amount in pounds" in send(
        at_desk, "plan-again", planned.pk, 1, keep_weight="much"
    )
    html = send(at_desk, "plan-again", planned.pk, 1, keep_weight="1,000")
    assert "Your plan waits for its turn." in html
    run_jobs()
    html = page(at_desk, "plan-compare", planned.pk, before=1, after=2)
    assert "It changes as little of plan 1 as it could." in html
    assert "Plan 1 is in force" in html
    table = html.partition('id="changes"')[2].partition("</table>")[0]
    row = re.sub(r"<[^>]+>|\s+", " ", table.split("<tr")[-1])
    assert "Home visits in Baffins" in row
    assert re.search(
        r"Baffins Carers 70, Farlington Room 30 .*Cosham Helpers 70, Farlington Room 30", row
    )
    html = send(at_desk, "plan-settle", planned.pk, 2)
    assert "This plan is in force: members see it." in html
    assert "This plan does without what members gave up" in html
    assert "Members have given parts up" not in html
    assert "Members have given parts up" in page(at_desk, "plan", planned.pk, 1)
    assert "still counts on them" not in page(at_desk, "today")
    assert "Members see plan 2, not this one." in page(at_desk, "plan", planned.pk, 1)
    versions = page(at_desk, "plan-new", planned.pk).partition('id="versions"')[2]
    assert re.search(r"Plan 2</a> <small>In force</small>", versions)
    assert versions.count("In force") == 1
    send(at_desk, "plan-settle", planned.pk, 1)
    assert PlanChoice.objects.count() == 2
    assert "Nothing: requirements, offers" in page(at_desk, "plan-again", planned.pk, 2)


@pytest.mark.usefixtures("spare")
def test_where_keeping_leaves_too_much_open_it_is_told(
    at_desk: Client,
    lead: User,
    planned: Tender,
    run_jobs: Callable[[], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As it can be beyond a county; up to there what is kept is made to cover all that it can."""
    monkeypatch.setattr(change, "MOST_EDGES", 0)
    gone = Organisation.objects.get(slug="baffins-carers")
    withdraw(by=lead, plan=LotPlan.objects.get(), organisation=gone)
    send(at_desk, "plan-again", planned.pk, 1, keep_weight="1,000,000,000")
    run_jobs()
    html = page(at_desk, "plan-compare", planned.pk, before=1, after=2)
    assert "That left too much open, so everything was planned afresh." in html
    assert "It changes as little" not in html


def test_a_repair_is_tried_beside_the_plan_and_cannot_be_kept(
    at_desk: Client, planned: Tender, run_jobs: Callable[[], int]
) -> None:
    html = page(at_desk, "plan", planned.pk, 1)
    assert reverse("staff:repair-try", args=[planned.pk, 1, 1]) in html
    send(at_desk, "repair-try", planned.pk, 1, 1)
    run_jobs()
    html = page(at_desk, "plan-compare", planned.pk, before=1, after=2)
    assert "It tries one change of plan 1: Find somebody else for line A2" in html
    assert "Somebody still to be found 50" in html
    assert "Make it so, then plan again." in html
    first, second = LotPlan.objects.order_by("request__number")
    assert second.covered_pence == first.covered_pence + 125_000
    assert "100%" in html
    html = page(at_desk, "plan", planned.pk, 2)
    assert reverse("staff:repair-try", args=[planned.pk, 2, 1]) not in html
    for number in ("0", "99"):
        address = f"/tenders/{planned.pk}/plans/1/try/{number}/"
        assert at_desk.post(address).status_code == 404
    assert at_desk.post(reverse("staff:plan-settle", args=[planned.pk, 2])).status_code == 403


def test_another_plan_under_way_is_said(at_desk: Client, lead: User, planned: Tender) -> None:
    request_plan(by=lead, tender=planned)
    html = send(at_desk, "plan-again", planned.pk, 1, keep_weight="100")
    assert "Another plan was being made already. This is it." in html


def test_the_plan_says_who_could_fail_and_who_waits_too_long(
    at_desk: Client, planned: Tender, run_jobs: Callable[[], int]
) -> None:
    html = page(at_desk, "plan", planned.pk, 1)
    assert "0 of 2 (0%)" in html
    assert "Members that have not said how long they can wait" in html
    planned.consortium.capacities.filter(organisation__slug="baffins-carers").update(
        longest_wait_days=14
    )
    planned.consortium.capacities.filter(organisation__slug="farlington-room").update(
        longest_wait_days=30
    )
    send(
        at_desk,
        "plan-new",
        planned.pk,
        small_floor="0",
        least_fill="0",
        reserve="0",
        effort="quick",
        line_cost="150",
        member_cost="500",
        payment_days="30",
    )
    run_jobs()
    html = page(at_desk, "plan", planned.pk, 2)
    assert "Baffins Carers (14 days)" in html
    assert "Farlington Room (30 days)" not in html
    assert "have not said how long" not in html

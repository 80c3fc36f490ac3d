"""What the page of a plan says."""

from collections.abc import Callable

import pytest
from django.utils import translation

from bids.models import LotPlan, Tender
from bids.selectors.plan_comparison import compare_plans
from bids.selectors.plan_read_models import PlanView
from bids.selectors.plans import latest_plan, plan_of, plan_versions, plan_view
from bids.services.planning import request_plan
from consortium.models import Adjacency, Area, Band, BandScheme, Income, Membership, User
from tests.factories import bids as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead() -> User:
    return make.lead_of(make.consortium())


@pytest.fixture
def tender(lead: User) -> Tender:
    """Baffins has 100 hours to fill and Milton 50; 80 and 30 are offered in Baffins, nothing in Milton."""
    of = make.consortium()
    scheme = BandScheme.objects.create(slug="s", name="S", source="us", is_default=True)
    Band.objects.create(
        scheme=scheme, slug="m", name="M", from_pence=0, below_pence=10**7, is_small=True
    )
    carers = make.member(of, "baffins-carers")
    make.offer(of, carers, volume=80)
    room = make.member(of, "farlington-room")
    make.offer(of, room, volume=30, unit_cost_pence=1_900)
    Income.objects.create(
        organisation=room, year_end_on="2026-03-31", pence=10**6, source="accounts"
    )
    make.offer(of, make.member(of, "dear-house"), volume=90, unit_cost_pence=2_400)
    make.member(of, "no-offers")
    Membership.objects.create(
        consortium=of,
        organisation=make.organisation("on-its-way"),
        membership_class="associate",
        start_on=make.LONG_AGO,
    )
    tender = make.tender(of)
    make.line(tender, volume=100)
    milton = Area.objects.create(code="E05002450", name="Milton", kind="ward")
    Adjacency.objects.create(first=make.area(), second=milton)
    make.line(tender, "A2", area=milton, volume=50)
    return tender


@pytest.fixture
def view(lead: User, tender: Tender, run_jobs: Callable[[], int]) -> PlanView:
    request_plan(by=lead, tender=tender)
    run_jobs()
    return plan_view(LotPlan.objects.get())


def test_the_sentence(view: PlanView) -> None:
    assert (view.lines_covered, view.lines_asked) == (1, 2)
    assert (view.covered_pence, view.value_pence, view.covered_bp) == (250_000, 375_000, 6_666)
    assert (view.ceiling_pence, view.ceiling_bp) == (250_000, 6_666)
    assert (view.members_with_part, view.members_asked) == (2, 4)
    assert (view.small_pence, view.small_bp, view.small_floor_bp) == (75_000, 2_000, 3_000)
    assert view.gap_pct == 0


def test_the_lots(view: PlanView) -> None:
    assert [(lot.number, lot.holder.ref, lot.value_pence) for lot in view.lots] == [
        (1, "baffins-carers", 175_000),
        (2, "farlington-room", 75_000),
    ]
    first, second = view.lots
    assert first.service == "Home visits"
    assert [area.name for area in first.areas] == ["Baffins"]
    assert first.why == "One of 2 members that could; the best for the whole contract."
    assert second.why == "Lowest cost of the 2 members that could."
    assert "Fits all that it offers: 30 hours of Home visits." in second.reasons
    assert "Counts towards the small members’ share." in second.reasons
    assert [(one.member.ref, one.volume) for one in second.backups] == [("baffins-carers", 10)]


def test_what_is_missing(view: PlanView) -> None:
    (short,) = view.shortages
    assert (short.line, short.area.name, short.short, short.value_pence) == (
        "A2",
        "Milton",
        50,
        125_000,
    )
    assert view.short_pence == 125_000
    assert sum(gap.shortfall_pence for gap in view.gaps) == 125_000
    assert view.repairs == (
        "Find somebody else for line A2, Home visits in Milton: 50 hours, £1,250.",
    )


def test_every_member_has_its_reason(view: PlanView) -> None:
    said = {one.member.ref: one.reasons for one in view.members}
    assert said.keys() == {
        "baffins-carers",
        "dear-house",
        "farlington-room",
        "no-offers",
        "on-its-way",
    }
    assert all(said.values())
    assert said["dear-house"][0] == (
        "Its cost, £24 a unit, is more than £23.75, the best paid for Home visits after the fee."
    )
    assert said["no-offers"][0].startswith("Offers nothing that this tender asks for")
    assert said["on-its-way"][0].startswith("An associate member")
    assert "Its income is not known, so it does not count as small." in said["baffins-carers"]


def test_the_map(view: PlanView) -> None:
    assert {(area.name, area.lots, area.is_short) for area in view.map} == {
        ("Baffins", (1, 2), False),
        ("Milton", (), True),
    }


def test_a_version_reads_the_same_when_rows_change(view: PlanView, tender: Tender) -> None:
    tender.lines.update(service="Something else")
    make.organisation("farlington-room").__class__.objects.update(name="Renamed")
    assert plan_view(LotPlan.objects.get()) == view


def test_it_can_be_read_in_welsh(view: PlanView) -> None:
    with translation.override("cy"):
        assert plan_view(LotPlan.objects.get()).covered_bp == view.covered_bp


def test_versions_and_what_changed(
    view: PlanView, lead: User, tender: Tender, run_jobs: Callable[[], int]
) -> None:
    tender.lines.filter(ref="A1").update(volume=90)
    request_plan(by=lead, tender=tender)
    assert [(row.number, row.job_state, row.covered_bp) for row in plan_versions(tender)] == [
        (2, "queued", None),
        (1, "done", 6_666),
    ]
    run_jobs()
    before, after = plan_of(tender, 1), latest_plan(tender)
    assert before
    assert after
    assert after.request.number == 2
    changed = compare_plans(before, after)
    assert [(one.member, one.line, one.before, one.after) for one in changed.changes] == [
        ("Baffins Carers", "A1", 70, 60)
    ]
    assert changed.covered_pence == -25_000
    assert plan_of(make.tender(), 1) is None
    with pytest.raises(ValueError, match="two tenders"):
        compare_plans(before, make.finished_plan(make.tender()))

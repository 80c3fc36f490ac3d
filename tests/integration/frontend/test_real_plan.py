"""A plan that the engine made, printed on its page, job and map."""

from collections.abc import Callable

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from bids.models import LotPlan, Tender
from bids.selectors.plans import plan_view
from bids.selectors.tenders import tender_view
from bids.services.planning import request_plan
from consortium.models import Area
from consortium.selectors.area_shapes import area_shapes
from frontend.presenters.job import job_page
from frontend.presenters.plan import PlanPage, plan_page
from tests.factories import bids as make
from tests.unit.frontend.well_formed import faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def tender(run_jobs: Callable[[], int]) -> Tender:
    """Baffins has 100 hours, of which 80 are offered; Milton, beside it, has 50 and nobody."""
    of = make.consortium()
    lead = make.lead_of(of)
    make.offer(of, make.member(of, "baffins-carers"), volume=80)
    tender = make.tender(of)
    make.line(tender, volume=100)
    milton = Area.objects.create(code="E05002448", name="Milton", kind="ward")
    make.line(tender, "A2", area=milton, volume=50)
    request_plan(by=lead, tender=tender)
    run_jobs()
    return tender


def page_of(tender: Tender) -> PlanPage:
    view = plan_view(LotPlan.objects.get())
    return plan_page(view, tender_view(tender), area_shapes([area.code for area in view.map]))


def test_the_page_tells_what_the_plan_holds(tender: Tender) -> None:
    page = page_of(tender)
    assert page.missing is not None
    assert page.missing.title == "Two requirements are not fully held"
    assert page.lots.rows[0].cells[3].words == "Baffins Carers"
    assert [row.look for row in page.lots.rows] == [False, True, True]
    html = render_to_string(
        "staff/plan.html", {"page": page}, request=RequestFactory().get("/plan/")
    )
    assert faults(html) == []


def test_outlines_are_drawn_once_all_are_known(tender: Tender) -> None:
    page = page_of(tender)
    assert page.map is not None
    assert page.map.is_schematic
    for east, area in enumerate(Area.objects.filter(code__startswith="E05")):
        west = -1.1 + east / 10
        area.boundary = [[[west, 50.8], [west + 0.1, 50.8], [west + 0.1, 50.9], [west, 50.8]]]
        area.save()
    page = page_of(tender)
    assert page.map is not None
    assert not page.map.is_schematic
    assert len(page.map.areas) == 2


def test_its_job_is_done(tender: Tender) -> None:
    request = tender.plan_requests.get()
    assert request.job is not None
    page = job_page(request.job, result_href="/plan/1/")
    assert page.result_href == "/plan/1/"
    assert {step.state for step in page.steps} == {"done"}
    assert page.steps[1].words == "Split it into 2 requirements"

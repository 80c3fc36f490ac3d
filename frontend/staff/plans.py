"""A version of a lot plan: who holds what and why, a page at a time; its members; all versions."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from bids.permissions import may_plan, may_settle
from bids.rules import can_be_settled_on, can_be_tried_on
from bids.selectors.part_answers import counts_on, given_up
from bids.selectors.plan_parts import filter_choices, members_part, plan_part
from bids.selectors.plan_read_models import Beginning, FilterChoices, PlanPart
from bids.selectors.plans import number_in_force
from bids.selectors.tenders import tender_view
from consortium.selectors.area_shapes import area_shapes
from frontend.page_forms import PageForm
from frontend.presenters.paging import asked_page, paging_of
from frontend.presenters.plan import plan_page
from frontend.presenters.plan_links import plan_actions, plan_files
from frontend.presenters.plan_tables import member_table
from frontend.presenters.replans import given_up_rows
from frontend.presenters.settling import Standing, standing_of
from frontend.staff.crumbs import plan_crumbs, tender_crumbs
from frontend.staff.desk import Desk, desk_of, require_plan
from frontend.staff.plan_requests import may_ask

if TYPE_CHECKING:
    from bids.models import LotPlan


class LotSearchForm(PageForm):
    """Which lots to show."""

    service = forms.ChoiceField(label=gettext_lazy("Service"), required=False)
    area = forms.ChoiceField(label=gettext_lazy("Area"), required=False)
    member = forms.CharField(
        label=gettext_lazy("Words of the holder’s name"), required=False, max_length=120
    )

    def __init__(self, data: object, choices: FilterChoices) -> None:
        super().__init__(data)
        everything = [("", _("All"))]
        for name, found in (
            ("service", [(words, words) for words in choices.services]),
            ("area", list(choices.areas)),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
            field.choices = everything + found

    def part(self, page: int) -> PlanPart:
        """The page of what the filters let through; all of it, where they make no sense."""
        if not self.is_valid():
            return PlanPart(page)
        asked = self.cleaned_data
        return PlanPart(page, asked["service"], asked["area"], asked["member"])


class MemberSearchForm(PageForm):
    """Whose results to show."""

    words = forms.CharField(
        label=gettext_lazy("Words of the member’s name"), required=False, max_length=120
    )


@login_required
@require_safe
def plan(request: HttpRequest, tender_id: int, number: int) -> HttpResponse:
    """The answer, what is missing, the lots with their reasons, and where to go on."""
    desk = desk_of(request)
    tender = desk.tender(tender_id)
    found = require_plan(tender, number)
    form = LotSearchForm(request.GET, filter_choices(found))
    view = plan_part(found, form.part(asked_page(request.GET)))
    shapes = area_shapes(area.code for area in view.map)
    said = given_up(tender)
    context = {
        "page": plan_page(view, tender_view(tender), shapes, _part_href(desk, found)),
        "standing": _standing(desk, found, view.beginning),
        "given_up": given_up_rows(
            said, tender.pk, number, may_answer=may_plan(desk.user, tender).allowed
        ),
        "counts_on_them": counts_on(found, said),
        "try_refusal": may_ask(desk, tender).and_also(can_be_tried_on(found)).reason,
        "again_href": reverse("staff:plan-again", args=[tender.pk, number]),
        "form": form,
        "is_filtered": any(request.GET.get(name) for name in form.fields),
        "is_long": view.span.total > len(view.lots) + len(view.shortages),
        "paging": paging_of(view.span, request.GET),
        "members_href": reverse("staff:plan-members", args=[tender.pk, number]),
        "actions": plan_actions(tender.pk, number, may_plan(desk.user, tender)),
        "downloads": plan_files(tender.pk, number),
        "crumbs": tender_crumbs(tender),
    }
    return render(request, "staff/plan.html", context)


@login_required
@require_safe
def plan_members(request: HttpRequest, tender_id: int, number: int) -> HttpResponse:
    """What each member got, and why: a page of them, those with most first."""
    desk = desk_of(request)
    tender = desk.tender(tender_id)
    found = require_plan(tender, number)
    form = MemberSearchForm(request.GET)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    page = members_part(found, page=asked_page(request.GET), words=words)
    context = {
        "form": form,
        "number": number,
        "total": page.span.total,
        "table": member_table(page.members, _part_href(desk, found)),
        "paging": paging_of(page.span, request.GET),
        "crumbs": plan_crumbs(tender, number),
    }
    return render(request, "staff/plan_members.html", context)


def _standing(desk: Desk, plan: "LotPlan", beginning: Beginning | None) -> Standing:
    tender = plan.request.tender
    return standing_of(
        tender.pk,
        plan.request.number,
        number_in_force(tender),
        beginning,
        may_settle(desk.user, tender).and_also(can_be_settled_on(plan)),
    )


def _part_href(desk: Desk, plan: "LotPlan") -> Callable[[str], str] | None:
    """Where a holder's part is given up, for those who may."""
    tender = plan.request.tender
    if not may_plan(desk.user, tender):
        return None
    return lambda ref: reverse("staff:part", args=[tender.pk, plan.request.number, ref])

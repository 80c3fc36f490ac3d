"""Asking for a lot plan: with a whole policy, or as a what-if of a plan that stands."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bids.permissions import may_plan
from bids.rules import can_be_planned, no_plan_under_way
from bids.selectors.plan_fairness import plan_fairness, tried_wishes
from bids.selectors.plans import latest_plan, live_request, number_in_force, plan_versions
from bids.services.planning import Follows, kept_policy, next_policy, request_plan
from consortium.decisions import Decision
from frontend.form_pages import sent
from frontend.presenters.fairness import fairness_table, wishes_table
from frontend.presenters.versions import version_table
from frontend.staff.crumbs import plan_crumbs, tender_crumbs
from frontend.staff.desk import Desk, desk_of, require_plan
from frontend.staff.plan_forms import PlanForm, WhatIfForm, wishes_asked, written

if TYPE_CHECKING:
    from bids.matching.problem import Policy
    from bids.models import LotPlan, PlanRequest, Tender


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_plan(request: HttpRequest, tender_id: int) -> HttpResponse:
    """The policy, and the button that starts the work; disabled with the reason where it cannot."""
    desk = desk_of(request)
    tender = desk.tender(tender_id)
    may = may_ask(desk, tender)
    latest = latest_plan(tender)
    base = next_policy(tender, latest.request if latest else None)
    form = PlanForm(sent(request), initial=written(asdict(base)))
    if request.method == "POST" and form.is_valid():
        asked = request_plan(
            by=desk.user,
            tender=tender,
            policy=form.policy(base),
            effort=form.cleaned_data["effort"],
        )
        return redirect("staff:job", asked.job_id)
    under_way = live_request(tender)
    context = {
        "form": form,
        "may": may,
        "fee_pct": base.fee_pct,
        "job_id": under_way.job_id if under_way else None,
        "versions": version_table(tender.pk, plan_versions(tender), number_in_force(tender)),
        "crumbs": tender_crumbs(tender),
    }
    return render(request, "staff/plan_new.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def what_if(request: HttpRequest, tender_id: int, number: int) -> HttpResponse:
    """Move the floor, the least fill or the reserve of a plan: a new version, held beside it."""
    desk = desk_of(request)
    tender = desk.tender(tender_id)
    plan = require_plan(tender, number)
    base, tried = kept_policy(plan.request), tried_wishes(plan)
    form = WhatIfForm(sent(request), initial=written(asdict(base)) | wishes_asked(request.GET))
    if request.method == "POST" and form.is_valid():
        if form.policy(base) != base:
            return _tried(request, desk, plan, form.policy(base))
        form.add_error(None, _("Move at least one of them: else it is the same plan."))
    context = {
        "form": form,
        "may": may_ask(desk, tender),
        "number": number,
        "fairness_href": reverse("staff:fairness", args=[tender_id, number]),
        "figures": fairness_table((plan_fairness(plan),)),
        "tried": wishes_table(tender_id, tried) if len(tried) > 1 else None,
        "crumbs": plan_crumbs(tender, number),
    }
    return render(request, "staff/what_if.html", context)


def may_ask(desk: Desk, tender: "Tender") -> Decision:
    """Whether somebody at this desk can ask for a plan of the tender now."""
    may = may_plan(desk.user, tender)
    return may.and_also(no_plan_under_way(tender)).and_also(can_be_planned(tender))


def _tried(request: HttpRequest, desk: Desk, before: "LotPlan", policy: "Policy") -> HttpResponse:
    asked = request_plan(
        by=desk.user,
        tender=before.request.tender,
        policy=policy,
        effort=before.request.effort,
        follows=Follows(before),
    )
    if kept_policy(asked) != policy:
        messages.warning(request, _("Another plan was being made already. This is it."))
    return to_job(asked, before)


def to_job(asked: "PlanRequest", before: "LotPlan") -> HttpResponse:
    """To the making of the plan, which leads on to the two side by side."""
    job = reverse("staff:job", args=[asked.job_id])
    return redirect(f"{job}?compare={before.request.number}")

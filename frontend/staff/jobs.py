"""The making of a plan, as it comes on: look again, stop it, try it again."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bids.permissions import may_plan
from bids.selectors.plans import request_of_job
from bids.services.planning import retry_plan, stop_plan
from consortium.selectors.jobs import find_job
from frontend.presenters.job import job_page
from frontend.staff.crumbs import tender_crumbs
from frontend.staff.desk import Desk, desk_of

if TYPE_CHECKING:
    from bids.models import PlanRequest
    from consortium.models import Job


@login_required
@never_cache
@require_safe
def job(request: HttpRequest, job_id: int) -> HttpResponse:
    """How far it has come. `?compare=N` leads on to the comparison with plan N instead of the plan."""
    desk = desk_of(request)
    found, asked = _job(desk, job_id)
    may = bool(may_plan(desk.user, asked.tender))
    context = {
        "page": job_page(
            found,
            result_href=_result(asked, request.GET.get("compare", "")),
            is_stopping=found.stop_requested_at is not None,
        ),
        "look_again": request.get_full_path(),
        "stop_url": reverse("staff:job-stop", args=[job_id]) if may else "",
        "retry_url": reverse("staff:job-retry", args=[job_id]) if may else "",
        "crumbs": tender_crumbs(asked.tender),
    }
    return render(request, "staff/job.html", context)


@login_required
@require_POST
def stop_job(request: HttpRequest, job_id: int) -> HttpResponse:
    """End the search, and keep the plan that there is."""
    desk = desk_of(request)
    _found, asked = _job(desk, job_id)
    stop_plan(by=desk.user, request=asked)
    return redirect("staff:job", job_id)


@login_required
@require_POST
def retry_job(request: HttpRequest, job_id: int) -> HttpResponse:
    """Ask the same question again."""
    desk = desk_of(request)
    _found, asked = _job(desk, job_id)
    retry_plan(by=desk.user, request=asked)
    return redirect("staff:job", job_id)


def _job(desk: Desk, job_id: int) -> "tuple[Job, PlanRequest]":
    found = find_job(job_id)
    asked = request_of_job(found) if found else None
    if found is None or asked is None:
        raise Http404
    desk.tender(asked.tender_id)
    return found, asked


def _result(asked: "PlanRequest", before: str) -> str:
    if before.isascii() and before.isdecimal() and len(before) < 7:
        href = reverse("staff:plan-compare", args=[asked.tender_id])
        return f"{href}?before={before}&after={asked.number}"
    return reverse("staff:plan", args=[asked.tender_id, asked.number])

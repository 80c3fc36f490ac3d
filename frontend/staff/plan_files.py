"""A version of a plan as a file."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bids.services.plan_downloads import plan_csv, plan_json, plan_workbook
from frontend.staff.desk import desk_of, require_plan
from frontend.staff.downloads import attachment

FILES = {
    "csv": (plan_csv, "text/csv; charset=utf-8"),
    "xlsx": (
        plan_workbook,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "json": (plan_json, "application/json"),
}


@login_required
@require_safe
def plan_file(request: HttpRequest, tender_id: int, number: int, kind: str) -> HttpResponse:
    """The file of this kind: csv, xlsx or json."""
    plan = require_plan(desk_of(request).tender(tender_id), number)
    if kind not in FILES:
        raise Http404
    write, media_type = FILES[kind]
    return attachment(write(plan), f"plan-{tender_id}-{number}.{kind}", media_type)

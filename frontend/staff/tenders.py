"""The consortium's tenders: the list, and one with what the buyer said and what to do next."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bids.permissions import may_open_tender
from bids.rules import can_be_planned
from bids.selectors.part_answers import plan_to_make_again
from bids.selectors.plans import plan_versions
from bids.selectors.tenders import tender_view, tenders_of
from frontend.presenters.tenders import tender_page, tender_table
from frontend.staff.crumbs import tenders_crumb
from frontend.staff.desk import desk_of


@login_required
@require_safe
def tender_list(request: HttpRequest) -> HttpResponse:
    """The tenders of every consortium at this desk."""
    desk = desk_of(request)
    rows = tuple(row for consortium in desk.consortia for row in tenders_of(consortium))
    context = {
        "table": tender_table(rows),
        "may_open": may_open_tender(desk.user, desk.consortium),
    }
    return render(request, "staff/tender_list.html", context)


@login_required
@require_safe
def tender(request: HttpRequest, tender_id: int) -> HttpResponse:
    """What the notice says, and the next steps."""
    found = desk_of(request).tender(tender_id)
    again = plan_to_make_again(found)
    page = tender_page(tender_view(found), plan_versions(found), can_be_planned(found), again)
    return render(request, "staff/tender.html", {"page": page, "crumbs": [tenders_crumb()]})

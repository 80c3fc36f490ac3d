"""What needs the lead today."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bids.rules import can_be_planned
from bids.selectors.plans import plan_versions
from bids.selectors.tenders import open_tenders_of, tender_view
from frontend.presenters.today import OpenTender, today_tasks
from frontend.staff.desk import desk_of

if TYPE_CHECKING:
    from bids.models import Tender


@login_required
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The next step of each tender that is open."""
    now = timezone.now()
    desk = desk_of(request)
    found = [
        _seen(tender)
        for consortium in desk.consortia
        for tender in open_tenders_of(consortium, now)
    ]
    return render(request, "staff/today.html", {"tasks": today_tasks(found), "tenders": len(found)})


def _seen(tender: "Tender") -> OpenTender:
    return tender_view(tender), plan_versions(tender), can_be_planned(tender)

"""What needs the lead today."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bids.rules import can_be_planned
from bids.selectors.part_answers import plan_to_make_again
from bids.selectors.plans import plan_versions
from bids.selectors.tenders import open_tenders_of, tender_view
from consortium.permissions import may_see_money
from frontend.presenters.meetings import meeting_tasks
from frontend.presenters.seat_requests import request_tasks
from frontend.presenters.support import support_tasks
from frontend.presenters.today import OpenTender, today_tasks
from frontend.staff.desk import desk_of
from representation.claim_permissions import may_note_meetings, may_see_meetings
from representation.permissions import may_decide_requests, may_record_support
from representation.selectors.meetings import unrecorded
from representation.selectors.seat_requests import requests_waiting
from representation.selectors.support import supports_ending

if TYPE_CHECKING:
    from bids.models import Tender


@login_required
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The next step of each open tender, meetings nobody said who was at, boards that wait for an answer."""
    now = timezone.now()
    desk = desk_of(request)
    found = [
        _seen(tender)
        for consortium in desk.consortia
        for tender in open_tenders_of(consortium, now)
    ]
    unsaid = [
        row
        for consortium in desk.consortia
        if may_note_meetings(desk.user, consortium)
        for row in unrecorded(consortium, now)
    ]
    answering = [one for one in desk.consortia if may_decide_requests(desk.user, one)]
    supported = [one for one in desk.consortia if may_record_support(desk.user, one)]
    context = {
        "tasks": request_tasks(requests_waiting(answering))
        + today_tasks(found)
        + meeting_tasks(unsaid)
        + support_tasks(supports_ending(supported, timezone.localdate())),
        "tenders": len(found),
        "may_meet": bool(may_see_meetings(desk.user, desk.consortia[0])),
        "may_money": bool(may_see_money(desk.user, desk.consortia[0])),
    }
    return render(request, "staff/today.html", context)


def _seen(tender: "Tender") -> OpenTender:
    again = plan_to_make_again(tender)
    return tender_view(tender), plan_versions(tender), can_be_planned(tender), again

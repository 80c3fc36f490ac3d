"""What needs the lead, or the coordinator, today."""

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
from frontend.money_waiting import money_waiting
from frontend.presenters.meetings import meeting_tasks
from frontend.presenters.seat_requests import request_tasks
from frontend.presenters.seat_tasks import seat_tasks
from frontend.presenters.support import support_tasks
from frontend.presenters.today import OpenTender, today_tasks
from frontend.staff.desk import desk_of
from representation.claim_permissions import may_note_meetings, may_see_meetings
from representation.permissions import (
    may_decide_requests,
    may_manage_bodies,
    may_record_support,
)
from representation.selectors.fillable import being_filled
from representation.selectors.meetings import unrecorded
from representation.selectors.seat_lines import seat_lines
from representation.selectors.seat_requests import requests_waiting
from representation.selectors.structures import structures_in
from representation.selectors.support import supports_ending

if TYPE_CHECKING:
    from datetime import date

    from bids.models import Tender
    from frontend.presenters.parts import Task
    from frontend.staff.desk import Desk


@login_required
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The next step of each open tender, and what meetings, money, boards, seats and support want."""
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
    day = timezone.localdate()
    context = {
        "tasks": request_tasks(requests_waiting(answering))
        + today_tasks(found)
        + meeting_tasks(unsaid)
        + money_waiting(desk.user, desk.consortia[0])
        + _seats(desk, day)
        + support_tasks(supports_ending(supported, day)),
        "tenders": len(found),
        "may_meet": bool(may_see_meetings(desk.user, desk.consortia[0])),
        "may_money": bool(may_see_money(desk.user, desk.consortia[0])),
    }
    return render(request, "staff/today.html", context)


def _seats(desk: "Desk", day: "date") -> tuple["Task", ...]:
    """What the seats want of whoever may fill them, in each structure of their networks."""
    return tuple(
        task
        for one in structures_in(desk.consortia)
        if may_manage_bodies(desk.user, one)
        for task in seat_tasks(one.slug, seat_lines(one, day), day, being_filled(one))
    )


def _seen(tender: "Tender") -> OpenTender:
    again = plan_to_make_again(tender)
    return tender_view(tender), plan_versions(tender), can_be_planned(tender), again

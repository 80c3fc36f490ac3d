"""A member's part in a plan, given up or taken again by the lead on the member's behalf."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bids.permissions import may_answer_for
from bids.services.part_answers import take_part_again
from consortium.selectors.organisations import organisation_by_slug
from frontend.give_up import give_up_page
from frontend.staff.desk import desk_of, require_plan

if TYPE_CHECKING:
    from consortium.models import Organisation


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def give_up(request: HttpRequest, tender_id: int, number: int, slug: str) -> HttpResponse:
    """Which lot, or everything, and why; asked before it is done."""
    desk = desk_of(request)
    tender = desk.tender(tender_id)
    plan = require_plan(tender, number)
    member = _member(slug)
    may_answer_for(desk.user, member, tender).require()
    back = reverse("staff:plan", args=[tender_id, number])
    return give_up_page(request, plan, member, back, _("Plan %(number)s") % {"number": number})


@login_required
@require_POST
def take_again(request: HttpRequest, tender_id: int, number: int, slug: str) -> HttpResponse:
    """The member would hold again what it gave up."""
    desk = desk_of(request)
    plan = require_plan(desk.tender(tender_id), number)
    take_part_again(by=desk.user, plan=plan, organisation=_member(slug))
    messages.success(request, _("Taken back. The next plan can ask for it again."))
    return redirect("staff:plan", tender_id, number)


def _member(slug: str) -> "Organisation":
    found = organisation_by_slug(slug)
    if found is None:
        raise Http404
    return found

"""A member gives its part in a bid up, and takes part again."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bids.permissions import may_answer_for
from bids.selectors.plans import plan_in_force
from bids.selectors.tenders import tender_in
from bids.services.part_answers import take_part_again
from consortium.selectors.organisations import networks_of
from frontend.access import user_of
from frontend.give_up import give_up_page
from frontend.members.own import own_organisation

if TYPE_CHECKING:
    from bids.models import LotPlan
    from consortium.models import Organisation


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def give_up(request: HttpRequest, tender_id: int, slug: str) -> HttpResponse:
    """Which lot, or everything, and why; asked before it is done."""
    organisation = own_organisation(request, slug)
    plan = _plan(organisation, tender_id)
    may_answer_for(user_of(request), organisation, plan.request.tender).require()
    back = reverse("members:bid", args=[tender_id])
    return give_up_page(request, plan, organisation, back, plan.request.tender.title)


@login_required
@require_POST
def take_again(request: HttpRequest, tender_id: int, slug: str) -> HttpResponse:
    """It would hold again what it gave up."""
    organisation = own_organisation(request, slug)
    plan = _plan(organisation, tender_id)
    take_part_again(by=user_of(request), plan=plan, organisation=organisation)
    messages.success(request, _("Taken back. The next plan can ask for it again."))
    return redirect("members:bid", tender_id)


def _plan(organisation: "Organisation", tender_id: int) -> "LotPlan":
    """The plan in force of a tender of the organisation's networks."""
    for network in networks_of(organisation, timezone.localdate()):
        tender = tender_in(network, tender_id)
        plan = plan_in_force(tender) if tender else None
        if plan is not None:
            return plan
    raise Http404

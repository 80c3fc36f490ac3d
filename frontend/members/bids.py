"""The bids that a member is part of: which, and what its part is, with the reasons."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bids.selectors.member_parts import part_of, parts_of
from bids.selectors.plans import latest_plan, plan_view
from bids.selectors.tenders import tender_in, tender_view
from consortium.selectors.names import name_of
from consortium.selectors.organisations import networks_of, organisations_acted_for
from frontend.acting import acting_person
from frontend.presenters.own_bids import bids_table, own_bid_page
from frontend.presenters.parts import Crumb


@login_required
@require_safe
def bids(request: HttpRequest) -> HttpResponse:
    """The tenders of the networks that the person's organisations belong to, once they have a plan."""
    person, today = acting_person(request), timezone.localdate()
    own = organisations_acted_for(person, today) if person else ()
    parts = [
        part
        for one in own
        for network in networks_of(one, today)
        for part in parts_of(one, network)
    ]
    return render(request, "members/bids.html", {"bids": bids_table(parts) if parts else None})


@login_required
@require_safe
def bid(request: HttpRequest, tender_id: int) -> HttpResponse:
    """What the latest plan of a tender gives the person's organisations, and why."""
    person, today = acting_person(request), timezone.localdate()
    own = organisations_acted_for(person, today) if person else ()
    for network in {net.pk: net for one in own for net in networks_of(one, today)}.values():
        tender = tender_in(network, tender_id)
        plan = latest_plan(tender) if tender else None
        if tender and plan:
            view = plan_view(plan)
            members = [one for one in own if network in networks_of(one, today)]
            parts = [(name_of(one), part_of(view, one)) for one in members]
            page = own_bid_page(tender_view(tender), view, parts)
            crumbs = [Crumb(_("Your bids"), reverse("members:bids"))]
            return render(request, "members/bid.html", {"page": page, "crumbs": crumbs})
    raise Http404

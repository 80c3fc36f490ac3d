"""The bids that a member is part of: which, and what its part is, with the reasons."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bids.permissions import may_answer_for
from bids.selectors.member_parts import part_of, parts_of
from bids.selectors.part_answers import given_up_by
from bids.selectors.plans import plan_in_force, plan_view
from bids.selectors.tenders import tender_in, tender_view
from consortium.selectors.names import name_of
from consortium.selectors.organisations import networks_of, organisations_acted_for
from frontend.access import user_of
from frontend.acting import acting_person
from frontend.presenters.own_bids import OwnAnswer, bids_table, own_bid_page
from frontend.presenters.parts import Crumb

if TYPE_CHECKING:
    from bids.models import Tender
    from bids.selectors.plan_read_models import PlanView
    from consortium.models import Organisation


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
    """What the plan in force of a tender gives the person's organisations, and why."""
    person, today = acting_person(request), timezone.localdate()
    own = organisations_acted_for(person, today) if person else ()
    for network in {net.pk: net for one in own for net in networks_of(one, today)}.values():
        tender = tender_in(network, tender_id)
        plan = plan_in_force(tender) if tender else None
        if tender and plan:
            view = plan_view(plan)
            members = [one for one in own if network in networks_of(one, today)]
            parts = [_part(request, view, one, tender) for one in members]
            page = own_bid_page(tender_view(tender), view, parts)
            crumbs = [Crumb(_("Your bids"), reverse("members:bids"))]
            return render(request, "members/bid.html", {"page": page, "crumbs": crumbs})
    raise Http404


def _part(
    request: HttpRequest, view: "PlanView", organisation: "Organisation", tender: "Tender"
) -> OwnAnswer:
    return OwnAnswer(
        name=name_of(organisation),
        slug=organisation.slug,
        part=part_of(view, organisation, given_up_by(tender, organisation)),
        may=may_answer_for(user_of(request), organisation, tender),
    )

"""Where somebody arrives after signing in: what needs them now, and nothing else."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from bids.selectors.member_parts import PartRow, parts_of
from bids.selectors.plan_words import listed
from consortium.permissions import may_edit_organisation
from consortium.selectors.evidence import evidence_names
from consortium.selectors.members import member_on
from consortium.selectors.names import name_of
from consortium.selectors.networks import network_view, roles_today
from consortium.selectors.organisations import (
    networks_of,
    organisation_view,
    organisations_acted_for,
)
from frontend.access import own_networks, user_of
from frontend.acting import acting_person
from frontend.context import head_of
from frontend.money_waiting import money_waiting
from frontend.presenters.now import (
    NowTask,
    claim_tasks,
    evidence_tasks,
    fact_tasks,
    now_page,
    offer_tasks,
    vote_tasks,
)
from frontend.presenters.own_bids import bids_table
from representation.selectors.voting_links import own_votes
from representation.services.claim_chances import chances_of

if TYPE_CHECKING:
    from consortium.models import Organisation

MINUTES_FOR_MONEY = 2


@login_required
@require_safe
def now(request: HttpRequest) -> HttpResponse:
    """What needs the person now. Whoever has pages of another kind is led to those."""
    person = acting_person(request)
    if person is None:
        return render(request, "members/nobody.html")
    today = timezone.localdate()
    own = organisations_acted_for(person, today)
    head = head_of(request)
    if not own and head.links and head.links[0].href != reverse("members:now"):
        return redirect(head.links[0].href)
    mine = [one for one in own if may_edit_organisation(user_of(request), one)]
    tasks = vote_tasks(own_votes(person)) + claim_tasks(chances_of(person))
    tasks += [task for one in mine for task in _tasks(one, today)]
    tasks += [
        NowTask(task, MINUTES_FOR_MONEY)
        for network in own_networks(request)[:1]
        for task in money_waiting(user_of(request), network)
    ]
    bids = [part for one in own for part in _parts(one, today)]
    context = {
        "page": now_page(tasks, listed([name_of(one) for one in own]), today),
        "bids": bids_table(bids) if bids else None,
        "has_role": bool(roles_today(person)),
    }
    return render(request, "members/now.html", context)


def _tasks(organisation: "Organisation", today: date) -> list[NowTask]:
    names = evidence_names()
    tasks: list[NowTask] = []
    for network in networks_of(organisation, today):
        view = member_on(network, organisation.slug, today)
        if view is not None:
            about = network_view(network)
            tasks += evidence_tasks(view, names, about) + offer_tasks(view, about)
    return tasks + fact_tasks(organisation_view(organisation))


def _parts(organisation: "Organisation", today: date) -> list[PartRow]:
    networks = networks_of(organisation, today)
    return [part for network in networks for part in parts_of(organisation, network)]

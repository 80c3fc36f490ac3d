"""Who shares a household in the network, for the lead and the coordinator alone."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from consortium.permissions import may_end_connection, may_manage_connections
from consortium.services.connections import declare_connection, end_connection
from frontend.access import network_of, user_of
from frontend.form_pages import FormPage, answer, sent
from frontend.household_form import HouseholdForm
from frontend.page_forms import PageForm
from frontend.presenters.households import households_sheet
from representation.selectors.households import connection_in, connections_in, people_of

if TYPE_CHECKING:
    from consortium.models import Consortium, User


@login_required
@require_safe
def households(request: HttpRequest) -> HttpResponse:
    """Every two people who do not decide on each other's claims."""
    _user, network = _desk(request)
    sheet = households_sheet(connections_in(network))
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Note two people."""
    user, network = _desk(request)
    people = {str(one.pk): one for one in people_of(network)}
    form = HouseholdForm(
        sent(request), people=[(key, one.name) for key, one in people.items()], is_own=False
    )

    def save(given: dict[str, Any]) -> None:
        one, other = people[given["one"]], people[given["other"]]
        declare_connection(by=user, consortium=network, one=one, other=other)

    return answer(request, form, _page(_("Note two people"), _("Save")), save, _("Saved."))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, connection_id: int) -> HttpResponse:
    """They do not belong together, or not any more; asks first."""
    user, network = _desk(request)
    found = connection_in(network, connection_id)
    if found is None:
        raise Http404
    page = _page(
        _("Take this off"),
        _("Take it off"),
        lead=f"{found.first.name}, {found.second.name}",
        may=may_end_connection(user, network, found),
        is_stop=True,
    )
    return answer(
        request,
        PageForm(sent(request)),
        page,
        lambda _given: end_connection(by=user, consortium=network, connection=found),
        _("Taken off."),
    )


def _desk(request: HttpRequest) -> "tuple[User, Consortium]":
    user, network = user_of(request), network_of(request)
    may_manage_connections(user, network).require()
    return user, network


def _page(title: str, button: str, **more: Any) -> FormPage:
    return FormPage(title, button, reverse("staff:households"), _("Households"), **more)

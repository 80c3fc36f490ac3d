"""Whom a person shares a household with, so that neither decides on what the other is paid."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from consortium.services.connections import declare_connection
from frontend.access import user_of
from frontend.acting import acting_person
from frontend.form_pages import FormPage, answer, sent
from frontend.household_form import HouseholdForm
from frontend.presenters.households import own_household_sheet
from representation.selectors.households import connections_of, could_belong_to

if TYPE_CHECKING:
    from consortium.models import Person


@login_required
@require_safe
def household(request: HttpRequest) -> HttpResponse:
    """Whom the person named, or who named them."""
    sheet = own_household_sheet(connections_of(_person(request)))
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest) -> HttpResponse:
    """Name somebody: of those who decide on the person's claims, or whose claims the person decides on."""
    person = _person(request)
    people = could_belong_to(person)
    form = HouseholdForm(
        sent(request),
        people=[(key, other.name) for key, (_network, other) in people.items()],
        is_own=True,
    )

    def save(given: dict[str, Any]) -> None:
        network, other = people[given["other"]]
        declare_connection(by=user_of(request), consortium=network, one=person, other=other)

    page = FormPage(
        title=_("Your household"),
        lead=_("Only the two of you, the lead and the coordinator see this."),
        button=_("Save"),
        back=reverse("representatives:household"),
        back_words=_("Back"),
        small=_("Only the coordinator or the lead can take it off again."),
    )
    return answer(request, form, page, save, _("Saved."))


def _person(request: HttpRequest) -> "Person":
    person = acting_person(request)
    if person is None:
        raise Http404
    return person

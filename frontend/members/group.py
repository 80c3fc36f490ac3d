"""An organisation's own pages: what it is, offers and holds."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from consortium.selectors.organisations import networks_of, organisations_acted_for
from frontend.access import user_of
from frontend.acting import acting_person
from frontend.members.own import own_organisation
from frontend.organisation_pages import page_of


@login_required
@require_safe
def group(request: HttpRequest) -> HttpResponse:
    """The organisation that the person acts for; which one, where there are several."""
    person = acting_person(request)
    own = organisations_acted_for(person, timezone.localdate()) if person else ()
    if len(own) == 1:
        return redirect("members:organisation", own[0].slug)
    return render(request, "members/groups.html", {"organisations": own})


@login_required
@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that is kept about one organisation, with links to change it."""
    found = own_organisation(request, slug)
    today = timezone.localdate()
    page = page_of(user_of(request), found, networks_of(found, today), today)
    return render(request, "members/organisation.html", {"page": page})

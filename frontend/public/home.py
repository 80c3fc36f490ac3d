"""The home page, for whoever comes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from consortium.selectors.membership_figures import members_today, organisations_today
from consortium.selectors.networks import networks
from frontend.presenters.home import home_page
from representation.selectors.election_pages import elections_list
from representation.selectors.who_speaks import figures_everywhere


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """How many belong, where, and what a visitor can do here."""
    page = home_page(
        organisations_today(),
        members_today(),
        networks(),
        figures_everywhere(timezone.localdate()),
        elections_list(),
    )
    return render(request, "public/home.html", {"page": page})

"""The home page, for whoever comes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from consortium.selectors.membership_figures import members_today, organisations_today
from consortium.selectors.networks import networks
from frontend.presenters.home import home_page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """How many belong, where, and what a visitor can do here."""
    page = home_page(organisations_today(), members_today(), networks())
    return render(request, "public/home.html", {"page": page})

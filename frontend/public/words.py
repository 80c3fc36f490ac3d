"""Pages that only say something: how this works, what we hold, accessibility, whom to tell."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from consortium.selectors.networks import networks


@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """How a contract is won and shared out together."""
    return render(request, "public/how.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is held about people, and the cookies."""
    return render(request, "public/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How the pages are made to be used by everybody, and what falls short."""
    return render(request, "public/accessibility.html")


@require_safe
def wrong(request: HttpRequest) -> HttpResponse:
    """Whom to tell, in each network."""
    return render(request, "public/wrong.html", {"networks": networks()})

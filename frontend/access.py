"""Who asks, and whose pages these are: what every page behind a sign-in begins with."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest

from consortium.selectors.networks import consortia_of
from frontend.acting import acting_network, acting_person

if TYPE_CHECKING:
    from consortium.models import Consortium, User


def user_of(request: HttpRequest) -> "User":
    """Whoever signed in. For views that ask for a sign-in first."""
    assert request.user.is_authenticated  # noqa: S101 - for the type checker
    return request.user


def own_networks(request: HttpRequest) -> "tuple[Consortium, ...]":
    """Those that the person who acts has a role in today: the chosen one first, then the weightiest."""
    person, chosen = acting_person(request), acting_network(request)
    networks = consortia_of(person) if person else ()
    return tuple(sorted(networks, key=lambda network: network.pk != chosen))


def network_of(request: HttpRequest) -> "Consortium":
    """The network that the person who acts has a role in today, the one that the page's head names.

    Raises Http404 where there is none: what others have is not there for them.
    """
    networks = own_networks(request)
    if not networks:
        raise Http404
    return networks[0]

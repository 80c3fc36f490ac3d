"""Whose money somebody looks after: the network of their weightiest role, if they may see its money."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

from consortium.permissions import may_see_money
from frontend.access import network_of, user_of

if TYPE_CHECKING:
    from consortium.models import Consortium, User


def money_desk(request: HttpRequest) -> "tuple[User, Consortium]":
    """Who asks, and for which network. Raises Http404 for somebody without a role, Refused for another."""
    user, network = user_of(request), network_of(request)
    may_see_money(user, network).require()
    return user, network

"""Which organisation a page of a member is about, and whether the reader may change it."""

from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest

from consortium.permissions import may_edit_organisation, may_see_organisation
from consortium.selectors.organisations import networks_of, organisation_by_slug
from frontend.access import user_of

if TYPE_CHECKING:
    from consortium.models import Consortium, Organisation


def own_organisation(request: HttpRequest, slug: str) -> "Organisation":
    """The organisation at that address. Raises Http404 where the reader has nothing to do with it."""
    found = organisation_by_slug(slug)
    if found is None or not may_see_organisation(user_of(request), found):
        raise Http404
    return found


def editable_organisation(request: HttpRequest, slug: str) -> "Organisation":
    """The same, for somebody who may change it. Raises Http404, Refused."""
    found = own_organisation(request, slug)
    may_edit_organisation(user_of(request), found).require()
    return found


def own_network(organisation: "Organisation", slug: str, day: date) -> "Consortium":
    """The network under that slug. Raises Http404 where the organisation is not in it."""
    found = next((one for one in networks_of(organisation, day) if one.slug == slug), None)
    if found is None:
        raise Http404
    return found

"""What every page may ask for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import get_language

from consortium.selectors.networks import (
    NetworkView,
    RoleView,
    network_view,
    roles_today,
    sole_network,
)
from frontend.acting import acting_network
from frontend.nav import ROLE_WORDS, NavLink, items_for, nav_links

if TYPE_CHECKING:
    from consortium.models import Consortium, Person


@dataclass(frozen=True)
class PageHead:
    """The head and foot of a page: whose network, for whom one acts, where one can go.

    `has_choice`: the person has roles in several networks, and may choose between them.
    """

    network: NetworkView | None
    acting_for: str
    role_words: str | Promise
    links: tuple[NavLink, ...]
    has_choice: bool = False


@dataclass(frozen=True)
class OtherLanguage:
    """The language this page is not in, named in itself, and the way back to the same page."""

    code: str
    words: str
    back: str


def everywhere(request: HttpRequest) -> dict[str, object]:
    """`demonstration`: whether this is one. `person`: who acts, or None. `head`, `other_language`."""
    person = getattr(request, "person", None)
    return {
        "demonstration": settings.DEMO,
        "person": person,
        "head": SimpleLazyObject(lambda: head_of(request)),
        "other_language": _other_language(request),
    }


def head_of(request: HttpRequest) -> PageHead:
    """The head of this request's page; asked for late, because fragments and files have none."""
    return page_head(request.path, getattr(request, "person", None), acting_network(request))


def page_head(path: str, person: "Person | None", network_id: int | None = None) -> PageHead:
    """The head of the page at this path, for this person; `network_id`: the one they chose to act in."""
    roles = _ranked(roles_today(person) if person else (), network_id)
    role: RoleView | None = roles[0] if roles else None
    network = next((one.network for one in roles if one.network), None) or sole_network()
    in_network = role.kind if role and role.network else None
    items = items_for(in_network, signed_in=person is not None)
    return PageHead(
        network=network,
        acting_for=person.name if person else "",
        role_words=ROLE_WORDS.get(role.kind, "") if role else "",
        links=nav_links(items, path),
        has_choice=len({one.network.id for one in roles if one.network}) > 1,
    )


def _ranked(roles: Sequence[RoleView], network_id: int | None) -> list[RoleView]:
    """Those in the chosen network first, else in the order of their weight."""
    return sorted(roles, key=lambda one: one.network is None or one.network.id != network_id)


def head_in(request: HttpRequest, network: "Consortium | None") -> dict[str, PageHead]:
    """What a public page of one network adds to its context: that network's name and help line.

    Nothing where there is no such network: the page has the head that every page has.
    """
    if network is None:
        return {}
    return {"head": replace(head_of(request), network=network_view(network))}


def network_head(network: NetworkView) -> PageHead:
    """The head of a page that somebody opens by a link of theirs: the network's name, and no navigation."""
    return PageHead(network=network, acting_for="", role_words="", links=())


def _other_language(request: HttpRequest) -> OtherLanguage:
    back = request.get_full_path() if request.method == "GET" else request.path
    is_welsh = (get_language() or "").startswith("cy")
    return (
        OtherLanguage("en-gb", "English", back)
        if is_welsh
        else OtherLanguage("cy", "Cymraeg", back)
    )

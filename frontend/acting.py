"""Which of the people at an address is signed in: several may share one mailbox."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from consortium.selectors.sign_in import people_at

if TYPE_CHECKING:
    from consortium.models import Person

SESSION_KEY = "person"
NETWORK_KEY = "network"
ASKS_NOT_WHO = frozenset({"who", "account_logout", "set_language", "mail", "health"})


def acting_person(request: HttpRequest) -> "Person | None":
    """The person who acts in this request; None for a visitor, or at an address of nobody."""
    return getattr(request, "person", None)


def act_as(request: HttpRequest, person: "Person") -> None:
    """From now on this session is this person's."""
    request.session[SESSION_KEY] = person.pk
    request.session.pop(NETWORK_KEY, None)


def acting_network(request: HttpRequest) -> int | None:
    """The network that the person chose to act in, by id; it may be one that they have left since."""
    return getattr(request, "network_id", None)


def act_in(request: HttpRequest, network_id: int) -> None:
    """From now on this session's pages are of that network."""
    request.session[NETWORK_KEY] = network_id


class ActingPersonMiddleware:
    """Sets `request.person`, whose roles alone count; asks who it is where several share an address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        people = people_at(request.user) if request.user.is_authenticated else []
        request.person = _chosen(people, request.session.get(SESSION_KEY))  # type: ignore[attr-defined]
        request.network_id = request.session.get(NETWORK_KEY)  # type: ignore[attr-defined]
        person = acting_person(request)
        if request.user.is_authenticated:
            request.user.acting_person_id = person.pk if person else None
        request.person_unsaid = len(people) > 1 and not acting_person(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        match = request.resolver_match
        if not request.person_unsaid or (match and match.url_name in ASKS_NOT_WHO):  # type: ignore[attr-defined]
            return None
        back = {"next": request.get_full_path()} if request.method == "GET" else {}
        return redirect(f"{reverse('who')}?{urlencode(back)}")


def _chosen(people: "list[Person]", person_id: int | None) -> "Person | None":
    if len(people) == 1:
        return people[0]
    return next((person for person in people if person.pk == person_id), None)

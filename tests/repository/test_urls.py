"""Every address of the product, asked for by a stranger: what is not public sends them to sign in."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from representation.rules.addresses import TAKEN_BESIDE_BODIES, TAKEN_BESIDE_NETWORKS
from tests.repository.public_addresses import PUBLIC

SAMPLES = {"int": "1", "uuid": "00000000-0000-0000-0000-000000000000"}


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Every route under the resolver, as it is written, without the first slash."""
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route
        else:
            yield from routes(entry, route)


ROUTES = sorted(set(routes(get_resolver())))


def sample(route: str) -> str:
    """An address of this route that leads to nothing in an empty database."""
    parts = []
    for part in route.split("/"):
        if part.startswith("<"):
            kind = part.strip("<>").split(":")[0] if ":" in part else "str"
            part = SAMPLES.get(kind, "x") + part.partition(">")[2]
        parts.append(part)
    return "/" + "/".join(parts)


@pytest.mark.django_db
@pytest.mark.parametrize("route", ROUTES)
def test_a_stranger_sees_only_what_is_public(route: str, client: Client) -> None:
    for method in (client.get, client.post):
        answer = method(sample(route))
        if route in PUBLIC:
            assert answer.status_code != 500
        else:
            assert answer.status_code in {302, 403, 404, 405}, route
            if answer.status_code == 302:
                assert answer.headers["Location"].startswith("/sign-in/")


def fixed_words(before: str) -> set[str]:
    """The words that routes have where others have an address of somebody's choosing."""
    found = (
        route.removeprefix(f"{before}/").split("/")[0]
        for route in ROUTES
        if route.startswith(f"{before}/")
    )
    return {word for word in found if word and not word.startswith("<")}


def test_no_network_or_body_can_have_the_address_of_a_page() -> None:
    assert fixed_words("seats") | fixed_words("network/structures") == TAKEN_BESIDE_NETWORKS
    assert fixed_words("network/structures/<slug:slug>") == TAKEN_BESIDE_BODIES


def test_the_public_list_is_of_addresses_that_exist() -> None:
    assert PUBLIC.keys() - set(ROUTES) == set()


def test_every_public_address_has_a_reason() -> None:
    assert [route for route, reason in PUBLIC.items() if not reason] == []


@pytest.mark.django_db
def test_an_address_that_does_not_exist_is_not_found(client: Client) -> None:
    assert client.get("/no/such/page/").status_code == 404

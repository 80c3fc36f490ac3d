"""The demonstration's pages, each opened once by somebody who is shown a link to it, on PostgreSQL.

What the pages say and who may open them is tried on SQLite. Here the question is whether PostgreSQL
answers what they ask of it.
"""

import re
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import Resolver404, resolve

from consortium.models import User

LINK = re.compile(r'href="(/[^"#?]*)')
MOST_ROUTES = 140  # of the 227 there are; the others have no link, or none from the demonstration


@pytest.mark.postgres
@pytest.mark.both_databases
@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="DATABASE_URL is not PostgreSQL's")
def test_every_page_that_the_demonstration_links_to_is_answered(client: Client) -> None:
    call_command("load_demonstration", stdout=StringIO())
    opened: set[str] = set()
    for user in User.objects.order_by("pk"):
        client.force_login(user)
        opened.update(walk(client, opened))
    assert len(opened) >= MOST_ROUTES, sorted(opened)


def walk(client: Client, opened: set[str]) -> Iterator[str]:
    """The routes that this person opens, of those that nobody has opened yet."""
    ahead, seen = ["/", "/now/"], set(opened)
    while ahead:
        address = ahead.pop(0)
        answer = client.get(address, follow=True)
        assert answer.status_code in {200, 403}, (address, answer.status_code)
        if answer.status_code == 200:
            yield route_of(address)
            is_page = answer["Content-Type"].startswith("text/html")
            for link in LINK.findall(answer.text) if is_page else []:
                if (route := route_of(link)) and route not in seen:
                    seen.add(route)
                    ahead.append(link)


def route_of(address: str) -> str:
    """The route of one of our pages; nothing for a file."""
    try:
        return resolve(address).route
    except Resolver404:
        return ""

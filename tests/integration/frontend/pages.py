"""A page as a browser is given it: there, and well formed."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.unit.frontend.well_formed import faults


def text(client: Client, address: str, **query: str) -> str:
    """The page at the address."""
    return _html(client.get(address, query), address)


def sent(client: Client, address: str, **data: Any) -> str:
    """The page that answers what is sent, which is no redirect: the form again, or what it would do."""
    return _html(client.post(address, data), address)


def _html(answer: HttpResponse, address: str) -> str:
    assert answer.status_code == 200, (address, answer.status_code)
    html = answer.content.decode()
    assert faults(html) == [], address
    return html

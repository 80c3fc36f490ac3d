"""What watches the product, and what a browser is told on every answer."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from consortium.services import heartbeats

pytestmark = pytest.mark.django_db


def all_is_well() -> None:
    heartbeats.mark("worker")
    heartbeats.mark("beat")


def test_all_is_well(client: Client) -> None:
    all_is_well()
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()) == (
        200,
        {"database": True, "worker": True, "beat": True},
    )
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("who", heartbeats.WATCHED)
def test_what_was_not_heard_of_for_half_a_minute_is_dead(
    client: Client, who: heartbeats.Who
) -> None:
    all_is_well()
    long_ago = timezone.now() - timedelta(seconds=heartbeats.STALE_AFTER + 1)
    cache.set(f"heartbeat:{who}", long_ago.timestamp())
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json() == {"database": True, "worker": True, "beat": True} | {who: False}


def test_what_was_never_heard_of_is_dead(client: Client) -> None:
    assert client.get("/health/").json() == {"database": True, "worker": False, "beat": False}


def test_a_database_that_does_not_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise DatabaseError

    all_is_well()
    monkeypatch.setattr(connection, "cursor", away)
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()["database"]) == (503, False)


def test_a_cache_that_does_not_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(key: str) -> None:
        raise ConnectionError

    monkeypatch.setattr(heartbeats.cache, "get", away)
    assert client.get("/health/").json() == {"database": True, "worker": False, "beat": False}


@pytest.mark.parametrize("address", ["/health/", "/sign-in/", "/no/such/page/", "/static/none.css"])
def test_headers_stand_on_every_answer(client: Client, address: str) -> None:
    headers = client.get(address).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"

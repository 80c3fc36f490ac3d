"""Something to spoil, and a guard that nothing of it was spoilt."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session

from bids.models import Tender
from consortium.models import EvidenceType, User
from tests.factories import bids as make


@pytest.fixture
def lead() -> User:
    return make.lead_of(make.consortium())


@pytest.fixture
def tender(lead: User) -> Tender:
    """A tender with a line, so that there is something to spoil."""
    EvidenceType.objects.create(code="public-liability", kind="insurance", name="Public liability")
    make.notice()
    tender = make.tender()
    make.line(tender, "A0")
    return tender


@pytest.fixture
def _nothing_changes(tender: Tender) -> Iterator[None]:
    before = rows()
    yield
    assert rows() == before


def rows() -> dict[str, set[tuple[str, ...]]]:
    """Every value of every row of every table but the sessions, which signing in writes."""
    return {
        model._meta.db_table: {tuple(map(repr, row)) for row in model._base_manager.values_list()}
        for model in apps.get_models(include_auto_created=True)
        if model is not Session
    }

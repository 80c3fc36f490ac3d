"""Something to spoil, and a guard that nothing of it was spoilt."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session

from bids.models import Tender
from consortium.models import EvidenceType, User
from tests.factories import bids as make

Rows = dict[str, set[tuple[str, ...]]]


@dataclass(frozen=True)
class Spoilable:
    """A tender with a line, whose it is, and every row there is."""

    lead: User
    tender: Tender
    rows: Rows


@pytest.fixture(scope="module")
def spoilable(shared_rows: Callable[[Callable[[], Spoilable]], Spoilable]) -> Spoilable:
    return shared_rows(something_to_spoil)


def something_to_spoil() -> Spoilable:
    EvidenceType.objects.create(code="public-liability", kind="insurance", name="Public liability")
    lead = make.lead_of(make.consortium())
    make.notice()
    tender = make.tender()
    make.line(tender, "A0")
    return Spoilable(lead, tender, rows())


@pytest.fixture
def lead(spoilable: Spoilable) -> User:
    return deepcopy(spoilable.lead)


@pytest.fixture
def tender(spoilable: Spoilable) -> Tender:
    return deepcopy(spoilable.tender)


@pytest.fixture
def _nothing_changes(spoilable: Spoilable) -> Iterator[None]:
    yield
    assert rows() == spoilable.rows


def rows() -> Rows:
    """Every value of every row of every table but the sessions, which signing in writes."""
    return {
        model._meta.db_table: {tuple(map(repr, row)) for row in model._base_manager.values_list()}
        for model in apps.get_models(include_auto_created=True)
        if model is not Session
    }

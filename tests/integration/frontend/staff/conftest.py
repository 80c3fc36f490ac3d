"""A consortium with a tender of two lines, two members that can hold one of them, and who may see it."""

from collections.abc import Callable

import pytest
from django.test import Client

from bids.models import Tender
from bids.services.planning import request_plan
from consortium.models import Area, User
from consortium.states import RoleKind
from tests.factories import bids as make


@pytest.fixture
def lead() -> User:
    return make.lead_of(make.consortium())


@pytest.fixture
def treasurer() -> User:
    return make.role_holder(make.consortium(), RoleKind.TREASURER, "priya@pompey.example")


@pytest.fixture
def stranger() -> User:
    """The lead of another consortium."""
    return make.lead_of(make.consortium("other-families"), "colin@other.example")


@pytest.fixture
def tender(lead: User) -> Tender:
    """Baffins has 100 hours, of which 80 and 30 are offered; Milton has 50 and nobody."""
    of = make.consortium()
    make.offer(of, make.member(of, "baffins-carers"), volume=80)
    make.offer(of, make.member(of, "farlington-room"), volume=30, unit_cost_pence=1_900)
    tender = make.tender(of)
    make.line(tender, volume=100)
    milton = Area.objects.create(code="E05002448", name="Milton", kind="ward")
    make.line(tender, "A2", area=milton, volume=50)
    return tender


@pytest.fixture
def planned(tender: Tender, lead: User, run_jobs: Callable[[], int]) -> Tender:
    """The tender with its first plan."""
    request_plan(by=lead, tender=tender)
    run_jobs()
    return tender


@pytest.fixture
def at_desk(client: Client, lead: User) -> Client:
    """The lead, signed in."""
    client.force_login(lead)
    return client

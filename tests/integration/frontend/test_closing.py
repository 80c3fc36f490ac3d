"""A member that has closed down: what hangs on it is said, and a mistake is put right."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from consortium.decisions import Refused
from consortium.services.organisations import close_organisation, open_organisation_again
from tests.factories import consortium as make
from tests.factories import representation as seats
from tests.factories import treasury as money
from tests.factories.member_pages import MEMBER, World, world
from tests.integration.frontend.pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def there() -> World:
    return world()


def test_a_member_closes_and_opens_again(client: Client, there: World) -> None:
    client.force_login(there.coordinator)
    address = f"/network/members/{MEMBER}/closed/"
    assert address in text(client, f"/network/members/{MEMBER}/")
    html = text(client, address)
    assert "2 people act for it, until the lead ends their roles." in html
    assert "seat" not in html
    tomorrow = (timezone.localdate() + timedelta(days=1)).strftime("%d/%m/%Y")
    early = client.post(address, {"closed_on": tomorrow}).content.decode()
    assert "that day has not come yet" in early
    client.post(address, {"closed_on": "1/9/2026"})
    assert client.get(f"/network/members/{MEMBER}/").status_code == 404
    assert "Hasland" not in text(client, "/network/members/")
    assert "noted as closed. If that was a mistake" in text(client, address)
    client.post(address)
    there.member.refresh_from_db()
    assert there.member.closed_on is None
    assert "Hasland" in text(client, "/network/members/")


def test_what_hangs_on_a_member_is_said_before_it_closes(client: Client, there: World) -> None:
    books = money.treasury(there.network)
    money.due(books, money.payee(books, there.member), pence=3_625)
    make.membership(make.network("Peak Voices"), there.member)
    structure = seats.structure(there.network)
    seat = seats.seat(seats.body(structure))
    seats.appointment(seat, seats.person("Mo Ali"), there.member)
    client.force_login(there.lead)
    html = text(client, f"/network/members/{MEMBER}/closed/")
    assert "£36.25 is owed to it, and is paid all the same." in html
    assert "1 seat is held on its behalf" in html
    assert "closed for all of them" in html
    assert "Peak Voices" in html


def test_nobody_closes_their_own_group_or_a_network(there: World) -> None:
    with pytest.raises(Refused, match="Only the lead or the coordinator of its network"):
        close_organisation(by=there.contact, organisation=there.member, closed_on=make.LONG_AGO)
    own = there.network.organisation
    make.membership(there.network, own)
    with pytest.raises(Refused, match="is a network itself"):
        close_organisation(by=there.lead, organisation=own, closed_on=make.LONG_AGO)
    with pytest.raises(Refused, match="has not closed"):
        open_organisation_again(by=there.lead, organisation=there.member)

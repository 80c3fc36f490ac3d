"""Roles in two networks, and two people at one address: whose pages, and whose permissions."""

import pytest
from django.test import Client

from bids.permissions import may_edit_tender
from consortium.models import Consortium, Person, Role, User
from consortium.permissions import acts_as, may_see_money
from consortium.states import RoleKind
from tests.factories import bids as tenders
from tests.factories import consortium as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Consortium:
    return make.network()


@pytest.fixture
def elsewhere() -> Consortium:
    return make.network("Nene Small Voices")


def joan_in_both(here: Consortium, elsewhere: Consortium) -> User:
    """Lead of one network, treasurer of the other."""
    user = make.role(RoleKind.LEAD, of=here, email="joan@x.example")
    person = Person.objects.get(user=user)
    Role.objects.create(
        person=person, kind=RoleKind.TREASURER, consortium=elsewhere, start_on=make.LONG_AGO
    )
    return user


def brand(client: Client, page: str) -> str:
    return client.get(page).content.decode().split('class="brand"')[1].split("</a>")[0]


def test_a_person_chooses_between_their_networks(
    client: Client, here: Consortium, elsewhere: Consortium
) -> None:
    client.force_login(joan_in_both(here, elsewhere))
    assert "Derbyshire Families Network" in brand(client, "/money/ledger/")
    assert client.get("/network/roles/").status_code == 200
    page = client.get("/who/network/").content.decode()
    assert "Nene Small Voices" in page
    client.post("/who/network/", {"network": elsewhere.pk})
    head = brand(client, "/money/ledger/")
    assert "Nene Small Voices" in head
    assert "treasurer" in head
    assert client.get("/network/about/edit/").status_code == 403
    assert 'href="/who/network/"' in client.get("/money/ledger/").content.decode()
    client.post("/who/network/", {"network": here.pk})
    assert "Derbyshire Families Network" in brand(client, "/money/ledger/")


def test_nobody_chooses_a_network_of_others(
    client: Client, here: Consortium, elsewhere: Consortium
) -> None:
    client.force_login(make.role(RoleKind.LEAD, of=here, email="ruth@x.example"))
    assert client.post("/who/network/", {"network": elsewhere.pk}).status_code == 200
    assert client.post("/who/network/", {}).status_code == 200
    assert "Derbyshire Families Network" in brand(client, "/money/ledger/")
    assert "/who/network/" not in client.get("/money/ledger/").content.decode()
    client.force_login(User.objects.create_user("nobody@x.example"))
    assert client.get("/who/network/").status_code == 404


def test_a_network_that_was_left_is_chosen_no_more(
    client: Client, here: Consortium, elsewhere: Consortium
) -> None:
    client.force_login(joan_in_both(here, elsewhere))
    client.post("/who/network/", {"network": elsewhere.pk})
    Role.objects.filter(consortium=elsewhere).update(end_on=make.LONG_AGO)
    assert "Derbyshire Families Network" in brand(client, "/money/ledger/")


def test_who_shares_an_address_acts_by_their_own_roles_alone(
    client: Client, here: Consortium
) -> None:
    user = make.role(RoleKind.TREASURER, of=here, email="office@x.example")
    treasurer = Person.objects.get(user=user)
    contact = Person.objects.create(name="Mo Ali", user=user)
    club = make.organisation()
    make.membership(here, club)
    Role.objects.create(
        person=contact,
        kind=RoleKind.MEMBER_CONTACT,
        consortium=here,
        organisation=club,
        start_on=make.LONG_AGO,
    )
    client.force_login(user)
    client.post("/who/", {"person": contact.pk})
    assert client.get("/money/ledger/").status_code == 403
    client.post("/who/", {"person": treasurer.pk})
    assert client.get("/money/ledger/").status_code == 200
    assert client.get(f"/group/{club.slug}/").status_code == 404
    assert may_see_money(user, here)  # away from a request, whoever is at the address


def test_the_treasurer_at_the_leads_address_changes_no_tender(
    client: Client, here: Consortium
) -> None:
    user = make.role(RoleKind.LEAD, of=here, email="office@x.example")
    lead = Person.objects.get(user=user)
    treasurer = Person.objects.create(name="Mo Ali", user=user)
    Role.objects.create(
        person=treasurer, kind=RoleKind.TREASURER, consortium=here, start_on=make.LONG_AGO
    )
    tender = tenders.tender(here)
    client.force_login(user)
    for person, status in ((treasurer, 403), (lead, 200)):
        client.post("/who/", {"person": person.pk})
        assert client.get(f"/tenders/{tender.pk}/requirements/new/").status_code == status
    assert may_edit_tender(user, tender)  # away from a request, whoever is at the address


def test_of_two_people_at_an_address_only_the_one_who_acts_claims(
    here: Consortium,
) -> None:
    user = make.role(RoleKind.LEAD, of=here, email="office@x.example")
    lead = Person.objects.get(user=user)
    other = Person.objects.create(name="Mo Ali", user=user)
    for acting, may in ((lead, True), (other, False)):
        user.acting_person_id = acting.pk
        assert acts_as(user, lead) is may
    assert not acts_as(make.role(RoleKind.CHAIR, of=here, email="chair@x.example"), lead)

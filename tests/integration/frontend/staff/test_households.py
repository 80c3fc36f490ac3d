"""Households: said by either, seen by few, and nobody decides on what their own is paid."""

import pytest
from django.test import Client

from consortium.decisions import Refused
from consortium.models import Connection, Event, Person, User
from consortium.services.connections import declare_connection, end_connection
from consortium.states import RoleKind
from representation.claims.states import ClaimState
from representation.services import claim_decisions
from tests.factories import claims as make
from tests.factories import consortium as people
from tests.factories.claim_paths import fresh
from tests.unit.frontend.well_formed import faults

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
OWN, STAFF = "/claims/household/", "/money/households/"
SEES = {RoleKind.LEAD, RoleKind.COORDINATOR}


@pytest.fixture
def at() -> make.World:
    at = make.world()
    make.attendance(at)
    return at


def person(user: User) -> Person:
    return user.people.get()


def connect(at: make.World, other: User) -> Connection:
    return declare_connection(
        by=at.user, consortium=at.money.network, one=at.priya, other=person(other)
    )


def test_a_claimant_names_who_would_decide_and_then_they_do_not(
    at: make.World, client: Client
) -> None:
    claim = make.submitted(at, of=at.priya.attendances.get())
    client.force_login(at.user)
    html = client.get(f"{OWN}new/").content.decode()
    assert faults(html) == []
    for role in ("Coordinator", "Treasurer", "Chair"):
        assert role in html
    assert "Lead" not in html.split("<main")[1]  # the lead approves nothing
    coordinator = person(at.money.coordinator)
    html = client.post(f"{OWN}new/", {"other": coordinator.pk}, follow=True).content.decode()
    assert "Coordinator" in html
    with pytest.raises(Refused, match="your own household"):
        claim_decisions.approve_claim(by=at.money.coordinator, claim=claim)
    assert fresh(claim).state == ClaimState.SUBMITTED
    client.force_login(at.money.coordinator)
    assert "Priya Nair" in client.get(OWN).content.decode()


def test_an_approver_names_whose_claims_they_would_decide_on(
    at: make.World, client: Client
) -> None:
    claim = make.submitted(at, of=at.priya.attendances.get())
    client.force_login(at.money.chair)
    answer = client.post(f"{OWN}new/", {"other": at.priya.pk})
    assert answer.status_code == 302
    with pytest.raises(Refused, match="your own household"):
        claim_decisions.approve_claim(by=at.money.chair, claim=claim)
    claim_decisions.approve_claim(by=at.money.treasurer, claim=claim)


def test_only_people_of_the_network_can_be_named(at: make.World, client: Client) -> None:
    stranger = Person.objects.create(name="Somebody Else")
    for user, page, given in (
        (at.user, f"{OWN}new/", {"other": stranger.pk}),
        (at.user, f"{OWN}new/", {"other": at.priya.pk}),
        (at.user, f"{OWN}new/", {"other": ""}),
        (at.money.lead, f"{STAFF}new/", {"one": at.priya.pk, "other": at.priya.pk}),
        (at.money.lead, f"{STAFF}new/", {"one": at.priya.pk, "other": stranger.pk}),
    ):
        client.force_login(user)
        answer = client.post(page, given)
        assert answer.status_code == 200
        assert 'role="alert"' in answer.content.decode()
    assert not Connection.objects.exists()


@pytest.mark.parametrize("kind", list(RoleKind))
def test_who_sees_and_notes_households(at: make.World, client: Client, kind: RoleKind) -> None:
    one = connect(at, at.money.treasurer)
    user = people.role(kind, of=at.money.network, email="somebody@else.example")
    client.force_login(user)
    for page in (STAFF, f"{STAFF}new/", f"{STAFF}{one.pk}/end/"):
        answer = client.get(page)
        assert answer.status_code == (200 if kind in SEES else 403), page
        assert ("Priya Nair" in answer.content.decode()) is (kind in SEES), page
    given = {"one": at.priya.pk, "other": person(at.money.chair).pk}
    assert client.post(f"{STAFF}new/", given).status_code == (302 if kind in SEES else 403)
    assert client.post(f"{STAFF}{one.pk}/end/").status_code == (302 if kind in SEES else 403)
    assert Connection.objects.filter(pk=one.pk).exists() is (kind not in SEES)
    may_find = "/money/households/" in client.get("/money/budget/").content.decode()
    assert may_find is (kind in SEES)


def test_others_do_not_read_it(at: make.World, client: Client) -> None:
    one = connect(at, at.money.chair)
    client.force_login(at.money.treasurer)
    for page in (OWN, "/money/claims/", "/money/budget/", "/now/"):
        assert "Chair" not in client.get(page, follow=True).content.decode().split("<main")[1], page
    elsewhere = people.network("Nene Small Voices")
    client.force_login(people.role(RoleKind.LEAD, of=elsewhere, email="lead@nene.example"))
    assert "Priya Nair" not in client.get(STAFF).content.decode()
    assert client.post(f"{STAFF}{one.pk}/end/").status_code == 404
    assert Connection.objects.exists()


def test_nobody_takes_their_own_off(at: make.World, client: Client) -> None:
    one = connect(at, at.money.coordinator)
    client.force_login(at.money.coordinator)
    html = client.get(f"{STAFF}{one.pk}/end/").content.decode()
    assert "This is about yourself." in html
    assert "disabled" in html
    client.post(f"{STAFF}{one.pk}/end/")
    for user in (at.user, at.money.coordinator, at.money.treasurer):
        with pytest.raises(Refused):
            end_connection(by=user, consortium=at.money.network, connection=one)
    assert Connection.objects.exists()
    client.force_login(at.money.lead)
    client.post(f"{STAFF}{one.pk}/end/")
    assert not Connection.objects.exists()
    kinds = list(Event.objects.filter(kind__startswith="connection").values_list("kind", flat=True))
    assert sorted(kinds) == ["connection.declared", "connection.ended"]


def test_saying_it_twice_changes_nothing(at: make.World) -> None:
    assert connect(at, at.money.chair) == connect(at, at.money.chair)
    with pytest.raises(Refused, match="Only the lead or the coordinator"):
        declare_connection(
            by=at.money.treasurer,
            consortium=at.money.network,
            one=at.priya,
            other=person(at.money.lead),
        )

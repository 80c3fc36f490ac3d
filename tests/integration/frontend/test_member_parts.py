"""A member reads its part of a bid, gives some of it up, and takes part again."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from bids.models import LotPlan, PartAnswer, Tender
from bids.services.planning import request_plan
from consortium.models import Organisation, User
from consortium.states import RoleKind
from tests.factories import bids as make
from tests.unit.frontend.well_formed import faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def tender(run_jobs: Callable[[], int]) -> Tender:
    """Ash holds home visits and play in Baffins; birch could hold the visits too."""
    of = make.consortium()
    ash = make.member(of, "ash")
    make.offer(of, ash, volume=100, unit_cost_pence=1_500)
    make.offer(of, ash, service="Play", cpv_prefix="9232", volume=40, unit_cost_pence=1_500)
    make.offer(of, make.member(of, "birch"), volume=100)
    found = make.tender(of)
    make.line(found, volume=100)
    make.line(found, "B1", service="Play", cpv="92320000", volume=40)
    request_plan(by=make.lead_of(of), tender=found)
    run_jobs()
    return found


@pytest.fixture
def ash() -> Organisation:
    return make.organisation("ash")


def as_member(client: Client, organisation: Organisation, kind: RoleKind) -> Client:
    client.force_login(make.acts_for(organisation, kind))
    return client


def read(client: Client, tender: Tender) -> str:
    html = client.get(reverse("members:bid", args=[tender.pk])).content.decode()
    assert faults(html) == []
    return html


def test_a_contact_gives_one_lot_up_then_the_rest(
    client: Client, tender: Tender, ash: Organisation
) -> None:
    as_member(client, ash, RoleKind.MEMBER_CONTACT)
    here = reverse("members:part", args=[tender.pk, "ash"])
    assert here in read(client, tender)
    html = client.get(here).content.decode()
    assert faults(html) == []
    assert html.count('type="radio"') == 3
    visits = LotPlan.objects.get().lots.get(lines=["A1"]).number
    answer = client.post(here, {"what": str(visits), "reason": ""}, follow=True)
    assert "You have given up: A1." in answer.content.decode()
    assert client.get(here).content.decode().count('type="radio"') == 2
    answer = client.post(here, {"what": str(visits)})
    assert "is not one of the available choices" in answer.content.decode()


def test_who_left_takes_part_again(client: Client, tender: Tender, ash: Organisation) -> None:
    as_member(client, ash, RoleKind.CHAIR)
    client.post(reverse("members:part", args=[tender.pk, "ash"]), {"what": "all"})
    html = read(client, tender)
    assert "You have left this bid." in html
    assert reverse("members:part", args=[tender.pk, "ash"]) not in html
    client.post(reverse("members:part-return", args=[tender.pk, "ash"]))
    assert "You have left this bid." not in read(client, tender)


def test_leaving_when_a_lot_is_given_up_already_takes_the_rest(
    client: Client, tender: Tender, ash: Organisation
) -> None:
    as_member(client, ash, RoleKind.MEMBER_CONTACT)
    here = reverse("members:part", args=[tender.pk, "ash"])
    visits = LotPlan.objects.get().lots.get(lines=["A1"]).number
    client.post(here, {"what": str(visits)})
    client.post(here, {"what": "all"})
    assert "You have left this bid." in read(client, tender)


def test_who_only_votes_reads_and_is_told_why_not(
    client: Client, tender: Tender, ash: Organisation
) -> None:
    as_member(client, ash, RoleKind.VOTING_CONTACT)
    assert "Only the member’s own contact" in read(client, tender)
    for name, data in (("part", {"what": "all"}), ("part-return", {})):
        answer = client.post(reverse(f"members:{name}", args=[tender.pk, "ash"]), data)
        assert answer.status_code == 403
        assert "Only the member’s own contact" in answer.content.decode()
    assert not PartAnswer.objects.exists()


def test_another_s_part_is_not_there(client: Client, tender: Tender) -> None:
    as_member(client, make.organisation("birch"), RoleKind.MEMBER_CONTACT)
    for name in ("part", "part-return"):
        address = reverse(f"members:{name}", args=[tender.pk, "ash"])
        assert client.post(address, {"what": "all"}).status_code == 404
    assert client.get(reverse("members:part", args=[tender.pk, "birch"])).status_code == 404
    assert client.get(reverse("members:part", args=[999, "birch"])).status_code == 404


def test_a_member_reads_how_long_it_waits_for_its_money(
    client: Client, tender: Tender, ash: Organisation, run_jobs: Callable[[], int]
) -> None:
    as_member(client, ash, RoleKind.MEMBER_CONTACT)
    html = read(client, tender)
    assert "The buyer pays 30 days after the work." in html
    assert "You have not said how long you can wait for your money." in html
    limits = reverse("members:limits-edit", args=["ash", "pompey-families"])
    terms = {"turnover_cap_pence": "500000", "least_contract_pence": "0"}
    assert client.post(limits, terms | {"longest_wait_days": "14"}).status_code == 302
    assert "14 days" in client.get(reverse("members:organisation", args=["ash"])).content.decode()
    lead = User.objects.get(people__roles__kind=RoleKind.LEAD)
    request_plan(by=lead, tender=tender)
    run_jobs()
    assert "That is longer than you can wait: 14 days." in read(client, tender)
    client.post(limits, terms | {"longest_wait_days": ""})
    assert "Not said" in client.get(reverse("members:organisation", args=["ash"])).content.decode()

"""The one form of a claim: everything that a scheme pays can be asked for, and nothing is lost."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from consortium.models import RateRow
from consortium.treasury.states import RateKind
from representation.claims.pricing import LineAsked
from representation.claims.states import LineKind
from representation.models import Claim, ClaimLine, ClaimReceipt
from tests.factories import claims as make
from tests.factories import treasury as money

pytestmark = pytest.mark.django_db
PHOTO = b"\xff\xd8\xff a bus ticket"
EVERY_LINE = (
    LineAsked(LineKind.TIME, minutes=150),
    LineAsked(LineKind.MILES, tenths=185, passengers=2),
    LineAsked(LineKind.FARE, cost_pence=420),
    LineAsked(LineKind.CHILDCARE, cost_pence=2_400),
    LineAsked(LineKind.ACCESS, cost_pence=6_050),
)


@pytest.fixture
def at(client: Client) -> make.World:
    at = make.world()
    client.force_login(at.user)
    return at


def asked() -> list[tuple[Any, ...]]:
    rows = ClaimLine.objects.order_by("kind")
    return list(rows.values_list("kind", "minutes", "tenths", "vehicle", "passengers", "pence"))


def as_shown(answer: HttpResponse) -> dict[str, Any]:
    """What a browser sends back of a form that nobody touched."""
    fields = answer.context["form"].visible_fields()  # type: ignore[attr-defined]
    values = {field.html_name: field.value() for field in fields}
    return {name: value for name, value in values.items() if value not in {None, False}}


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("ticket.jpg", PHOTO, "image/jpeg")


@pytest.mark.parametrize("vehicle", [RateKind.CAR, RateKind.MOTORCYCLE, RateKind.CYCLE])
def test_saving_a_claim_as_it_is_changes_nothing(
    at: make.World, client: Client, vehicle: RateKind
) -> None:
    lines = list(EVERY_LINE)
    if vehicle is not RateKind.CAR:
        lines[1] = LineAsked(LineKind.MILES, tenths=185, vehicle=vehicle)
    claim = make.draft(at, *lines)
    before = asked()
    page = f"/claims/{claim.pk}/edit/"
    answer = client.post(page, as_shown(client.get(page)))
    assert answer.status_code == 302
    assert asked() == before


def test_everything_is_asked_on_one_page(at: make.World, client: Client) -> None:
    given = {
        "hours": "2.5", "miles": "18", "vehicle": "car", "passengers": "2", "fare": "4.20",
        "fare_receipt": photo(), "access": "250", "access_receipt": photo(),
    }  # fmt: skip
    page = f"/claims/new/{make.attendance(at).pk}/"
    check = client.post(page, given, follow=True).content.decode()
    assert "18 miles with 2 passengers = £11.70" in check
    assert "£200.00, the most that is paid" in check
    assert "£4.20" in check
    kinds = ClaimReceipt.objects.order_by("pk").values_list("line__kind", flat=True)
    assert list(kinds) == ["fare", "access"]


def test_a_motorcycle_and_a_bicycle_have_rates_of_their_own(at: make.World, client: Client) -> None:
    page = f"/claims/new/{make.attendance(at).pk}/"
    said = client.get(page).content.decode()
    assert "Motorcycle 24p a mile, bicycle 20p a mile" in said
    check = client.post(page, {"miles": "10", "vehicle": "cycle"}, follow=True).content.decode()
    assert "10 miles by bicycle = £2.00" in check


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"miles": "5", "vehicle": "motorcycle", "passengers": "1"}, "in a car or van only"),
        ({"passengers": "1"}, "Say how many miles"),
        ({"passengers": "9", "miles": "5"}, "Too small or too large: Passengers"),
        ({"vehicle": "tram", "miles": "5"}, "tram"),
        ({"access_receipt": "photo"}, "Say what it cost as well: Access"),
        ({"fare": "4", "fare_receipt": "program"}, "holds a program"),
        ({"access": "a lot"}, "Give an amount in pounds, like 25 or 25.50: Access"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_written(
    at: make.World, client: Client, given: dict[str, Any], words: str
) -> None:
    files = {
        "photo": photo(),
        "program": SimpleUploadedFile("x.pdf", b"%PDF-1.7 /JavaScript", "application/pdf"),
    }
    page = f"/claims/new/{make.attendance(at).pk}/"
    answer = client.post(page, {name: files.get(text, text) for name, text in given.items()})
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Claim.objects.exists()


def test_what_few_need_is_folded_away_until_it_is_filled_in(at: make.World, client: Client) -> None:
    page = f"/claims/new/{make.attendance(at).pk}/"
    assert "<details>" in client.get(page).content.decode()
    wrong = client.post(page, {"miles": "5", "passengers": "many"}).content.decode()
    assert "<details open>" in wrong


def test_what_the_scheme_does_not_pay_is_not_asked(at: make.World, client: Client) -> None:
    closed = RateRow.objects.filter(kind__in=["access", "fare"])
    closed.update(valid_until=money.BEGINS)
    said = client.get(f"/claims/new/{make.attendance(at).pk}/").content.decode()
    assert 'name="childcare"' in said
    for name in ("access", "access_receipt", "fare", "fare_receipt"):
        assert f'name="{name}"' not in said

"""Rates on pages: who sets them, what a new one would change, and that the past is never edited."""

from datetime import date, timedelta

import pytest
from django.test import Client

from consortium.models import RateRow
from consortium.services.rates import rates_for
from consortium.states import RoleKind
from consortium.treasury.rates import rate_on, with_new
from consortium.treasury.states import RateKind
from representation.services.claim_rerating import rerating_with
from tests.factories import claims as make
from tests.factories import consortium as people
from tests.unit.frontend.well_formed import faults

pytestmark = pytest.mark.django_db
SEES = {RoleKind.LEAD, RoleKind.COORDINATOR, RoleKind.TREASURER, RoleKind.CHAIR}
SETS = {RoleKind.LEAD, RoleKind.TREASURER}
HOUR = {"amount": "16", "valid_from": "1/11/2026", "source": "Minutes of 4 November 2026"}


@pytest.fixture
def at() -> make.World:
    return make.world()


def address(at: make.World, kind: RateKind = RateKind.HOUR) -> str:
    return f"/money/rates/new/{at.scheme.pk}/{kind}/"


@pytest.mark.parametrize("kind", list(RoleKind))
def test_who_sees_and_who_sets(at: make.World, client: Client, kind: RoleKind) -> None:
    client.force_login(people.role(kind, of=at.money.network, email="somebody@else.example"))
    before = RateRow.objects.count()
    answer = client.get("/money/rates/")
    assert answer.status_code == (200 if kind in SEES else 403)
    assert (address(at) in answer.content.decode()) is (kind in SETS)
    for one in RateKind:
        page = client.get(address(at, one))
        assert page.status_code == (200 if kind in SETS else 403), one
        assert faults(page.content.decode()) == []
    sent = client.post(address(at), HOUR | {"confirm": "yes"})
    assert sent.status_code == (302 if kind in SETS else 403)
    assert RateRow.objects.count() == before + (kind in SETS)


def test_another_networks_scheme_is_not_there(at: make.World, client: Client) -> None:
    elsewhere = people.network("Nene Small Voices")
    client.force_login(people.role(RoleKind.TREASURER, of=elsewhere, email="t@nene.example"))
    assert client.get(address(at)).status_code == 404
    assert client.post(address(at), HOUR | {"confirm": "yes"}).status_code == 404
    client.force_login(at.money.treasurer)
    assert client.get(f"/money/rates/new/{at.scheme.pk}/gold/").status_code == 404


def test_what_it_would_change_is_shown_before_it_is_set(at: make.World, client: Client) -> None:
    make.approved(at, make.TIME, make.MILES)
    client.force_login(at.money.treasurer)
    before = list(RateRow.objects.values())
    html = client.post(address(at), HOUR).content.decode()
    assert "was £46.15, would be £49.90" in html  # two and a half hours at £1.55 more
    assert "+£3.75 in all" in html
    assert list(RateRow.objects.values()) == before
    answer = client.post(address(at), HOUR | {"confirm": "yes"}, follow=True)
    assert "was £46.15, would be £49.90" in answer.content.decode()
    old = RateRow.objects.get(kind=RateKind.HOUR, pence=1_450)
    assert old.valid_until == date(2026, 10, 31)
    assert at.money.budget.__class__.objects.get().committed_pence == 4_615


def test_a_rate_from_later_on_changes_no_claim(at: make.World, client: Client) -> None:
    make.approved(at, make.TIME)
    client.force_login(at.money.lead)
    html = client.post(address(at), HOUR | {"valid_from": "18/11/2026"}).content.decode()
    assert "No claim that was approved or paid comes to another sum." in html


def test_the_past_is_not_edited(at: make.World, client: Client) -> None:
    client.force_login(at.money.lead)
    sent = HOUR | {"confirm": "yes"}
    client.post(address(at), sent)
    answer = client.post(address(at), sent | {"amount": "99", "valid_from": "1/10/2026"})
    assert "A rate that begins later is here already." in answer.content.decode()
    assert not RateRow.objects.filter(pence=9_900).exists()


@pytest.mark.parametrize(
    ("kind", "given", "said"),
    [
        (RateKind.HOUR, HOUR | {"amount": "sixteen"}, "Give an amount in pounds"),
        (RateKind.HOUR, HOUR | {"source": ""}, "Fill in: Who says so?"),
        (RateKind.HOUR, HOUR | {"valid_from": "31/2/2026"}, "Give a day"),
        (RateKind.CAR, HOUR | {"mile": "50", "first_miles": "100"}, "Give both, or neither"),
        (RateKind.CAR, HOUR | {"mile": "0.5"}, "Give a whole number"),
    ],
)
def test_bad_input_sets_nothing(
    at: make.World, client: Client, kind: RateKind, given: dict[str, str], said: str
) -> None:
    client.force_login(at.money.treasurer)
    before = RateRow.objects.count()
    assert said in client.post(address(at, kind), given | {"confirm": "yes"}).content.decode()
    assert RateRow.objects.count() == before


def test_every_kind_can_be_set(at: make.World, client: Client) -> None:
    client.force_login(at.money.treasurer)
    asked = {"mile": "50", "first_miles": "5000", "then": "20", "amount": "120", "cap": "35.50"}
    for kind in RateKind:
        given = asked | {"valid_from": "1/12/2026", "source": "The board", "confirm": "yes"}
        assert client.post(address(at, kind), given).status_code == 302, kind
    day = date(2026, 12, 1)
    paid = {kind: rate_on(rates_for(at.scheme), kind, day, at.scheme.pk) for kind in RateKind}
    car, cycle, childcare = (paid[k] for k in (RateKind.CAR, RateKind.CYCLE, RateKind.CHILDCARE))
    assert (car.pence, car.first_miles, car.then_pence) == (50, 5_000, 20)
    assert (cycle.pence, cycle.first_miles, paid[RateKind.DAY].pence) == (50, None, 12_000)
    assert (childcare.pence, childcare.cap_pence) == (None, 3_550)


def test_a_preview_prices_as_the_row_will(at: make.World, client: Client) -> None:
    """What `with_new` says of every day round the change is what the rows say once it is set."""
    claim = make.approved(at, make.TIME)
    old = rate_on(rates_for(at.scheme), RateKind.HOUR, make.TUESDAY.date(), at.scheme.pk)
    new = old.__class__(RateKind.HOUR, 2_000, date(2026, 11, 1), "The board", scheme=at.scheme.pk)
    seen = with_new(rates_for(at.scheme), new)
    (found,) = rerating_with(at.scheme, new)
    assert (found.number, found.difference_pence) == (claim.number, 1_375)
    client.force_login(at.money.lead)
    client.post(address(at), HOUR | {"amount": "20", "confirm": "yes"})
    for days in range(-3, 4):
        day = new.valid_from + timedelta(days=days)
        held = [
            rate_on(rates, RateKind.HOUR, day, at.scheme.pk)
            for rates in (seen, rates_for(at.scheme))
        ]
        assert held[0].pence == held[1].pence

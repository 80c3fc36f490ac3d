"""Funds, budgets and schemes on pages: who sees and changes them, and that a body can claim in the end."""

from datetime import timedelta

import pytest
from django.test import Client

from consortium.models import Budget, Event, Fund, PaymentScheme
from consortium.services.rates import rates_for
from consortium.states import RoleKind
from consortium.treasury.states import RateKind
from representation.models import SchemeUse
from representation.services.claim_chances import chances_of
from representation.services.claim_schemes import scheme_for
from tests.factories import claims as make
from tests.factories import consortium as people
from tests.factories import representation as seats
from tests.unit.frontend.well_formed import faults

pytestmark = pytest.mark.django_db
LOOK = ("/money/budget/", "/money/funds/{fund}/", "/money/budgets/{budget}/")
CHANGE = {
    "/money/funds/new/": {"name": "Chest", "source": "A gift of Belper Mill"},
    "/money/funds/{fund}/received/": {"pence": "500", "memo": "Grant, second half"},
    "/money/funds/{fund}/budget/": {
        "name": "Childcare", "start_on": "1/4/2026", "end_on": "31/3/2027", "pence": "0.01",
    },
    "/money/budgets/{budget}/raise/": {"pence": "0.01", "why": "More meetings"},
    "/money/budgets/{budget}/move/": {"to": "fund", "pence": "100", "why": "Fewer meetings"},
    "/money/budgets/{budget}/scheme/": {
        "name": "Forum", "who": "body-{forum}", "start_on": "1/4/2026", "like": "{scheme}",
        "second_approval_above_pence": "150", "claim_within_days": "90",
        "receipt_within_days": "60", "cancelled_notice_hours": "48", "cancelled_time_pct": "50",
    },
    "/money/schemes/{scheme}/change/": {
        "second_approval_above_pence": "99", "claim_within_days": "30",
        "receipt_within_days": "60", "cancelled_notice_hours": "24",
    },
    "/money/schemes/{scheme}/use/": {"who": "body-{forum}", "start_on": "1/4/2026"},
    "/money/schemes/uses/{use}/end/": {"end_on": "16/11/2026"},
}  # fmt: skip
SEES = {RoleKind.LEAD, RoleKind.COORDINATOR, RoleKind.TREASURER, RoleKind.CHAIR}
CHANGES = {RoleKind.LEAD, RoleKind.TREASURER}


@pytest.fixture
def at() -> make.World:
    """A forum beside the board; a penny of the fund is in no budget."""
    at = make.world()
    seats.body(at.structure, "Belper Forum")
    Fund.objects.update(received_pence=1_000_001)
    return at


def filled(at: make.World, words: str) -> str:
    return words.format(
        fund=at.money.fund.pk,
        budget=at.money.budget.pk,
        scheme=at.scheme.pk,
        use=SchemeUse.objects.earliest("pk").pk,
        forum=at.structure.bodies.get(name="Belper Forum").pk,
    )


def form(at: make.World, page: str) -> dict[str, str]:
    """What a browser sends, with what the page showed where it showed a sum."""
    shown = {
        "received": Fund.objects.get(pk=at.money.fund.pk).received_pence,
        "raise": Budget.objects.get(pk=at.money.budget.pk).planned_pence,
        "move": Budget.objects.get(pk=at.money.budget.pk).planned_pence,
    }
    given = {name: filled(at, value) for name, value in CHANGE[page].items()}
    seen = shown.get(page.split("/")[-2])
    return given if seen is None else given | {"seen": str(seen)}


def figures() -> tuple[object, ...]:
    return (
        list(Fund.objects.order_by("pk").values_list("received_pence", "allocated_pence")),
        list(Budget.objects.order_by("pk").values_list("planned_pence", flat=True)),
        list(PaymentScheme.objects.order_by("pk").values_list("claim_within_days", flat=True)),
        list(SchemeUse.objects.order_by("pk").values_list("end_on", flat=True)),
    )


@pytest.mark.parametrize("kind", list(RoleKind))
def test_who_sees_and_who_changes(at: make.World, client: Client, kind: RoleKind) -> None:
    client.force_login(people.role(kind, of=at.money.network, email="somebody@else.example"))
    for page in (*LOOK, *CHANGE):
        answer = client.get(filled(at, page))
        assert answer.status_code == (200 if kind in (SEES if page in LOOK else CHANGES) else 403)
        assert faults(answer.content.decode()) == []
    for page in CHANGE:
        before = figures()
        sent = client.post(filled(at, page), form(at, page))
        assert sent.status_code == (302 if kind in CHANGES else 403), (page, sent.content.decode())
        assert (figures() == before) is (kind not in CHANGES), page
        SchemeUse.objects.filter(body__isnull=False).delete()


def test_another_networks_money_is_not_there(at: make.World, client: Client) -> None:
    elsewhere = people.network("Nene Small Voices")
    client.force_login(people.role(RoleKind.TREASURER, of=elsewhere, email="t@nene.example"))
    before = figures()
    for page in (*LOOK[1:], *CHANGE):
        if page == "/money/funds/new/":
            continue
        assert client.get(filled(at, page)).status_code == 404, page
        sent = client.post(filled(at, page), form(at, page) if page in CHANGE else {})
        assert sent.status_code in {404, 405}, page
    assert figures() == before


@pytest.mark.parametrize(
    ("page", "wrong", "said"),
    [
        ("/money/funds/new/", {"source": ""}, "Fill in: Where does it come from?"),
        ("/money/funds/{fund}/received/", {"pence": "0"}, "Too small"),
        ("/money/funds/{fund}/budget/", {"pence": "1"}, "does not hold that much"),
        ("/money/funds/{fund}/budget/", {"end_on": "1/3/2026"}, "cannot end before it begins"),
        ("/money/budgets/{budget}/raise/", {"pence": "1"}, "does not hold that much"),
        ("/money/budgets/{budget}/raise/", {"why": ""}, "Fill in: Why?"),
        ("/money/budgets/{budget}/move/", {"pence": "10,000.01"}, "Only £10,000.00 is left"),
        ("/money/budgets/{budget}/move/", {"to": "999"}, "Select a valid choice"),
        ("/money/budgets/{budget}/scheme/", {"cancelled_time_pct": "101"}, "Too small or too"),
        ("/money/schemes/uses/{use}/end/", {"end_on": "1/1/2026"}, "before it begins"),
    ],
)
def test_bad_input_changes_nothing(
    at: make.World, client: Client, page: str, wrong: dict[str, str], said: str
) -> None:
    client.force_login(at.money.treasurer)
    before = figures()
    answer = client.post(filled(at, page), form(at, page) | wrong)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert figures() == before


@pytest.mark.parametrize("act", ["received", "raise", "move"])
def test_the_same_form_sent_twice_moves_money_once(
    at: make.World, client: Client, act: str
) -> None:
    client.force_login(at.money.treasurer)
    page = next(page for page in CHANGE if page.endswith(f"/{act}/"))
    Fund.objects.update(received_pence=2_000_000)
    given = form(at, page)
    shown = client.get(filled(at, page)).content.decode()
    assert f'name="seen" value="{given["seen"]}"' in shown
    assert client.post(filled(at, page), given).status_code == 302
    after = figures()
    again = client.post(filled(at, page), given)
    assert "The figures have changed since this page was opened" in again.content.decode()
    assert figures() == after


def test_from_a_grant_to_a_body_that_can_claim(at: make.World, client: Client) -> None:
    """A new scheme for one body goes before its structure's, and begins at the rates of the old one."""
    client.force_login(at.money.treasurer)
    page = "/money/budgets/{budget}/scheme/"
    board = {"who": f"body-{at.board.pk}", "start_on": f"{make.TUESDAY:%d/%m/%Y}"}
    client.post(filled(at, page), form(at, page) | board)
    met = make.meeting(at)
    scheme = scheme_for(met)
    assert scheme is not None
    assert (scheme.name, scheme.cancelled_notice_hours, scheme.cancelled_time_pct) == (
        "Forum",
        48,
        50,
    )
    own = {rate.kind: rate.pence for rate in rates_for(scheme) if rate.scheme == scheme.pk}
    assert own[RateKind.HOUR] == 1_450
    assert set(own) == {RateKind.HOUR, RateKind.CHILDCARE, RateKind.FARE, RateKind.ACCESS}
    make.attendance(at, met)
    assert [one.may.allowed for one in chances_of(at.priya)] == [True]
    earlier = make.meeting(at, make.TUESDAY - timedelta(days=1))
    assert scheme_for(earlier) == at.scheme


def test_a_schemes_days_and_limits_are_changed_and_shown(at: make.World, client: Client) -> None:
    client.force_login(at.money.treasurer)
    page = "/money/schemes/{scheme}/change/"
    client.post(filled(at, page), form(at, page))
    at.scheme.refresh_from_db()
    assert (at.scheme.second_approval_above_pence, at.scheme.claim_within_days) == (9_900, 30)
    html = client.get(f"/money/budgets/{at.money.budget.pk}/").content.decode()
    assert "£99.00" in html
    assert "30 days" in html
    event = Event.objects.get(kind="scheme.changed")
    assert event.facts == {
        "second_approval_above_pence": [15_000, 9_900],
        "claim_within_days": [90, 30],
    }
    again = client.post(filled(at, page), form(at, page))
    assert "Nothing is changed by this." in again.content.decode()


def test_a_use_that_ended_pays_no_more(at: make.World, client: Client) -> None:
    client.force_login(at.money.lead)
    page = "/money/schemes/uses/{use}/end/"
    client.post(filled(at, page), form(at, page))
    assert scheme_for(make.meeting(at)) is None
    again = client.post(filled(at, page), form(at, page))
    assert "has an end already" in again.content.decode()


def test_the_public_page_says_whose_meetings_a_budget_pays_for(
    at: make.World, client: Client
) -> None:
    html = client.get("/budget/").content.decode()
    assert "Derbyshire GRID" in html
    assert client.get("/budget.json").json()["budgets"][0]["pays_for"] == "Derbyshire GRID"
    SchemeUse.objects.update(body=at.board)
    assert (
        "Derbyshire GRID: Children&#x27;s Partnership Board"
        in client.get("/budget/").content.decode()
    )
    SchemeUse.objects.all().delete()
    assert "For no body’s meetings" in client.get("/budget/").content.decode()


@pytest.mark.parametrize("kind", sorted(SEES))
def test_the_way_to_everything_about_the_money(
    at: make.World, client: Client, kind: RoleKind
) -> None:
    """Whoever may see the money finds each page from the budget, and each page opens."""
    client.force_login(people.role(kind, of=at.money.network, email="somebody@else.example"))
    html = client.get("/money/budget/").content.decode()
    for page in ("claims", "payments", "payees", "rates", "ledger"):
        assert f'href="/money/{page}/"' in html
        assert client.get(f"/money/{page}/").status_code == 200
    assert 'href="/network/meetings/"' in html

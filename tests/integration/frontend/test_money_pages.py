"""The pages of money: who sees them, what others get instead, and that no number is ever on them."""

from collections.abc import Callable
from copy import deepcopy

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from consortium.services.batch_files import export_file
from consortium.services.batches import digest_of, draw_batch, sign_batch
from consortium.states import RoleKind
from consortium.treasury.states import FileFormat
from representation.claims.states import ClaimState
from representation.models import Claim
from tests.factories import claims as make
from tests.factories import consortium as people
from tests.factories import treasury as money
from tests.factories.claim_paths import PATHS

pytestmark = pytest.mark.django_db
TREASURERS = [
    "/money/claims/", "/money/claims/{claim}/", "/money/payments/", "/money/payments/1/",
    "/money/payments/draw/", "/money/payments/statement/", "/money/payments/1/abandon/",
    "/money/payments/1/check/", "/money/payments/1/sent/",
    "/money/payments/1/lines/1/", "/money/payees/", "/money/payees/{payee}/account/",
    "/money/budget/", "/money/rates/", "/money/ledger/",
]  # fmt: skip
CLAIMANTS = ["/claims/{claim}/", "/claims/{claim}/check/", "/claims/{claim}/edit/"]
POSTS = [
    "/claims/{claim}/withdraw/", "/claims/{claim}/reopen/", "/money/claims/approve/",
    "/money/claims/{claim}/approve/", "/money/payments/1/sign/",
]  # fmt: skip


@pytest.fixture(scope="module")
def drawn(shared_rows: Callable[[Callable[[], make.World]], make.World]) -> make.World:
    def draw() -> make.World:
        at = make.world()
        PATHS[ClaimState.IN_PAYMENT](at)
        return at

    return shared_rows(draw)


@pytest.fixture
def at(drawn: make.World) -> make.World:
    """A claim in a batch that was drawn."""
    return deepcopy(drawn)


def address(at: make.World, template: str) -> str:
    payee = at.money.network.payees.latest("pk")
    return template.format(claim=Claim.objects.get().pk, payee=payee.pk)


@pytest.mark.parametrize("page", TREASURERS)
def test_who_looks_after_the_money_sees_it(at: make.World, client: Client, page: str) -> None:
    client.force_login(at.money.treasurer)
    answer = client.get(address(at, page))
    assert answer.status_code == 200
    assert str(money.ACCOUNT_NUMBERS)[:4] not in answer.content.decode()


@pytest.mark.parametrize("page", TREASURERS)
def test_others_do_not(at: make.World, client: Client, page: str) -> None:
    elsewhere = people.network("Nene Small Voices")
    for user, status in (
        (people.role(RoleKind.MEMBER_CONTACT, of=at.money.network, email="m@c.example"), 403),
        (people.role(RoleKind.TREASURER, of=elsewhere, email="t@nene.example"), 404),
        (at.user, 404),
    ):
        client.force_login(user)
        found = client.get(address(at, page)).status_code
        is_own_list = status == 404 and user != at.user and "{" not in page and "1/" not in page
        assert found == (200 if is_own_list else status), (user, page)


@pytest.mark.parametrize("page", CLAIMANTS)
def test_a_claim_is_its_claimants(at: make.World, client: Client, page: str) -> None:
    client.force_login(at.user)
    assert client.get(address(at, page)).status_code == 200
    for user in (at.money.treasurer, at.money.lead):
        client.force_login(user)
        assert client.get(address(at, page)).status_code == 404


@pytest.mark.parametrize("page", POSTS)
def test_what_changes_something_is_posted(at: make.World, client: Client, page: str) -> None:
    for user in (at.user, at.money.treasurer):
        client.force_login(user)
        answer = client.get(address(at, page))
        assert (answer.status_code, answer["Allow"]) == (405, "POST")
        assert "Nothing has been changed." in answer.content.decode()


def test_who_only_reads_what_takes_a_button_is_led_back(at: make.World, client: Client) -> None:
    """After a sign-in, say: the address is the button's."""
    client.force_login(at.money.treasurer)
    for page, back in (
        ("/money/claims/{claim}/approve/", "/money/claims/{claim}/"),
        ("/money/claims/approve/", "/money/claims/"),
        ("/money/payments/1/sign/", "/money/payments/1/"),
        ("/money/fees/1/confirm/", "/money/fees/"),
    ):
        html = client.get(address(at, page)).content.decode()
        assert f'<a href="{address(at, back)}">Go back' in html


@pytest.mark.parametrize("key", ["9" * 40, "0", "x", "\0", "-1", "²"])
def test_a_tick_for_no_claim_approves_none(at: make.World, client: Client, key: str) -> None:
    client.force_login(at.money.coordinator)
    answer = client.post("/money/claims/approve/", {"claim": key}, follow=True)
    assert answer.status_code == 200
    assert "0 claims approved." in answer.content.decode()


def test_a_refusal_says_why(at: make.World, client: Client) -> None:
    client.force_login(at.money.coordinator)
    answer = client.post("/money/payments/1/sign/", {"digest": "x"})
    assert answer.status_code == 403
    assert "Only the treasurer, the lead or the chair" in answer.content.decode()


def test_a_file_is_not_there_before_two_have_signed(at: make.World, client: Client) -> None:
    client.force_login(at.money.lead)
    answer = client.get("/money/payments/1/file.csv")
    assert answer.status_code == 403
    assert client.get("/money/payments/1/file.exe").status_code == 404


def signed_file(at: make.World) -> bytes:
    batch = at.money.network.batches.get()
    for signer in (at.money.treasurer, at.money.chair):
        sign_batch(by=signer, batch=batch, digest=digest_of(batch))
    batch.refresh_from_db()
    return export_file(by=at.money.lead, batch=batch, file_format=FileFormat.CSV)


def checked(client: Client, content: bytes) -> str:
    given = {"file": SimpleUploadedFile("batch.csv", content)}
    return client.post("/money/payments/1/check/", given).content.decode()


def test_a_file_is_held_against_its_batch(at: make.World, client: Client) -> None:
    content = signed_file(at)
    client.force_login(at.money.treasurer)
    assert "is the file of batch MH1, byte for byte (CSV)" in checked(client, content)
    other = checked(client, content.replace(b"77310", b"77319", 1).replace(b".15", b".25", 1))
    assert "is not the file of batch MH1. Do not send it" in other
    assert "the account that is paid" in other
    assert "7731" not in other
    assert "is empty" in checked(client, b"")


def test_the_file_of_another_batch_is_known(at: make.World, client: Client) -> None:
    content = signed_file(at)
    client.force_login(at.money.treasurer)
    money.due(at.money, at.money.network.payees.latest("pk"), source="test:2")
    batch = at.money.network.batches.get()
    dues = [one.pk for one in at.money.network.dues.filter(state="owed")]
    other = draw_batch(
        by=at.money.lead, consortium=at.money.network, dues=dues, pay_on=money.next_pay_day()
    )
    given = {"file": SimpleUploadedFile("batch.csv", content)}
    said = client.post(f"/money/payments/{other.number}/check/", given).content.decode()
    assert f"it is that of {batch.reference}" in said


def test_a_number_that_was_mistyped_is_not_shown_again(at: make.World, client: Client) -> None:
    client.force_login(at.user)
    answer = client.post(
        f"/claims/account/{at.money.network.slug}/",
        {"name": "Priya Nair", "sort_code": "60837", "number": "77310009"},
    )
    assert answer.status_code == 200
    assert "six digits" in answer.content.decode()
    assert "77310009" not in answer.content.decode()


def test_the_public_budget_is_for_everybody(at: make.World, client: Client) -> None:
    assert "£46.15" in client.get("/budget/").content.decode()
    rows = client.get("/budget.json").json()["budgets"]
    assert [(row["committed_pence"], row["left_pence"]) for row in rows] == [(4_615, 995_385)]
    assert client.get("/budget.csv")["Content-Type"].startswith("text/csv")
    assert client.get("/budget.xml").status_code == 404


def test_an_account_is_entered_only_where_one_claims_from(at: make.World, client: Client) -> None:
    client.force_login(at.user)
    elsewhere = people.network("Nene Small Voices")
    given = {"name": "Priya Nair", "sort_code": "60-83-71", "number": "77310009"}
    for answer in (
        client.get(f"/claims/account/{elsewhere.slug}/"),
        client.post(f"/claims/account/{elsewhere.slug}/", given),
    ):
        assert answer.status_code == 404
    assert not elsewhere.payees.exists()


def test_ticks_that_no_database_holds_are_passed_over(at: make.World, client: Client) -> None:
    client.force_login(at.money.treasurer)
    answer = client.post("/money/claims/approve/", {"claim": ["9" * 30, "²"]}, follow=True)
    assert "0 claims approved" in answer.content.decode()

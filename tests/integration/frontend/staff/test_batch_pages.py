"""A batch on its page: who is offered what, asked before it is sent, and sent one way only."""

import pytest
from django.conf import LazySettings
from django.test import Client

from consortium.decisions import Refused
from consortium.models import Batch, Job, Person
from consortium.services import batches, sending
from consortium.treasury.states import BatchState
from representation.claims.states import ClaimState
from tests.factories import claims as make
from tests.factories import treasury as money
from tests.factories.claim_paths import PATHS
from tests.unit.frontend.well_formed import faults

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PAGE = "/money/payments/1/"
GATEWAY = f"{__name__}.Bank"


class Bank:
    """An interface that answers nothing here: no job runs."""


@pytest.fixture
def at() -> make.World:
    at = make.world()
    PATHS[ClaimState.IN_PAYMENT](at)
    return at


def sign(at: make.World) -> Batch:
    batch = at.money.network.batches.get()
    for signer in (at.money.treasurer, at.money.chair):
        batches.sign_batch(by=signer, batch=batch, digest=batches.digest_of(batch))
    batch.refresh_from_db()
    return batch


def read(client: Client, page: str = PAGE) -> str:
    html = client.get(page).content.decode()
    assert faults(html) == []
    return html


def test_who_may_not_is_told_why_beside_the_button(at: make.World, client: Client) -> None:
    client.force_login(at.money.coordinator)
    html = read(client)
    assert html.count("disabled") == 2
    assert "Only the treasurer, the lead or the chair can sign payments." in html
    sign(at)
    html = read(client)
    assert "Only the treasurer or the lead" in html
    assert "file.csv" not in html


def test_a_signer_signs_once_and_is_named(at: make.World, client: Client) -> None:
    Person.objects.filter(user=at.money.treasurer).update(name="Priya Sandhu")
    client.force_login(at.money.treasurer)
    given = {"digest": batches.digest_of(at.money.network.batches.get())}
    assert "Signed." in client.post(f"{PAGE}sign/", given, follow=True).content.decode()
    again = client.post(f"{PAGE}sign/", given, follow=True).content.decode()
    assert "You have signed this batch." in again
    assert "<dd>Priya Sandhu</dd>" in read(client)


def test_it_is_asked_before_a_batch_counts_as_sent(at: make.World, client: Client) -> None:
    batch = sign(at)
    client.force_login(at.money.lead)
    assert f'href="{PAGE}sent/"' in read(client)
    assert "Did batch MH1 go to the bank?" in read(client, f"{PAGE}sent/")
    client.post(f"{PAGE}sent/")
    batch.refresh_from_db()
    assert batch.state == BatchState.SENT
    again = client.post(f"{PAGE}sent/")
    assert "Batch 1 is sent, so this cannot be done with it." in again.content.decode()


def test_with_a_banks_interface_nothing_is_sent_by_hand(
    at: make.World, client: Client, settings: LazySettings
) -> None:
    """Else the sweep would pay through the interface what a file has paid already."""
    settings.BANK_GATEWAY = GATEWAY
    batch = sign(at)
    with pytest.raises(Refused, match="pay twice"):
        batches.mark_sent(by=at.money.lead, batch=batch)
    client.force_login(at.money.lead)
    assert "Send it to the bank" in read(client)
    assert "Every payment goes to the bank now." in read(client, f"{PAGE}sent/")
    client.post(f"{PAGE}sent/")
    assert Job.objects.filter(kind=sending.SEND_JOB).count() == batch.count


def test_what_cannot_be_paid_yet_says_why_and_is_not_offered(client: Client) -> None:
    at = make.world()
    make.approved(at)
    money.own_account(at.money)
    money.payee(at.money, person=at.priya)
    client.force_login(at.money.lead)
    html = read(client, "/money/payments/")
    assert "No bank account is known yet: Belper Young Carers." in html
    form = read(client, "/money/payments/draw/")
    assert form.count('type="checkbox"') == 1
    assert "1 more payment is owed and cannot be paid yet." in form
    client.force_login(at.money.coordinator)
    html = read(client, "/money/payments/")
    assert "Who claimed or approved a payment cannot pay it as well" in html
    assert "/money/payments/draw/" not in html


def test_the_books_name_accounts_and_people(at: make.World, client: Client) -> None:
    client.force_login(at.money.treasurer)
    html = read(client, "/money/ledger/")
    for words in ("Belper Young Carers", "Owed to a payee", at.money.budget.name, "The bank"):
        assert words in html
    assert "payee:" not in html
    assert "@" not in html.split("<main")[1].split("</main")[0]
    for before in ("2", "x", "9" * 60, "0", "\0"):
        assert client.get("/money/ledger/", {"before": before}).status_code == 200
    assert "Older entries" not in read(client, "/money/ledger/?before=2")
    rows = client.get("/money/ledger/ledger.csv").content.decode("utf-8-sig").splitlines()
    assert rows[0].startswith("number,at,kind,from,from_name")
    assert len(rows) == 1 + at.money.network.ledger.count()


def test_today_names_claims_to_decide_and_batches_to_sign_and_to_send(client: Client) -> None:
    at = make.world()
    make.submitted(at)
    client.force_login(at.money.coordinator)
    assert "1 claim waits for your approval" in read(client, "/today/")
    client.force_login(at.money.lead)
    assert "waits for your approval" not in read(client, "/today/")


def test_today_follows_a_batch(at: make.World, client: Client) -> None:
    client.force_login(at.money.lead)
    assert "Sign batch MH1" in read(client, "/today/")
    client.force_login(at.money.chair)
    assert "Sign batch MH1" in read(client, "/now/")
    client.force_login(at.money.lead)
    sign(at)
    assert "Take batch MH1 to the bank" in read(client, "/today/")
    client.post(f"{PAGE}sent/")
    assert "batch MH1" not in read(client, "/today/")


def test_a_claim_is_found_again_once_it_is_decided(at: make.World, client: Client) -> None:
    client.force_login(at.money.treasurer)
    html = read(client, "/money/claims/all/")
    assert ">Claim 1</a>" in html
    assert "being paid" in html
    assert "No claim was sent in." in read(client, "/money/claims/all/?before=1")
    assert 'href="/money/claims/all/"' in read(client, "/money/claims/")


def test_a_second_press_of_approve_says_how_the_claim_stands(client: Client) -> None:
    at = make.world()
    claim = make.submitted(at)
    client.force_login(at.money.coordinator)
    page = f"/money/claims/{claim.pk}/approve/"
    assert "Approved: claim 1." in client.post(page, follow=True).content.decode()
    again = client.post(page, follow=True)
    assert again.status_code == 200
    assert "Claim 1 is approved, so this cannot be done with it." in again.content.decode()
    assert at.money.network.dues.count() == 2

"""Priya claims on the bus, others approve, sign and send, and the bank's statement closes it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from representation.models import Claim
from tests.factories import claims as make
from tests.factories import treasury as money

Accessible = Callable[[Page], None]
SignIn = Callable[[Page, str], None]
Shoot = Callable[[Page, str], None]
PHOTO = {
    "name": "receipt.jpg",
    "mimeType": "image/jpeg",
    "buffer": b"\xff\xd8\xff receipt 7731receipt",
}


@pytest.fixture
def at() -> make.World:
    """Priya was at the board on Tuesday; every account was rung about."""
    at = make.world()
    make.attendance(at)
    money.own_account(at.money)
    money.payee(at.money, organisation=at.club)
    money.payee(at.money, person=at.priya)
    return at


@pytest.fixture
def signed_in(page: Page, sign_in: SignIn) -> Callable[[str], None]:
    """Somebody else takes the same phone."""

    def as_(name: str) -> None:
        page.context.clear_cookies()
        sign_in(page, name)

    return as_


def test_a_claim_goes_from_the_bus_to_the_bank(
    page: Page,
    at: make.World,
    signed_in: Callable[[str], None],
    accessible: Accessible,
    shoot: Shoot,
) -> None:
    signed_in(at.user.email)
    given_priya_claims_in_three_pages(page, accessible, shoot)
    signed_in(at.money.coordinator.email)
    when_the_coordinator_approves(page, accessible, shoot)
    signed_in(at.money.lead.email)
    when_the_lead_draws_a_batch(page, accessible, shoot)
    for signer in (at.money.treasurer, at.money.chair):
        signed_in(signer.email)
        when_somebody_signs(page, accessible)
    signed_in(at.money.lead.email)
    when_the_files_go_to_the_bank(page, accessible)
    when_the_statement_is_read(page, accessible)
    then_the_budget_balances_for_everybody(page, at, accessible, shoot)


def given_priya_claims_in_three_pages(page: Page, accessible: Accessible, shoot: Shoot) -> None:
    page.goto("/claims/")
    expect(page.get_by_text("You can claim for 1 meeting.")).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="Begin a claim").click()
    expect(page.get_by_label("Time away from work")).to_have_value("2.5")
    page.get_by_label("Travel", exact=True).fill("eighteen")
    page.get_by_role("button", name="Check your claim").click()
    expect(page.get_by_role("alert")).to_contain_text("Give a number")
    accessible(page)
    shoot(page, "claim-errors")
    page.get_by_label("Travel", exact=True).fill("18")
    page.get_by_label("Childcare", exact=True).fill("24")
    page.get_by_label("Receipt for childcare").set_input_files(PHOTO)
    page.get_by_role("button", name="Check your claim").click()
    expect(page.get_by_text("2.5 hours = £36.25")).to_be_visible()
    expect(page.get_by_text("18 miles = £9.90")).to_be_visible()
    accessible(page)
    shoot(page, "claim-check")
    page.get_by_role("button", name="Send this claim in").click()
    expect(page.get_by_text("Your claim is sent in.")).to_be_visible()
    accessible(page)
    shoot(page, "claim")


def when_the_coordinator_approves(page: Page, accessible: Accessible, shoot: Shoot) -> None:
    page.goto("/money/claims/")
    accessible(page)
    shoot(page, "claims")
    page.get_by_role("link", name="Open claim 1").click()
    accessible(page)
    shoot(page, "claim-to-decide")
    page.get_by_role("button", name="Approve this claim").click()
    expect(page.get_by_text("Approved: claim 1.")).to_be_visible()


def when_the_lead_draws_a_batch(page: Page, accessible: Accessible, shoot: Shoot) -> None:
    page.goto("/money/payments/")
    expect(page.get_by_text("£70.15 is owed, in 2 payments")).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="Draw a batch").click()
    accessible(page)
    page.get_by_label("Day of payment").fill(f"{money.next_pay_day():%d/%m/%Y}")
    page.get_by_role("button", name="Draw this batch").click()
    accessible(page)
    shoot(page, "batch")
    assert "7731" not in page.content()


def when_somebody_signs(page: Page, accessible: Accessible) -> None:
    page.goto("/money/payments/1/")
    page.get_by_role("button", name="Sign this batch").click()
    expect(page.get_by_text("Signed.", exact=True)).to_be_visible()
    accessible(page)


def when_the_files_go_to_the_bank(page: Page, accessible: Accessible) -> None:
    page.goto("/money/payments/1/")
    for name in ("CSV", "Bacs Standard 18", "ISO 20022 pain.001"):
        with page.expect_download() as download:
            page.get_by_role("link", name=f"Download: {name}").click()
        assert "7731" in download.value.path().read_text()
    content = download.value.path().read_bytes()
    for held, words in ((content, "byte for byte"), (content[:-1] + b" ", "Do not send it")):
        page.get_by_role("link", name="Check a file").click()
        accessible(page)
        page.get_by_label("Payment file").set_input_files(
            {"name": "held.xml", "mimeType": "application/xml", "buffer": held}
        )
        page.get_by_role("button", name="Check this file").click()
        expect(page.get_by_text(words)).to_be_visible()
        accessible(page)
        assert "7731" not in page.content()
        page.goto("/money/payments/1/")
    page.get_by_role("link", name="It went to the bank").click()
    accessible(page)
    page.get_by_role("button", name="It went to the bank").click()
    accessible(page)


def when_the_statement_is_read(page: Page, accessible: Accessible) -> None:
    rows = "Date,Description,Amount\n1/12/2026,MH1-1,-36.25\n1/12/2026,MH1-2,-33.90\n"
    page.goto("/money/payments/statement/")
    accessible(page)
    content = {"name": "statement.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    page.get_by_label("Statement").set_input_files(content)
    page.get_by_role("button", name="Read this statement").click()
    expect(page.get_by_text("2 payments arrived.")).to_be_visible()
    assert Claim.objects.get().state == "paid"


def then_the_budget_balances_for_everybody(
    page: Page, at: make.World, accessible: Accessible, shoot: Shoot
) -> None:
    for address in (
        "/money/budget/",
        "/money/rates/",
        "/money/ledger/",
        "/money/payees/",
        "/budget/",
    ):
        page.goto(address)
        accessible(page)
        shoot(page, re.sub(r"\W", "", address))
    expect(page.get_by_text("£70.15 was paid so far, and £9,929.85 is left.")).to_be_visible()
    published = page.request.get("/budget.json").json()["budgets"]
    at.money.budget.refresh_from_db()
    paid = sum(line.pence for batch in at.money.network.batches.all() for line in batch.lines.all())
    assert sum(pot["paid_pence"] for pot in published) - paid == 0
    assert page.request.get("/budget.csv").text().count("\r\n") == len(published) + 1


def test_passengers_and_an_interpreter_are_claimed_in_five_pages(
    page: Page,
    at: make.World,
    signed_in: Callable[[str], None],
    accessible: Accessible,
    shoot: Shoot,
) -> None:
    signed_in(at.user.email)
    seen: list[str] = []
    page.on("load", lambda loaded: seen.append(loaded.url))
    page.goto("/claims/")
    page.get_by_role("link", name="Begin a claim").click()
    page.get_by_text("Motorcycle, bicycle, passengers, access").click()
    accessible(page)
    shoot(page, "claim-form-unfolded")
    page.get_by_label("Travel", exact=True).fill("18")
    page.get_by_label("Passengers").fill("2")
    page.get_by_label("Bus or train").fill("4.20")
    page.get_by_label("Access", exact=True).fill("250")
    page.get_by_label("Receipt for access").set_input_files(PHOTO)
    page.get_by_role("button", name="Check your claim").click()
    expect(page.get_by_text("18 miles with 2 passengers = £11.70")).to_be_visible()
    expect(page.get_by_text("£200.00, the most that is paid")).to_be_visible()
    expect(page.get_by_text("£4.20, no receipt yet")).to_be_visible()
    accessible(page)
    shoot(page, "claim-check-everything")
    page.get_by_role("button", name="Send this claim in").click()
    expect(page.get_by_text("Your claim is sent in.")).to_be_visible()
    assert len(seen) <= 6
    kinds = Claim.objects.get().lines.values_list("kind", flat=True)
    assert set(kinds) == {"time", "miles", "fare", "access"}


def test_a_volunteer_is_told_why_no_time_is_paid(
    page: Page, at: make.World, signed_in: Callable[[str], None], accessible: Accessible
) -> None:
    signed_in(at.user.email)
    page.goto("/claims/")
    page.get_by_role("link", name="Begin a claim").click()
    page.get_by_label("I came as a volunteer").check()
    page.get_by_role("button", name="Check your claim").click()
    expect(page.get_by_role("alert")).to_contain_text("nothing by the hour or day")
    accessible(page)

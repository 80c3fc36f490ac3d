"""Every page from which the money, meetings and households of a network are looked after, on a phone.

With scripts each is checked in English; without, in Welsh, which is wider, for whether it fits.
"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from consortium.services.connections import declare_connection
from consortium.services.fees import propose_fee_band, set_fee_band
from representation.models import SchemeUse
from representation.selectors.meetings import sitting_on
from representation.services.attendance import Guest, record_attendance
from tests.factories import claims as make
from tests.factories import representation as seats
from tests.factories import treasury as money
from tests.system.conftest import has_scripts

Check = Callable[[Page], None]
SignIn = Callable[[Page, str], None]
Shoot = Callable[[Page, str], None]


@pytest.fixture
def at() -> make.World:
    """Something is in every list: a claim in each column, a fee that waits, a household, guests."""
    at = make.world()
    make.approved(at)
    money.own_account(at.money)
    money.payee(at.money, person=at.priya)
    last_week = timezone.localtime() - timedelta(days=7)
    again = make.meeting(at, last_week.replace(second=0, microsecond=0))
    record_attendance(
        by=at.money.lead,
        meeting=again,
        there=list(sitting_on(again)),
        guests=[Guest("Amy Lowe", "Derbyshire County Council")],
    )
    make.submitted(at, make.TIME, of=again.attendances.get())
    make.meeting(at, last_week.replace(second=0, microsecond=0) + timedelta(days=14))
    declare_connection(
        by=at.money.lead,
        consortium=at.money.network,
        one=at.priya,
        other=seats.person("Karen Whitlow"),
    )
    books = at.money
    books.network.fee_pct = 8
    books.network.save()
    band = {"consortium": books.network, "from_pence": 0, "valid_from": date(2026, 12, 1)}
    set_fee_band(by=books.lead, basis_points=500, **band)
    proposal = band | {"from_pence": 25_000_000, "approved_on": date(2026, 11, 4)}
    propose_fee_band(by=books.treasurer, basis_points=950, **proposal)
    return at


def pages(at: make.World) -> list[str]:
    budget, fund, scheme = at.money.budget.pk, at.money.fund.pk, at.scheme.pk
    met, next_one = at.board.meetings.earliest("pk").pk, at.board.meetings.latest("starts_at").pk
    claim = at.money.network.claims.latest("pk").pk
    use = SchemeUse.objects.get().pk
    payee = at.money.network.payees.latest("pk").pk
    return [
        "/today/",
        *(f"/money/claims/{page}" for page in ("", "all/", f"{claim}/")),
        *(f"/money/payments/{page}" for page in ("", "draw/", "statement/")),
        *(f"/money/payees/{page}" for page in ("", f"{payee}/account/")),
        *(f"/money/budget{page}/" for page in ("", f"s/{budget}", f"s/{budget}/raise")),
        *(f"/money/budgets/{budget}/{page}/" for page in ("move", "scheme")),
        *(
            f"/money/schemes/{page}/"
            for page in (f"{scheme}/use", f"{scheme}/change", f"uses/{use}/end")
        ),
        *(f"/money/funds/{page}/" for page in ("new", fund, f"{fund}/received", f"{fund}/budget")),
        *(f"/money/rates/{page}" for page in ("", f"new/{scheme}/car/", f"new/{scheme}/hour/")),
        *(f"/money/fees/{page}" for page in ("", "new/")),
        *(f"/money/households/{page}" for page in ("", "new/")),
        "/money/ledger/",
        *(f"/network/meetings/{page}" for page in ("", "new/", f"{met}/", f"{met}/attendance/")),
        *(f"/network/meetings/{next_one}/{page}/" for page in ("change", "cancel")),
        "/network/roles/",
        "/network/about/",
    ]


def test_every_desk_on_a_phone(
    page: Page, at: make.World, sign_in: SignIn, accessible: Check, shoot: Shoot
) -> None:
    sign_in(page, at.money.lead.email)
    if not has_scripts(page):
        page.get_by_role("button", name="Cymraeg").click()
    for address in pages(at):
        answer = page.goto(address)
        assert answer is not None
        assert answer.ok, address
        accessible(page)
        shoot(page, address.strip("/").replace("/", "-"))
    expect(page.locator("html")).to_have_attribute("lang", "en-gb" if has_scripts(page) else "cy")

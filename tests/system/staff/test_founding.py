"""Joan founds a network with five organisations from a preset, sends its constitution round, fills a seat."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from consortium.models import Consortium, User
from consortium.states import AreaKind, RoleKind
from representation.models import Appointment, Structure
from representation.states import Mandate
from tests.factories import consortium as make

Check = Callable[[Page], None]
SignIn = Callable[[Page, str], None]
Shoot = Callable[[Page, str], None]
FOUNDERS = ("Amble Toy Library", "Blyth Carers", "Cramlington Dads", "Hexham Hub", "Morpeth Mums")
MOST_SHEETS = 2


@pytest.fixture
def network() -> Consortium:
    """Five members that work in the county."""
    county = make.area("E06000057", "Northumberland", kind=AreaKind.COUNTY)
    network = make.network("Northumberland Families", area=county)
    for name in FOUNDERS:
        club = make.organisation(name)
        club.areas.set([county])
        make.membership(network, club)
    return network


@pytest.fixture
def joan(network: Consortium) -> User:
    return make.role(RoleKind.COORDINATOR, of=network, email="joan@northumberland.example")


def test_five_organisations_found_a_network(
    page: Page, joan: User, sign_in: SignIn, accessible: Check, shoot: Shoot
) -> None:
    sign_in(page, joan.email)
    when_she_begins_from_northumberland(page, accessible, shoot)
    when_she_names_the_founders_and_a_shorter_term(page, accessible, shoot)
    when_she_has_looked_at_it_and_founds_it(page, accessible, shoot)
    then_anybody_reads_the_constitution(page, accessible, shoot)
    sign_in(page, joan.email)
    when_she_records_a_guest_on_the_board(page, accessible, shoot)
    then_the_mandate_card_says_that_there_is_none(page, accessible)


def when_she_begins_from_northumberland(page: Page, accessible: Check, shoot: Shoot) -> None:
    page.goto("/network/members/")
    page.get_by_role("link", name="How we are represented").click()
    accessible(page)
    page.get_by_role("link", name="Found a network").click()
    accessible(page)
    shoot(page, "founding-presets")
    page.get_by_role("link", name="Northumberland", exact=True).click()


def when_she_names_the_founders_and_a_shorter_term(
    page: Page, accessible: Check, shoot: Shoot
) -> None:
    accessible(page)
    shoot(page, "founding-form")
    page.get_by_role("button", name="Look at the constitution").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose at least one founder")
    accessible(page)
    page.get_by_label("Name of the network").fill("VoiCeS of the Coast")
    page.get_by_label("Whose are the boards").fill("Northumberland County Council")
    for name in FOUNDERS:
        page.get_by_label(name).check()
    page.get_by_text("Change the rules (").click()
    page.get_by_label("Months in a term").fill("24")
    accessible(page)
    page.get_by_role("button", name="Look at the constitution").click()


def when_she_has_looked_at_it_and_founds_it(page: Page, accessible: Check, shoot: Shoot) -> None:
    accessible(page)
    shoot(page, "founding-check")
    expect(page.get_by_role("row", name="Months in a term")).to_contain_text("24")
    assert not Structure.objects.exists()
    page.get_by_role("button", name="Found the network").click()
    expect(page.get_by_role("status")).to_contain_text("The network is founded.")


def then_anybody_reads_the_constitution(page: Page, accessible: Check, shoot: Shoot) -> None:
    accessible(page)
    shoot(page, "constitution")
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
    assert 1 <= len(sheets) <= MOST_SHEETS
    page.context.clear_cookies()
    page.reload()
    expect(page.get_by_text("Amble Toy Library; Blyth Carers")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="text", exact=True).click()
    assert "Months in a term" in download.value.path().read_text()


def when_she_records_a_guest_on_the_board(page: Page, accessible: Check, shoot: Shoot) -> None:
    page.goto("/network/structures/voices-of-the-coast/")
    accessible(page)
    shoot(page, "structure")
    page.get_by_role("link", name="Seat 1").first.click()
    accessible(page)
    shoot(page, "structure-seat")
    page.get_by_role("link", name="Record who comes").click()
    accessible(page)
    page.get_by_label("No mandate: invited by the board").check()
    page.get_by_label("Name").fill("Ivy Lane")
    shoot(page, "structure-appoint")
    page.get_by_role("button", name="Look at what it does").click()
    accessible(page)
    shoot(page, "structure-appoint-check")
    assert not Appointment.objects.exists()
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("status")).to_contain_text("Recorded.")
    accessible(page)


def then_the_mandate_card_says_that_there_is_none(page: Page, accessible: Check) -> None:
    assert Appointment.objects.get().mandate == Mandate.INVITED
    page.get_by_role("link", name="Mandate card").click()
    expect(page.get_by_text("No mandate: invited by the board.")).to_be_visible()
    accessible(page)

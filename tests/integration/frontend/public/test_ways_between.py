"""Every public page about who speaks can be found from the home page, and says whose network it is."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from representation.rules.choosing import Choice
from representation.services.appointments import appoint
from representation.states import Mandate
from tests.factories import consortium as make
from tests.factories import representation as make_seats
from tests.integration.representation.county import County, county

pytestmark = pytest.mark.django_db
BOARD = "Children’s Trust Board"
LINK = re.compile(r'href="(/[^"#?]*)')
FILE = re.compile(r"\.[a-z]+$")


@pytest.fixture
def derbyshire() -> County:
    """Carl is on the GRID, and by the GRID on the board."""
    of = county()
    club = of.member("Hasland Homework Club", "Chesterfield")
    carl = of.elect(of.seats("GRID", area__name="Chesterfield")[0], "Carl Orchard", club)
    of.elect_from(carl, of.seats(BOARD)[0])
    return of


def found_from_home(client: Client) -> set[str]:
    """The addresses that links lead to, from the home page on."""
    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        address = waiting.pop()
        if address in seen or FILE.search(address):
            continue
        seen.add(address)
        html = client.get(address, follow=True).content.decode()
        waiting += LINK.findall(html)
    return seen


def test_every_public_page_is_found_from_the_home_page(derbyshire: County, client: Client) -> None:
    seat = derbyshire.seats(BOARD)[0]
    carl = seat.appointments.get().person
    assert {
        "/find/",
        "/ask/",
        "/budget/",
        "/members/",
        f"/boards/{seat.body.slug}/",
        f"/seats/{seat.body.slug}/1/",
        f"/people/{carl.pk}/",
        "/organisations/hasland-homework-club/",
    } <= found_from_home(client)


def test_every_link_within_a_page_leads_to_a_place_on_it(
    derbyshire: County, client: Client
) -> None:
    within = 0
    for address in sorted(found_from_home(client)):
        html = client.get(address, follow=True).content.decode()
        places = set(re.findall(r'href="#([^"]+)"', html))
        within += len(places)
        assert {one for one in places if f'id="{one}"' not in html} == set(), address
    assert within > 5


def test_a_network_s_pages_bear_its_name_and_its_help_line(
    derbyshire: County, client: Client
) -> None:
    seat = derbyshire.seats(BOARD)[0]
    network = derbyshire.structure.consortium
    network.help_phone = "01632 960143"
    network.save()
    make.network("Nene Small Voices")
    carl = seat.appointments.get().person
    for address in (
        f"/seats/{derbyshire.structure.slug}/",
        f"/seats/{derbyshire.structure.slug}/constitution/",
        f"/boards/{seat.body.slug}/",
        f"/seats/{seat.body.slug}/1/",
        f"/people/{carl.pk}/",
        "/organisations/hasland-homework-club/",
    ):
        html = client.get(address).content.decode()
        assert f"– {network.organisation.name}</title>" in html, address
        assert "01632 960143" in html, address
    assert "– Manyhands</title>" in client.get("/votes/").content.decode()


def test_somebody_chosen_who_has_not_begun_has_a_page(derbyshire: County, client: Client) -> None:
    start = timezone.localdate() + timedelta(days=30)
    seat = derbyshire.seats("GRID", area__name="Bolsover")[0]
    youth = derbyshire.member("Bolsover Young Voices", "Bolsover")
    fay = make_seats.person("Fay Nowak")
    choice = Choice(fay, Mandate.CO_OPTED, start, on_behalf_of=youth)
    appoint(by=None, seat=seat, choice=choice)
    html = client.get(f"/people/{fay.pk}/").content.decode()
    assert "Holds no seat yet. The first begins on" in html


def test_a_page_of_a_person_goes_back_before_their_first_seat(
    derbyshire: County, client: Client
) -> None:
    carl = derbyshire.seats(BOARD)[0].appointments.get().person
    answer = client.get(f"/people/{carl.pk}/?on={date(2020, 1, 1).isoformat()}")
    assert answer.status_code == 200
    assert "Holds no seat yet." in answer.content.decode()


def test_a_page_with_nothing_on_it_yet_asks_for_nothing(client: Client) -> None:
    for address, said in (
        ("/ask/", "When a network is founded, a board can ask it here for somebody."),
        ("/members/", "When an organisation is admitted to a network, it stands here."),
        ("/votes/", "No election is under way."),
    ):
        main = client.get(address).content.decode().partition("<main")[2].partition("</main>")[0]
        assert said in main, address
        assert "<form" not in main, address
        assert "stand below" not in main, address

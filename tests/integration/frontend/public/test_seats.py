"""Who speaks for the sector, on its pages: no sign-in, any day, every gap shown."""

import gzip
import json
from datetime import date
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from representation.models import Structure
from representation.rules.choosing import Choice
from representation.services.appointments import appoint, end_appointment
from representation.services.seats import SeatDraft, add_seat
from representation.services.stand_ins import name_stand_in
from representation.states import Eligibility, EndReason, Mandate, StandInKind
from tests.factories import representation as make_seats
from tests.factories.big_network import big_network
from tests.integration.representation.county import BOARD_TERM, FOUNDED, County, county
from tests.unit.frontend.well_formed import faults

pytestmark = pytest.mark.django_db
BOARD = "Children’s Trust Board"
RESIGNED = date(2026, 7, 2)


@pytest.fixture
def derbyshire() -> County:
    """Carl and Fay on the GRID, Carl on the board; a guest on a second seat; the sub-group's vacant."""
    of = county()
    club = of.member("Hasland Homework Club", "Chesterfield")
    youth = of.member("Bolsover Young Voices", "Bolsover")
    carl = of.elect(of.seats("GRID", area__name="Chesterfield")[0], "Carl Orchard", club)
    of.elect(of.seats("GRID", area__name="Bolsover")[0], "Fay Nowak", youth)
    of.elect_from(carl, of.seats(BOARD)[0])
    name_stand_in(
        by=None,
        seat=of.seats(BOARD)[0],
        person=make_seats.person("Joan Tetley"),
        on_behalf_of=youth,
        kind=StandInKind.ALTERNATE,
        start_on=BOARD_TERM,
    )
    second = add_seat(by=None, body=of.body(BOARD), draft=SeatDraft(Eligibility.ANYBODY, FOUNDED))
    guest = Choice(make_seats.person("Colin Dace"), Mandate.INVITED, BOARD_TERM)
    appoint(by=None, seat=second, choice=guest)
    return of


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    html = answer.content.decode()
    assert faults(html) == [], address
    return html


def speaks(of: County) -> str:
    return f"/seats/{of.structure.slug}/"


def board_of(of: County) -> str:
    return of.body(BOARD).slug


def test_the_page_says_it_in_a_sentence_and_shows_every_gap(
    derbyshire: County, client: Client
) -> None:
    html = text_of(client, speaks(derbyshire))
    assert "3 seats on 2 boards." in html
    assert "1 was elected in a vote" in html
    assert "Invited, no mandate" in html
    assert "Colin Dace" in html
    assert "Nobody has held it yet." in html
    assert "Joan Tetley" in html
    assert html.count('class="dot gap"') == 2  # the vacancy in the matrix, and the legend


def test_a_single_network_is_gone_to_at_once(derbyshire: County, client: Client) -> None:
    assert client.get("/seats/").headers["Location"] == speaks(derbyshire)


def test_several_networks_are_listed(derbyshire: County, client: Client) -> None:
    make_seats.structure(derbyshire.network, slug="second", name="Second")
    html = text_of(client, "/seats/")
    assert speaks(derbyshire) in html
    assert "/seats/second/" in html


def test_any_past_day_has_its_own_page(derbyshire: County, client: Client) -> None:
    seat = derbyshire.seats(BOARD)[0].appointments.get()
    end_appointment(by=None, appointment=seat, reason=EndReason.RESIGNED, last_day=RESIGNED)
    before = text_of(client, f"{speaks(derbyshire)}?on=1/7/2026")
    assert "Carl Orchard" in before
    assert "as far as is recorded today" in before
    after = text_of(client, f"{speaks(derbyshire)}?on=2026-07-03&only=vacant")
    assert "Last held by: Carl Orchard, until Thursday 2 July 2026 (resigned)." in after


@pytest.mark.parametrize(
    "query, shown, hidden",
    [
        ("only=vacant", "Nobody has held it yet.", "Invited, no mandate</span>"),
        ("how=invited", "Colin Dace</b>", "Nobody has held it yet."),
        ("place=Chesterfield", "Carl Orchard</b>", "Colin Dace</b>"),
    ],
)
def test_the_table_is_narrowed_by_links(
    derbyshire: County, client: Client, query: str, shown: str, hidden: str
) -> None:
    table = text_of(client, f"{speaks(derbyshire)}?{query}").partition('id="matrix"')[0]
    assert shown in table
    assert hidden not in table


def test_a_bad_day_is_said_and_left_out(derbyshire: County, client: Client) -> None:
    html = text_of(client, f"{speaks(derbyshire)}?on=soon")
    assert "Give a day, like 31/3/2027" in html
    assert "Carl Orchard" in html


def test_the_files_say_what_the_page_says(derbyshire: County, client: Client) -> None:
    document = json.loads(client.get(f"{speaks(derbyshire)}seats.json?on=2026-11-22").content)
    assert document["as_at"] == "2026-11-22"
    held = {row["holder"] for row in document["seats"]}
    assert held == {"Carl Orchard", "Colin Dace", None}
    rows = client.get(f"{speaks(derbyshire)}seats.csv").content.decode("utf-8-sig").splitlines()
    assert len(rows) == 1 + len(document["seats"])
    assert client.get(f"{speaks(derbyshire)}seats.xml").status_code == 404


def test_the_popolo_of_a_day_has_its_holders_and_nobody_later(
    derbyshire: County, client: Client
) -> None:
    seat = derbyshire.seats(BOARD)[0].appointments.get()
    end_appointment(by=None, appointment=seat, reason=EndReason.RESIGNED, last_day=RESIGNED)
    names = {}
    for day in ("2026-07-02", "2026-07-03"):
        answer = client.get(f"{speaks(derbyshire)}seats.popolo?on={day}")
        assert f"-{day}.popolo.json" in answer.headers["Content-Disposition"]
        document = json.loads(answer.content)
        assert len(document["posts"]) == 3
        assert not [one for one in document["memberships"] if "end_date" in one]
        names[day] = {one["name"] for one in document["persons"]}
    assert names == {"2026-07-02": {"Carl Orchard", "Colin Dace"}, "2026-07-03": {"Colin Dace"}}


@pytest.mark.parametrize(
    "page", ["/boards/{board}/", "/seats/{board}/1/", "/organisations/{club}/"]
)
def test_every_page_has_its_past_days(derbyshire: County, client: Client, page: str) -> None:
    seat = derbyshire.seats(BOARD)[0].appointments.get()
    end_appointment(by=None, appointment=seat, reason=EndReason.RESIGNED, last_day=RESIGNED)
    address = page.format(board=board_of(derbyshire), club="hasland-homework-club")
    name = f"/people/{seat.person_id}/"
    then = text_of(client, f"{address}?on=2/7/2026")
    assert "This is how things stood on Thursday 2 July 2026" in then
    assert f"{name}?on=2026-07-02" in then or "Carl Orchard" in then
    assert f'href="{address}"' in then
    bad = text_of(client, f"{address}?on=soon")
    assert "Give a day, like 31/3/2027" in bad
    assert "This is how things stood" not in bad


def test_a_person_on_a_past_day(derbyshire: County, client: Client) -> None:
    seat = derbyshire.seats(BOARD)[0].appointments.get()
    end_appointment(by=None, appointment=seat, reason=EndReason.RESIGNED, last_day=RESIGNED)
    address = f"/people/{seat.person_id}/"
    assert "Holds 2 seats." in text_of(client, f"{address}?on=2026-07-02")
    assert "Holds 1 seat." in text_of(client, f"{address}?on=2026-07-03")


def test_a_mandate_card_goes_back_to_the_first_vote(derbyshire: County, client: Client) -> None:
    html = text_of(client, f"/seats/{board_of(derbyshire)}/1/")
    assert "Carl Orchard speaks for the sector" in html
    assert "Chosen by 2 votes." in html
    assert "31 of 58 voted (53%), Thursday 14 May 2026" in html
    assert "Chesterfield Forum" in html
    assert "Joan Tetley" in html


def test_who_is_invited_speaks_for_nobody(derbyshire: County, client: Client) -> None:
    html = text_of(client, f"/seats/{board_of(derbyshire)}/2/")
    assert "No mandate: invited by the board." in html
    assert "speaks for the sector" not in html.partition("<h1>")[2].partition("</h1>")[0]


def test_a_board_a_person_and_an_organisation_have_pages(
    derbyshire: County, client: Client
) -> None:
    board = text_of(client, f"/boards/{board_of(derbyshire)}/")
    assert "2 of 2 member organisations have a vote that leads to a seat here." in board
    carl = derbyshire.seats(BOARD)[0].appointments.get().person
    person = text_of(client, f"/people/{carl.pk}/")
    assert "Holds 2 seats." in person
    organisation = text_of(client, "/organisations/hasland-homework-club/")
    assert "Votes in: Chesterfield Forum." in organisation
    assert "Chesterfield Forum → GRID" in organisation


@pytest.mark.parametrize(
    "address",
    ["/seats/none/", "/seats/none/1/", "/boards/none/", "/people/999/", "/organisations/none/"],
)
def test_what_is_not_there_is_not_found(derbyshire: County, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_somebody_who_holds_no_seat_is_not_public(derbyshire: County, client: Client) -> None:
    private = make_seats.person("Dee Lowe")
    assert client.get(f"/people/{private.pk}/").status_code == 404


def test_who_speaks_for_me(derbyshire: County, client: Client) -> None:
    html = text_of(client, "/find/?place=Chesterfield")
    assert "Carl Orchard" in html
    assert "Their mandate began in this forum." in html
    nowhere = text_of(client, f"/find/?place={quote('<Atlantis>')}")
    assert "No forum is known" in nowhere
    assert "<Atlantis>" not in nowhere


def test_welsh(derbyshire: County, client: Client) -> None:
    client.cookies["django_language"] = "cy"
    html = text_of(client, speaks(derbyshire))
    assert "GRID Swydd Derby" in html
    assert "Who speaks" not in html


def test_a_large_network_stays_small_on_the_wire(client: Client) -> None:
    large: Structure = big_network()
    address = f"/seats/{large.slug}/?on=2026-11-22"
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        html = client.get(address).content
    assert len(queries) < 40
    assert len(gzip.compress(html)) < 60_000
    assert html.count(b'<tr role="row"') > 300

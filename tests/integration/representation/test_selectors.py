"""What the pages show: figures, vacancies with their age, the matrix, mandate cards, any past day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from consortium.models import Area, Organisation, Theme
from consortium.selectors.bands import BandRange
from representation.rules.choosing import Choice, Votes
from representation.selectors.boards import board
from representation.selectors.fair_share import fair_share
from representation.selectors.mandate_card import mandate_card
from representation.selectors.sizes import Sector
from representation.selectors.speakers import organisation_view, person_view, who_speaks_for
from representation.selectors.structures import constitution, structure_by_slug
from representation.selectors.who_speaks import Cell, Filters, Sort, WhoSpeaks, who_speaks
from representation.services.appointments import appoint, end_appointment
from representation.services.seats import SeatDraft, add_seat
from representation.services.stand_ins import name_stand_in
from representation.states import Eligibility, EndReason, Mandate, StandInKind
from tests.factories import representation as make_seats
from tests.factories.big_network import TODAY, big_network
from tests.integration.representation.county import BOARD_TERM, FOUNDED, TERM, County, county

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
BOARD = "Children’s Trust Board"


@pytest.fixture
def derbyshire() -> County:
    """Carl and Fay on the GRID, Carl on the board; a guest on a second seat; the sub-group's seat vacant."""
    of = county()
    club = of.member("Hasland Homework Club", "Chesterfield")
    youth = of.member("Bolsover Young Voices", "Bolsover")
    carl = of.elect(of.seats("GRID", area__name="Chesterfield")[0], "Carl Orchard", club)
    of.elect(of.seats("GRID", area__name="Bolsover")[0], "Fay Nowak", youth)
    of.elect_from(carl, of.seats(BOARD)[0])
    second = add_seat(by=None, body=of.body(BOARD), draft=SeatDraft(Eligibility.ANYBODY, FOUNDED))
    guest = Choice(make_seats.person("Colin Dace"), Mandate.INVITED, BOARD_TERM)
    appoint(by=None, seat=second, choice=guest)
    return of


def page(of: County, day: date = TODAY, **filters: object) -> WhoSpeaks:
    return who_speaks(of.structure, day, Filters(**filters))  # type: ignore[arg-type]


def test_the_opening_sentence(derbyshire: County) -> None:
    figures = page(derbyshire).figures
    assert (figures.seats, figures.boards, figures.filled, figures.vacant) == (3, 2, 2, 1)
    assert figures.by_mandate[Mandate.INDIRECTLY_ELECTED] == 1
    assert figures.by_mandate[Mandate.INVITED] == 1
    assert figures.oldest_days == (TODAY - FOUNDED).days + 1


def test_any_past_day_has_its_own_answer(derbyshire: County) -> None:
    board_seat = derbyshire.seats(BOARD)[0].appointments.get()
    left = date(2026, 7, 2)
    end_appointment(by=None, appointment=board_seat, reason=EndReason.RESIGNED, last_day=left)
    before, last, after = (page(derbyshire, day) for day in (BOARD_TERM - DAY, left, TODAY))
    assert [one.figures.filled for one in (before, last, after)] == [0, 2, 1]
    (line,) = (one for one in after.seats if one.body_name == BOARD and one.vacancy)
    assert line.vacancy is not None
    assert (line.vacancy.days, line.vacancy.since) == (143, left + DAY)
    assert line.vacancy.last is not None
    assert (line.vacancy.last.name, line.vacancy.last.end_reason) == ("Carl Orchard", "resigned")
    assert line.vacancy.is_late(TODAY)
    assert who_speaks(derbyshire.structure, FOUNDED - DAY).figures.seats == 0


def test_districts_by_board(derbyshire: County) -> None:
    shown = page(derbyshire)
    assert shown.boards == (BOARD, "Early Help Sub-group")
    rows = {row.area: row.cells for row in shown.matrix}
    assert list(rows) == ["Bolsover", "Chesterfield", ""]
    assert rows["Chesterfield"] == (Cell(filled=1), Cell())
    assert rows[""] == (Cell(invited=1), Cell(vacant=1))


def test_filters_and_sorting_leave_the_figures_alone(derbyshire: County) -> None:
    assert [one.body_name for one in page(derbyshire, only="vacant").seats] == [
        "Early Help Sub-group"
    ]
    assert [one.number for one in page(derbyshire, mandate="invited").seats] == [2]
    assert [one.number for one in page(derbyshire, area="Chesterfield").seats] == [1]
    found = page(derbyshire, sort=Sort.VACANT, board="early-help-sub-group")
    assert (len(found.seats), found.figures.seats) == (1, 3)
    names = [
        one.holding.name if one.holding else "" for one in page(derbyshire, sort=Sort.NAME).seats
    ]
    assert names == ["Carl Orchard", "Colin Dace", ""]
    first = page(derbyshire, sort=Sort.TERM).seats[0]
    assert first.holding is not None
    assert first.holding.due_on == date(2029, 6, 11)


def test_fair_share_counts_only_what_is_known(derbyshire: County) -> None:
    scheme = derbyshire.network.band_scheme
    assert scheme is None
    share = page(derbyshire).share
    assert (share.measures, share.not_counted, share.unknown) == (None, 2, 2)


def test_the_mandate_card_tells_every_vote(derbyshire: County) -> None:
    card = mandate_card(derbyshire.body(BOARD), 1, TODAY)
    assert card is not None
    assert [(one.electing_body, one.seat_body, one.members_now) for one in card.chain] == [
        ("Chesterfield Forum", "GRID", 1),
        ("GRID", BOARD, None),
    ]
    first, second = (one.holding.vote for one in card.chain)
    assert first.turnout is not None
    assert (first.turnout.voted, first.turnout.electorate, first.stood) == (31, 58, 5)
    assert (second.turnout, second.is_withheld) == (None, True)
    assert (card.seats_on_body, card.grace_days, card.has_lost_basis) == (2, 60, False)
    grid = mandate_card(derbyshire.body("GRID"), 3, TODAY)
    assert grid is not None
    assert grid.resting_on_it == (BOARD,)
    assert mandate_card(derbyshire.body(BOARD), 9, TODAY) is None


def test_a_lost_basis_shows_with_its_clock(derbyshire: County) -> None:
    district = derbyshire.seats("GRID", area__name="Chesterfield")[0].appointments.get()
    end_appointment(by=None, appointment=district, reason=EndReason.RESIGNED, last_day=TODAY)
    today, tomorrow = (mandate_card(derbyshire.body(BOARD), 1, day) for day in (TODAY, TODAY + DAY))
    assert today is not None
    assert tomorrow is not None
    assert (today.has_lost_basis, tomorrow.has_lost_basis) == (False, True)
    assert tomorrow.line.holding is not None
    assert tomorrow.line.holding.replace_by == TODAY + 60 * DAY
    assert today.line.holding is not None
    assert today.line.holding.replace_by is None


def test_who_stands_in_is_never_counted(derbyshire: County) -> None:
    seat = derbyshire.seats(BOARD)[0]
    before = page(derbyshire).figures
    name_stand_in(
        by=None,
        seat=seat,
        person=make_seats.person("Joan Tetley"),
        on_behalf_of=Organisation.objects.get(name="Bolsover Young Voices"),
        kind=StandInKind.ALTERNATE,
        start_on=TODAY,
    )
    after = page(derbyshire)
    assert after.figures == before
    assert [one.alternate for one in after.seats if one.seat == seat.pk] == ["Joan Tetley"]


def test_a_board_says_whose_vote_leads_there(derbyshire: County) -> None:
    view = board(derbyshire.body(BOARD), TODAY)
    assert (view.with_a_vote, view.members, view.owner) == (2, 2, "Derbyshire County Council")
    assert [part.name for part in view.parts] == ["Early Help Sub-group"]
    assert [one.number for one in view.seats] == [1, 2]


def test_a_person_and_an_organisation_in_public(derbyshire: County) -> None:
    carl = make_seats.person("Carl Orchard")
    view = person_view(carl.pk, TODAY)
    assert view is not None
    assert [one.body for one in view.now] == [BOARD, "GRID"]
    assert person_view(make_seats.person("Nobody").pk, TODAY) is None
    organisation = organisation_view("bolsover-young-voices", TODAY)
    assert organisation is not None
    (inside,) = organisation.structures
    assert inside.votes_in == "Bolsover Forum"
    found = {(one.line.body_name, one.line.number): one for one in inside.voices}
    assert found["GRID", 1].route == ("Bolsover Forum",)
    assert found["GRID", 1].is_own
    assert found[BOARD, 1].route == ("Bolsover Forum", "GRID")
    assert not found[BOARD, 1].is_own
    assert [one.body for one in organisation.seats] == ["GRID"]
    assert organisation_view("nobody", TODAY) is None


def test_who_speaks_for_a_place(derbyshire: County) -> None:
    area = Area.objects.get(name="Bolsover")
    (answer,) = who_speaks_for(derbyshire.structure, TODAY, areas=[area])
    assert answer.forum == "Bolsover Forum"
    first = answer.voices[0].line
    assert first.holding is not None
    assert (first.body_name, first.holding.name) == ("GRID", "Fay Nowak")
    theme = Theme.objects.create(slug="play", name="Play")
    assert len(who_speaks_for(derbyshire.structure, TODAY, theme=theme)) == 2


def test_the_constitution_on_one_page(derbyshire: County) -> None:
    structure = structure_by_slug(derbyshire.structure.slug)
    assert structure is not None
    with translation.override("cy"):
        welsh = constitution(structure, TODAY)
    page_ = constitution(structure, TODAY)
    assert page_ is not None
    assert welsh is not None
    assert page_.membership.startswith("Open to all voluntary")
    assert welsh.membership.startswith("Agored i bob mudiad")
    assert len(page_.conditions) == 3
    rules = {one.name: one.rules for one in page_.bodies}
    assert [(rule.per, rule.seats) for rule in rules["GRID"]] == [("forum", 2)]
    assert constitution(structure, FOUNDED - DAY) is None


def test_a_vote_of_few_is_not_told(derbyshire: County) -> None:
    seat = derbyshire.seats("GRID", area__name="Chesterfield")[1]
    club = Organisation.objects.get(name="Hasland Homework Club")
    derbyshire.elect(seat, "Deb Keane", club, votes=Votes(TERM, electorate=4, voted=3, stood=2))
    card = mandate_card(derbyshire.body("GRID"), seat.number, TODAY)
    assert card is not None
    assert card.line.holding is not None
    assert (card.line.holding.vote.turnout, card.line.holding.vote.is_withheld) == (None, True)


def test_a_large_network_takes_as_few_queries_as_a_small_one(derbyshire: County) -> None:
    with CaptureQueriesContext(connection) as small:
        page(derbyshire)
    big = big_network()
    with CaptureQueriesContext(connection) as large:
        found = who_speaks(big, TODAY)
    bands = 1  # the small network has no scheme to read them from
    assert len(large) <= len(small) + bands <= 24
    assert (found.figures.seats, found.figures.boards, found.figures.filled) == (300, 60, 240)
    assert found.share.sector == (1880, 120)


def test_how_votes_flow_to_the_board(derbyshire: County) -> None:
    flow = page(derbyshire).flow
    sources = {one.name: one.body for one in flow.sources}
    assert sources.keys() == {"Bolsover Forum", "Chesterfield Forum"}
    (grid,) = flow.middles
    assert sorted(grid.seats) == sorted(
        (body, is_held) for body in sources.values() for is_held in (True, False)
    )
    began = {one.line.holding.name: one.source for one in flow.seats if one.line.holding}
    assert began["Carl Orchard"] == sources["Chesterfield Forum"]
    assert began["Colin Dace"] is None
    assert [one.source for one in flow.seats if one.line.vacancy] == [None]


def test_ninety_four_and_six_on_the_page(derbyshire: County) -> None:
    """The vector of the measures, from a sector and seats as the page has them."""
    line = page(derbyshire).seats[0]
    assert line.holding is not None
    bands = (BandRange("s", "Small", 0, 100, True), BandRange("l", "Larger", 100, None, False))
    sizes = [True] * 3 + [False] * 9
    lines = [replace(line, holding=replace(line.holding, is_small=one)) for one in sizes]
    share = fair_share(Sector(bands, (1504, 96), 0), lines)
    assert share.measures is not None
    assert (share.small_pct, share.seats) == (94, (3, 9))
    assert (share.measures.distance, share.measures.gallagher) == (69, 69)
    assert share.measures.fairest == (11, 1)
    assert round(float(share.measures.floor), 2) == 2.33

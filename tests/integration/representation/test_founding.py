"""Networks are founded from presets; seats follow their rules; changes say who was asked."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from consortium.decisions import Refused
from consortium.states import AreaKind, RoleKind
from representation.models import Seat, Structure
from representation.selectors.preset_views import preset_view, preset_views
from representation.selectors.structure_settings import settings_on, settings_view
from representation.selectors.terms import terms_by_place
from representation.services.bodies import (
    BodyDraft,
    SeatsDraft,
    add_body,
    close_body,
    compose_body,
)
from representation.services.founding import (
    Consultation,
    change_structure,
    draft_from_preset,
    found_structure,
)
from representation.services.seats import SeatDraft, add_seat, close_seat, edit_seat
from representation.states import BodyKind, CompositionPer, Eligibility
from representation.structures.preset import presets
from representation.structures.settings import Provenance, Wording
from tests.factories import consortium as make
from tests.integration.representation.county import FOUNDED, County, county

pytestmark = pytest.mark.django_db
LATER = date(2026, 9, 1)
ASKED = Consultation(
    "Terms of two years", "Letters to 58 members", "The forums agreed", responses=31
)


@pytest.fixture
def derbyshire() -> County:
    return county()


@pytest.mark.parametrize("preset", sorted(presets()))
def test_every_preset_founds_a_network(preset: str) -> None:
    network = make.network()
    make.area("E07000034", "Chesterfield", parent=network.area)
    draft = draft_from_preset(
        preset,
        consortium=network,
        name=Wording("Our network", "Ein rhwydwaith"),
        founded_on=FOUNDED,
    )
    structure = found_structure(
        by=make.role(RoleKind.LEAD, of=network), consortium=network, draft=draft
    )
    wanted = sum(
        one.count
        if one.per is CompositionPer.BODY
        else one.count * structure.bodies.filter(kind="forum").count()
        for body in draft.bodies
        for one in body.seats
    )
    assert Seat.objects.filter(body__structure=structure).count() == wanted
    assert structure.versions.get().settings == draft.settings


def test_two_seats_a_district_stand_at_once(derbyshire: County) -> None:
    seats = derbyshire.seats("GRID")
    assert [(seat.number, str(seat.area)) for seat in seats] == [
        (1, "Bolsover"), (2, "Bolsover"), (3, "Chesterfield"), (4, "Chesterfield"),
    ]  # fmt: skip
    assert {str(seat.electing_body) for seat in seats} == {"Bolsover Forum", "Chesterfield Forum"}
    (board,) = derbyshire.seats("Children’s Trust Board")
    assert (str(board.electing_body), board.eligibility) == ("GRID", Eligibility.HOLDERS)


def test_another_district_adds_two_vacancies_and_its_end_closes_them(derbyshire: County) -> None:
    area = make.area("E07000036", "Erewash", kind=AreaKind.DISTRICT)
    draft = BodyDraft(Wording("Erewash Forum", "Fforwm: Erewash"), BodyKind.FORUM, LATER, area=area)
    forum = add_body(by=None, structure=derbyshire.structure, draft=draft)
    new = derbyshire.seats("GRID", electing_body=forum)
    assert [(seat.number, seat.area, seat.start_on) for seat in new] == [
        (5, area, LATER),
        (6, area, LATER),
    ]
    close_body(by=None, body=forum, last_day=LATER)
    assert {seat.end_on for seat in derbyshire.seats("GRID", electing_body=forum)} == {LATER}
    assert len(derbyshire.seats("GRID", end_on__isnull=True)) == 4


def test_a_rule_changed_to_three_adds_and_back_to_two_closes_vacant_seats(
    derbyshire: County,
) -> None:
    def rule(count: int) -> SeatsDraft:
        return SeatsDraft(CompositionPer.FORUM, count, Eligibility.VOTERS)

    grid = derbyshire.body("GRID")
    compose_body(by=None, body=grid, seats=rule(3), day=LATER)
    assert len(derbyshire.seats("GRID", end_on__isnull=True)) == 6
    compose_body(by=None, body=grid, seats=rule(2), day=LATER)
    assert len(derbyshire.seats("GRID", end_on__isnull=True)) == 4
    club = derbyshire.member("Hasland Homework Club", "Chesterfield")
    for seat, who in zip(
        derbyshire.seats("GRID", area__name="Chesterfield", end_on__isnull=True),
        ("Carl", "Deb"),
        strict=True,
    ):
        derbyshire.elect(seat, who, club)
    with pytest.raises(Refused, match="Somebody holds a seat"):
        compose_body(by=None, body=grid, seats=rule(1), day=LATER)
    assert len(derbyshire.seats("GRID", end_on__isnull=True)) == 4


def test_no_body_elects_whom_it_is_elected_by(derbyshire: County) -> None:
    board, grid = derbyshire.body("Children’s Trust Board"), derbyshire.body("GRID")
    for electing in (board, grid):
        with pytest.raises(Refused, match="cannot be elected by the same body"):
            add_seat(by=None, body=grid, draft=SeatDraft(Eligibility.HOLDERS, LATER, electing))


def test_seats_that_no_rule_makes(derbyshire: County) -> None:
    board = derbyshire.body("Children’s Trust Board")
    seat = add_seat(
        by=None, body=board, draft=SeatDraft(Eligibility.ANY_MEMBER, LATER, label="Parents")
    )
    assert seat.number == 2
    edit_seat(by=None, seat=seat, term_months=12, label="Parents’ groups seat")
    seat.refresh_from_db()
    assert (seat.term_months, seat.label) == (12, "Parents’ groups seat")
    with pytest.raises(Refused, match="120"):
        edit_seat(by=None, seat=seat, term_months=0)
    with pytest.raises(TypeError):
        edit_seat(by=None, seat=seat, number=9)
    close_seat(by=None, seat=seat, last_day=LATER)
    with pytest.raises(Refused, match="closed already"):
        close_seat(by=None, seat=seat, last_day=LATER)


def test_rules_change_from_a_day_on_and_say_who_was_asked(derbyshire: County) -> None:
    structure = derbyshire.structure
    lead = derbyshire.user(RoleKind.LEAD)
    change_structure(
        by=lead,
        structure=structure,
        valid_from=LATER,
        settings={"term_months": 24},
        consultation=ASKED,
    )
    assert settings_on(structure, date(2026, 8, 31))["term_months"] == 36
    assert settings_on(structure, LATER)["term_months"] == 24
    assert structure.versions.latest("number").consulted == "Letters to 58 members"
    for wrong, match in (
        ({"valid_from": LATER}, "later day"),
        ({"settings": {"term_months": 0}}, "not allowed"),
        ({"settings": {"colour": "plum"}}, "not allowed"),
        ({"consultation": replace(ASKED, consulted="")}, "who was consulted"),
        ({"membership": {"words": {}}}, "membership rule"),
    ):
        given = {"valid_from": date(2027, 1, 1), "settings": {}, "consultation": ASKED} | wrong
        with pytest.raises(Refused, match=match):
            change_structure(by=lead, structure=structure, **given)  # type: ignore[arg-type]
    assert structure.versions.count() == 2


def test_a_setting_shows_what_the_source_says_or_that_it_does_not(derbyshire: County) -> None:
    change_structure(
        by=None,
        structure=derbyshire.structure,
        valid_from=LATER,
        settings={"report_days": 3},
        consultation=ASKED,
    )
    found = {one.key: one for one in settings_view(derbyshire.structure, LATER)}
    assert found["agenda"].provenance is Provenance.STATED
    assert "split into two parts" in found["agenda"].basis
    assert found["term_months"].provenance is Provenance.DEFAULT
    assert "Hertfordshire" in found["term_months"].basis
    assert (found["report_days"].provenance, found["report_days"].basis) == (Provenance.CHOSEN, "")


def test_a_network_is_founded_once_and_whole(derbyshire: County) -> None:
    draft = draft_from_preset(
        "derbyshire",
        consortium=derbyshire.network,
        name=Wording("Derbyshire GRID", "GRID Swydd Derby"),
        founded_on=FOUNDED,
    )
    for wrong, match in (
        (draft, "here already"),
        (replace(draft, name=Wording("!", "!")), "letters"),
        (
            replace(draft, name=Wording("Other", "Arall"), settings={"term_months": 0}),
            "not allowed",
        ),
    ):
        with pytest.raises(Refused, match=match):
            found_structure(by=None, consortium=derbyshire.network, draft=wrong)
    assert Structure.objects.count() == 1


def test_only_leaders_found_and_only_the_lead_changes(derbyshire: County) -> None:
    for kind in RoleKind:
        user = derbyshire.user(kind)
        draft = draft_from_preset(
            "portsmouth",
            consortium=derbyshire.network,
            name=Wording(f"N {kind}", "R"),
            founded_on=FOUNDED,
        )
        if kind in {RoleKind.LEAD, RoleKind.COORDINATOR}:
            found_structure(by=user, consortium=derbyshire.network, draft=draft)
        else:
            with pytest.raises(Refused):
                found_structure(by=user, consortium=derbyshire.network, draft=draft)
        if kind is not RoleKind.LEAD:
            with pytest.raises(Refused, match="Only the lead"):
                change_structure(
                    by=user,
                    structure=derbyshire.structure,
                    valid_from=LATER,
                    settings={},
                    consultation=ASKED,
                )


def test_no_name_takes_the_address_of_a_page(derbyshire: County) -> None:
    draft = draft_from_preset(
        "portsmouth", consortium=derbyshire.network, name=Wording("New", "Newydd"), founded_on=LATER
    )
    found = found_structure(by=None, consortium=derbyshire.network, draft=draft)
    assert found.slug == "new-network"
    body = add_body(
        by=None,
        structure=derbyshire.structure,
        draft=BodyDraft(Wording("Support", ""), BodyKind.SUB_GROUP, LATER),
    )
    assert body.slug == "support-body"


def test_first_terms_are_staggered_where_the_network_says_so() -> None:
    of = county(staggering="by-votes")
    seats = of.seats("GRID", area__name="Chesterfield")
    start = date(2026, 5, 15)
    first = terms_by_place(of.structure, seats, start)
    assert first == (date(2029, 5, 14), date(2027, 11, 14))
    club = of.member("Hasland Homework Club", "Chesterfield")
    of.elect(seats[0], "Carl Orchard", club)
    assert terms_by_place(of.structure, seats, date(2029, 5, 15)) == (None, None)


def test_terms_are_alike_where_it_does_not(derbyshire: County) -> None:
    seats = derbyshire.seats("GRID", area__name="Chesterfield")
    assert terms_by_place(derbyshire.structure, seats, date(2026, 5, 15)) == (None, None)


def test_the_wizard_shows_what_each_source_says_and_what_it_does_not() -> None:
    views = {one.key: one for one in preset_views()}
    assert set(views) == set(presets())
    questions = {one.setting.key: one for one in views["portsmouth"].questions}
    assert questions["meetings"].setting.provenance is Provenance.STATED
    assert questions["meetings"].setting.basis == "meets on a fortnightly basis"
    assert questions["term_months"].setting.provenance is Provenance.DEFAULT
    assert (questions["term_months"].least, questions["term_months"].most) == (1, 120)
    with translation.override("cy"):
        welsh = preset_view("denbighshire")
    assert welsh is not None
    assert (welsh.name, welsh.bodies[0].name) == ("Sir Ddinbych", "Y Ddeialog")
    assert preset_view("atlantis") is None

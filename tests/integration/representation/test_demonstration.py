"""The five presets alive; Derbyshire with sixteen on its GRID, one vacancy refilled and one open."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps

from consortium.services.demonstration import load_networks
from representation.models import Appointment, Structure
from representation.selectors.boards import board, body_by_slug
from representation.selectors.electorates import voters_on
from representation.selectors.mandate_card import mandate_card
from representation.selectors.who_speaks import who_speaks
from representation.services.structure_demonstration import load_structures
from representation.states import BodyKind, Eligibility, Mandate
from representation.structures.preset import presets

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def _loaded(shared_rows: Callable[[Callable[[], Any]], Any]) -> None:
    shared_rows(lambda: load_structures(load_networks()))


@pytest.fixture
def derbyshire(_loaded: None) -> Structure:
    return Structure.objects.get(preset="derbyshire")


def test_the_five_presets_are_alive_and_a_second_load_changes_nothing(
    derbyshire: Structure,
) -> None:
    assert set(Structure.objects.values_list("preset", flat=True)) == set(presets())
    models = list(apps.get_app_config("representation").get_models())
    before = {model: model._default_manager.count() for model in models}
    assert load_structures(load_networks()) == []
    assert {model: model._default_manager.count() for model in models} == before


def test_derbyshire_is_as_its_preset_says(derbyshire: Structure) -> None:
    """One load for three looks at it: loading goes through every service, row by row."""
    eight_districts_of_six_elect_sixteen(derbyshire)
    one_seat_is_vacant_and_one_was_refilled(derbyshire)
    every_holder_is_one_whom_the_seat_asks_for()


def eight_districts_of_six_elect_sixteen(derbyshire: Structure) -> None:
    forums = derbyshire.bodies.filter(kind=BodyKind.FORUM)
    assert [voters_on(forum, TODAY).count() for forum in forums] == [6] * 8
    grid = body_by_slug("grid")
    assert grid is not None
    view = board(grid, TODAY)
    assert (view.figures.seats, view.figures.filled, view.members) == (16, 16, 48)
    assert view.figures.by_mandate[Mandate.ELECTED_UNOPPOSED] == 2


def one_seat_is_vacant_and_one_was_refilled(derbyshire: Structure) -> None:
    page = who_speaks(derbyshire, TODAY)
    assert (page.figures.seats, page.figures.boards, page.figures.vacant) == (5, 4, 1)
    (vacant,) = page.vacancies
    assert vacant.vacancy is not None
    assert (vacant.body_name, vacant.vacancy.days) == ("Early Help Sub-group", 83)
    body = derbyshire.bodies.get(name="Children’s Trust Board")
    card = mandate_card(body, 1, TODAY)
    assert card is not None
    assert [one.electing_body for one in card.chain] == ["Amber Valley Forum", "GRID"]
    refilled = derbyshire.bodies.get(name="GRID").seats.get(number=12)
    assert [one.person.name for one in refilled.appointments.all()] == ["Lena Voss", "Yann Dawes"]


def every_holder_is_one_whom_the_seat_asks_for() -> None:
    """The demonstration breaks none of the rules that its seats have."""
    chosen = Appointment.objects.exclude(mandate__in=[Mandate.INVITED, Mandate.NOT_RECORDED])
    kinds = set()
    for one in chosen.select_related("seat__body__structure", "seat__electing_body", "basis__seat"):
        seat = one.seat
        kinds.add(seat.eligibility)
        if seat.eligibility == Eligibility.VOTERS:
            assert seat.electing_body is not None
            assert one.on_behalf_of in voters_on(seat.electing_body, one.start_on), str(one)
        if seat.eligibility == Eligibility.HOLDERS:
            assert one.basis is not None
            assert one.basis.seat.body_id == seat.electing_body_id, str(one)
    assert kinds == {Eligibility.VOTERS, Eligibility.HOLDERS}

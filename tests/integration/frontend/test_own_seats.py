"""A holder finds their seats among their representatives, names who stands in, and resigns."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from consortium.models import Organisation, User
from consortium.states import RoleKind
from representation.models import Appointment, StandIn
from representation.states import AppointmentState, EndReason
from tests.factories import consortium as make
from tests.factories.member_pages import in_days
from tests.integration.frontend.pages import text
from tests.integration.representation.county import County, county
from tests.unit.frontend.well_formed import faults

pytestmark = pytest.mark.django_db
BOARD = "Children’s Trust Board"
REPS = "/reps/"


@pytest.fixture
def there() -> County:
    return county()


@pytest.fixture
def club(there: County) -> Organisation:
    return there.member("Hasland Homework Club", "Chesterfield")


def holder(there: County, club: Organisation) -> User:
    """Carl acts for the club, sits on the GRID for it, and from there on the board."""
    user = make.role(RoleKind.MEMBER_CONTACT, of=there.network, at=club, email="carl@example.org")
    person = user.people.get()
    person.name = "Carl Orchard"
    person.save()
    on_grid = there.elect(there.seats("GRID", area__name="Chesterfield")[0], "Carl Orchard", club)
    assert on_grid.person == person
    there.elect_from(on_grid, there.seats(BOARD)[0])
    return user


@pytest.fixture
def carl(there: County, club: Organisation) -> User:
    return holder(there, club)


def sent(client: Client, address: str, **data: Any) -> str:
    answer = client.post(address, data, follow=True)
    assert answer.status_code == 200, answer.status_code
    html = answer.content.decode()
    assert faults(html) == []
    return html


def on_grid() -> Appointment:
    return Appointment.objects.get(seat__body__name="GRID")


def test_a_member_sees_who_speaks_for_it(there: County, club: Organisation, client: Client) -> None:
    other = there.elect(there.seats("GRID", area__name="Chesterfield")[0], "Fay Nowak", club)
    there.elect_from(other, there.seats(BOARD)[0])
    user = make.role(RoleKind.MEMBER_CONTACT, of=there.network, at=club, email="asha@example.org")
    client.force_login(user)
    html = text(client, REPS)
    assert "Your votes lead to 4 seats. Filled: 2. Vacant: 2." in html
    assert "Hasland Homework Club: Derbyshire GRID" in html
    assert "Fay Nowak" in html
    assert "Your seat" not in html
    assert REPS in text(client, "/now/")


def test_a_holder_finds_their_seats_from_the_mandate_card(carl: User, client: Client) -> None:
    card = f"/seats/{on_grid().seat.body.slug}/{on_grid().seat.number}/"
    assert REPS not in text(client, card)
    client.force_login(carl)
    assert REPS in text(client, card)
    html = text(client, REPS)
    assert f"Your seat: {BOARD}: Seat 1" in html
    assert f"{REPS}{on_grid().pk}/resign/" in html


def test_a_holder_resigns_and_sees_first_what_falls(carl: User, client: Client) -> None:
    client.force_login(carl)
    address, last_day = f"{REPS}{on_grid().pk}/resign/", timezone.localdate().isoformat()
    asked = sent(client, address, last_day=last_day, note="A new job")
    assert "Nothing is written yet." in asked
    assert BOARD in asked
    assert on_grid().state == AppointmentState.STANDING
    done = sent(client, address, last_day=last_day, note="A new job", step="do")
    assert "You have resigned. The public page says so." in done
    assert "Your last day there is" in done
    assert (on_grid().state, on_grid().end_reason) == (AppointmentState.ENDED, EndReason.RESIGNED)
    assert client.get(address).status_code == 404


def test_a_holder_names_who_stands_in_and_ends_it(
    there: County, carl: User, client: Client
) -> None:
    there.member("Bolsover Young Voices", "Bolsover")
    client.force_login(carl)
    here, today = f"{REPS}{on_grid().pk}/stand-in/", timezone.localdate().isoformat()
    refused = sent(
        client, here, name="Jo Tall", on_behalf_of="hasland-homework-club", start_on=today
    )
    assert "Who stands in comes from a different organisation than the holder." in refused
    assert StandIn.objects.count() == 0
    html = sent(client, here, name="Jo Tall", on_behalf_of="bolsover-young-voices", start_on=today)
    named = StandIn.objects.get()
    assert "Jo Tall" in html
    assert f'href="{here}"' not in html
    html = sent(client, f"{here}{named.pk}/end/", last_day=in_days(5).isoformat())
    assert StandIn.objects.get().end_on == in_days(5)
    assert f'href="{here}"' in html


def test_nobody_touches_anothers_seat(there: County, carl: User, client: Client) -> None:
    other = make.role(RoleKind.LEAD, of=there.network, email="lead@example.org")
    client.force_login(other)
    for tail in ("resign/", "stand-in/", "stand-in/1/end/"):
        assert client.get(f"{REPS}{on_grid().pk}/{tail}").status_code == 404
        assert client.post(f"{REPS}{on_grid().pk}/{tail}", {}).status_code == 404
    assert on_grid().state == AppointmentState.STANDING


def test_welsh(carl: User, client: Client) -> None:
    client.force_login(carl)
    client.cookies["django_language"] = "cy"
    html = text(client, REPS)
    assert "Pwy sy’n siarad drosoch" in html
    assert "Ymddiswyddo" in html
    assert "Your " not in html

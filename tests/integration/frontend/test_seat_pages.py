"""Who comes to a seat, leaves it or stands in: shown first what it does, then done, by whom it may be."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from consortium.models import Event, Organisation, Person, User
from consortium.states import RoleKind
from representation.models import Appointment, Seat, StandIn
from representation.states import AppointmentState, EndReason, Mandate
from tests.factories import consortium as make
from tests.integration.frontend.pages import sent, text
from tests.integration.representation.county import CHOSEN, TERM, County, county

pytestmark = pytest.mark.django_db
HERE = "/network/structures/derbyshire-grid/"
GRID = HERE + "grid/3/"
BOARD = HERE + "childrens-trust-board/1/"
LEADERS = {RoleKind.LEAD, RoleKind.COORDINATOR}
DAY = timedelta(days=1)


@pytest.fixture
def there() -> County:
    return county()


@pytest.fixture
def club(there: County) -> Organisation:
    return there.member("Hasland Homework Club", "Chesterfield")


@pytest.fixture
def carl(there: County, club: Organisation) -> Appointment:
    """He holds a seat on the GRID, and by it the board's."""
    carl = there.elect(there.seats("GRID")[2], "Carl Orchard", club)
    there.elect_from(carl, there.seats("Children’s Trust Board")[0])
    return carl


def elected(**changed: Any) -> dict[str, Any]:
    return {
        "mandate": "elected",
        "name": "Deb Moss",
        "on_behalf_of": "hasland-homework-club",
        "start_on": TERM.isoformat(),
        "chosen_on": CHOSEN.isoformat(),
        "electorate": "58",
        "voted": "31",
        "stood": "5",
    } | changed


def invited(**changed: Any) -> dict[str, Any]:
    return {"mandate": "invited", "name": "Ivy Lane", "start_on": TERM.isoformat()} | changed


def test_an_election_elsewhere_is_recorded(client: Client, there: County, club) -> None:
    client.force_login(there.user(RoleKind.RETURNING_OFFICER))
    assert "Look at what it does" in text(client, GRID + "appoint/")
    shown = sent(client, GRID + "appoint/", **elected())
    assert "Deb Moss" in shown
    assert "From 15 May 2026. Term to 14 May 2029." in shown
    assert not Appointment.objects.exists()
    assert not Person.objects.filter(name="Deb Moss").exists()
    done = client.post(GRID + "appoint/", elected(step="do"))
    assert done.headers["Location"] == GRID
    held = Appointment.objects.get()
    assert (held.person.name, held.on_behalf_of, held.voted) == ("Deb Moss", club, 31)
    assert "Deb Moss (Elected). Term to 14 May 2029." in text(client, GRID)


def test_who_is_invited_has_no_mandate(client: Client, there: County) -> None:
    client.force_login(there.user(RoleKind.COORDINATOR))
    assert "No mandate: invited by the board" in sent(client, BOARD + "appoint/", **invited())
    client.post(BOARD + "appoint/", invited(step="do"))
    held = Appointment.objects.get()
    assert (held.mandate, held.on_behalf_of) == (Mandate.INVITED, None)
    client.logout()
    assert "No mandate: invited by the board." in text(client, "/boards/childrens-trust-board/") + (
        text(client, "/seats/childrens-trust-board/1/")
    )


def test_who_sat_by_invitation_gives_way_to_a_vote(client: Client, there: County, club) -> None:
    seat = there.seats("GRID")[2]
    there.elect(seat, "Ivy Lane", club, mandate=Mandate.INVITED, start_on=TERM, votes=None)
    client.force_login(there.user(RoleKind.RETURNING_OFFICER))
    later = (TERM + 9 * DAY).isoformat()
    shown = sent(client, GRID + "appoint/", **elected(start_on=later))
    assert "Last day: 23 May 2026" in shown
    assert "Ivy Lane" in shown
    client.post(GRID + "appoint/", elected(start_on=later, step="do"))
    assert Appointment.objects.get(person__name="Ivy Lane").end_reason == EndReason.REPLACED


def test_there_are_never_two_holders(client: Client, there: County, carl: Appointment) -> None:
    client.force_login(there.user(RoleKind.RETURNING_OFFICER))
    for step in ("", "do"):
        html = sent(client, GRID + "appoint/", **elected(step=step, start_on="1/6/2026"))
        assert "Carl Orchard holds this seat then." in html
    assert Appointment.objects.filter(seat=carl.seat).count() == 1
    assert not Person.objects.filter(name="Deb Moss").exists()


def test_the_board_seat_is_filled_from_the_grid(client: Client, there: County, club) -> None:
    carl = there.elect(there.seats("GRID")[2], "Carl Orchard", club)
    client.force_login(there.user(RoleKind.RETURNING_OFFICER))
    given = elected(
        mandate="indirectly-elected", name="", on_behalf_of="", basis=str(carl.pk),
        start_on="12/6/2026", chosen_on="12/6/2026", electorate="4", voted="3", stood="2",
    )  # fmt: skip
    assert "Carl Orchard" in sent(client, BOARD + "appoint/", **given)
    client.post(BOARD + "appoint/", {**given, "step": "do"})
    held = Appointment.objects.get(seat__body__name="Children’s Trust Board")
    assert (held.basis, held.person, held.on_behalf_of) == (carl, carl.person, club)


def test_no_more_are_co_opted_than_the_rules_allow(client: Client, there: County, club) -> None:
    """A third of four seats is one."""
    client.force_login(there.user(RoleKind.LEAD))
    given = elected(mandate="co-opted", step="do")
    assert client.post(GRID + "appoint/", given).status_code == 302
    html = sent(client, HERE + "grid/4/appoint/", **given | {"name": "Eve Hall"})
    assert "No more of this body’s seats may be co-opted." in html
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize(
    "wrong, words",
    [
        ({"mandate": ""}, "Choose how they come to the seat"),
        ({"mandate": "anointed"}, "Select a valid choice"),
        ({"name": ""}, "Say who comes to this seat."),
        ({"on_behalf_of": ""}, "Say which organisation this person speaks for."),
        ({"on_behalf_of": "amble"}, "Select a valid choice"),
        ({"start_on": "soon"}, "Give a day, like 31/3/2027"),
        ({"voted": "59"}, "More cannot have voted than could."),
        ({"chosen_on": ""}, "Give the day of the vote"),
        ({"mandate": "elected-unopposed"}, "Nobody votes where nobody else stands"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    client: Client, there: County, club, wrong: dict[str, Any], words: str
) -> None:
    client.force_login(there.user(RoleKind.RETURNING_OFFICER))
    for step in ("", "do"):
        assert words in sent(client, GRID + "appoint/", **elected(**wrong, step=step))
    assert not Appointment.objects.exists()
    assert not Person.objects.filter(name="Deb Moss").exists()


def test_what_rests_on_a_seat_is_shown_before_its_holder_leaves(
    client: Client, there: County, carl: Appointment
) -> None:
    client.force_login(there.user(RoleKind.COORDINATOR))
    given = {"reason": "resigned", "last_day": "1/9/2026", "note": "A letter of 20 August"}
    shown = sent(client, GRID + "end/", **given)
    assert "Last day: 1 September 2026" in shown
    assert "Loses the basis" in shown
    assert "Children’s Trust Board, seat 1" in shown
    assert "New choice due by 31 October 2026" in shown
    assert not Appointment.objects.exclude(state=AppointmentState.STANDING).exists()
    steps = Event.objects.count()
    assert client.post(GRID + "end/", {**given, "step": "change"}).status_code == 200
    assert Event.objects.count() == steps
    assert client.post(GRID + "end/", {**given, "step": "do"}).headers["Location"] == GRID
    carl.refresh_from_db()
    assert (carl.state, carl.end_reason) == (AppointmentState.ENDED, EndReason.RESIGNED)
    assert carl.steps.latest("pk").note == "A letter of 20 August"
    assert "a new choice is due by 31 October 2026" in text(client, BOARD)


def test_an_end_is_recorded_once(client: Client, there: County, carl: Appointment) -> None:
    client.force_login(there.user(RoleKind.LEAD))
    given = {"reason": "died", "last_day": "1/9/2026", "step": "do"}
    early = sent(client, GRID + "end/", **given | {"last_day": "1/1/2020"})
    assert "An appointment cannot end before it begins." in early
    assert "Select a valid choice" in sent(client, GRID + "end/", **given | {"reason": "recalled"})
    assert client.post(GRID + "end/", given).status_code == 302
    again = client.post(GRID + "end/", given)
    assert again.status_code == 403
    assert "Nobody holds this seat." in again.content.decode()


def test_an_alternate_is_named_and_ends(client: Client, there: County, carl: Appointment) -> None:
    other = there.member("Clay Cross Carers", "Chesterfield")
    client.force_login(there.user(RoleKind.LEAD))
    given = {
        "name": "Fay Holm", "on_behalf_of": carl.on_behalf_of.slug,
        "kind": "alternate", "start_on": "1/7/2026",
    }  # fmt: skip
    same = sent(client, GRID + "stand-in/", **given)
    assert "Who stands in comes from a different organisation than the holder." in same
    assert not Person.objects.filter(name="Fay Holm").exists()
    given["on_behalf_of"] = other.slug
    assert client.post(GRID + "stand-in/", given).status_code == 302
    assert "Fay Holm (Alternate: goes when the holder cannot)" in text(client, GRID)
    assert Appointment.objects.filter(seat=carl.seat).count() == 1
    who = {"who": str(StandIn.objects.get().pk), "last_day": "1/8/2026"}
    assert client.post(GRID + "stand-in/end/", who).status_code == 302
    assert StandIn.objects.get().end_on == date(2026, 8, 1)
    assert client.get(GRID + "stand-in/end/").status_code == 404


def test_a_seat_is_closed_when_nobody_holds_it(client: Client, there: County, carl) -> None:
    client.force_login(there.user(RoleKind.LEAD))
    assert "Somebody holds this seat" in sent(client, GRID + "close/", last_day="1/9/2026")
    empty = HERE + "grid/4/close/"
    assert client.post(empty, {"last_day": "1/9/2026"}).status_code == 302
    assert there.seats("GRID")[3].end_on == date(2026, 9, 1)


WRITES: dict[str, tuple[str, dict[str, str], set[RoleKind]]] = {
    "elected": ("grid/4/appoint/", elected(), {RoleKind.RETURNING_OFFICER}),
    "invited": ("grid/4/appoint/", invited(), LEADERS),
    "co-opted": ("grid/4/appoint/", elected(mandate="co-opted"), LEADERS),
    "ended": ("grid/3/end/", {"reason": "died", "last_day": "1/9/2026"}, LEADERS),
    "recalled": (
        "grid/3/end/", {"reason": "recalled", "last_day": "1/9/2026"}, {RoleKind.RETURNING_OFFICER},
    ),
    "stand-in": (
        "grid/4/stand-in/", {"name": "Fay Holm", "kind": "deputy", "start_on": "1/7/2026"}, LEADERS,
    ),
    "closed": ("grid/4/close/", {"last_day": "1/9/2026"}, LEADERS),
}  # fmt: skip


@pytest.mark.parametrize("kind", list(RoleKind))
def test_who_may_what_with_seats(client: Client, there: County, carl, kind: RoleKind) -> None:
    """Every role, every act, on a seat that is held and one that is vacant: only who is listed writes."""
    user = there.user(kind)
    client.force_login(user)
    for name, (tail, data, allowed) in WRITES.items():
        before, undo = _rows(), transaction.savepoint()
        answer = client.post(HERE + tail, {**data, "step": "do"})
        if kind in allowed:
            assert answer.status_code == 302, name
            assert _rows() != before, name
        else:
            assert answer.status_code in {200, 403}, name
            assert _rows() == before, name
            said = answer.content.decode()
            assert "Only the" in said or "Select a valid choice" in said, name
        transaction.savepoint_rollback(undo)
    text(client, GRID)
    text(client, BOARD)


def _rows() -> tuple[list[Any], ...]:
    return (
        list(Appointment.objects.order_by("pk").values_list("pk", "state")),
        list(StandIn.objects.values_list("pk", "end_on")),
        list(Seat.objects.order_by("pk").values_list("pk", "end_on")),
    )


def test_only_a_holder_resigns_and_names_who_stands_in(
    client: Client, there: County, carl: Appointment
) -> None:
    """Carl has no role; his seat lets him in, and nothing else of it."""
    user = User.objects.create_user("carl@hasland.example")
    Person.objects.filter(pk=carl.person_id).update(user=user)
    client.force_login(user)
    text(client, GRID)
    assert client.get(HERE + "grid/4/appoint/").status_code == 403
    assert client.get(HERE + "rules/").status_code == 403
    died = {"reason": "died", "last_day": "1/9/2026", "step": "do"}
    assert "Select a valid choice" in sent(client, GRID + "end/", **died)
    resigned = died | {"reason": "resigned"}
    assert client.post(GRID + "end/", resigned).status_code == 302
    carl.refresh_from_db()
    assert carl.end_reason == EndReason.RESIGNED


def test_strangers_find_nothing(client: Client, there: County, carl: Appointment) -> None:
    elsewhere = make.network("Coast Voices")
    client.force_login(make.role(RoleKind.LEAD, of=elsewhere, email="una@amble.example"))
    for tail in ("", *(tail for tail, _data, _allowed in WRITES.values())):
        assert client.get(HERE + tail).status_code == 404, tail
        assert client.post(HERE + tail, {}).status_code in {404, 405}, tail
    client.force_login(there.user(RoleKind.LEAD))
    assert client.get(HERE + "grid/99/").status_code == 404
    assert client.get(HERE + "nowhere/1/").status_code == 404


def test_pages_in_welsh(client: Client, settings, there: County, carl: Appointment) -> None:
    client.force_login(there.user(RoleKind.LEAD))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    for tail in ("", *(tail for tail, _data, _allowed in WRITES.values())):
        assert '<html lang="cy">' in text(client, HERE + tail)

"""An organisation joins a network by itself, is told why not, votes in one place, and leaves."""

import pytest
from django.test import Client
from django.utils import timezone

from consortium.models import Area, Organisation, User
from consortium.states import RoleKind
from representation.models import Appointment, StructureMembership, VotingHome
from representation.states import AppointmentState, EndReason
from tests.factories import consortium as make
from tests.factories.member_pages import in_days
from tests.integration.frontend.pages import sent, text
from tests.integration.representation.county import County, county

pytestmark = pytest.mark.django_db
SLUG = "hasland-homework-club"
OWN = f"/group/{SLUG}/networks/"
GRID = OWN + "derbyshire-grid/"
TICKED = {"works-with-families": "on"}
MAY_ACT = {RoleKind.LEAD, RoleKind.COORDINATOR, RoleKind.MEMBER_CONTACT, RoleKind.CHAIR}


@pytest.fixture
def there() -> County:
    return county()


@pytest.fixture
def club(there: County) -> Organisation:
    """A member of the consortium that works in both districts, and not of the structure yet."""
    club = make.organisation()
    club.areas.set(Area.objects.filter(name__in=["Chesterfield", "Bolsover"]))
    make.membership(there.network, club)
    return club


@pytest.fixture
def contact(there: County, club: Organisation) -> User:
    return make.role(
        RoleKind.MEMBER_CONTACT, of=there.network, at=club, email="asha@hasland.example"
    )


def test_it_joins_and_chooses_where_it_votes(client: Client, there: County, club, contact) -> None:
    client.force_login(contact)
    assert f'href="{OWN}"' in text(client, f"/group/{SLUG}/")
    assert f'href="{GRID}join/"' in text(client, OWN)
    assert "One organisation, one vote, in one district." in text(client, GRID + "join/")
    assert client.post(GRID + "join/", TICKED).headers["Location"] == GRID + "votes-in/"
    assert not VotingHome.objects.exists()
    assert "Not chosen yet" in text(client, OWN)
    form = {"body": "bolsover-forum", "start_on": timezone.localdate().isoformat()}
    assert client.post(GRID + "votes-in/", form).headers["Location"] == OWN
    assert str(VotingHome.objects.get().body) == "Bolsover Forum"
    assert "Bolsover Forum" in text(client, OWN)
    elsewhere = {"body": "chesterfield-forum", "start_on": in_days(5).isoformat()}
    assert client.post(GRID + "votes-in/", elsewhere).status_code == 302
    assert VotingHome.objects.filter(end_on__isnull=True).get().start_on == in_days(5)


def test_who_works_in_one_place_votes_there(client: Client, there: County, club, contact) -> None:
    club.areas.set(Area.objects.filter(name="Chesterfield"))
    client.force_login(contact)
    assert client.post(GRID + "join/", TICKED).headers["Location"] == OWN
    assert "Chesterfield Forum" in text(client, OWN)


@pytest.mark.parametrize(
    "ticked, areas, legal_form, condition",
    [
        ({}, True, "group", "We work with children, young people or families."),
        (TICKED, False, "group", "We work in one of the districts."),
        (TICKED, True, "public-body", "We are a voluntary or community organisation."),
    ],
)
def test_a_refusal_says_which_condition_and_how_to_appeal(
    client: Client, there: County, club, contact, ticked, areas, legal_form, condition
) -> None:
    if not areas:
        club.areas.clear()
    Organisation.objects.filter(pk=club.pk).update(legal_form=legal_form)
    client.force_login(contact)
    html = sent(client, GRID + "join/", **ticked)
    summary = html[html.index('role="alert"') :][:900]
    assert f"Members must be able to say: “{condition}”" in summary
    assert "ask the coordinator to put it to the GRID" in summary
    assert not StructureMembership.objects.exists()


def test_nobody_joins_twice_or_votes_where_it_does_not_work(
    client: Client, there: County, club, contact
) -> None:
    club.areas.set(Area.objects.filter(name="Chesterfield"))
    client.force_login(contact)
    client.post(GRID + "join/", TICKED)
    assert "This organisation is a member already." in sent(client, GRID + "join/", **TICKED)
    form = {"body": "bolsover-forum", "start_on": in_days(1).isoformat()}
    assert "Select a valid choice" in sent(client, GRID + "votes-in/", **form)
    assert StructureMembership.objects.count() == VotingHome.objects.count() == 1


def test_what_leaving_costs_is_shown_first(client: Client, there: County, club, contact) -> None:
    club = there.member("Hasland Homework Club", "Chesterfield and Bolsover", "Chesterfield")
    carl = there.elect(there.seats("GRID")[2], "Carl Orchard", club)
    client.force_login(contact)
    today = timezone.localdate().isoformat()
    html = sent(client, GRID + "leave/", last_day=today)
    assert "Carl Orchard" in html
    assert "the organisation left the network" in html
    assert StructureMembership.objects.get().end_on is None
    assert client.post(GRID + "leave/", {"last_day": today, "step": "do"}).status_code == 302
    carl.refresh_from_db()
    assert (carl.state, carl.end_reason) == (
        AppointmentState.ENDED, EndReason.ORGANISATION_LEFT,
    )  # fmt: skip
    assert client.get(GRID + "leave/").status_code == 404
    assert client.get(GRID + "votes-in/").status_code == 404


@pytest.mark.parametrize("kind", list(RoleKind))
def test_who_may_act_for_it(client: Client, there: County, club, kind: RoleKind) -> None:
    own = kind in {RoleKind.MEMBER_CONTACT, RoleKind.VOTING_CONTACT, RoleKind.CHAIR}
    user = make.role(
        kind, of=there.network, at=club if own else None, email=f"{kind.value}@hasland.example"
    )
    client.force_login(user)
    answer = client.post(GRID + "join/", TICKED)
    if kind in MAY_ACT:
        assert answer.status_code == 302
    else:
        assert answer.status_code in {403, 404}
    assert StructureMembership.objects.exists() is (kind in MAY_ACT)


def test_strangers_find_nothing(client: Client, there: County, club) -> None:
    other = make.organisation("Amble Harbour Club")
    elsewhere = make.network("Coast Voices")
    client.force_login(
        make.role(RoleKind.MEMBER_CONTACT, of=elsewhere, at=other, email="una@amble.example")
    )
    for tail in ("", "derbyshire-grid/join/", "derbyshire-grid/leave/"):
        assert client.get(OWN + tail).status_code == 404
    assert not Appointment.objects.exists()


def test_pages_in_welsh(client: Client, settings, there: County, club, contact) -> None:
    there.member("Hasland Homework Club", "Chesterfield and Bolsover", "Chesterfield")
    client.force_login(contact)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    for tail in ("", *(f"derbyshire-grid/{one}/" for one in ("join", "votes-in", "leave"))):
        assert '<html lang="cy">' in text(client, OWN + tail)
    assert client.get(OWN + "nowhere/join/").status_code == 404

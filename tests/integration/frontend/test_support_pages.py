"""Who supports a network: recorded by its leaders, public for the day, and told before it ends."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from consortium.models import Consortium, Event
from consortium.states import RoleKind
from representation.models import SupportArrangement
from representation.selectors.support import supports_ending
from tests.integration.frontend.pages import text
from tests.integration.representation.county import County, county

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
HERE = "/network/structures/derbyshire-grid/support/"
DAY = timedelta(days=1)


@pytest.fixture
def there() -> County:
    return county()


def written(**changed: Any) -> dict[str, Any]:
    return {
        "provider": "Peak Partnership",
        "what": "Coordination and minutes",
        "hours_a_week": "12",
        "funder": "Derbyshire County Council",
        "start_on": "1/4/2026",
        "end_on": "31/3/2027",
    } | changed


def support(of: County, **changed: Any) -> SupportArrangement:
    given: dict[str, Any] = {
        "provider": "Peak Partnership",
        "what": "Minutes",
        "funder": "The council",
        "start_on": date(2026, 4, 1),
    } | changed
    return SupportArrangement.objects.create(structure=of.structure, **given)


def test_it_is_recorded_and_public_on_the_days_it_holds(there: County, client: Client) -> None:
    client.force_login(there.user(RoleKind.COORDINATOR))
    assert "Nobody is recorded yet." in text(client, HERE)
    text(client, f"{HERE}new/")
    assert client.post(f"{HERE}new/", written()).headers["Location"] == HERE
    assert "Peak Partnership" in text(client, HERE)
    assert Event.objects.filter(kind="support.recorded").exists()
    client.logout()
    public = text(client, "/seats/derbyshire-grid/?on=2027-03-31")
    assert "Who supports this network" in public
    assert "Derbyshire County Council" in public
    assert "12 hours a week in all." in public
    for day in ("2026-03-31", "2027-04-01"):
        assert "Who supports" not in text(client, f"/seats/derbyshire-grid/?on={day}")


@pytest.mark.parametrize(
    "wrong, said",
    [
        ({"end_on": "1/3/2026"}, "It cannot end before it begins."),
        ({"provider": ""}, "Fill in: Who supports the network?"),
        ({"hours_a_week": "lots"}, "Hours a week"),
        ({"hours_a_week": "1001"}, "Hours a week"),
    ],
)
def test_what_cannot_be_is_said_and_not_written(
    there: County, client: Client, wrong: dict[str, str], said: str
) -> None:
    client.force_login(there.user(RoleKind.LEAD))
    answer = client.post(f"{HERE}new/", written(**wrong))
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not SupportArrangement.objects.exists()


def test_another_end_is_recorded_with_what_was_before(there: County, client: Client) -> None:
    one = support(there, end_on=date(2027, 3, 31))
    client.force_login(there.user(RoleKind.LEAD))
    address = f"{HERE}{one.pk}/end/"
    text(client, address)
    assert "before it begins" in client.post(address, {"end_on": "1/3/2026"}).content.decode()
    client.post(address, {"end_on": ""})
    one.refresh_from_db()
    assert one.end_on is None
    facts = Event.objects.get(kind="support.end-changed").facts
    assert facts == {"before": "2027-03-31", "end_on": None}


@pytest.mark.parametrize("kind", list(RoleKind))
@pytest.mark.parametrize("page", ["", "new/", "{key}/end/"])
def test_only_the_leaders_record_it(
    there: County, client: Client, kind: RoleKind, page: str
) -> None:
    one = support(there)
    client.force_login(there.user(kind))
    address = HERE + page.format(key=one.pk)
    is_leader = kind in {RoleKind.LEAD, RoleKind.COORDINATOR}
    assert (client.get(address).status_code == 200) is is_leader
    if page and not is_leader:
        assert client.post(address, written()).status_code in {403, 404}
        assert list(SupportArrangement.objects.all()) == [one]


@pytest.mark.parametrize("days, is_told", [(0, True), (90, True), (91, False), (-1, False)])
def test_an_end_is_told_ninety_days_before(
    there: County, client: Client, days: int, is_told: bool
) -> None:
    support(there, end_on=timezone.localdate() + days * DAY)
    client.force_login(there.user(RoleKind.COORDINATOR))
    assert ("Support ends: Peak Partnership" in text(client, "/today/")) is is_told


def test_what_goes_on_with_the_same_people_is_not_told(there: County) -> None:
    today = timezone.localdate()
    end = today + 30 * DAY
    support(there, end_on=end)
    networks = list(Consortium.objects.all())
    assert len(supports_ending(networks, today)) == 1
    support(there, start_on=end + DAY)
    assert supports_ending(networks, today) == ()


@pytest.mark.parametrize(
    "wrong", [{"provider": ""}, {"hours_a_week": 0}, {"end_on": date(2026, 3, 31)}]
)
def test_the_database_refuses_what_cannot_be(there: County, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        support(there, **wrong)


def test_the_same_support_sent_twice_is_noted_once(there: County, client: Client) -> None:
    client.force_login(there.user(RoleKind.COORDINATOR))
    client.post(f"{HERE}new/", written())
    again = client.post(f"{HERE}new/", written()).content.decode()
    assert "Just this support is noted already." in again
    assert SupportArrangement.objects.count() == 1
    client.post(f"{HERE}new/", written(what="Rooms"))
    assert SupportArrangement.objects.count() == 2

"""A network is founded from a preset, its constitution is anybody's to read, its rules change in the open."""

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from consortium.models import Event
from consortium.states import RoleKind
from representation.models import Structure
from representation.states import BodyKind
from representation.structures.preset import presets
from tests.factories import consortium as make
from tests.factories.member_pages import MEMBER, World, in_days, world
from tests.integration.frontend.pages import text
from tests.integration.representation.county import county
from tests.unit.frontend.well_formed import faults

pytestmark = pytest.mark.django_db
LEADERS = {RoleKind.LEAD, RoleKind.COORDINATOR}
NEW = "/network/structures/new/"
ASKED = {
    "summary": "Terms of two years",
    "consulted": "All members, by letter, until 30 June",
    "options": "Two years or three?",
    "responses": "31",
    "decision": "Most wanted shorter terms; agreed",
}


@pytest.fixture
def there() -> World:
    return world()


def answers(client: Client, address: str, **changed: Any) -> dict[str, Any]:
    """The form of that page as it is first shown, filled in as changed."""
    form = client.get(address).context["form"]
    shown = {one.name: one.value() for one in form.visible_fields() if one.value() is not None}
    return {**shown, "founded_on": timezone.localdate().isoformat(), **changed}


def found(client: Client, **changed: Any) -> Any:
    given = {"name": "Peak Voices", "founders": [MEMBER], "step": "found"} | changed
    return client.post(f"{NEW}derbyshire/", answers(client, f"{NEW}derbyshire/", **given))


def rules(client: Client, slug: str, **changed: Any) -> Any:
    address = f"/network/structures/{slug}/rules/"
    given = ASKED | {"valid_from": in_days(30).isoformat()} | changed
    return client.post(address, answers(client, address, **given))


@pytest.mark.parametrize("language", ["en-gb", "cy"])
@pytest.mark.parametrize("preset", sorted(presets()))
def test_every_preset_can_be_looked_at_and_founded(
    client: Client, settings, there: World, preset: str, language: str
) -> None:
    client.force_login(there.coordinator)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    assert f'href="{NEW}{preset}/"' in text(client, NEW)
    address = f"{NEW}{preset}/"
    assert faults(text(client, address)) == []
    given = answers(client, address, name="Peak Voices", founders=[MEMBER])
    looked = client.post(address, given)
    assert looked.status_code == 200
    assert faults(looked.content.decode()) == []
    assert not Structure.objects.exists()
    assert not Event.objects.exists()
    done = client.post(address, given | {"step": "found"})
    assert done.headers["Location"] == "/seats/peak-voices/constitution/"
    client.logout()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    assert f'<html lang="{language}">' in text(client, "/seats/peak-voices/constitution/")


def test_what_was_changed_is_founded_and_founders_join(client: Client, there: World) -> None:
    there.member.areas.set([there.area])
    client.force_login(there.coordinator)
    assert found(client, term_months="24", observers="no").status_code == 302
    structure = Structure.objects.get()
    settings = structure.versions.get().settings
    assert (settings["term_months"], settings["observers"]) == (24, False)
    assert settings["agenda"] == "two-part"
    membership = structure.memberships.get()
    assert membership.organisation == there.member
    assert membership.voting_homes.get().body.kind == BodyKind.FORUM
    html = text(client, "/seats/peak-voices/constitution/")
    assert "The network’s own choice" in html
    assert "Hasland Homework Club" in html


def test_a_founder_outside_the_rule_is_told_before(client: Client, there: World) -> None:
    """It works nowhere in the county, as far as is known."""
    client.force_login(there.lead)
    html = found(client, step="").content.decode()
    assert "Hasland Homework Club founds the network and is no member yet." in html
    assert "We work in one of the districts." in html
    assert found(client).status_code == 302
    assert not Structure.objects.get().memberships.exists()


def test_another_presets_rule_of_membership(client: Client, there: World) -> None:
    client.force_login(there.lead)
    found(client, membership="northumberland")
    rule = Structure.objects.get().versions.get().membership_rule
    assert rule == dict(presets()["northumberland"].membership)


@pytest.mark.parametrize(
    "wrong, words",
    [
        ({"term_months": "0"}, "Too small or too large: Months in a term"),
        ({"term_months": "lots"}, "Give a whole number, like 12: Months in a term"),
        ({"term_months": "121"}, "Too small or too large: Months in a term"),
        ({"voting_rule": "shouting"}, "Select a valid choice"),
        ({"founders": []}, "Choose at least one founder"),
        ({"founders": ["amble-harbour-club"]}, "Select a valid choice"),
        ({"name": "!!!"}, "A name needs letters."),
        ({"founded_on": "soon"}, "Give a day, like 31/3/2027"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_founded(
    client: Client, there: World, wrong: dict[str, Any], words: str
) -> None:
    client.force_login(there.lead)
    for step in ("", "found"):
        html = found(client, **wrong, step=step).content.decode()
        assert words in html
        assert faults(html) == []
    assert not Structure.objects.exists()


def test_a_name_that_is_taken_is_told_before(client: Client, there: World) -> None:
    client.force_login(there.lead)
    found(client)
    assert "A network of this name is here already." in found(client, step="").content.decode()
    assert Structure.objects.count() == 1


def test_changing_something_keeps_what_was_typed(client: Client, there: World) -> None:
    client.force_login(there.lead)
    html = found(client, step="change", term_months="25").content.decode()
    assert 'value="25"' in html
    assert 'value="Peak Voices"' in html
    assert not Structure.objects.exists()


@pytest.mark.parametrize("kind", list(RoleKind))
def test_who_may_found(client: Client, there: World, kind: RoleKind) -> None:
    user = make.role(kind, of=there.network, email=f"{kind.value}@peak.example")
    client.force_login(there.lead)
    form = answers(client, f"{NEW}derbyshire/", name="Peak Voices", founders=[MEMBER], step="found")
    client.force_login(user)
    listed = text(client, "/network/structures/")
    wanted = 200 if kind in LEADERS else 403
    assert client.get(NEW).status_code == wanted
    assert client.get(f"{NEW}derbyshire/").status_code == wanted
    assert client.post(f"{NEW}derbyshire/", form).status_code == (302 if kind in LEADERS else 403)
    assert ("Only the lead or the coordinator can set up" in listed) is (kind not in LEADERS)
    assert Structure.objects.exists() is (kind in LEADERS)


def test_a_preset_that_is_not_there(client: Client, there: World) -> None:
    client.force_login(there.lead)
    assert client.get(f"{NEW}atlantis/").status_code == 404


@pytest.mark.parametrize("kind", list(RoleKind))
def test_who_may_change_the_rules(client: Client, kind: RoleKind) -> None:
    there = county()
    users = {one: there.user(one) for one in {kind, RoleKind.LEAD}}
    client.force_login(users[RoleKind.LEAD])
    address = "/network/structures/derbyshire-grid/rules/"
    form = answers(
        client, address, **ASKED, valid_from=in_days(9).isoformat(), term_months="24", step="write"
    )
    client.force_login(users[kind])
    may = kind is RoleKind.LEAD
    html = text(client, "/network/structures/derbyshire-grid/")
    assert ("Only the lead can change the rules of the network." in html) is not may
    assert client.get(address).status_code == (200 if may else 403)
    assert client.post(address, form).status_code == (302 if may else 403)
    assert there.structure.versions.count() == (2 if may else 1)


def test_pages_of_another_network_are_not_found(client: Client, there: World) -> None:
    client.force_login(there.lead)
    found(client)
    client.force_login(there.stranger)
    for tail in ("", "rules/"):
        assert client.get(f"/network/structures/peak-voices/{tail}").status_code == 404


def test_old_beside_new_before_and_after(client: Client, there: World) -> None:
    client.force_login(there.lead)
    found(client)
    looked = rules(client, "peak-voices", term_months="24", membership="northumberland")
    rows = looked.content.decode().partition('id="changes"')[2]
    assert rows.index("Months in a term") < rows.index(">36<") < rows.index("<b>24</b>")
    assert "Who may join" in rows
    structure = Structure.objects.get()
    assert structure.versions.count() == 1
    written = rules(
        client, "peak-voices", term_months="24", membership="northumberland", step="write"
    )
    client.logout()
    address = written.headers["Location"]
    assert address == "/seats/peak-voices/constitution/2/"
    html = text(client, address)
    assert all(words in html for words in (*ASKED.values(), "<b>24</b>"))
    today = text(client, "/seats/peak-voices/constitution/")
    assert "New rules hold from" in today
    assert "<b>36</b>" in today
    assert "The first rules of the network." in text(client, "/seats/peak-voices/constitution/1/")
    assert client.get("/seats/peak-voices/constitution/3/").status_code == 404


def test_a_change_of_nothing_or_of_the_past_is_refused(client: Client, there: World) -> None:
    client.force_login(there.lead)
    found(client)
    assert "Nothing is changed yet" in rules(client, "peak-voices").content.decode()
    past = {"valid_from": "1/9/2024", "term_months": "24", "step": "write"}
    html = rules(client, "peak-voices", **past).content.decode()
    assert "Choose a later day." in html
    assert "Nothing is changed yet" in rules(client, "peak-voices", step="write").content.decode()
    assert Structure.objects.get().versions.count() == 1


def test_the_constitution_as_files(client: Client, there: World) -> None:
    client.force_login(there.lead)
    found(client)
    client.logout()
    written = client.get("/seats/peak-voices/constitution.txt")
    assert 'filename="peak-voices-constitution.txt"' in written.headers["Content-Disposition"]
    said = written.content.decode()
    assert "- Months in a term (Starting value. Hertford" in said
    assert "three years): 36" in said
    assert "GRID (County body): 2 | 2 seats for each forum, elected by it." in said
    document = json.loads(client.get("/seats/peak-voices/constitution.json").content)
    assert document["structure"]["slug"] == "peak-voices"
    assert {one["key"]: one["value"] for one in document["settings"]}["term_months"] == 36
    assert client.get("/seats/peak-voices/constitution.doc").status_code == 404
    assert client.get("/seats/nowhere/constitution/").status_code == 404


def test_a_network_of_tomorrow_shows_what_it_will_be(client: Client, there: World) -> None:
    client.force_login(there.lead)
    found(client, founded_on=in_days(40).isoformat())
    assert "GRID" in text(client, "/seats/peak-voices/constitution/")
    text(client, "/network/structures/peak-voices/")

"""The pages of whoever runs a network: its members, its sheets, its people, itself."""

import base64
import io
import json
import zlib
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from consortium.models import Consortium, Event, Membership, Organisation, Role
from consortium.states import MembershipClass, RoleKind
from tests.factories import consortium as make
from tests.factories.member_pages import MEMBER, World, hold, in_days, world
from tests.integration.frontend.pages import text
from tests.unit.frontend.well_formed import faults

pytestmark = pytest.mark.django_db
MEMBERS = b"""\
name,legal_form,identifiers,class,joined,areas
Hasland Homework Club,cio,,full,2024-04-01,E07000034
Clay Cross Carers,cio,GB-CHC-9900101,associate,2026-09-01,E07000034
"""
BROKEN = b"name,legal_form,class,joined\nHasland,castle,full,yesterday\n"
READ = (
    "/network/members/",
    f"/network/members/{MEMBER}/",
    "/network/roles/",
    "/network/about/",
    "/network/admit/",
    "/network/admit/?words=clay",
    "/network/import/",
)
ADMITTED = {"membership_class": "full", "start_on": "1/9/2026"}
NEW = {"name": "Clay Cross Carers", "legal_form": "cio", "identifier": "GB-CHC-9900101"}
ROLE = {
    "name": "Mo Ali",
    "email": "mo@hasland.example",
    "kind": "member-contact",
    "organisation": MEMBER,
    "start_on": "1/9/2026",
}
ABOUT = {
    "asset_lock_body": "Dales Trust",
    "fee_pct": "7",
    "help_name": "",
    "help_phone": "01632 960143",
    "help_hours": "",
    "help_text_number": "",
}
MANAGED = {  # what the lead and the coordinator may do
    f"/network/members/{MEMBER}/class/": {"start_on": "1/9/2026"},
    f"/network/members/{MEMBER}/end/": {"last_day": "31/12/2026"},
    f"/network/members/{MEMBER}/closed/": {"closed_on": "1/9/2026"},
    "/network/admit/new/": NEW | ADMITTED,
    "/network/admit/known/amble-harbour-club/": ADMITTED,
}
LED = {"/network/roles/new/": ROLE, "/network/about/edit/": ABOUT}  # what the lead alone may do


@pytest.fixture
def there() -> World:
    return world()


def uploaded(**contents: bytes) -> dict[str, object]:
    files = [SimpleUploadedFile(f"{name}.csv", content) for name, content in contents.items()]
    return {"sheets": files, "encoding": "utf-8"}


def checked(client: Client, **contents: bytes) -> dict[str, str]:
    """The hidden fields of the page that shows what the files would do."""
    answer = client.post("/network/import/", uploaded(**contents))
    return {name: answer.context[name] for name in ("content", "digest")}


@pytest.mark.parametrize("language", ["en-gb", "cy"])
def test_pages_are_there_for_the_lead(
    client: Client, settings, there: World, language: str
) -> None:
    client.force_login(there.lead)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for address in (*READ, *MANAGED, *LED):
        assert f'<html lang="{language}">' in text(client, address)


def test_who_may_what(client: Client, there: World) -> None:
    """The coordinator all but roles and the network itself; a contact nothing but reads; others nothing."""
    client.force_login(there.coordinator)
    for address, data in LED.items():
        assert client.post(address, data).status_code == 403, address
    client.force_login(there.contact)
    for address, data in (MANAGED | LED | {"/network/import/apply/": {}}).items():
        assert client.post(address, data).status_code == 403, address
    assert client.get("/network/members/").status_code == 200
    assert client.get("/network/sheets/members.xlsx").status_code == 403
    client.force_login(there.stranger)
    assert client.get(f"/network/members/{MEMBER}/").status_code == 404
    assert not Event.objects.exists()


def test_a_refused_button_says_why(client: Client, there: World) -> None:
    client.force_login(there.contact)
    html = text(client, "/network/members/")
    assert 'id="import" disabled aria-describedby="import_why"' in html
    assert "Only the lead or the coordinator can change the members." in html
    client.force_login(there.coordinator)
    assert "Only the lead can say who does what" in text(client, "/network/roles/")


def test_a_member_of_another_network_is_not_found(client: Client, there: World) -> None:
    client.force_login(there.lead)
    for tail in ("", "class/", "end/", "closed/"):
        assert client.get(f"/network/members/amble-harbour-club/{tail}").status_code == 404
    foreign = Role.objects.get(person__user=there.stranger)
    assert client.post(f"/network/roles/{foreign.pk}/end/").status_code == 404


def test_wrong_methods(client: Client, there: World) -> None:
    client.force_login(there.lead)
    assert client.post("/network/members/").status_code == 405
    assert client.get("/network/import/apply/").status_code == 405


def test_costs_are_for_those_who_may_change_them(client: Client, there: World) -> None:
    chair = make.role(RoleKind.CHAIR, of=there.network, email="chair@derbyshire.example")
    for user, may_know in ((there.lead, True), (there.contact, True), (chair, False)):
        client.force_login(user)
        html = text(client, f"/network/members/{MEMBER}/")
        assert ("The most it takes" in html) is may_know
    assert "asha@hasland.example" not in html


def test_readiness_is_told_for_the_day_that_was_asked(client: Client, there: World) -> None:
    hold(there.member, "public-liability", in_days(20), 500_000_000)
    hold(there.member, "safeguarding-policy", None)
    client.force_login(there.lead)
    assert "1 of 1 full member has everything" in text(client, "/network/members/")
    assert "Ready, not for long" in text(client, "/network/members/", ready="expiring")
    later = in_days(21).strftime("%d/%m/%Y")
    html = text(client, "/network/members/", on=later)
    assert "0 of 1 full member has everything" in html
    assert "Public liability insurance: ran out on" in html
    assert "ran out on" in text(client, f"/network/members/{MEMBER}/", on=later)


def test_filters_leave_out_and_say_so(client: Client, there: World) -> None:
    second = make.organisation("Clay Cross Carers")
    make.membership(there.network, second, membership_class=MembershipClass.ASSOCIATE)
    second.incomes.create(year_end_on=in_days(-100), pence=46_000_00, source="Accounts")
    second.areas.add(there.area)
    client.force_login(there.lead)
    for query, names in (
        ({}, {MEMBER, "clay-cross-carers"}),
        ({"words": "clay car"}, {"clay-cross-carers"}),
        ({"kind": "associate"}, {"clay-cross-carers"}),
        ({"band": "unknown"}, {MEMBER}),
        ({"band": "small"}, {"clay-cross-carers"}),
        ({"area": "Chesterfield"}, {"clay-cross-carers"}),
        ({"ready": "ready"}, set()),
        ({"on": in_days(-9999).strftime("%d/%m/%Y")}, set()),
    ):
        answer = client.get("/network/members/", query)
        assert {row.slug for row in answer.context["page"].rows} == names, query
    assert "Give a day, like 31/3/2027" in text(client, "/network/members/", on="soon")
    rows = client.get("/network/members/", {"order": "largest"}).context["page"].rows
    assert [row.slug for row in rows] == ["clay-cross-carers", MEMBER]


def test_a_long_list_has_pages(client: Client, there: World, django_assert_max_num_queries) -> None:
    for number in range(41):
        make.membership(there.network, make.organisation(f"Club {number:02}"))
    client.force_login(there.lead)
    with django_assert_max_num_queries(30):
        html = text(client, "/network/members/", page="2", kind="full")
    assert "21 to 40 of 42" in html
    assert "?page=3&amp;kind=full" in html
    assert "41 to 42 of 42" in text(client, "/network/members/", page="99")


def test_files_are_checked_shown_and_written_once(client: Client, there: World) -> None:
    client.force_login(there.lead)
    before = Organisation.objects.count()
    fields = checked(client, members=MEMBERS)
    assert Organisation.objects.count() == before
    assert not Event.objects.exists()
    answer = client.post("/network/import/apply/", fields, follow=True)
    assert "New: 1. Changed: 1. As they were: 0." in answer.content.decode()
    assert Organisation.objects.count() == before + 1
    client.post("/network/import/apply/", fields)  # a double tap
    assert Event.objects.filter(kind="members.imported").count() == 1
    again = client.post("/network/import/", uploaded(members=MEMBERS)).content.decode()
    assert "There is nothing to write" in again


def test_wrong_cells_are_named_and_nothing_is_written(client: Client, there: World) -> None:
    client.force_login(there.lead)
    html = client.post("/network/import/", uploaded(members=BROKEN)).content.decode()
    assert faults(html) == []
    assert "<title>Error: " in html
    assert "2 cells are wrong" in html
    assert "line 2, column joined" in html
    assert not Event.objects.exists()
    for files in ({}, {"sheets": [SimpleUploadedFile("members.csv", b"")]}):
        assert (
            "Choose your spreadsheets"
            in client.post("/network/import/", files | {"encoding": "utf-8"}).content.decode()
        )


@pytest.mark.parametrize(
    "content",
    ["", "!", base64.b64encode(b"x").decode(), base64.b64encode(zlib.compress(b"[1]")).decode()],
)
def test_a_damaged_confirmation_is_refused(client: Client, there: World, content: str) -> None:
    client.force_login(there.lead)
    assert client.post("/network/import/apply/", {"content": content}).status_code == 400


def test_other_files_than_were_shown_are_refused(client: Client, there: World) -> None:
    client.force_login(there.lead)
    fields = checked(client, members=MEMBERS)
    said = json.loads(zlib.decompress(base64.b64decode(fields["content"])))
    said["files"]["members.csv"] = base64.b64encode(MEMBERS.replace(b"Clay", b"Tipped")).decode()
    swapped = base64.b64encode(zlib.compress(json.dumps(said).encode())).decode()
    answer = client.post("/network/import/apply/", fields | {"content": swapped}, follow=True)
    assert "These are not the files that were checked." in answer.content.decode()
    assert not Organisation.objects.filter(name__startswith="Tipped").exists()


def test_the_sheets_come_back_as_they_went(client: Client, there: World) -> None:
    client.force_login(there.lead)
    template = load_workbook(io.BytesIO(client.get("/network/sheets/template.xlsx").content))
    assert template.sheetnames == ["members", "offers", "evidence"]
    content = client.get("/network/sheets/members.xlsx").content
    files = {"sheets": [SimpleUploadedFile("members.xlsx", content)], "encoding": "utf-8"}
    assert "There is nothing to write" in client.post("/network/import/", files).content.decode()
    for name in ("members", "offers", "evidence"):
        assert client.get(f"/network/sheets/{name}.csv").content.count(b"\n") >= 1
    sheet = client.get("/network/sheets/members.csv").content
    assert b"Hasland" in sheet
    said = client.post("/network/import/", uploaded(members=sheet)).content.decode()
    assert "There is nothing to write" in said
    for name in ("other.xlsx", "other.csv", "members.pdf", "csv"):
        assert client.get(f"/network/sheets/{name}").status_code == 404


def test_a_new_organisation_is_admitted_once(client: Client, there: World) -> None:
    client.force_login(there.coordinator)
    client.post("/network/admit/new/", NEW | ADMITTED)
    joined = Membership.objects.get(organisation__name="Clay Cross Carers")
    assert joined.consortium == there.network
    html = client.post("/network/admit/new/", NEW | ADMITTED).content.decode()
    assert "An organisation of this name is here already." in html
    client.force_login(there.lead)
    number = "GB-CHC-12"
    html = client.post("/network/admit/new/", NEW | ADMITTED | {"identifier": number}).content
    assert "Write it like GB-CHC-1234567" in html.decode()


def test_one_that_is_known_is_found_before_anything_is_typed(client: Client, there: World) -> None:
    client.force_login(there.lead)
    html = text(client, "/network/admit/", words="amble club")
    assert "/network/admit/known/amble-harbour-club/" in html
    client.post("/network/admit/known/amble-harbour-club/", ADMITTED)
    html = client.post("/network/admit/known/amble-harbour-club/", ADMITTED).content.decode()
    assert "This organisation is a member already." in html


def test_a_membership_changes_its_class_and_ends(client: Client, there: World) -> None:
    client.force_login(there.lead)
    address = f"/network/members/{MEMBER}/"
    today = timezone.localdate()
    client.post(f"{address}class/", {"start_on": today.strftime("%d/%m/%Y")})
    html = text(client, address)
    assert "Associate since" in html
    assert "Make it a full member" in html
    last = (today + timedelta(days=30)).strftime("%d/%m/%Y")
    client.post(f"{address}end/", {"last_day": last})
    assert client.get(f"{address}end/").status_code == 404
    assert Membership.objects.filter(organisation=there.member).count() == 2


def test_somebody_gets_a_role_and_loses_it(client: Client, there: World) -> None:
    client.force_login(there.lead)
    client.post("/network/roles/new/", ROLE)
    role = Role.objects.get(person__name="Mo Ali")
    html = text(client, "/network/roles/")
    assert f"/network/roles/{role.pk}/end/" in html
    client.post(f"/network/roles/{role.pk}/end/", {"end_on": "2/9/2026"})
    role.refresh_from_db()
    assert role.end_on is not None
    assert "Until now" in text(client, "/network/roles/")


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"organisation": ""}, "Say for which organisation this person acts."),
        ({"kind": "lead"}, "This is done for the network itself"),
        ({"email": "mo"}, "Give an e-mail address"),
        ({"kind": ""}, "Choose what they do"),
    ],
)
def test_a_role_that_makes_no_sense_is_refused(
    client: Client, there: World, changed: dict, error: str
) -> None:
    client.force_login(there.lead)
    assert error in client.post("/network/roles/new/", ROLE | changed).content.decode()
    assert not Role.objects.filter(person__name="Mo Ali").exists()


def test_the_last_lead_stays_until_another_starts(client: Client, there: World) -> None:
    client.force_login(there.lead)
    own = Role.objects.get(person__user=there.lead)
    address = f"/network/roles/{own.pk}/end/"
    today = timezone.localdate()
    end = {"end_on": today.strftime("%d/%m/%Y")}
    assert "Somebody must lead the network" in client.post(address, end).content.decode()
    make.role(
        RoleKind.LEAD,
        of=there.network,
        email="next@derbyshire.example",
        start_on=today + timedelta(days=1),
    )
    assert client.post(address, end).status_code == 302


def test_the_network_says_who_it_is(client: Client, there: World) -> None:
    client.force_login(there.lead)
    there.network.organisation.identifiers.create(scheme="GB-COH", value="99090001")
    html = text(client, "/network/about/")
    for words in ("99090001", "Peak Community Trust", "5%", "£5,000,000"):
        assert words in html, words
    client.post("/network/about/edit/", ABOUT)
    there.network.refresh_from_db()
    assert (there.network.fee_pct, there.network.asset_lock_body) == (7, "Dales Trust")
    html = client.post("/network/about/edit/", ABOUT | {"asset_lock_body": ""}).content.decode()
    assert "A community interest company names its asset-lock body." in html
    assert Consortium.objects.get(pk=there.network.pk).asset_lock_body == "Dales Trust"


def test_anybody_may_know_who_belongs_and_no_more(client: Client, there: World) -> None:
    there.member.email, there.member.phone = "office@hasland.example", "01632 960101"
    there.member.save()
    html = text(client, "/members/")
    assert "Hasland Homework Club" in html
    assert "Amble Harbour Club" in html
    assert "office@hasland.example" not in html
    assert "01632 960101" not in html
    html = text(client, "/members/", network="coast-voices")
    assert "Hasland Homework Club" not in html
    assert "None of the members fits." in text(client, "/members/", words="zzz")


def test_wrong_cells_are_named_in_welsh(client: Client, settings, there: World) -> None:
    client.force_login(there.lead)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    html = client.post("/network/import/", uploaded(members=BROKEN)).content.decode()
    assert "nid yw “yesterday” yn ddyddiad" in html
    assert "is not a date" not in html

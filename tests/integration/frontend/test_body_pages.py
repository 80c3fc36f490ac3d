"""Boards, sub-groups and seats are added and closed; existing seats come in from files and go out again."""

import base64
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from consortium.models import Organisation, User
from consortium.services.reference_data import ensure_reference_data
from consortium.states import AreaKind, RoleKind
from representation.models import Appointment, Body, Seat
from representation.services.appointments import end_appointment
from representation.states import BodyKind, EndReason
from tests.factories import consortium as make
from tests.factories import representation as make_seats
from tests.integration.frontend import pages
from tests.integration.frontend.pages import text
from tests.integration.representation.county import County, county
from tests.unit.frontend.well_formed import faults

pytestmark = pytest.mark.django_db
HERE = "/network/structures/derbyshire-grid/"
LEADERS = {RoleKind.LEAD, RoleKind.COORDINATOR}
SEATS = (Path(__file__).parents[1] / "representation" / "seats.csv").read_bytes()
BOARD: dict[str, Any] = {
    "name": "Safeguarding Partnership",
    "kind": "board",
    "owner": "Derbyshire Safeguarding",
    "summary": "How children are kept safe.",
    "start_on": "1/9/2026",
    "seats": "2",
    "per": "body",
    "electing": "grid",
    "eligibility": "holders",
}
SEAT: dict[str, Any] = {
    "body_slug": "childrens-trust-board",
    "label": "Small groups",
    "electing": "chesterfield-forum",
    "eligibility": "voters",
    "term_months": "24",
    "is_voting": "on",
    "start_on": "1/9/2026",
}
CLOSE = {"body_slug": "early-help-sub-group", "last_day": "1/9/2026", "step": "do"}


@pytest.fixture
def there() -> County:
    ensure_reference_data()
    return county()


@pytest.fixture
def coordinator() -> User:
    """Of a network of the same name that has nothing yet."""
    structure = make_seats.structure(founded_on=date(2020, 1, 1))
    return make.role(RoleKind.COORDINATOR, of=structure.consortium)


def sent(client: Client, tail: str, **data: Any) -> str:
    return pages.sent(client, HERE + tail, **data)


def upload(client: Client, content: bytes, name: str = "seats.csv") -> Any:
    return client.post(HERE + "import/", {"seats": SimpleUploadedFile(name, content)})


def packed(content: bytes) -> str:
    return base64.b64encode(zlib.compress(content)).decode()


def test_a_board_of_others_and_its_sub_group(client: Client, there: County) -> None:
    client.force_login(there.user(RoleKind.COORDINATOR))
    assert client.post(HERE + "bodies/new/", BOARD).status_code == 302
    part = BOARD | {
        "name": "Front Door Group", "kind": "sub-group", "parent": "safeguarding-partnership",
        "seats": "1",
    }  # fmt: skip
    assert client.post(HERE + "bodies/new/", part).status_code == 302
    board = there.body("Safeguarding Partnership")
    assert (board.kind, board.owner) == (BodyKind.BOARD, "Derbyshire Safeguarding")
    assert there.body("Front Door Group").parent == board
    assert {str(seat.electing_body) for seat in there.seats("Safeguarding Partnership")} == {"GRID"}
    client.logout()
    assert "Front Door Group" in text(client, "/boards/safeguarding-partnership/")


def test_another_district_adds_two_vacancies(client: Client, there: County) -> None:
    make.area("E07000036", "Erewash", kind=AreaKind.DISTRICT, parent=there.structure.area)
    client.force_login(there.user(RoleKind.LEAD))
    forum = {
        "name": "Erewash Forum", "kind": "forum", "area": "E07000036", "start_on": "1/9/2026",
        "seats": "0", "per": "body", "eligibility": "any-member",
    }  # fmt: skip
    assert client.post(HERE + "bodies/new/", forum).status_code == 302
    new = there.seats("GRID", electing_body__name="Erewash Forum")
    assert [str(one.area) for one in new] == ["Erewash", "Erewash"]


def test_a_seat_kept_for_small_groups(client: Client, there: County) -> None:
    client.force_login(there.user(RoleKind.LEAD))
    form = client.get(HERE + "seats/new/").context["form"]
    band = next(iter(form.bands))
    assert client.post(HERE + "seats/new/", SEAT | {"reserved": band}).status_code == 302
    seat = there.seats("Children’s Trust Board")[-1]
    assert (seat.label, seat.eligibility, seat.term_months) == ("Small groups", "voters", 24)
    assert seat.reserved_up_to is not None
    assert str(seat.electing_body) == "Chesterfield Forum"
    html = text(client, f"{HERE}childrens-trust-board/{seat.number}/")
    assert "Kept for" in html


@pytest.mark.parametrize(
    "tail, wrong, words",
    [
        ("bodies/new/", BOARD | {"name": ""}, "Fill in: Name"),
        ("bodies/new/", BOARD | {"name": "GRID"}, "A body of this name is here already."),
        ("bodies/new/", BOARD | {"seats": "51"}, "Too small or too large"),
        ("bodies/new/", BOARD | {"parent": "nowhere"}, "Select a valid choice"),
        ("seats/new/", SEAT | {"electing": ""}, "Say which body elects to this seat."),
        ("seats/new/", SEAT | {"term_months": "121"}, "Too small or too large"),
        (
            "seats/new/",
            SEAT | {"body_slug": "grid", "electing": "childrens-trust-board"},
            "Those who elect cannot be elected by the same body.",
        ),
        ("bodies/close/", CLOSE | {"last_day": "1/1/2020"}, "A body cannot end before it begins."),
        (
            "bodies/close/",
            CLOSE | {"body_slug": "childrens-trust-board"},
            "Close the bodies that are part of it first.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    client: Client, there: County, tail: str, wrong: dict[str, Any], words: str
) -> None:
    client.force_login(there.user(RoleKind.LEAD))
    before = (Body.objects.count(), Seat.objects.count())
    assert words in sent(client, tail, **wrong)
    assert (Body.objects.count(), Seat.objects.count()) == before
    assert not Body.objects.filter(end_on__isnull=False).exists()


def test_whose_time_ends_with_a_body_is_shown_first(client: Client, there: County) -> None:
    club = there.member("Hasland Homework Club", "Chesterfield")
    carl = there.elect(there.seats("GRID")[2], "Carl Orchard", club)
    there.elect_from(carl, there.seats("Early Help Sub-group")[0])
    client.force_login(there.user(RoleKind.LEAD))
    html = sent(client, "bodies/close/", **CLOSE | {"step": ""})
    assert "Carl Orchard" in html
    assert "the body was dissolved" in html
    assert there.body("Early Help Sub-group").end_on is None
    assert client.post(HERE + "bodies/close/", CLOSE).status_code == 302
    ended = Appointment.objects.get(end_reason=EndReason.BODY_DISSOLVED)
    assert ended.person.name == "Carl Orchard"


def test_a_file_is_shown_then_written_then_nothing_new(client: Client, coordinator: User) -> None:
    client.force_login(coordinator)
    before = Seat.objects.count()
    shown = upload(client, SEATS)
    html = shown.content.decode()
    assert faults(html) == []
    assert "Nothing is wrong in it, and nothing is written yet." in html
    assert "Carl Orchard" in html
    assert not Appointment.objects.exists()
    assert Seat.objects.count() == before
    fields = {name: shown.context[name] for name in ("content", "digest")}
    assert client.post(HERE + "import/apply/", fields).headers["Location"] == HERE
    assert Appointment.objects.filter(person__name="Carl Orchard").exists()
    assert "There is nothing to write" in upload(client, SEATS).content.decode()


@pytest.mark.parametrize("name", ["seats.csv", "popolo.json"])
def test_what_goes_out_comes_in_and_changes_nothing(
    client: Client, there: County, name: str
) -> None:
    club = there.member("Hasland Homework Club", "Chesterfield")
    carl = there.elect(there.seats("GRID")[2], "Carl Orchard", club)
    there.elect_from(carl, there.seats("Early Help Sub-group")[0])
    client.force_login(there.user(RoleKind.LEAD))
    out = client.get(f"{HERE}export/{name}")
    assert f'filename="derbyshire-grid-{name}"' in out.headers["Content-Disposition"]
    assert "There is nothing to write" in upload(client, out.content, name).content.decode()
    assert client.get(f"{HERE}export/seats.doc").status_code == 404


def test_what_has_ended_is_never_opened_again(client: Client, there: County) -> None:
    club = there.member("Hasland Homework Club", "Chesterfield")
    carl = there.elect(there.seats("GRID")[2], "Carl Orchard", club)
    client.force_login(there.user(RoleKind.LEAD))
    out = client.get(f"{HERE}export/seats.csv").content
    end_appointment(by=None, appointment=carl, reason=EndReason.DIED, last_day=carl.start_on)
    html = upload(client, out).content.decode()
    assert "Stays ended" in html
    client.post(HERE + "import/apply/", {"content": packed(out), "digest": "0" * 64}, follow=True)
    carl.refresh_from_db()
    assert carl.end_reason == EndReason.DIED


@pytest.mark.parametrize(
    "content, words",
    [
        (b"board,number\nGRID,x\n", "line 2, column seat"),
        (b"board,number,who may stand\nGRID,1,everyone\n", "line 2, column eligibility"),
        (b"\x00\x01\x02", "Nothing has been changed."),
        (b"{", "Nothing has been changed."),
        (b"", "The file is empty. Choose another"),
    ],
)
def test_a_bad_file_is_told_cell_by_cell(
    client: Client, there: County, content: bytes, words: str
) -> None:
    client.force_login(there.user(RoleKind.LEAD))
    before = (Seat.objects.count(), Organisation.objects.count())
    html = upload(client, content).content.decode()
    assert faults(html) == []
    assert words in html
    assert (Seat.objects.count(), Organisation.objects.count()) == before


def test_half_of_a_file_is_none_of_it(client: Client, there: County) -> None:
    client.force_login(there.user(RoleKind.LEAD))
    before = Seat.objects.count()
    html = upload(client, SEATS + b"GRID,county-body,,x,,,,,,,,,,,,\n").content.decode()
    assert "Nothing has been changed." in html
    assert Seat.objects.count() == before
    assert not Appointment.objects.exists()
    assert "Choose a file" in client.post(HERE + "import/", {}).content.decode()


def test_another_file_than_was_shown_is_refused(client: Client, coordinator: User) -> None:
    client.force_login(coordinator)
    digest = upload(client, SEATS).context["digest"]
    other = {"content": packed(SEATS.replace(b"Carl", b"Karl")), "digest": digest}
    html = client.post(HERE + "import/apply/", other, follow=True).content.decode()
    assert "This is not the file that was checked." in html
    assert client.post(HERE + "import/apply/", {"content": "%"}).status_code == 400
    assert not Appointment.objects.exists()


@pytest.mark.parametrize("kind", list(RoleKind))
def test_who_may_what_with_bodies_and_files(client: Client, there: County, kind: RoleKind) -> None:
    client.force_login(there.user(kind))
    html = text(client, HERE)
    for words in ("change bodies and seats", "import seats"):
        assert (f"Only the lead or the coordinator can {words}" in html) is (kind not in LEADERS)
    wanted = 200 if kind in LEADERS else 403
    for tail in ("bodies/new/", "bodies/close/", "seats/new/", "import/", "export/seats.csv"):
        assert client.get(HERE + tail).status_code == wanted, tail
    writes = {"bodies/new/": BOARD, "seats/new/": SEAT, "bodies/close/": CLOSE}
    for tail, data in writes.items():
        assert client.post(HERE + tail, data).status_code == (302 if kind in LEADERS else 403)
    assert upload(client, SEATS).status_code == wanted
    applied = client.post(HERE + "import/apply/", {"content": packed(SEATS), "digest": "x"})
    assert applied.status_code == (302 if kind in LEADERS else 403)
    added = there.structure.bodies.filter(name="Safeguarding Partnership").exists()
    assert added is (kind in LEADERS)


def test_strangers_and_wrong_methods(client: Client, there: County) -> None:
    elsewhere = make.network("Coast Voices")
    client.force_login(make.role(RoleKind.LEAD, of=elsewhere, email="una@amble.example"))
    for tail in ("bodies/new/", "bodies/close/", "seats/new/", "import/", "export/seats.csv"):
        assert client.get(HERE + tail).status_code == 404, tail
    client.force_login(there.user(RoleKind.LEAD))
    assert client.get(HERE + "import/apply/").status_code == 405


def test_pages_in_welsh(client: Client, settings, there: County) -> None:
    client.force_login(there.user(RoleKind.LEAD))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    for tail in ("", "bodies/new/", "bodies/close/", "seats/new/", "import/"):
        assert '<html lang="cy">' in text(client, HERE + tail)

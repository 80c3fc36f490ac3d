"""Seats come in from CSV and Popolo and go out again; the same file twice changes nothing."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from consortium.decisions import Refused
from consortium.models import Event, Organisation, Person
from consortium.states import RoleKind
from representation.models import Appointment, Body, Seat, Structure
from representation.selectors.seat_export import seats_as_csv, seats_as_popolo
from representation.services.seat_import import SeatImportPlan, check_seats, import_seats
from representation.services.seat_import_progress import InvalidSeats
from tests.factories import consortium as make
from tests.factories import representation as make_seats
from tests.integration.representation.county import county

pytestmark = pytest.mark.django_db

SEATS = (Path(__file__).parent / "seats.csv").read_text(encoding="utf-8")
HEAD = SEATS[: SEATS.index("\n") + 1]
TWICE = "GRID,,,1,,,Ann,Club,elected,,,,2010-06-01,,,\nGRID,,,1,,,Bev,Club,elected,,,,2011-06-01,,,"


@pytest.fixture
def structure() -> Structure:
    return make_seats.structure(founded_on=date(2020, 1, 1))


def load(structure: Structure, text: str | bytes) -> SeatImportPlan:
    content = text.encode() if isinstance(text, str) else text
    plan = check_seats(by=None, structure=structure, content=content)
    done = import_seats(by=None, structure=structure, content=content, digest=plan.digest)
    assert done.changes == plan.changes
    return done


def rows() -> list[int]:
    models = (Body, Seat, Appointment, Organisation, Person, Event)
    return [one.objects.count() for one in models]


def test_a_spreadsheet_becomes_bodies_seats_and_holders(structure: Structure) -> None:
    plan = load(structure, SEATS)
    counts = {
        what: plan.count("added", what) for what in ("body", "seat", "holder", "organisation")
    }
    assert counts == {"body": 4, "seat": 6, "holder": 5, "organisation": 3}
    board = Seat.objects.get(body__name="Children’s Board")
    now = board.appointments.get(ended_on__isnull=True)
    assert (now.person.name, now.electorate, now.voted) == ("Carl Orchard", 16, 13)
    assert now.basis is not None
    assert (now.basis.seat.body.name, now.basis.person) == ("GRID", now.person)
    assert board.appointments.get(ended_on__isnull=False).end_reason == "term-ended"
    assert str(Body.objects.get(name="Early Help").parent) == "Children’s Board"


def test_the_dry_run_writes_nothing(structure: Structure) -> None:
    before = rows()
    check_seats(by=None, structure=structure, content=SEATS.encode())
    assert rows() == before


def test_the_same_file_twice_changes_nothing(structure: Structure) -> None:
    load(structure, SEATS)
    before = rows()
    again = load(structure, SEATS)
    assert again.is_nothing_new
    assert rows() == before


@pytest.mark.parametrize("write", [seats_as_csv, seats_as_popolo])
def test_what_goes_out_comes_in_again_and_goes_out_the_same(structure: Structure, write) -> None:  # type: ignore[no-untyped-def]
    load(structure, SEATS)
    written = write(structure)
    before = rows()
    assert load(structure, written).is_nothing_new
    assert rows() == before
    other = make_seats.structure(
        make.network("Another Network"), slug="another", founded_on=structure.founded_on
    )
    load(other, written)
    assert seats_as_csv(other) == seats_as_csv(structure)
    assert seats_as_popolo(other) == seats_as_popolo(structure)


def test_what_has_ended_is_never_brought_back(structure: Structure) -> None:
    load(structure, SEATS)
    ended = SEATS.replace(",2029-06-11,,\n", ",2029-06-11,2026-10-22,resigned\n")
    assert load(structure, ended).count("ended") == 1
    before = rows()
    plan = load(structure, SEATS)
    assert (plan.count("kept"), plan.is_nothing_new) == (1, True)
    moved = ended.replace("2026-10-22", "2026-11-01")
    assert load(structure, moved).count("kept") == 1
    assert rows() == before
    assert Appointment.objects.get(ended_on="2026-10-22").end_reason == "resigned"


def test_a_predecessor_may_be_added_later(structure: Structure) -> None:
    load(structure, SEATS)
    row = "Children’s Board,,,1,,,Ann Sharpe,Old Club,nominated,,,,2023-06-12,,2026-06-11,term-ended\n"
    assert load(structure, HEAD + row).count("added", "holder") == 1


@pytest.mark.parametrize(
    "row, place, text",
    [
        ("GRID,,,1,,,Ann,,elected,,,,2026-06-01,,,", "line 2, column holder", "which organisation"),
        ("GRID,,,1,,,Ann,Club,elected,,,,,,,", "line 2, column from", "is empty"),
        ("GRID,,,1,,,,Club,,,,,,,,", "line 2, column on_behalf_of", "holder's name is not"),
        (
            "GRID,,,1,,,Ann,Club,indirectly-elected,Grid,,,2026-06-01,,,",
            "line 2, column elected_from",
            "names no body",
        ),
        (
            "GRID,,,1,,,Ann,Club,elected,,5,6,2026-06-01,,,",
            "line 2, column holder",
            "More cannot have voted",
        ),
        ("GRID,,,1,,,Ann,Club,voted-in,,,,2026-06-01,,,", "line 2, column mandate", "is none of"),
        ("GRID,,Nowhere,1,,,,,,,,,,,,", "line 2, column parent", "neither here nor in the file"),
        ("GRID,,,1,,,Ann,,invited,,,,9999-12-31,,,", "line 2, column from", "from 1900 to 2150"),
        ("GRID,,,one,,,,,,,,,,,,", "line 2, column seat", "is not a whole number"),
        (",,,1,,,,,,,,,,,,", "line 2, column body", "is empty"),
        (
            "GRID,,,1,,,Ann,Club,elected,,,,2026-06-01,2026-05-01,,",
            "line 2, column term_to",
            "before the first day",
        ),
        (
            "GRID,,,1,,,Ann,Club,elected,,,,2026-06-01,,2026-05-01,",
            "line 2, column until",
            "before the first day",
        ),
        (TWICE, "line 3, column holder", "Ann holds this seat"),
    ],
)
def test_an_error_names_its_cell_and_nothing_is_written(
    structure: Structure, row: str, place: str, text: str
) -> None:
    before = rows()
    with pytest.raises(InvalidSeats) as caught:
        load(structure, HEAD + row + "\n")
    first = caught.value.errors[0]
    assert first.place == place
    assert text in first.text
    assert rows() == before


@pytest.mark.parametrize(
    "column, there, other",
    [
        ("mandate", "elected,,58", "nominated,,58"),
        ("voted", "58,31", "58,30"),
        ("term_to", "14/05/2029", "15/05/2029"),
        ("body_kind", "GRID,county-body,,1", "GRID,board,,1"),
        ("electing_body", "2,District Forum", "2,Children’s Board"),
    ],
)
def test_what_is_recorded_is_not_overwritten(
    structure: Structure, column: str, there: str, other: str
) -> None:
    load(structure, SEATS)
    with pytest.raises(InvalidSeats, match="otherwise") as caught:
        load(structure, SEATS.replace(there, other, 1))
    assert caught.value.errors[0].place.endswith(f"column {column}")


POPOLO = {
    "persons": [{"id": "p", "name": "Carl Orchard"}],
    "organizations": [
        {"id": "b", "name": "Children’s Board", "classification": "board"},
        {"id": "o", "name": "Hasland Homework Club"},
    ],
    "posts": [{"id": "s", "organization_id": "b"}, {"id": "t", "organization_id": "b"}],
    "memberships": [
        {
            "person_id": "p",
            "post_id": "s",
            "on_behalf_of_id": "o",
            "start_date": "2026-06-12",
            "mandate": "elected",
            "sources": [{"url": "https://example.org/result"}],
        }
    ],
}


def test_a_popolo_file_of_others(structure: Structure) -> None:
    plan = load(structure, json.dumps(POPOLO))
    assert (plan.count("added", "seat"), plan.count("added", "holder")) == (2, 1)
    appointment = Appointment.objects.get()
    assert (appointment.seat.number, appointment.source) == (1, "https://example.org/result")


@pytest.mark.parametrize(
    "change, place",
    [
        ({"persons": {}}, "persons"),
        ({"persons": [1]}, "persons[0]"),
        ({"persons": [{"id": "p"}]}, "persons[0].name"),
        ({"persons": [{"id": "p", "name": "Carl\ud800"}]}, "persons[0].name"),
        ({"persons": [{"id": "p", "name": "Carl\x00"}]}, "persons[0].name"),
        ({"persons": [{"id": "p", "name": [1]}]}, "persons[0].name"),
        ({"persons": POPOLO["persons"] * 2}, "persons[1].id"),
        ({"posts": [{"id": "s", "organization_id": "x"}]}, "posts[0].organization_id"),
        ({"posts": [{"id": "s"}]}, "posts[0].organization_id"),
        ({"memberships": [{"person_id": "q", "post_id": "s"}]}, "memberships[0].person_id"),
        (
            {"memberships": [{"person_id": "p", "post_id": "s", "start_date": "2026"}]},
            "memberships[0].start_date",
        ),
        (
            {"memberships": [{"person_id": "p", "post_id": "s", "start_date": 2.5}]},
            "memberships[0].start_date",
        ),
    ],
)
def test_an_error_of_popolo_names_its_place(structure: Structure, change: dict, place: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(InvalidSeats) as caught:
        load(structure, json.dumps(POPOLO | change))
    assert caught.value.errors[0].place == place


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"a": "\xff"}', b"[" * 100_000])
def test_what_is_no_popolo_is_refused_in_a_line(structure: Structure, content: bytes) -> None:
    with pytest.raises(InvalidSeats, match=r"^file: "):
        check_seats(by=None, structure=structure, content=content)


def test_another_file_than_was_checked_is_refused(structure: Structure) -> None:
    plan = check_seats(by=None, structure=structure, content=SEATS.encode())
    with pytest.raises(Refused, match="not the file that was checked"):
        import_seats(by=None, structure=structure, content=HEAD.encode(), digest=plan.digest)


def test_only_leaders_import() -> None:
    of = county()
    allowed = set()
    for kind in RoleKind:
        try:
            check_seats(by=of.user(kind), structure=of.structure, content=SEATS.encode())
        except Refused:
            continue
        except InvalidSeats:
            pass
        allowed.add(kind)
    assert allowed == {RoleKind.LEAD, RoleKind.COORDINATOR}


def test_the_commands(
    structure: Structure, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "seats.csv"
    path.write_text(SEATS, encoding="utf-8")
    call_command("import_seats", str(path), structure=structure.slug)
    assert "added" in capsys.readouterr().out
    assert not Seat.objects.exists()
    call_command("import_seats", str(path), "--apply", structure=structure.slug, format="json")
    assert json.loads(capsys.readouterr().out)["added"] == 18
    call_command("export_seats", structure.slug, format="popolo")
    assert len(json.loads(capsys.readouterr().out)["memberships"]) == 5
    path.write_text(HEAD + "GRID,,,one" + "," * 12 + "\n", encoding="utf-8")
    for arguments in (
        ("import_seats", str(path), "--structure", structure.slug),
        ("import_seats", str(tmp_path / "none.csv"), "--structure", structure.slug),
        ("import_seats", str(path), "--structure", "nobody"),
        ("export_seats", "nobody"),
    ):
        with pytest.raises(SystemExit) as left:
            call_command(*arguments)
        assert left.value.code == 2
        assert len(capsys.readouterr().err.splitlines()) == 1

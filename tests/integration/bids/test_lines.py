"""Lines on a page and in a spreadsheet."""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

from bids.models import LineEvidence, RequirementLine, Tender, TenderLot
from bids.selectors.lines import line_in, line_view, lines_page
from bids.services.line_fields import FIELDS, InvalidFields
from bids.services.line_import import check_lines, import_lines, lines_template
from bids.services.lines import add_line, begin_lines, delete_line, edit_line
from consortium.decisions import Refused
from consortium.models import Event, EvidenceType, User
from consortium.spreadsheets.columns import InvalidTable
from consortium.states import RoleKind
from tests.factories import bids as make

pytestmark = pytest.mark.django_db
GOOD = {
    "ref": "A1",
    "service": "Home visits",
    "cpv": "85311300",
    "area": "Baffins",
    "volume": "1,200",
    "unit": "hour",
    "unit_price": "£25.50",
    "accreditations": "safeguarding",
    "insurance": "public-liability 5,000,000",
    "period_start": "1/4/2027",
    "period_end": "2028-03-31",
    "most_members": "2",
}


@pytest.fixture
def lead() -> User:
    return make.lead_of(make.consortium())


@pytest.fixture
def tender(lead: User) -> Tender:
    make.area()
    EvidenceType.objects.create(code="safeguarding", kind="policy", name="Safeguarding")
    EvidenceType.objects.create(code="public-liability", kind="insurance", name="Public liability")
    tender = make.tender()
    TenderLot.objects.create(tender=tender, ref="LOT-0001", position=1, title="North")
    return tender


def sheet(*rows: dict[str, str], headings: tuple[str, ...] = FIELDS) -> bytes:
    output = io.StringIO()
    writer = csv.DictWriter(output, headings, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return output.getvalue().encode()


def workbook(*rows: dict[str, Any]) -> bytes:
    book = Workbook()
    book.active.append(list(FIELDS))
    for row in rows:
        book.active.append([row.get(name) for name in FIELDS])
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def test_a_line_is_added_as_written(lead: User, tender: Tender) -> None:
    add_line(by=lead, tender=tender, fields={**GOOD, "lot": "LOT-0001"})
    found = line_in(tender, "A1")
    assert found
    line = line_view(found)
    assert (line.volume, line.unit_price_pence, line.value_pence) == (1_200, 2_550, 3_060_000)
    assert (line.area, line.lot_title, line.most_members) == ("Baffins", "North", 2)
    assert (line.period_start, line.period_end) == (date(2027, 4, 1), date(2028, 3, 31))
    assert {(one.code, one.least_cover_pence) for one in line.evidence} == {
        ("safeguarding", None),
        ("public-liability", 500_000_000),
    }
    assert line.lacks == ()


@pytest.mark.parametrize(
    "field, text",
    [
        ("ref", ""),
        ("ref", "=1+1"),
        ("ref", "x" * 41),
        ("service", ""),
        ("service", "two\nlines"),
        ("cpv", "8531130"),
        ("cpv", "٨٥٣١١٣٠٠"),
        ("area", "Atlantis"),
        ("lot", "LOT-0009"),
        ("volume", "-4"),
        ("volume", "0"),
        ("volume", "1e9999"),
        ("volume", "2.5"),
        ("volume", "1000000001"),
        ("unit", "x" * 25),
        ("unit_price", "free"),
        ("unit_price", "0"),
        ("unit_price", "1.234"),
        ("unit_price", "99999999999999999"),
        ("period_start", "31/2/2027"),
        ("period_end", "2027-03-31"),
        ("accreditations", "unheard-of"),
        ("accreditations", "safeguarding; safeguarding"),
        ("accreditations", "public-liability"),
        ("insurance", "public-liability"),
        ("insurance", "safeguarding 5"),
        ("most_members", "0"),
        ("most_members", "1001"),
    ],
)
def test_what_is_wrong_is_said_of_its_field(
    lead: User, tender: Tender, field: str, text: str
) -> None:
    with pytest.raises(InvalidFields) as refusal:
        add_line(by=lead, tender=tender, fields={**GOOD, field: text})
    blamed = {"insurance"} if text == "public-liability" else {field}
    assert refusal.value.errors.keys() == blamed
    assert not RequirementLine.objects.exists()


def test_some_fields_are_changed_and_the_others_stay(lead: User, tender: Tender) -> None:
    add_line(by=lead, tender=tender, fields=GOOD)
    edit_line(by=lead, tender=tender, ref="A1", fields={"volume": "7", "insurance": ""})
    line = RequirementLine.objects.get()
    assert (line.volume, line.unit_price_pence) == (7, 2_550)
    assert [one.type.code for one in line.evidence.all()] == ["safeguarding"]


def test_a_ref_is_not_taken_twice(lead: User, tender: Tender) -> None:
    add_line(by=lead, tender=tender, fields=GOOD)
    with pytest.raises(InvalidFields, match="Another line"):
        add_line(by=lead, tender=tender, fields=GOOD)
    add_line(by=lead, tender=tender, fields={**GOOD, "ref": "A2"})
    with pytest.raises(InvalidFields, match="Another line"):
        edit_line(by=lead, tender=tender, ref="A2", fields={"ref": "A1"})


def test_a_line_is_deleted(lead: User, tender: Tender) -> None:
    add_line(by=lead, tender=tender, fields=GOOD)
    delete_line(by=lead, tender=tender, ref="A1")
    assert not LineEvidence.objects.exists()
    with pytest.raises(LookupError):
        delete_line(by=lead, tender=tender, ref="A1")


def test_lines_begin_from_the_lots(lead: User, tender: Tender) -> None:
    assert begin_lines(by=lead, tender=tender) == 1
    line = RequirementLine.objects.get()
    assert (line.ref, line.service, line.lot.ref) == ("L1", "North", "LOT-0001")
    assert line_view(line).lacks == ("area", "volume", "unit", "unit_price", "cpv")
    with pytest.raises(Refused, match="has lines already"):
        begin_lines(by=lead, tender=tender)


SERVICES: list[Callable[..., object]] = [
    lambda by, tender: add_line(by=by, tender=tender, fields=GOOD),
    lambda by, tender: edit_line(by=by, tender=tender, ref="A1", fields={}),
    lambda by, tender: delete_line(by=by, tender=tender, ref="A1"),
    lambda by, tender: begin_lines(by=by, tender=tender),
    lambda by, tender: check_lines(by=by, tender=tender, content=b""),
    lambda by, tender: import_lines(by=by, tender=tender, content=b""),
]


@pytest.mark.parametrize("kind", [kind for kind in RoleKind if kind != RoleKind.LEAD])
@pytest.mark.parametrize("service", SERVICES)
def test_only_the_lead_changes_lines(
    tender: Tender, kind: RoleKind, service: Callable[..., object]
) -> None:
    with pytest.raises(Refused, match="Only the lead"):
        service(make.role_holder(make.consortium(), kind, "other@pompey.example"), tender)


@pytest.mark.parametrize("make_file", [sheet, workbook])
def test_a_sheet_twice_changes_nothing(
    lead: User, tender: Tender, make_file: Callable[..., bytes]
) -> None:
    content = make_file(GOOD, {**GOOD, "ref": "A2"})
    dry = check_lines(by=lead, tender=tender, content=content)
    assert (dry.added, RequirementLine.objects.count()) == (("A1", "A2"), 0)
    assert import_lines(by=lead, tender=tender, content=content) == dry
    events, evidence = Event.objects.count(), list(LineEvidence.objects.values_list("pk"))
    again = import_lines(by=lead, tender=tender, content=content)
    assert (again.added, again.changed, again.unchanged) == ((), (), ("A1", "A2"))
    assert Event.objects.count() == events
    assert list(LineEvidence.objects.values_list("pk")) == evidence
    assert check_lines(by=lead, tender=tender, content=content) == again


def test_a_sheet_changes_what_it_names_and_leaves_the_rest(lead: User, tender: Tender) -> None:
    import_lines(by=lead, tender=tender, content=sheet(GOOD, {**GOOD, "ref": "A2"}))
    done = import_lines(by=lead, tender=tender, content=sheet({**GOOD, "ref": "A2", "volume": "3"}))
    assert (done.added, done.changed) == ((), ("A2",))
    assert list(tender.lines.values_list("ref", "volume")) == [("A1", 1_200), ("A2", 3)]


def test_the_template_reads_back_to_no_change(lead: User, tender: Tender) -> None:
    import_lines(
        by=lead, tender=tender, content=sheet(GOOD, {**GOOD, "ref": "A2", "lot": "LOT-0001"})
    )
    again = import_lines(by=lead, tender=tender, content=lines_template(tender))
    assert again.unchanged == ("A1", "A2")


def test_every_error_is_told_by_cell_and_nothing_is_written(lead: User, tender: Tender) -> None:
    content = sheet(
        GOOD, {**GOOD, "ref": "A2", "volume": "-1", "area": "Atlantis"}, {**GOOD, "ref": "A1"}
    )
    with pytest.raises(InvalidTable) as refusal:
        import_lines(by=lead, tender=tender, content=content)
    assert [error.place for error in refusal.value.errors] == ["E3", "F3", "A4"]
    assert not RequirementLine.objects.exists()


@pytest.mark.parametrize(
    "content, place",
    [
        (b"", "file"),
        (b"ref,colour\nA1,red\n", "B1"),
        (sheet(GOOD, headings=FIELDS[:3]), "file"),
        (sheet(), "A2"),
        (b"ref\nA\x00\n", "line 2"),
        ("ref,service\nA1,caf\xe9\n".encode("cp1252"), "line 2"),
        (workbook({**GOOD, "volume": "=1+1"}), "F2"),
    ],
)
def test_a_sheet_that_is_none_is_refused_with_the_place(
    lead: User, tender: Tender, content: bytes, place: str
) -> None:
    with pytest.raises(InvalidTable) as refusal:
        import_lines(by=lead, tender=tender, content=content)
    assert refusal.value.errors[0].place == place


def test_pages_of_lines(lead: User, tender: Tender) -> None:
    rows = [{**GOOD, "ref": f"A{n:02}", "volume": str(n)} for n in range(1, 8)]
    import_lines(by=lead, tender=tender, content=sheet(*rows))
    make.line(tender, "B1", service="Evening visits", volume=None)
    page = lines_page(tender, page=2, size=3)
    assert ([line.ref for line in page.lines], page.first, page.last) == (
        ["A04", "A05", "A06"],
        4,
        6,
    )
    assert (page.total, page.pages, page.value_pence) == (8, 3, 28 * 2_550)
    assert lines_page(tender, page=99, size=3).page == 3
    assert [line.ref for line in lines_page(tender, words="evening baff").lines] == ["B1"]
    assert [line.ref for line in lines_page(tender, only_lacking=True).lines] == ["B1"]
    assert lines_page(tender, lot="LOT-0001").total == 0
    assert lines_page(tender, area="E05002441").total == 8

"""Writing requirement lines on pages: by hand, from the lots, from a spreadsheet."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from bids.models import RequirementLine, Tender, TenderLot
from consortium.models import EvidenceType
from tests.factories import bids as make

pytestmark = pytest.mark.django_db

SHEET = b"""ref,service,area,volume,unit,unit_price,cpv
A1,Home visits,Baffins,120,hour,25.00,85311300
B1,Home visits,Milton,40,hour,26.50,85311300
"""


def sheet(client: Client, tender: Tender, content: bytes) -> str:
    file = SimpleUploadedFile("lines.csv", content)
    page = client.post(reverse("staff:sheet", args=[tender.pk]), {"file": file})
    assert page.status_code == 200
    return page.content.decode()


def send(client: Client, name: str, args: list[Any], **data: Any) -> Any:
    return client.post(reverse(f"staff:{name}", args=args), data, follow=True)


def test_a_sheet_is_looked_at_first_and_then_written(at_desk: Client, tender: Tender) -> None:
    html = sheet(at_desk, tender, SHEET)
    assert "What the sheet would do" in html
    assert "1 (B1)" in html
    assert "1 (A1)" in html
    assert tender.lines.get(ref="A1").volume == 100
    content = re.search(r'name="content" value="([^"]+)"', html)
    assert content
    page = send(at_desk, "sheet-apply", [tender.pk], content=content[1])
    assert "Added: 1. Changed: 1. As they were: 0." in page.content.decode()
    assert tender.lines.get(ref="A1").volume == 120
    assert tender.lines.get(ref="B1").unit_price_pence == 2_650
    again = send(at_desk, "sheet-apply", [tender.pk], content=content[1])
    assert "Added: 0. Changed: 0. As they were: 2." in again.content.decode()


def test_errors_stand_cell_by_cell_and_nothing_is_written(at_desk: Client, tender: Tender) -> None:
    wrong = SHEET.replace(b"120", b"lots").replace(b"Milton", b"Nowhere")
    html = sheet(at_desk, tender, wrong)
    assert "<title>Error: " in html
    assert "2 things to put right in the sheet, the first: D2" in html
    assert re.search(r">\s*(<div>)?C3", html)
    assert "“Nowhere” is not an area that we know." in html
    assert 'name="content"' not in html
    assert sorted(tender.lines.values_list("ref", flat=True)) == ["A1", "A2"]


def test_a_sheet_that_went_wrong_meanwhile_is_not_half_written(
    at_desk: Client, tender: Tender
) -> None:
    html = sheet(at_desk, tender, SHEET)
    content = re.search(r'name="content" value="([^"]+)"', html)
    assert content
    make.area("E05009999", "Milton")  # now two areas are called so
    page = send(at_desk, "sheet-apply", [tender.pk], content=content[1])
    assert "There are several areas called “Milton”." in page.content.decode()
    assert tender.lines.get(ref="A1").volume == 100


@pytest.mark.parametrize("content", ["", "%%%", "AAAA", "eJwDAA"])
def test_a_damaged_sheet_is_refused(at_desk: Client, tender: Tender, content: str) -> None:
    address = reverse("staff:sheet-apply", args=[tender.pk])
    assert at_desk.post(address, {"content": content}).status_code == 400
    assert tender.lines.count() == 2


def test_the_template_reads_back_to_the_same_lines(at_desk: Client, tender: Tender) -> None:
    answer = at_desk.get(reverse("staff:sheet-template", args=[tender.pk]))
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "2 (A1, A2)" in sheet(at_desk, tender, answer.content)


def test_lines_begin_from_the_lots_once(at_desk: Client, lead: object) -> None:
    tender = make.tender()
    TenderLot.objects.create(tender=tender, position=1, ref="LOT-1", title="North")
    page = send(at_desk, "lines-begin", [tender.pk]).content.decode()
    assert "1 requirement begun. Fill it in." in page
    assert "1 still to fill in." in page
    assert "area, volume, unit, unit price and CPV code" in page
    answer = at_desk.post(reverse("staff:lines-begin", args=[tender.pk]))
    assert answer.status_code == 403
    assert tender.lines.count() == 1


def test_a_line_is_written_part_by_part(at_desk: Client, tender: Tender) -> None:
    page = send(
        at_desk,
        "line-new",
        [tender.pk],
        ref="C1",
        service="Youth work",
        area="Milton",
        cpv="92331210",
    )
    line = RequirementLine.objects.get(ref="C1")
    volume = reverse("staff:line-part", args=[tender.pk, line.pk, "volume"])
    assert page.redirect_chain == [(volume, 302)]
    args = [tender.pk, line.pk, "volume"]
    page = send(at_desk, "line-part", args, volume="1,200", unit="session", unit_price="£150")
    assert page.redirect_chain == [(reverse("staff:line", args=[tender.pk, line.pk]), 302)]
    assert "£180,000" in page.content.decode()


def test_what_the_holder_must_have_is_ticked(at_desk: Client, tender: Tender) -> None:
    for code, kind in (
        ("enhanced-dbs", "accreditation"),
        ("public-liability", "insurance"),
        ("mark", "accreditation"),
    ):
        EvidenceType.objects.create(code=code, kind=kind, name=code.title())
    line = tender.lines.get(ref="A1")
    args = [tender.pk, line.pk, "holder"]
    page = send(
        at_desk,
        "line-part",
        args,
        **{
            "accreditations": ["enhanced-dbs"],
            "cover_public-liability": "5,000,000",
            "most_members": "2",
        },
    )
    assert page.redirect_chain
    held = sorted(line.evidence.values_list("type__code", "least_cover_pence"))
    assert held == [("enhanced-dbs", None), ("public-liability", 500_000_000)]
    html = at_desk.get(reverse("staff:line-part", args=args)).content.decode()
    assert 'value="5000000.00"' in html
    assert re.search(r'value="enhanced-dbs"[^>]*checked', html)
    wrong = send(at_desk, "line-part", args, **{"cover_public-liability": "much"})
    assert "“much” is not an amount in pounds" in wrong.content.decode()
    assert line.evidence.count() == 2


@pytest.mark.parametrize(
    "data, words",
    [
        ({"ref": "A1", "service": "x"}, "Another line has this reference."),
        ({"ref": "", "service": "x"}, "Give the line a reference."),
        ({"ref": "D1", "service": "x", "area": "Atlantis"}, "is not an area that we know."),
        ({"ref": "D1", "service": "=1+1"}, "spreadsheets would compute it"),
        ({"ref": "D1", "service": "x", "cpv": "123"}, "A CPV code has eight digits"),
        ({"ref": "D\x001", "service": "x"}, "Null characters are not allowed."),
    ],
)
def test_an_error_stands_at_its_field(
    at_desk: Client, tender: Tender, data: dict[str, str], words: str
) -> None:
    html = send(at_desk, "line-new", [tender.pk], **data).content.decode()
    assert "<title>Error: " in html
    assert words in html
    assert tender.lines.count() == 2


def test_a_line_is_taken_away_after_one_question(at_desk: Client, tender: Tender) -> None:
    line = tender.lines.get(ref="A2")
    address = reverse("staff:line-remove", args=[tender.pk, line.pk])
    assert "Take it away?" in at_desk.get(address).content.decode()
    assert tender.lines.count() == 2
    assert "Taken away: A2" in at_desk.post(address, follow=True).content.decode()
    assert at_desk.post(address).status_code == 404


def test_lines_are_found_by_words_and_by_what_they_lack(at_desk: Client, tender: Tender) -> None:
    make.line(tender, "A3", volume=None)
    address = reverse("staff:requirements", args=[tender.pk])
    html = at_desk.get(address, {"words": "milton"}).content.decode()
    assert ">A2</a>" in html
    assert ">A1</a>" not in html
    html = at_desk.get(address, {"lacking": "on"}).content.decode()
    assert ">A3</a>" in html
    assert ">A2</a>" not in html
    assert "1 line lacks its area, volume, unit, price or CPV code." in html

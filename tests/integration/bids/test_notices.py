"""Keeping notices and opening tenders from them."""

import json
import os
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from bids.models import Notice, Tender, TenderCriterion, TenderLot
from bids.selectors.notices import notices_page
from bids.selectors.tenders import tender_in, tender_view, tenders_of
from bids.services.notice_import import NoticeError, import_notices
from bids.services.tenders import TenderFacts, open_tender, open_tender_by_hand
from consortium.decisions import Refused
from consortium.models import User
from consortium.states import RoleKind
from tests.factories import bids as make

pytestmark = pytest.mark.django_db
DATA = Path(os.environ.get("MANYHANDS_DATA", settings.BASE_DIR / "../shared/data")) / "notices"


def release(release_id: str = "1", **tender: Any) -> dict[str, Any]:
    return {
        "ocid": "ocds-h6vhtk-1",
        "id": release_id,
        "buyer": {"name": "Portsmouth City Council"},
        "tender": {
            "title": "Early Help",
            "value": {"amount": 1_860_000, "amountGross": 2_232_000, "currency": "GBP"},
            "tenderPeriod": {"endDate": "2026-12-18T12:00:00Z"},
            "enquiryPeriod": {"endDate": "2026-12-04T17:30:00Z"},
            "lots": [
                {
                    "id": "LOT-0001",
                    "title": "North",
                    "value": {"amount": 1_860_000},
                    "contractPeriod": {
                        "startDate": "2027-04-01T00:00:00+01:00",
                        "endDate": "2030-03-31T23:59:59+01:00",
                    },
                    "awardCriteria": {
                        "criteria": [{"name": "Price", "type": "price", "description": "60"}]
                    },
                }
            ],
            **tender,
        },
    }


def package(*releases: dict[str, Any]) -> bytes:
    return json.dumps({"releases": releases}).encode()


@pytest.fixture
def lead() -> User:
    return make.lead_of(make.consortium())


@pytest.mark.official
@pytest.mark.skipif(not DATA.exists(), reason="MANYHANDS_DATA names no folder with notices")
@pytest.mark.parametrize(
    "name, releases, lots",
    [
        ("s2w-wales-2025.json", 89, 232),
        ("cf-england-2025.json", 200, 0),
        ("fts/083650-2026.json", 1, 1),
    ],
)
def test_published_files_are_kept_once(name: str, releases: int, lots: int) -> None:
    def run() -> dict[str, int]:
        output = StringIO()
        call_command("import_notice", str(DATA / name), format="json", stdout=output)
        return json.loads(output.getvalue())

    first = run()
    assert (first["releases"], first["tenders"], first["lots"]) == (releases, releases, lots)
    assert (first["added"], first["unchanged"]) == (releases, 0)
    assert first["warnings"] > 0
    assert run() == first | {"added": 0, "unchanged": releases}
    assert Notice.objects.count() == releases


@pytest.mark.official
@pytest.mark.skipif(not DATA.exists(), reason="MANYHANDS_DATA names no folder with notices")
def test_every_published_tender_can_be_opened(lead: User) -> None:
    for path in sorted(DATA.rglob("*.json")):
        for notice_id in import_notices(by=None, data=path.read_bytes()).notices:
            notice = Notice.objects.get(pk=notice_id)
            view = tender_view(open_tender(by=lead, consortium=make.consortium(), notice=notice))
            assert len(view.lots) == notice.lot_count
    assert len(tenders_of(make.consortium())) == 290


def test_a_release_is_kept_once_in_one_file_and_in_two() -> None:
    first = import_notices(by=None, data=package(release(), release()))
    assert (first.added, first.unchanged, len(set(first.notices))) == (1, 1, 1)
    again = import_notices(by=None, data=package(release("2"), release()))
    assert (again.added, again.unchanged) == (1, 1)


def test_a_release_without_an_id_is_told_apart_by_content() -> None:
    one, two = release(), release(title="Later Help")
    del one["id"], two["id"]
    assert import_notices(by=None, data=package(one, two, one)).added == 2
    assert import_notices(by=None, data=package(two)).added == 0


def test_what_was_kept_first_stays_when_its_publisher_alters_it() -> None:
    before = import_notices(by=None, data=package(release()))
    after = import_notices(by=None, data=package(release(title="Something else")))
    assert (after.added, after.warnings) == (0, before.warnings + 1)
    assert Notice.objects.get().title == "Early Help"


def test_it_is_kept_as_published() -> None:
    import_notices(by=None, data=package(release()))
    assert json.loads(Notice.objects.get().raw) == release()


def test_all_of_a_file_or_nothing() -> None:
    with pytest.raises(NoticeError, match=r"releases\[1\]\.ocid: is missing"):
        import_notices(by=None, data=package(release(), {"id": "2"}))
    assert not Notice.objects.exists()


def test_all_files_or_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "good.json").write_bytes(package(release()))
    (tmp_path / "bad.json").write_bytes(b"{")
    errors = StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command(
            "import_notice", str(tmp_path / "good.json"), str(tmp_path / "bad.json"), stderr=errors
        )
    assert stop.value.code == 2
    assert "bad.json: line 1 column 2" in errors.getvalue()
    assert errors.getvalue().count("\n") == 1
    assert not Notice.objects.exists()


def test_a_tender_is_opened_from_a_notice_once(lead: User) -> None:
    import_notices(by=lead, data=package(release()))
    notice = Notice.objects.get()
    tender = open_tender(by=lead, consortium=make.consortium(), notice=notice)
    assert open_tender(by=lead, consortium=make.consortium(), notice=notice).pk == tender.pk
    view = tender_view(tender)
    assert view.bids_close == "noon, Friday 18 December 2026"
    assert view.questions_close == "5:30pm, Friday 4 December 2026"
    assert (view.value_net_pence, view.value_gross_pence) == (186_000_000, 223_200_000)
    assert (view.period_start, view.period_end) == (date(2027, 4, 1), date(2030, 3, 31))
    assert [(lot.position, lot.ref, lot.title) for lot in view.lots] == [(1, "LOT-0001", "North")]
    assert [(one.name, one.kind, one.weight_bp, one.lot) for one in view.criteria] == [
        ("Price", "price", 6_000, "LOT-0001")
    ]
    assert TenderLot.objects.count() == TenderCriterion.objects.count() == 1


def test_the_list_of_tenders_is_the_consortiums_own(lead: User) -> None:
    mine, other = make.tender(), make.tender(make.consortium("other"))
    make.line(mine, volume=None)
    make.finished_plan(mine, number=3)
    (row,) = tenders_of(make.consortium())
    assert (row.id, row.lines, row.lines_lacking, row.latest_plan) == (mine.pk, 1, 1, 3)
    assert tender_in(make.consortium(), other.pk) is None
    assert tender_in(make.consortium(), mine.pk) == mine


def test_a_notice_without_a_tender_opens_none(lead: User) -> None:
    notice = make.notice(reading={"has_tender": False})
    with pytest.raises(Refused, match="describes no tender"):
        open_tender(by=lead, consortium=make.consortium(), notice=notice)


@pytest.mark.parametrize("kind", [kind for kind in RoleKind if kind != RoleKind.LEAD])
def test_only_the_lead_opens(kind: RoleKind) -> None:
    other = make.role_holder(make.consortium(), kind, "other@pompey.example")
    with pytest.raises(Refused, match="Only the lead"):
        open_tender(by=other, consortium=make.consortium(), notice=make.notice())
    with pytest.raises(Refused, match="Only the lead"):
        open_tender_by_hand(by=other, consortium=make.consortium(), facts=TenderFacts("A", "B"))
    assert not Tender.objects.exists()


def test_a_tender_by_hand(lead: User) -> None:
    facts = TenderFacts("Youth work", "Havant Borough Council", value_net_pence=5_000_000)
    tender = open_tender_by_hand(by=lead, consortium=make.consortium(), facts=facts)
    assert tender_view(tender).title == "Youth work"
    for bad in (
        TenderFacts(" ", "B"),
        TenderFacts("A", "B", period_start=date(2027, 2, 1), period_end=date(2027, 1, 1)),
    ):
        with pytest.raises(Refused):
            open_tender_by_hand(by=lead, consortium=make.consortium(), facts=bad)


def test_notices_by_page(lead: User) -> None:
    import_notices(by=lead, data=package(*(release(str(n)) for n in range(25))))
    page = notices_page(make.consortium(), page=2, words="early portsmouth")
    assert (page.first, page.last, page.total, page.pages) == (21, 25, 25, 2)
    assert notices_page(make.consortium(), words="elsewhere").total == 0

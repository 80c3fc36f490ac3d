"""The database refuses what no code should ever ask of it."""

from typing import Any

import pytest

from bids.models import (
    LineEvidence,
    LotPlan,
    PartAnswer,
    PlanChoice,
    PlanLot,
    RequirementLine,
    Tender,
    TenderLot,
)
from consortium.models import EvidenceType
from tests.factories import bids as make
from tests.guarded import refused, run

pytestmark = pytest.mark.django_db
UNCHANGEABLE = [
    "bids_notice",
    "bids_lotplan",
    "bids_planlot",
    "bids_planallocation",
    "bids_partanswer",
    "bids_planchoice",
]


@pytest.fixture
def _rows() -> None:
    make.notice()
    plan = make.finished_plan(make.tender())
    answer(plan)
    PlanChoice.objects.create(plan=plan, by=make.lead_of(make.consortium()))


def answer(plan: LotPlan, **fields: Any) -> PartAnswer:
    given = {"kind": "declined", "line_ref": "A1", "by": make.lead_of(make.consortium())} | fields
    held = plan.lots.get()
    return PartAnswer.objects.create(
        plan=plan, tender=plan.request.tender, organisation=held.organisation, **given
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "declined", "line_ref": ""},
        {"kind": "withdrawn", "line_ref": "A1"},
        {"kind": "returned", "line_ref": "A1"},
        {"kind": "sulks", "line_ref": ""},
    ],
)
def test_an_answer_declines_a_line_or_is_about_all(fields: dict[str, Any]) -> None:
    plan = make.finished_plan(make.tender())
    answer(plan)
    refused(lambda: answer(plan, **fields))


@pytest.mark.parametrize(
    "fields",
    [
        {"follows": False, "keep_weight_pence": 1},
        {"follows": True, "keep_weight_pence": -1},
        {"follows": True, "keep_weight_pence": 1, "supposes": {"kind": "recruit"}},
        {"follows": False, "supposes": {"kind": "recruit"}},
    ],
)
def test_what_keeps_or_supposes_follows_a_plan(fields: dict[str, Any]) -> None:
    plan = make.finished_plan(make.tender())
    follows = plan if fields.pop("follows") else None
    requests = plan.request.tender.plan_requests
    refused(lambda: requests.update(follows=follows, **fields))
    requests.update(follows=plan, keep_weight_pence=0)


@pytest.mark.usefixtures("_rows")
@pytest.mark.parametrize("table", UNCHANGEABLE)
def test_what_is_kept_never_changes(table: str) -> None:
    refused(lambda: run(f"UPDATE {table} SET id = id"))  # noqa: S608
    refused(lambda: run(f"DELETE FROM {table}"))  # noqa: S608


@pytest.mark.parametrize(
    "fields",
    [
        {"title": ""},
        {"buyer": ""},
        {"value_net_pence": -1},
        {"value_gross_pence": 10**16},
        {"currency": "gbp"},
        {"period_end": "2027-03-31"},
    ],
)
def test_a_tender_is_sound(fields: dict[str, Any]) -> None:
    refused(lambda: make.tender(**fields))


def test_a_notice_is_kept_once_and_opened_once_by_a_consortium() -> None:
    notice = make.notice()
    refused(make.notice)
    make.tender(notice=notice)
    refused(lambda: make.tender(notice=notice))
    make.tender(make.consortium("another"), notice=notice)
    assert Tender.objects.filter(notice=notice).count() == 2


@pytest.mark.parametrize(
    "fields",
    [{"ocid": ""}, {"release_key": ""}, {"digest": "0" * 63}, {"source": "a-friend"}],
)
def test_a_notice_is_sound(fields: dict[str, Any]) -> None:
    refused(lambda: make.notice(**({"ocid": "ocds-2"} | fields)))


@pytest.mark.parametrize(
    "fields",
    [
        {"ref": ""},
        {"service": ""},
        {"cpv": "8531130"},
        {"cpv": "8531130X"},
        {"volume": 0},
        {"volume": 10**9 + 1},
        {"unit_price_pence": 0},
        {"most_members": 0},
        {"period_start": "2028-01-02", "period_end": "2028-01-01"},
    ],
)
def test_a_line_is_sound(fields: dict[str, Any]) -> None:
    tender = make.tender()
    refused(lambda: make.line(tender, **fields))


def test_refs_stand_once_in_a_tender() -> None:
    tender = make.tender()
    make.line(tender)
    refused(lambda: make.line(tender))
    make.line(make.tender())
    TenderLot.objects.create(tender=tender, ref="1", position=1)
    refused(lambda: TenderLot.objects.create(tender=tender, ref="1", position=2))
    refused(lambda: TenderLot.objects.create(tender=tender, ref="2", position=1))
    assert RequirementLine.objects.count() == 2


def test_evidence_is_asked_for_once_with_a_cover_above_nothing() -> None:
    line = make.line(make.tender())
    kind = EvidenceType.objects.create(code="public-liability", kind="insurance", name="PL")
    other = EvidenceType.objects.create(code="employers-liability", kind="insurance", name="EL")
    LineEvidence.objects.create(line=line, type=kind, least_cover_pence=1)
    refused(lambda: LineEvidence.objects.create(line=line, type=kind))
    refused(lambda: LineEvidence.objects.create(line=line, type=other, least_cover_pence=0))


@pytest.mark.parametrize(
    "fields",
    [
        {"bound_pence": 11},
        {"covered_pence": 101},
        {"ceiling_pence": 101},
        {"ceiling_pence": 99},
        {"small_pence": 101},
        {"members_with_part": 2},
        {"lines_covered": 2},
    ],
)
def test_a_plan_claims_nothing_impossible(fields: dict[str, Any]) -> None:
    plan = make.finished_plan(make.tender())
    request = make.finished_plan(make.tender()).request
    values = {
        field.attname: getattr(plan, field.attname)
        for field in LotPlan._meta.concrete_fields
        if field.attname not in {"id", "request_id"}
    }
    request.pk, request.number = None, 2
    request.save(force_insert=True)
    refused(lambda: LotPlan.objects.create(request=request, **(values | fields)))
    assert LotPlan.objects.create(request=request, **values).pk
    refused(lambda: LotPlan.objects.create(request=request, **values))


def test_a_lot_has_its_number_once() -> None:
    lot = PlanLot.objects.get(plan=make.finished_plan(make.tender()))
    lot.pk = None
    refused(lambda: lot.save(force_insert=True))

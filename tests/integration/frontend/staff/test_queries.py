"""A page asks the database as much for many rows as for few."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bids.models import LotPlan, Tender, TenderLot
from consortium.models import EvidenceType
from tests.factories import bids as make

pytestmark = pytest.mark.django_db


def asked(client: Client, name: str, *args: int) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse(f"staff:{name}", args=args)).status_code == 200
    return len(queries)


def test_of_lists_and_tenders(at_desk: Client, tender: Tender) -> None:
    pages = [("tenders",), ("notices",), ("tender", tender.pk), ("requirements", tender.pk)]
    evidence = EvidenceType.objects.create(code="dbs", kind="accreditation", name="DBS")
    tender.lines.get(ref="A1").evidence.create(type=evidence)
    TenderLot.objects.create(tender=tender, position=99, ref="LOT-99")
    make.notice()
    for page in pages:
        asked(at_desk, *page)  # what is kept from the first time on
    before = [asked(at_desk, *page) for page in pages]
    for number in range(20):
        make.tender(title=f"Work {number}")
        make.notice(f"ocds-{number}")
        lot = TenderLot.objects.create(tender=tender, position=number, ref=f"LOT-{number}")
        make.line(tender, f"B{number}", lot=lot).evidence.create(type=evidence)
    assert [asked(at_desk, *page) for page in pages] == before


def test_of_a_plan_and_its_versions(at_desk: Client, planned: Tender) -> None:
    pages = [("plan", planned.pk, 1), ("plan-members", planned.pk, 1), ("plan-new", planned.pk)]
    for page in pages:
        asked(at_desk, *page)
    before = [asked(at_desk, *page) for page in pages]
    lot = LotPlan.objects.get().lots.earliest("number")
    for number in range(10, 30):
        lot.pk, lot.number = None, number
        lot.save(force_insert=True)
        make.finished_plan(make.tender(), 1)
    assert [asked(at_desk, *page) for page in pages] == before

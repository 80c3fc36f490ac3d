"""A tender without a notice: typed in and ready for its lines; what is wrong is said, and nothing kept."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from bids.models import Tender

pytestmark = pytest.mark.django_db
PAGE = "/tenders/new/by-hand/"
TYPED = {
    "title": "Youth work in Havant",
    "buyer": "Havant Borough Council",
    "closes_on": "18/6/2027",
    "closes_at": "12:00",
    "period_start": "1/9/2027",
    "period_end": "31/8/2028",
    "description": "Two evenings a week.",
}


def test_a_call_that_came_by_mail_becomes_a_tender(at_desk: Client) -> None:
    assert PAGE in at_desk.get("/tenders/new/").content.decode()
    answer = at_desk.post(PAGE, TYPED, follow=True)
    tender = Tender.objects.get()
    assert answer.redirect_chain == [(f"/tenders/{tender.pk}/", 302)]
    assert tender.bids_close_at == datetime(2027, 6, 18, 11, tzinfo=UTC)  # noon in a British summer
    assert (tender.period_start, tender.period_end) == (date(2027, 9, 1), date(2028, 8, 31))
    html = answer.content.decode()
    assert "Youth work in Havant" in html
    assert "Two evenings a week." in html


def test_only_what_and_who_must_be_known(at_desk: Client) -> None:
    given = {"title": "Youth work", "buyer": "Havant Borough Council"}
    assert at_desk.post(PAGE, given).status_code == 302
    assert Tender.objects.get().bids_close_at is None


@pytest.mark.parametrize(
    "changed, said",
    [
        ({"title": " "}, "Fill in: What is asked for"),
        ({"buyer": "x" * 301}, "at most 300 characters"),
        ({"closes_at": ""}, "Give the time of day too"),
        ({"closes_on": ""}, "Give the day too"),
        ({"period_end": "31/8/2027"}, "The last day is before the first."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_kept(
    at_desk: Client, changed: dict[str, str], said: str
) -> None:
    answer = at_desk.post(PAGE, TYPED | changed)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not Tender.objects.exists()

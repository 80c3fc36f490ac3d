"""Who is let in where: the lead everywhere, colleagues to look, another consortium nowhere."""

import pytest
from django.test import Client
from django.urls import reverse

from bids.models import FairnessTable, PlanChoice, Tender
from consortium.models import User
from tests.factories import bids as make

pytestmark = pytest.mark.django_db

LOOK = (
    "tender",
    "requirements",
    "sheet-template",
    "plan-new",
    "plan-compare",
    "line",
    "plan",
    "plan-members",
    "what-if",
    "fairness",
    "plan-again",
    "plan-file",
    "job",
)
CHANGE_PAGES = ("sheet", "line-new", "line-part", "line-remove", "part")
SEND = (*CHANGE_PAGES, "plan-new", "what-if", "fairness", "plan-again")
SEND_ONLY = (
    "lines-begin",
    "sheet-apply",
    "job-stop",
    "job-retry",
    "fairness-stop",
    "fairness-retry",
    "plan-settle",
    "repair-try",
    "part-return",
)
OPENING = ("tender-new", "tender-by-hand", "notice-open")
WHAT_IS_SENT = {
    "plan-new": {
        "small_floor": "40",
        "least_fill": "0",
        "reserve": "0",
        "effort": "quick",
        "line_cost": "150",
        "member_cost": "500",
    },
    "what-if": {"small_floor": "40", "least_fill": "0", "reserve": "0"},
    "fairness": {"floors": "0, 30", "fills": "0"},
    "plan-again": {"keep_weight": "10,000"},
    "part": {"what": "all", "reason": ""},
    "sheet-apply": {"content": "eJwDAAAAAAE="},
    "line-new": {"ref": "A9", "service": "Home visits"},
    "line-part": {"volume": "120", "unit": "hour", "unit_price": "25"},
}


def address(name: str, tender: Tender) -> str:
    line = tender.lines.earliest("position").pk
    extra = {
        "line": [line],
        "line-part": [line, "volume"],
        "line-remove": [line],
        "plan": [1],
        "plan-members": [1],
        "what-if": [1],
        "fairness": [1],
        "fairness-stop": [1],
        "fairness-retry": [1],
        "plan-again": [1],
        "plan-settle": [1],
        "repair-try": [1, 1],
        "part": [1, "baffins-carers"],
        "part-return": [1, "baffins-carers"],
        "plan-file": [1, "csv"],
    }
    if name.startswith("job"):
        job = tender.plan_requests.get().job_id
        return reverse(f"staff:{name}", args=[job])
    return reverse(f"staff:{name}", args=[tender.pk, *extra.get(name, [])])


def test_a_line_leads_only_whom_it_may_to_its_forms(
    at_desk: Client, client: Client, treasurer: User, planned: Tender
) -> None:
    page = address("line", planned)
    assert f'href="{page}volume/"' in at_desk.get(page).content.decode()
    client.force_login(treasurer)
    assert f'href="{page}volume/"' not in client.get(page).content.decode()


def test_the_lead_sees_every_page(at_desk: Client, planned: Tender) -> None:
    for name in (*LOOK, *CHANGE_PAGES):
        assert at_desk.get(address(name, planned)).status_code == 200, name


def test_colleagues_may_look(client: Client, treasurer: User, planned: Tender) -> None:
    client.force_login(treasurer)
    for name in LOOK:
        assert client.get(address(name, planned)).status_code == 200, name


def test_colleagues_change_nothing_and_are_told_why(
    client: Client, treasurer: User, planned: Tender
) -> None:
    client.force_login(treasurer)
    before = state_of(planned)
    answers = [(name, client.get(address(name, planned))) for name in CHANGE_PAGES]
    for name in (*SEND, *SEND_ONLY):
        answers += [(name, client.post(address(name, planned), WHAT_IS_SENT.get(name, {})))]
    for name, answer in answers:
        assert answer.status_code == 403, name
        assert "Only the" in answer.content.decode(), name
        assert "the lead of the consortium" in answer.content.decode(), name
    assert state_of(planned) == before


def test_for_another_consortium_it_is_not_there(
    client: Client, stranger: User, planned: Tender
) -> None:
    client.force_login(stranger)
    before = state_of(planned)
    for name in (*LOOK, *CHANGE_PAGES):
        assert client.get(address(name, planned)).status_code == 404, name
    for name in (*SEND, *SEND_ONLY):
        answer = client.post(address(name, planned), WHAT_IS_SENT.get(name, {}))
        assert answer.status_code == 404, name
    assert state_of(planned) == before


def test_each_page_takes_only_what_it_is_for(at_desk: Client, planned: Tender) -> None:
    for name in SEND_ONLY:
        assert at_desk.get(address(name, planned)).status_code == 405, name
    for name in set(LOOK) - set(SEND):
        assert at_desk.post(address(name, planned)).status_code == 405, name


@pytest.mark.parametrize("name", ["today", "tenders", "tender-new", "tender-by-hand", "notices"])
def test_somebody_without_a_role_in_a_consortium_has_no_desk(client: Client, name: str) -> None:
    client.force_login(User.objects.create_user("nobody@pompey.example"))
    answer = client.get(reverse(f"staff:{name}"))
    assert answer.status_code == 403
    assert "You have no role in a consortium" in answer.content.decode()


@pytest.mark.parametrize("name", OPENING)
def test_only_the_lead_opens_tenders(client: Client, treasurer: User, name: str) -> None:
    notice = make.notice(reading={"has_tender": True})
    client.force_login(treasurer)
    args = [notice.pk] if name == "notice-open" else []
    answer = client.post(reverse(f"staff:{name}", args=args))
    assert answer.status_code == 403
    assert "Only the lead of the consortium can open a tender." in answer.content.decode()
    assert not Tender.objects.exists()


def test_what_is_not_there_is_not_found(at_desk: Client, planned: Tender) -> None:
    for name, args in (
        ("tender", [999]),
        ("tender", [10**30]),
        ("notice", [999]),
        ("job", [999]),
        ("plan", [planned.pk, 9]),
        ("line", [planned.pk, 999]),
        ("what-if", [planned.pk, 9]),
        ("fairness", [planned.pk, 9]),
        ("plan-file", [planned.pk, 1, "pdf"]),
        ("plan-again", [planned.pk, 9]),
        ("part", [planned.pk, 1, "nobody"]),
        ("part", [planned.pk, 1, "pompey-families"]),
    ):
        assert at_desk.get(reverse(f"staff:{name}", args=args)).status_code == 404, name


def test_a_refused_button_says_why(client: Client, treasurer: User, planned: Tender) -> None:
    client.force_login(treasurer)
    for name in ("requirements", "plan-new", "plan", "what-if", "fairness", "plan-again", "line"):
        html = client.get(address(name, planned)).content.decode()
        assert "disabled aria-describedby" in html
        assert "Only the lead of the consortium can" in html


def state_of(tender: Tender) -> tuple[object, ...]:
    return (
        sorted(tender.lines.values_list("ref", "volume")),
        sorted(tender.plan_requests.values_list("number", "job__state", "job__stop_requested_at")),
        tender.part_answers.count(),
        PlanChoice.objects.count(),
        FairnessTable.objects.count(),
    )

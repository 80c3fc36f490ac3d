"""Whole pages: what a visitor and a lead are shown, in both languages, and when things go wrong."""

import gzip
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views import defaults

from consortium.models import Membership
from consortium.states import MembershipClass, RoleKind
from frontend.presenters import examples
from frontend.presenters.home import home_page
from frontend.presenters.job import job_page
from representation.election_states import ElectionState
from representation.selectors.election_pages import ElectionRow
from representation.selectors.who_speaks import Figures
from representation.states import Mandate
from tests.factories import bids as make
from tests.unit.frontend.well_formed import faults

pytestmark = pytest.mark.django_db
GALLERY = ("components", "components-plan", "components-job")
PAGES = ("home", "how", "privacy", "accessibility", "wrong")


@pytest.fixture
def consortium():
    """Two full members and an associate in Portsmouth, and whom to ring."""
    found = make.consortium()
    found.help_name, found.help_phone = "Joan Tetley", "01632 960142"
    found.save()
    for slug in ("baffins-carers", "milton-carers"):
        make.member(found, slug)
    Membership.objects.create(
        consortium=found,
        organisation=make.organisation("on-its-way"),
        membership_class=MembershipClass.ASSOCIATE,
        start_on=make.LONG_AGO,
    )
    return found


def text(client: Client, name: str, **data: str) -> str:
    answer = client.get(reverse(f"public:{name}"), data)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("language", ["en-gb", "cy"])
@pytest.mark.parametrize("name", [*PAGES, *GALLERY])
def test_pages_are_well_formed(
    client: Client, settings, consortium, name: str, language: str
) -> None:
    settings.DEMO = True
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for data in ({}, {"errors": "1"}):
        html = text(client, name, **data)
        assert faults(html) == []
        assert f'<html lang="{language}">' in html


@pytest.mark.parametrize("name", GALLERY)
def test_the_gallery_is_for_builders_only(client: Client, name: str) -> None:
    assert client.get(reverse(f"public:{name}")).status_code == 404


def test_home_with_nobody(client: Client) -> None:
    html = text(client, "home")
    assert "Nobody has joined yet." in html
    assert 'id="quilt_title"' not in html
    assert faults(html) == []


def test_home_counts_members_of_today(client: Client, consortium) -> None:
    left = Membership.objects.get(organisation__slug="milton-carers")
    left.end_on = date(2025, 1, 1)
    left.save()
    html = text(client, "home")
    assert (
        "2 charities, clubs and community groups in Portsmouth go for contracts together." in html
    )
    assert "Full members: 1. Associates: 1." in html
    assert "Joan Tetley, 01632 960142" in html


def test_the_only_network_gives_its_name_and_help_line(client: Client, consortium) -> None:
    html = text(client, "how")
    assert "<b>Pompey Families</b>" in html
    assert "on Manyhands" in html
    assert "Ring Joan Tetley on 01632 960142" in html


def test_of_several_networks_a_visitor_is_shown_none_as_the_one(client: Client, consortium) -> None:
    make.consortium("other-families")
    html = text(client, "how")
    assert "<b>Manyhands</b>" in html
    assert "Joan Tetley" not in html


def test_a_lead_sees_for_whom_they_act(client: Client, consortium) -> None:
    make.consortium("other-families")
    client.force_login(make.lead_of(consortium))
    html = text(client, "how")
    assert "<b>Pompey Families</b>" in html
    assert "<b>Gail, lead</b>" in html
    assert "Sign out" in html
    assert "Sign in" not in html


def test_a_role_that_ended_is_not_acted_in(client: Client, consortium) -> None:
    user = make.role_holder(consortium, RoleKind.LEAD, "gail@pompey.example")
    user.people.get().roles.update(end_on=date(2025, 1, 1))
    client.force_login(user)
    assert "<b>Gail</b>" in text(client, "how")


def test_the_other_language_leads_back_to_the_same_page(client: Client) -> None:
    html = text(client, "how", a="b")
    assert 'name="next" value="/how/?a=b"' in html
    answer = client.post(reverse("set_language"), {"language": "cy", "next": "/how/?a=b"})
    assert answer.headers["Location"] == "/how/?a=b"
    assert '<button class="link" lang="en-gb">English</button>' in text(client, "how")


def test_the_other_language_leads_nowhere_else(client: Client) -> None:
    answer = client.post(
        reverse("set_language"), {"language": "cy", "next": "https://elsewhere.example/"}
    )
    assert answer.headers["Location"] == "/"


def test_a_page_with_errors_says_so_in_its_title(client: Client, settings) -> None:
    settings.DEBUG = True
    assert "<title>The parts" in text(client, "components")
    assert "<title>Error: The parts" in text(client, "components", errors="1")


def test_not_found(client: Client) -> None:
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()
    assert faults(answer.content.decode()) == []


def test_a_refusal_says_why_and_escapes_it(rf: RequestFactory) -> None:
    request = rf.get("/x/")
    answer = defaults.permission_denied(
        request, PermissionDenied("Your seat <b>influences</b> it.")
    )
    html = answer.content.decode()
    assert answer.status_code == 403
    assert "Your seat &lt;b&gt;influences&lt;/b&gt; it." in html
    assert faults(html) == []


def test_a_form_from_elsewhere_is_refused_in_words(settings) -> None:
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"email": "a@b.example"})
    assert answer.status_code == 403
    assert "We could not take that form" in answer.content.decode()


def test_our_own_fault_needs_no_database(rf: RequestFactory, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        answer = defaults.server_error(rf.get("/x/"))
    assert answer.status_code == 500
    assert "It is our fault" in answer.content.decode()
    assert faults(answer.content.decode()) == []


def test_what_cannot_be_read_is_answered_in_words(
    rf: RequestFactory, django_assert_num_queries
) -> None:
    with django_assert_num_queries(0):
        answer = defaults.bad_request(rf.get("/x/"), SuspiciousOperation("x"))
    assert answer.status_code == 400
    assert "We could not read what was sent" in answer.content.decode()
    assert faults(answer.content.decode()) == []


def test_home_says_who_speaks_and_what_goes_on() -> None:
    seats = Figures(12, 5, 10, 2, 31, dict.fromkeys(Mandate, 0) | {Mandate.ELECTED: 8}, 4)
    noon = datetime(2026, 11, 26, 17, tzinfo=UTC)
    times = dict.fromkeys(
        ("nominations_open_at", "nominations_close_at", "opens_at", "closes_at"), noon
    )
    names = dict.fromkeys(("title_cy", "structure", "electorate"), "")
    rows = tuple(
        ElectionRow(
            slug=f"forum-{state}", title=f"Forum {state}", state=state, places=2, **names, **times
        )
        for state in ElectionState
    )
    page = home_page(0, (), (), seats, rows)
    assert page.seats == (
        "12 seats on 5 boards. Filled: 10. Vacant: 2. 8 people were elected in a vote."
    )
    assert {one.words for one in page.news} == {
        "Voting: Forum open",
        "Candidates wanted: Forum nominations-open",
    }
    assert {one.small for one in page.news} == {"Closes 5pm, Thursday 26 November 2026"}
    assert "/votes/forum-open/" in {one.href for one in page.news}


def test_pages_are_small(client: Client, settings, consortium) -> None:
    settings.DEMO = True
    sizes = {name: len(gzip.compress(text(client, name).encode())) for name in (*PAGES, *GALLERY)}
    assert {name: size for name, size in sizes.items() if size > 15 * 1024} == {}


@pytest.mark.parametrize("state", ["done", "failed", "stopped"])
def test_a_job_that_is_over_loads_no_script(client: Client, settings, state: str) -> None:
    for job, has_script in (
        (examples.ExampleJob(), True),
        (examples.ExampleJob(state=state), False),
    ):
        context = {
            "page": job_page(job, result_href="/plan/"),
            "look_again": "/j/",
            "retry_url": "/r/",
        }
        html = render_to_string("staff/job.html", context, request=RequestFactory().get("/j/"))
        assert ("<script" in html) is has_script
        assert ("hx-get" in html) is has_script
        assert faults(html) == []

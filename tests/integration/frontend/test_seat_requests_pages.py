"""A board asks on a public form, its officer confirms by mail, and the coordinator answers."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from consortium.states import RoleKind
from representation.models import Appointment, SeatRequest
from representation.seat_requests.states import RequestState
from representation.selectors.seat_requests import token_of
from tests.integration.frontend.pages import text
from tests.integration.representation.county import County, county
from tests.integration.representation.test_seat_requests import in_state
from tests.unit.frontend.well_formed import faults

pytestmark = pytest.mark.django_db
HERE = "/network/structures/derbyshire-grid/board-requests/"


@pytest.fixture(autouse=True)
def _no_tries_yet() -> None:
    cache.clear()


@pytest.fixture
def there() -> County:
    return county()


def written(**changed: Any) -> dict[str, Any]:
    return {
        "step": "send",
        "network": "derbyshire-grid",
        "board": "Early Help Board",
        "owner": "Derbyshire County Council",
        "role": "Speak for small groups",
        "terms": "Meets in Matlock.",
        "needed_by": (timezone.localdate() + timedelta(days=60)).isoformat(),
        "officer_name": "Ann Ofori",
        "officer_email": "ann.ofori@council.example",
    } | changed


def test_a_stranger_asks_and_confirms(
    there: County, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    assert "Ask the sector for somebody" in text(client, "/ask/")
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/ask/", written()).headers["Location"] == "/ask/sent/"
    assert "Look into your mail" in text(client, "/ask/sent/")
    page = mail.outbox[0].body.partition("http://testserver")[2].split()[0]
    assert "Nobody at the network has been shown this yet." in text(client, page)
    assert SeatRequest.objects.get().state == RequestState.UNCONFIRMED  # a look confirms nothing
    client.post(page, {"act": "confirm"})
    assert SeatRequest.objects.get().state == RequestState.WAITING
    assert "will answer by e-mail" in text(client, page)
    client.post(page, {"act": "withdraw"})
    html = text(client, page)
    assert "You have withdrawn this request." in html
    assert "Withdraw it" not in html


@pytest.mark.parametrize(
    "wrong, said",
    [
        ({"needed_by": "2024-01-01"}, "Give a day that is still to come."),
        ({"needed_by": "soon"}, "Give a day, like 31/3/2027"),
        ({"officer_email": "ann"}, "Give an e-mail address, like office@example.org"),
        ({"board": " "}, "Fill in: Name of the board or group"),
        ({"network": "other"}, "Select a valid choice"),
        ({"role": "x" * 201}, "at most 200 characters"),
    ],
)
def test_what_cannot_be_sent_is_said_and_nothing_is_written(
    there: County, client: Client, wrong: dict[str, str], said: str
) -> None:
    answer = client.post("/ask/", written(**wrong))
    html = answer.content.decode()
    assert faults(html) == []
    assert said in html
    assert "Speak for small groups" in html or "role" in wrong
    assert not SeatRequest.objects.exists()


def test_it_is_asked_in_two_steps_and_nothing_typed_is_lost(there: County, client: Client) -> None:
    first = written(step="on", board="O’Neill’s “Board” & co")
    for name in ("terms", "officer_name", "officer_email"):
        del first[name]
    html = client.post("/ask/", first).content.decode()
    assert faults(html) == []
    assert "Step 2 of 2" in html
    assert "Fill in" not in html
    assert 'name="board" value="O’Neill’s “Board” &amp; co"' in html
    back = written(step="back", board="O’Neill’s “Board” & co", officer_email="not yet")
    html = client.post("/ask/", back).content.decode()
    assert "Step 1 of 2" in html
    assert 'name="officer_email" value="not yet"' in html
    html = client.post("/ask/", back | {"step": "on"}).content.decode()
    assert "Step 2 of 2" in html
    assert 'value="not yet"' in html
    assert "Give an e-mail address" not in html
    assert not SeatRequest.objects.exists()


def test_nobody_writes_to_an_address_again_and_again(there: County, client: Client) -> None:
    for _n in range(3):
        assert client.post("/ask/", written()).status_code == 302
    html = client.post("/ask/", written(officer_email="ANN.ofori@council.example")).content.decode()
    assert "That was too many requests in a short time." in html
    other = written(officer_email="other@council.example")
    assert client.post("/ask/", other).status_code == 302  # the sender's fifth try
    assert client.post("/ask/", other).status_code == 200
    assert SeatRequest.objects.count() == 4


def test_a_link_that_is_not_ours_is_not_found(there: County, client: Client) -> None:
    assert client.get("/ask/MQ:wrong/").status_code == 404


def test_what_is_written_is_escaped_and_the_officer_is_private(
    there: County, client: Client
) -> None:
    request = in_state(there, RequestState.ACCEPTED)
    assert request.seat is not None
    public = text(client, f"/seats/{request.seat.body.slug}/1/")
    assert "Speak for small groups that work with families" in public
    for page in (
        public,
        text(client, "/boards/early-help-board/"),
        text(client, "/seats/derbyshire-grid/"),
    ):
        assert "Ofori" not in page
        assert "council.example" not in page


@pytest.mark.parametrize("kind", list(RoleKind))
@pytest.mark.parametrize("page", ["", "{key}/", "{key}/accept/", "{key}/refuse/"])
def test_only_the_leaders_see_it(there: County, client: Client, kind: RoleKind, page: str) -> None:
    request = in_state(there, RequestState.WAITING)
    client.force_login(there.user(kind))
    answer = client.get(HERE + page.format(key=request.pk))
    if kind in {RoleKind.LEAD, RoleKind.COORDINATOR}:
        assert answer.status_code == 200
        assert faults(answer.content.decode()) == []
    else:
        assert answer.status_code in {403, 404}
        assert b"Ofori" not in answer.content


def test_the_coordinator_accepts_by_invitation_and_the_page_says_so(
    there: County, client: Client
) -> None:
    request = in_state(there, RequestState.WAITING)
    client.force_login(there.user(RoleKind.COORDINATOR))
    today = text(client, "/today/")
    assert "Answer the board: Early Help Board" in today
    assert "A new board: Early Help Board" in text(client, f"{HERE}{request.pk}/accept/")
    done = client.post(f"{HERE}{request.pk}/accept/", {"body": "", "how": "invited"})
    assert done.headers["Location"] == f"{HERE}{request.pk}/"
    assert "Answer the board" not in text(client, "/today/")
    appoint = "/network/structures/derbyshire-grid/early-help-board/1/appoint/"
    who = {"mandate": "invited", "name": "Ivy Lane", "start_on": timezone.localdate().isoformat()}
    client.post(appoint, who | {"step": "do"})
    assert Appointment.objects.get().person.name == "Ivy Lane"
    client.logout()
    seat = text(client, "/seats/early-help-board/1/")
    assert "No mandate: invited by the board." in seat
    assert "speaks for the sector" not in seat.partition("<h1>")[2].partition("</h1>")[0]


def test_the_coordinator_accepts_by_a_vote(there: County, client: Client) -> None:
    request = in_state(there, RequestState.WAITING)
    client.force_login(there.user(RoleKind.COORDINATOR))
    client.post(f"{HERE}{request.pk}/accept/", {"body": "childrens-trust-board", "how": "grid"})
    html = text(client, f"{HERE}{request.pk}/")
    assert "Accepted. The board has been told." in html
    assert "Children’s Trust Board, seat 2" in text(client, "/elections/")
    assert client.get(f"{HERE}{request.pk}/accept/").status_code == 403


def test_a_refusal_and_its_second_thoughts(there: County, client: Client) -> None:
    request = in_state(there, RequestState.WAITING)
    client.force_login(there.user(RoleKind.LEAD))
    empty = client.post(f"{HERE}{request.pk}/refuse/", {"reason": " "}).content.decode()
    assert "Fill in: Why can the network not offer somebody?" in empty
    client.post(f"{HERE}{request.pk}/refuse/", {"reason": "Nobody is free."})
    assert "Nobody is free." in text(client, f"{HERE}{request.pk}/")
    officer = Client()
    assert "Nobody is free." in text(officer, f"/ask/{token_of(request)}/")
    client.post(f"{HERE}{request.pk}/again/")
    request.refresh_from_db()
    assert request.state == RequestState.WAITING

"""A board asks for somebody: who moves the request where, and what an acceptance makes."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.core import mail
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from consortium.decisions import Refused
from consortium.models import Consortium, Event, User
from consortium.states import RoleKind
from representation.models import ContestSeat, Election, SeatRequest, SeatRequestStep
from representation.seat_requests.states import REQUEST_MOVES, Asker, RequestState
from representation.selectors.seat_requests import (
    request_by_token,
    requests_to,
    requests_waiting,
    token_of,
)
from representation.services.seat_requests import (
    Acceptance,
    Asked,
    accept_request,
    ask_for_seat,
    confirm_request,
    refuse_request,
    take_up_again,
    withdraw_request,
)
from representation.states import Eligibility
from tests.integration.representation.county import County, county

pytestmark = pytest.mark.django_db
LEADERS = {RoleKind.LEAD, RoleKind.COORDINATOR}
S = RequestState


def link(token: str) -> str:
    return f"https://network.example/ask/{token}/"


def asked(of: County, **changed: Any) -> SeatRequest:
    given: dict[str, Any] = {
        "board": "Early Help Board",
        "owner": "Derbyshire County Council",
        "role": "Speak for small groups that work with families",
        "terms": "Meets every second month in Matlock. One vote.",
        "needed_by": timezone.localdate() + timedelta(days=60),
        "officer_name": "Ann Ofori",
        "officer_email": "ann.ofori@council.example",
    } | changed
    return ask_for_seat(structure=of.structure, asked=Asked(**given), link=link)


def in_state(of: County, state: RequestState) -> SeatRequest:
    """A request that has come to that state by services alone."""
    request = asked(of)
    if state is not S.UNCONFIRMED:
        request = confirm_request(request=request)
    if state is S.ACCEPTED:
        by = of.user(RoleKind.COORDINATOR)
        accept_request(by=by, request=request, how=Acceptance(), link=link)
    if state is S.REFUSED:
        by = of.user(RoleKind.COORDINATOR)
        refuse_request(by=by, request=request, reason="Nobody is free.", link=link)
    if state is S.WITHDRAWN:
        withdraw_request(request=request)
    request.refresh_from_db()
    return request


@pytest.fixture
def there() -> County:
    return county()


MOVES: dict[RequestState, Callable[[SeatRequest, User], object]] = {
    S.ACCEPTED: lambda one, by: accept_request(by=by, request=one, how=Acceptance(), link=link),
    S.REFUSED: lambda one, by: refuse_request(by=by, request=one, reason="No.", link=link),
    S.WITHDRAWN: lambda one, by: withdraw_request(request=one),
}


@pytest.mark.parametrize("state, to", list(product(S, MOVES)))
def test_only_what_the_table_lists_is_done(
    there: County, state: RequestState, to: RequestState
) -> None:
    request = in_state(there, state)
    by = there.user(RoleKind.LEAD)
    steps = request.steps.count()
    if to in REQUEST_MOVES[state]:
        MOVES[to](request, by)
    else:
        with pytest.raises(Refused, match=r"\w"):
            MOVES[to](request, by)
    request.refresh_from_db()
    assert request.state == (to if to in REQUEST_MOVES[state] else state)
    assert request.steps.count() == steps + (to in REQUEST_MOVES[state])


@pytest.mark.parametrize("state", list(S))
def test_what_waits_was_confirmed_by_its_officer_or_taken_up_again(
    there: County, state: RequestState
) -> None:
    request, by = in_state(there, state), there.user(RoleKind.LEAD)
    is_officers = REQUEST_MOVES[state].get(S.WAITING) is Asker.OFFICER
    is_leaders = REQUEST_MOVES[state].get(S.WAITING) is Asker.LEADER
    if not is_officers:
        with pytest.raises(Refused):
            confirm_request(request=request)
    if not is_leaders:
        with pytest.raises(Refused):
            take_up_again(by=by, request=request)
    if is_officers:
        confirm_request(request=request)
    if is_leaders:
        take_up_again(by=by, request=request)


@pytest.mark.parametrize("kind", list(RoleKind))
@pytest.mark.parametrize("to", [S.ACCEPTED, S.REFUSED])
def test_only_the_leaders_answer(there: County, kind: RoleKind, to: RequestState) -> None:
    request = in_state(there, S.WAITING)
    by = there.user(kind)
    if kind in LEADERS:
        MOVES[to](request, by)
    else:
        with pytest.raises(Refused, match="Only the lead or the coordinator can answer a board"):
            MOVES[to](request, by)


def test_nobody_sees_it_before_the_address_is_confirmed(
    there: County, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        request = asked(there)
    (letter,) = mail.outbox
    assert letter.to == ["ann.ofori@council.example"]
    assert link(token_of(request)) in letter.body
    networks = list(Consortium.objects.all())
    assert requests_to(there.structure) == requests_waiting(networks) == ()
    found = request_by_token(token_of(request))
    assert found is not None
    confirm_request(request=found)
    assert [one.board for one in requests_waiting(networks)] == ["Early Help Board"]


def test_a_token_that_is_not_ours_opens_nothing(there: County) -> None:
    token = token_of(asked(there))
    assert request_by_token(token[:-1] + ("A" if token[-1] != "A" else "B")) is None
    assert request_by_token("1") is None


def test_what_nobody_confirmed_is_forgotten_after_a_week(there: County) -> None:
    old, kept = asked(there), in_state(there, S.WAITING)
    eight_days_ago = timezone.now() - timedelta(days=8)
    SeatRequest.objects.update(sent_at=eight_days_ago)
    new = asked(there)
    assert set(SeatRequest.objects.all()) == {kept, new}
    assert not SeatRequestStep.objects.filter(request_id=old.pk).exists()


def test_a_day_gone_by_is_refused(there: County) -> None:
    with pytest.raises(Refused, match="Give a day that is still to come"):
        asked(there, needed_by=date(2024, 1, 1))
    assert not SeatRequest.objects.exists()


def test_a_vote_fills_the_seat_and_its_election_is_drafted(
    there: County, django_capture_on_commit_callbacks: Any
) -> None:
    request, by = in_state(there, S.WAITING), there.user(RoleKind.COORDINATOR)
    how = Acceptance(electing=there.body("GRID"), officer=by.people.get())
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        election = accept_request(by=by, request=request, how=how, link=link)
    request.refresh_from_db()
    assert request.seat is not None
    assert election == Election.objects.get()
    assert election.state == "drafted"
    assert ContestSeat.objects.get().seat == request.seat
    assert request.seat.eligibility == Eligibility.HOLDERS
    assert request.seat.body.owner == "Derbyshire County Council"
    assert "has accepted" in mail.outbox[0].body
    assert Event.objects.filter(kind="seat-request.accepted", by=by).exists()


def test_a_board_that_invites_gets_a_seat_without_electors(there: County) -> None:
    request, by = in_state(there, S.WAITING), there.user(RoleKind.LEAD)
    board = there.body("Children’s Trust Board")
    assert accept_request(by=by, request=request, how=Acceptance(board), link=link) is None
    request.refresh_from_db()
    assert request.seat is not None
    assert (request.seat.body, request.seat.electing_body) == (board, None)
    assert not Election.objects.exists()


def test_a_refusal_says_why(there: County, django_capture_on_commit_callbacks: Any) -> None:
    request, by = in_state(there, S.WAITING), there.user(RoleKind.LEAD)
    with pytest.raises(Refused, match="Say why"):
        refuse_request(by=by, request=request, reason=" ", link=link)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        refuse_request(by=by, request=request, reason="Nobody is free on Tuesdays.", link=link)
    assert "Nobody is free on Tuesdays." in mail.outbox[0].body


def test_the_database_holds_the_seat_to_the_state_and_steps_to_their_words(there: County) -> None:
    request = in_state(there, S.REFUSED)
    with pytest.raises(IntegrityError), transaction.atomic():
        SeatRequest.objects.filter(pk=request.pk).update(state=S.ACCEPTED)
    with pytest.raises(DatabaseError), transaction.atomic():
        request.steps.update(reason="something else")
    with pytest.raises(IntegrityError), transaction.atomic():
        SeatRequestStep.objects.create(request=request, to_state=S.REFUSED)

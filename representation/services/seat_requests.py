"""A board asks for somebody from the sector: sent, confirmed, accepted with a seat, or refused."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from consortium.audit import record
from consortium.models import Person, User
from representation.models import Body, Election, SeatRequest, SeatRequestStep, Structure
from representation.permissions import may_decide_requests
from representation.rules.seat_requests import can_ask, can_move
from representation.seat_requests.states import Asker, RequestState
from representation.selectors.electorates import on_day
from representation.selectors.seat_requests import token_of
from representation.services.bodies import BodyDraft, add_body
from representation.services.election_planning import (
    ContestPlan,
    ElectionPlan,
    plan_election,
    usual_timetable,
)
from representation.services.request_mail import ask_to_confirm, tell_officer
from representation.services.seats import SeatDraft, add_seat
from representation.states import BodyKind, Eligibility
from representation.structures.settings import Wording

DAYS_TO_CONFIRM = 7
Link = Callable[[str], str]


@dataclass(frozen=True)
class Asked:
    """What a board's officer writes."""

    board: str
    owner: str
    role: str
    terms: str
    needed_by: date
    officer_name: str
    officer_email: str
    skills: str = ""


@dataclass(frozen=True)
class Acceptance:
    """How a request is met. `body` None: the board is new here.

    `electing`: the body that elects to the seat, by an election of which `officer` is the returning
    officer; None: nobody does, the board invites somebody itself.
    """

    body: Body | None = None
    electing: Body | None = None
    officer: Person | None = None


@transaction.atomic
def ask_for_seat(*, structure: Structure, asked: Asked, link: Link) -> SeatRequest:
    """Note the request and write to the officer's address; nobody else is shown it before they confirm.

    `link`: from a token to the address of the officer's own page. Raises Refused.
    """
    can_ask(asked.needed_by, timezone.localdate()).require()
    _forget_the_unconfirmed()
    request = SeatRequest.objects.create(
        structure=structure, language=get_language() or "en-gb", **vars(asked)
    )
    _step(request, "", RequestState.UNCONFIRMED)
    record("seat-request.sent", subject=request, by=None, structure=structure.slug)
    ask_to_confirm(request, link(token_of(request)))
    return request


def confirm_request(*, request: SeatRequest) -> SeatRequest:
    """Whoever has the link says that the request is theirs. Raises Refused."""
    return _moved(request, RequestState.WAITING, Asker.OFFICER)


def withdraw_request(*, request: SeatRequest) -> SeatRequest:
    """Whoever has the link needs nobody any more. Raises Refused."""
    return _moved(request, RequestState.WITHDRAWN, Asker.OFFICER)


@transaction.atomic
def refuse_request(*, by: User, request: SeatRequest, reason: str, link: Link) -> SeatRequest:
    """The network cannot offer somebody, and says why. Permission: `may_decide_requests`. Raises Refused."""
    may_decide_requests(by, request.structure.consortium).require()
    request = _moved(request, RequestState.REFUSED, Asker.LEADER, by=by, reason=reason.strip())
    tell_officer(request, link(token_of(request)), reason=reason.strip())
    return request


@transaction.atomic
def take_up_again(*, by: User, request: SeatRequest) -> SeatRequest:
    """A refused request waits again. Permission: `may_decide_requests`. Raises Refused."""
    may_decide_requests(by, request.structure.consortium).require()
    return _moved(request, RequestState.WAITING, Asker.LEADER, by=by)


@transaction.atomic
def accept_request(
    *, by: User, request: SeatRequest, how: Acceptance, link: Link
) -> Election | None:
    """A vacant seat on the board from today and, where a vote fills it, an election drafted for it.

    Permission: `may_decide_requests`; for the election also `may_plan_election`. Raises Refused.
    """
    request = SeatRequest.objects.select_for_update().get(pk=request.pk)
    may_decide_requests(by, request.structure.consortium).require()
    can_move(request, RequestState.ACCEPTED, Asker.LEADER).require()
    body = how.body or _new_board(request, by)
    draft = SeatDraft(
        eligibility=_eligibility(how.electing),
        start_on=timezone.localdate(),
        electing_body=how.electing,
    )
    request.seat = add_seat(by=by, body=body, draft=draft)
    _move(request, RequestState.ACCEPTED, by=by)
    tell_officer(request, link(token_of(request)))
    return _election(request, how, by) if how.electing and how.officer else None


def _new_board(request: SeatRequest, by: User) -> Body:
    draft = BodyDraft(
        Wording(request.board, ""),
        BodyKind.BOARD,
        timezone.localdate(),
        owner=request.owner,
        summary=Wording(request.terms, ""),
    )
    return add_body(by=by, structure=request.structure, draft=draft)


def _eligibility(electing: Body | None) -> Eligibility:
    """Whoever sits on a body that others elect to chooses among its own; a forum among its members."""
    if electing is None:
        return Eligibility.ANYBODY
    has_seats = electing.seats.filter(on_day(timezone.localdate())).exists()
    return Eligibility.HOLDERS if has_seats else Eligibility.VOTERS


def _election(request: SeatRequest, how: Acceptance, by: User) -> Election:
    seat, structure = request.seat, request.structure
    assert seat is not None  # noqa: S101 - made by the caller
    assert how.electing is not None  # noqa: S101 - asked by the caller
    assert how.officer is not None  # noqa: S101 - asked by the caller
    title = str(seat)
    return plan_election(
        by=by,
        structure=structure,
        plan=ElectionPlan(
            title=title,
            electorate=how.electing,
            returning_officer=how.officer,
            timetable=usual_timetable(structure, timezone.now()),
            contests=[ContestPlan(title, [seat])],
        ),
    )


@transaction.atomic
def _moved(
    request: SeatRequest,
    to: RequestState,
    asker: Asker,
    *,
    by: User | None = None,
    reason: str = "",
) -> SeatRequest:
    request = SeatRequest.objects.select_for_update().get(pk=request.pk)
    can_move(request, to, asker, reason).require()
    _move(request, to, by=by, reason=reason)
    return request


def _move(request: SeatRequest, to: RequestState, *, by: User | None, reason: str = "") -> None:
    before = request.state
    request.state = to.value
    request.save(update_fields=["state", "seat"])
    _step(request, before, to, by=by, reason=reason)
    record(f"seat-request.{to}", subject=request, by=by)


def _step(
    request: SeatRequest, before: str, to: RequestState, *, by: User | None = None, reason: str = ""
) -> None:
    SeatRequestStep.objects.create(
        request=request, from_state=before, to_state=to, by=by, reason=reason
    )


def _forget_the_unconfirmed() -> None:
    """What nobody confirmed in seven days is deleted, with the address that it came from."""
    since = timezone.now() - timedelta(days=DAYS_TO_CONFIRM)
    SeatRequest.objects.filter(state=RequestState.UNCONFIRMED, sent_at__lt=since).delete()

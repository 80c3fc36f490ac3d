"""What boards ask the sector for: by the officer's own link, and at the desk of who leads the network."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core import signing
from django.db.models import QuerySet

from consortium.models import Consortium
from representation.models import Body, SeatRequest, Structure
from representation.seat_requests.states import RequestState
from representation.selectors.electorates import on_day
from representation.selectors.seat_lines import BOARDS
from representation.selectors.wording import in_language
from representation.states import BodyKind

SALT = "seat-request"


@dataclass(frozen=True)
class RequestStepView:
    """A move, and why; whose it was the table of states tells."""

    to: RequestState
    at: datetime
    reason: str


@dataclass(frozen=True)
class RequestView:
    """A request as both sides see it. `board_slug`, `seat_number`: of the seat made for it, if any."""

    id: int
    structure: str
    structure_slug: str
    board: str
    owner: str
    role: str
    terms: str
    skills: str
    needed_by: date
    officer_name: str
    officer_email: str
    state: RequestState
    steps: tuple[RequestStepView, ...]
    board_slug: str
    seat_number: int


@dataclass(frozen=True)
class AskedFor:
    """What a board asked for when it asked for a seat: the public part of it."""

    role: str
    terms: str
    skills: str


def asked_for(seat: int) -> AskedFor | None:
    """What the seat was made for; None for one that no board asked for here."""
    found = SeatRequest.objects.filter(seat=seat).first()
    return AskedFor(found.role, found.terms, found.skills) if found else None


def token_of(request: SeatRequest) -> str:
    """What opens the officer's own page: signed, so that nobody can guess another's."""
    return signing.dumps(request.pk, salt=SALT)


def request_by_token(token: str) -> SeatRequest | None:
    """The request of that token; None for one that we have not signed, or that is deleted."""
    try:
        key = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return _found().filter(pk=key).first()


def request_in(structure: Structure, key: int) -> SeatRequest | None:
    """A confirmed request to this structure."""
    return _confirmed().filter(structure=structure, pk=key).first()


def requests_to(structure: Structure) -> tuple[RequestView, ...]:
    """Every confirmed request, by the day that somebody is needed."""
    return tuple(map(request_view, _confirmed().filter(structure=structure)))


def requests_waiting(networks: Iterable[Consortium]) -> tuple[RequestView, ...]:
    """What waits for an answer of these networks, the most urgent first."""
    waiting = _found().filter(state=RequestState.WAITING, structure__consortium__in=list(networks))
    return tuple(map(request_view, waiting))


def request_view(one: SeatRequest) -> RequestView:
    """The request with every step."""
    return RequestView(
        id=one.pk,
        structure=in_language(one.structure.name, one.structure.name_cy),
        structure_slug=one.structure.slug,
        board=one.board,
        owner=one.owner,
        role=one.role,
        terms=one.terms,
        skills=one.skills,
        needed_by=one.needed_by,
        officer_name=one.officer_name,
        officer_email=one.officer_email,
        state=RequestState(one.state),
        steps=tuple(
            RequestStepView(RequestState(step.to_state), step.at, step.reason)
            for step in one.steps.all()
        ),
        board_slug=one.seat.body.slug if one.seat else "",
        seat_number=one.seat.number if one.seat else 0,
    )


def boards_of(structure: Structure, day: date) -> Sequence[Body]:
    """The boards that stand on a day, by name."""
    kinds = [kind.value for kind in BOARDS]
    return tuple(structure.bodies.filter(on_day(day), kind__in=kinds).order_by("name"))


def electing_bodies(structure: Structure, day: date) -> Sequence[Body]:
    """The bodies that may elect somebody to a board on a day: forums and county bodies, by name."""
    kinds = [BodyKind.FORUM.value, BodyKind.COUNTY_BODY.value]
    return tuple(structure.bodies.filter(on_day(day), kind__in=kinds).order_by("name"))


def named(body: Body) -> str:
    """The body's name in the reader's language."""
    return in_language(body.name, body.name_cy)


def _found() -> QuerySet[SeatRequest]:
    return SeatRequest.objects.select_related("structure__consortium", "seat__body")


def _confirmed() -> QuerySet[SeatRequest]:
    return _found().exclude(state=RequestState.UNCONFIRMED)

"""Whether the moment allows something with a board's request. Who may is for `permissions`."""

from datetime import date

from django.utils.translation import gettext as _

from consortium.decisions import ALLOWED, Decision, refuse
from representation.models import SeatRequest
from representation.seat_requests.states import (
    NEEDS_REASON,
    REQUEST_MOVES,
    Asker,
    RequestState,
)


def can_ask(needed_by: date, today: date) -> Decision:
    """A board asks for a day that is still to come."""
    if needed_by <= today:
        return refuse(_("Give a day that is still to come."))
    return ALLOWED


def can_move(request: SeatRequest, to: RequestState, asker: Asker, reason: str = "") -> Decision:
    """The table's moves, each by whom it belongs to; a refusal says why."""
    if REQUEST_MOVES[RequestState(request.state)].get(to) is not asker:
        return refuse(_moved_on(RequestState(request.state)))
    if to in NEEDS_REASON and not reason.strip():
        return refuse(_("Say why, so that the board knows."))
    return ALLOWED


def _moved_on(state: RequestState) -> str:
    words = {
        RequestState.UNCONFIRMED: _("Nobody has confirmed this request yet."),
        RequestState.WAITING: _("This request waits for the network’s answer."),
        RequestState.ACCEPTED: _("This request has been accepted."),
        RequestState.REFUSED: _("This request has been refused."),
        RequestState.WITHDRAWN: _("This request has been withdrawn."),
    }
    return words[state]

"""What a board's officer is told by mail: to confirm the request, and what became of it."""

from functools import partial

from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from representation.models import SeatRequest
from representation.selectors.wording import in_language


def ask_to_confirm(request: SeatRequest, link: str) -> None:
    """On commit: nothing goes to the network before somebody at this address says so."""
    transaction.on_commit(partial(_confirm, request, link), robust=True)


def tell_officer(request: SeatRequest, link: str, *, reason: str = "") -> None:
    """On commit: accepted, or refused and why."""
    transaction.on_commit(partial(_answer, request, link, reason), robust=True)


def _confirm(request: SeatRequest, link: str) -> None:
    with translation.override(request.language):
        _send(
            request,
            _("Confirm your request: %(board)s") % {"board": request.board},
            _(
                "Somebody asked for a person from this network to sit on a board, and gave this "
                "address.\n\nNetwork: %(network)s\nBoard: %(board)s\n\nIf it was you, open this page "
                "and confirm it:\n%(link)s\n\nIf it was not, do nothing: the request is deleted "
                "after seven days."
            )
            % {"network": _network(request), "board": request.board, "link": link},
        )


def _answer(request: SeatRequest, link: str, reason: str) -> None:
    with translation.override(request.language):
        words = (
            _("The network cannot offer somebody. It says why:\n\n%(reason)s") % {"reason": reason}
            if reason
            else _("The network has accepted, and the seat stands on its public page from today.")
        )
        _send(
            request,
            _("About your request: %(board)s") % {"board": request.board},
            f"{words}\n\n{link}",
        )


def _network(request: SeatRequest) -> str:
    return in_language(request.structure.name, request.structure.name_cy)


def _send(request: SeatRequest, subject: str, body: str) -> None:
    send_mail(subject, body, None, [request.officer_email])

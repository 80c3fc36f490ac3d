"""A board asks the sector for somebody: the form, and the officer's own page, which their mail opens."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from consortium.decisions import Refused
from frontend.form_pages import FormPage, sent
from frontend.page_forms import PageForm
from frontend.presenters.seat_requests import LEADS, request_facts, request_steps
from frontend.presenters.sheet import Action, Section, Sheet
from frontend.public.ask_forms import BoardForm, OfficerForm
from frontend.rate_limits import is_too_often
from representation.seat_requests.states import REQUEST_MOVES, Asker, RequestState
from representation.selectors.seat_requests import RequestView, request_by_token, request_view
from representation.selectors.structures import structure_by_slug, structures
from representation.services.seat_requests import (
    Asked,
    ask_for_seat,
    confirm_request,
    withdraw_request,
)

HOUR = 3600
MOST_BY_ADDRESS, MOST_BY_MAIL = 5, 3
ON, SEND = "on", "send"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Anybody may ask, in two steps; a mail to the address given confirms it.

    The first step's answers are carried in the page of the second, and nowhere else.
    """
    step = request.POST.get("step", "")
    board = BoardForm(sent(request), initial=_network(request))
    officer = (
        OfficerForm(request.POST) if step == SEND else OfficerForm(initial=request.POST.dict())
    )
    if step in {ON, SEND} and board.is_valid():
        if officer.is_valid() and _send(request, board, officer):
            return redirect("public:ask-sent")
        return _step(request, officer, board.carried, is_last=True)
    return _step(request, board, OfficerForm(request.POST).carried, is_last=False)


def _step(
    request: HttpRequest, form: PageForm, carried: list[tuple[str, str]], *, is_last: bool
) -> HttpResponse:
    lead = _(
        "For officers of boards. The network finds somebody in an open way: by a vote, where it "
        "can. Nobody is asked to sit there as just themselves."
    )
    page = FormPage(
        _("Ask the sector for somebody"),
        _("Send the request") if is_last else _("Go on"),
        reverse("public:seats"),
        _("Who speaks"),
        "" if is_last else lead,
        _("About five minutes. You need no account."),
    )
    context = {
        "form": form,
        "page": page,
        "carried": carried,
        "is_last": is_last,
        "has_network": bool(structures()),
        "step": _("Step 2 of 2: what you need") if is_last else _("Step 1 of 2: the board"),
    }
    return render(request, "public/ask.html", context)


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """What happens next, whatever the address was."""
    sheet = Sheet(
        title=_("Look into your mail"),
        lead=_(
            "Open the link in our message and confirm. The network sees your request after that."
        ),
        sections=(Section(words=_("No message within ten minutes? Look among unwanted mail.")),),
    )
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, token: str) -> HttpResponse:
    """The officer's own page: confirm, withdraw, and what the network said."""
    found = request_by_token(token)
    if found is None:
        raise Http404
    if request.method == "POST":
        act = {"confirm": confirm_request, "withdraw": withdraw_request}.get(
            request.POST.get("act", "")
        )
        try:
            if act is not None:
                act(request=found)
        except Refused as error:
            messages.error(request, error.reason)
        return redirect("public:ask-own", token)
    return render(
        request, "layouts/sheet.html", {"sheet": _sheet(request_view(found), request.path)}
    )


def own_address(request: HttpRequest, token: str) -> str:
    """The whole address of an officer's own page, for a message."""
    return request.build_absolute_uri(reverse("public:ask-own", args=[token]))


def _network(request: HttpRequest) -> dict[str, str]:
    """The network that a link asks for, if it does."""
    wanted = request.GET.get("network", "")
    return {"network": wanted} if wanted else {}


def _send(request: HttpRequest, board: BoardForm, form: OfficerForm) -> bool:
    """Whether it was sent; else the form of the second step says why not."""
    data = board.cleaned_data | form.cleaned_data
    structure = structure_by_slug(data.pop("network"))
    if structure is None:
        raise Http404
    if is_too_often(request, "ask", most=MOST_BY_ADDRESS, seconds=HOUR) or is_too_often(
        request, "ask", most=MOST_BY_MAIL, seconds=24 * HOUR, key=data["officer_email"]
    ):
        form.add_error(None, _("That was too many requests in a short time. Try again tomorrow."))
        return False
    try:
        ask_for_seat(
            structure=structure, asked=Asked(**data), link=lambda key: own_address(request, key)
        )
    except Refused as error:
        form.add_error(None, error.reason)
        return False
    return True


def _sheet(view: RequestView, here: str) -> Sheet:
    moves = REQUEST_MOVES[view.state]
    actions = []
    if moves.get(RequestState.WAITING) is Asker.OFFICER:
        words = _("Yes, this request is from me")
        actions.append(Action(words, here, "confirm", fields=(("act", "confirm"),)))
    if moves.get(RequestState.WITHDRAWN) is Asker.OFFICER:
        words = _("Withdraw it")
        actions.append(Action(words, here, "withdraw", "stop", fields=(("act", "withdraw"),)))
    if view.board_slug:
        seat = reverse("public:seat", args=[view.board_slug, view.seat_number])
        actions.append(Action(_("See the seat"), seat, "seat", "second", is_link=True))
    return Sheet(
        title=_("Your request: %(board)s") % {"board": view.board},
        lead=LEADS[view.state],
        sections=(
            Section(actions=tuple(actions)),
            Section(_("What you asked for"), facts=tuple(request_facts(view))),
            Section(_("What has happened"), steps=request_steps(view)),
        ),
    )

"""A board asks the sector for somebody: the form, and the officer's own page, which their mail opens."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from consortium.decisions import Refused
from frontend.fields import DayField
from frontend.form_pages import FormPage, sent
from frontend.page_forms import PageForm
from frontend.presenters.seat_requests import LEADS, request_facts, request_steps
from frontend.presenters.sheet import Action, Section, Sheet
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


class AskForm(PageForm):
    """What the board is, what the person is to do, and whom to write to."""

    network = forms.ChoiceField(
        label=gettext_lazy("Which network do you ask?"),
        error_messages={"required": gettext_lazy("Choose a network")},
    )
    board = forms.CharField(label=gettext_lazy("Name of the board or group"), max_length=160)
    owner = forms.CharField(
        label=gettext_lazy("Whose board is it?"),
        help_text=gettext_lazy("The council, the trust or the partnership"),
        max_length=160,
    )
    role = forms.CharField(
        label=gettext_lazy("What is the person to do there?"),
        help_text=gettext_lazy("In a sentence"),
        max_length=200,
    )
    terms = forms.CharField(
        label=gettext_lazy("Terms of reference"),
        help_text=gettext_lazy(
            "What the board decides, how often and where it meets, whether the person has a vote"
        ),
        max_length=3000,
        widget=forms.Textarea({"rows": 6}),
    )
    skills = forms.CharField(
        label=gettext_lazy("Skills or knowledge you need"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
    needed_by = DayField(label=gettext_lazy("By which day do you need somebody?"))
    officer_name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    officer_email = forms.EmailField(
        label=gettext_lazy("Your e-mail address at work"),
        help_text=gettext_lazy("We write there to confirm. It is not published"),
        max_length=254,
        error_messages={"invalid": gettext_lazy("Give an e-mail address, like office@example.org")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = structures()
        field = self.fields["network"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(one.slug, one.name) for one in found]
        if len(found) == 1:
            field.initial = found[0].slug
            field.widget = forms.HiddenInput()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Anybody may ask; a mail to the address given confirms it."""
    form = AskForm(sent(request), initial=_network(request))
    if form.is_valid() and _send(request, form):
        return redirect("public:ask-sent")
    page = FormPage(
        _("Ask the sector for somebody"),
        _("Send the request"),
        reverse("public:seats"),
        _("Who speaks"),
        _(
            "For officers of boards. The network finds somebody in an open way: by a vote, where it "
            "can. Nobody is asked to sit there as just themselves."
        ),
        _("About five minutes. You need no account."),
    )
    return render(request, "layouts/form.html", {"form": form, "page": page})


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


def _send(request: HttpRequest, form: AskForm) -> bool:
    """Whether it was sent; else the form says why not."""
    data = dict(form.cleaned_data)
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
        form.add_error("needed_by", error.reason)
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

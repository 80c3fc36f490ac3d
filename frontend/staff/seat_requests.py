"""What boards ask the network for: read, accepted with a seat, or refused with a reason."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontend.acting import acting_person
from frontend.form_pages import answer, sent
from frontend.page_forms import PageForm
from frontend.presenters.parts import Crumb
from frontend.presenters.seat_requests import (
    STATES,
    officer_facts,
    request_facts,
    request_steps,
    requests_table,
)
from frontend.presenters.sheet import Action, Section, Sheet
from frontend.staff.reason_form import ReasonForm
from frontend.staff.structure_desk import StructureDesk, structure_desk
from representation.permissions import may_decide_requests
from representation.rules.seat_requests import can_move
from representation.seat_requests.states import Asker, RequestState
from representation.selectors.seat_requests import (
    boards_of,
    electing_bodies,
    named,
    request_in,
    request_view,
    requests_to,
)
from representation.services.seat_requests import (
    Acceptance,
    accept_request,
    refuse_request,
    take_up_again,
)

if TYPE_CHECKING:
    from consortium.models import Person
    from representation.models import SeatRequest, Structure

SHOWN_OR_SENT = ["GET", "HEAD", "POST"]
INVITED = "invited"


class AcceptForm(PageForm):
    """On which board the seat is, and how somebody is found for it."""

    body = forms.ChoiceField(label=gettext_lazy("Which board is it here?"), required=False)
    how = forms.ChoiceField(
        label=gettext_lazy("How is somebody found?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how somebody is found")},
    )

    def __init__(self, structure: "Structure", board: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.boards = {one.slug: one for one in boards_of(structure, today)}
        self.electing = {one.slug: one for one in electing_bodies(structure, today)}
        new = _("A new board: %(name)s") % {"name": board}
        self._offer("body", [("", new), *((key, named(one)) for key, one in self.boards.items())])
        vote = _("By a vote, for which an election is drafted: %(body)s")
        votes = [(key, vote % {"body": named(one)}) for key, one in self.electing.items()]
        invited = _("The board invites somebody itself: they will have no mandate")
        self._offer("how", [*votes, (INVITED, invited)])

    def acceptance(self, officer: "Person | None") -> Acceptance:
        """What is chosen; of a form that is valid."""
        data = self.cleaned_data
        return Acceptance(self.boards.get(data["body"]), self.electing.get(data["how"]), officer)

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = choices


@login_required
@require_safe
def requests(request: HttpRequest, slug: str) -> HttpResponse:
    """Every request to this structure."""
    desk = _desk(request, slug)
    table = requests_table(requests_to(desk.structure))
    form = Action(_("The form for boards"), _form(slug), "form", "second", is_link=True)
    empty = "" if table else _("No board has asked yet. Send officers of boards to the form.")
    sheet = Sheet(
        title=_("What boards ask for"),
        lead=_(
            "Each board that asks is answered: with a seat and an open way to fill it, or with why not."
        ),
        sections=(Section(table=table, empty=empty, actions=(form,)),),
        crumbs=desk.crumbs,
        here=_("What boards ask for"),
    )
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@login_required
@require_safe
def one(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """A request, what has happened, and what can be done."""
    desk = _desk(request, slug)
    found = _request_or_404(desk, key)
    view = request_view(found)
    sheet = Sheet(
        title=view.board,
        lead=STATES[view.state],
        sections=(
            Section(actions=_actions(desk, found)),
            Section(_("What it asks for"), facts=(*request_facts(view), *officer_facts(view))),
            Section(_("What has happened"), steps=request_steps(view)),
        ),
        crumbs=(*desk.crumbs, Crumb(_("What boards ask for"), _list(slug))),
        here=view.board,
    )
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@login_required
@require_http_methods(SHOWN_OR_SENT)
def accept(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """A vacant seat from today, and an election drafted where a vote fills it."""
    desk = _desk(request, slug)
    found = _request_or_404(desk, key)
    can_move(found, RequestState.ACCEPTED, Asker.LEADER).require()
    form = AcceptForm(desk.structure, found.board, sent(request))
    page = desk.page(
        _("Accept: %(board)s") % {"board": found.board},
        _("Accept and make the seat"),
        _("The seat is on the public pages from today, vacant until somebody is found."),
        small=_("Where a vote fills it you are the returning officer of the election drafted."),
        back=_here(desk, found),
    )
    return answer(
        request,
        form,
        page,
        lambda _data: accept_request(
            by=desk.user,
            request=found,
            how=form.acceptance(acting_person(request)),
            link=lambda token: _own(request, token),
        ),
        _("Accepted. The board has been told."),
    )


@login_required
@require_http_methods(SHOWN_OR_SENT)
def refuse(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """The network cannot offer somebody, and says why."""
    desk = _desk(request, slug)
    found = _request_or_404(desk, key)
    can_move(found, RequestState.REFUSED, Asker.LEADER, "asked next").require()
    form = ReasonForm(sent(request), label=_("Why can the network not offer somebody?"))
    page = desk.page(
        _("Refuse: %(board)s") % {"board": found.board},
        _("Refuse it"),
        _("The board’s officer is sent your words."),
        is_stop=True,
        back=_here(desk, found),
    )
    return answer(
        request,
        form,
        page,
        lambda data: refuse_request(
            by=desk.user,
            request=found,
            reason=data["reason"],
            link=lambda token: _own(request, token),
        ),
        _("Refused. The board has been told why."),
    )


@login_required
@require_POST
def again(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """A refused request waits again."""
    desk = _desk(request, slug)
    found = _request_or_404(desk, key)
    take_up_again(by=desk.user, request=found)
    messages.success(request, _("It waits for an answer again."))
    return redirect(_here(desk, found))


def _desk(request: HttpRequest, slug: str) -> StructureDesk:
    desk = structure_desk(request, slug)
    may_decide_requests(desk.user, desk.structure.consortium).require()
    return desk


def _request_or_404(desk: StructureDesk, key: int) -> "SeatRequest":
    found = request_in(desk.structure, key)
    if found is None:
        raise Http404
    return found


def _actions(desk: StructureDesk, found: "SeatRequest") -> tuple[Action, ...]:
    slug, key = desk.structure.slug, found.pk
    if found.state == RequestState.WAITING:
        accepting = reverse("staff:board-request-accept", args=[slug, key])
        refusing = reverse("staff:board-request-refuse", args=[slug, key])
        return (
            Action(_("Accept"), accepting, "accept", is_link=True),
            Action(_("Refuse"), refusing, "refuse", "second", is_link=True),
        )
    if found.state == RequestState.REFUSED:
        href = reverse("staff:board-request-again", args=[slug, key])
        return (Action(_("Take it up again"), href, "again", "second"),)
    if found.seat is None:
        return ()
    href = reverse("staff:structure-seat", args=[slug, found.seat.body.slug, found.seat.number])
    elections = Action(_("Elections"), reverse("staff:elections"), "votes", "second", is_link=True)
    return Action(_("The seat"), href, "seat", "second", is_link=True), elections


def _here(desk: StructureDesk, found: "SeatRequest") -> str:
    return reverse("staff:board-request", args=[desk.structure.slug, found.pk])


def _list(slug: str) -> str:
    return reverse("staff:board-requests", args=[slug])


def _form(slug: str) -> str:
    return f"{reverse('public:ask')}?network={slug}"


def _own(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("public:ask-own", args=[token]))

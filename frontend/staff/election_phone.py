"""A vote by telephone: two people listen, each writes it down, and it is sealed if both wrote the same.

What the first one typed travels in the page until the second has typed theirs; it is kept nowhere.
"""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from consortium.decisions import Refused
from frontend.form_pages import sent
from frontend.presenters.election_tasks import TASKS
from frontend.presenters.parts import Fact
from frontend.staff.choices import LineForm, with_people
from frontend.staff.election_desk import ElectionDesk, election_desk
from frontend.staff.ranking_form import RankingsForm
from representation.election_permissions import tellers_of
from representation.election_states import Action
from representation.selectors.ballots import box_mark, line_by_number
from representation.selectors.election_desk import roll_of
from representation.services.casting import cast_by_phone
from representation.services.second_person import agreed, ask_second


class CallForm(LineForm, RankingsForm):
    """Whose vote it is, what they say, and who listens too."""

    second = forms.ChoiceField(
        label=gettext_lazy("Who listens and writes it down too?"),
        help_text=gettext_lazy("They are sent a code, to type in here"),
    )
    field_order = ("line", "second")

    def __init__(self, desk: ElectionDesk, *args: Any, **kwargs: Any) -> None:
        rows = [one for one in roll_of(desk.election) if not one.has_paper]
        super().__init__(rows, desk.election, *args, **kwargs)
        others = [one for one in tellers_of(desk.election) if one.user != desk.user]
        self.seconds = with_people(self, "second", others)


class HeardForm(RankingsForm):
    """What the second person wrote down, and their code."""

    slip = forms.CharField(widget=forms.HiddenInput, max_length=20_000)

    def __init__(self, desk: ElectionDesk, *args: Any, **kwargs: Any) -> None:
        super().__init__(desk.election, *args, **kwargs)
        self.fields["code"] = forms.CharField(label=_("The second person’s code"), max_length=40)


@login_required
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, slug: str) -> HttpResponse:
    """What the first person heard; nothing is kept, and the second is sent a code."""
    desk = election_desk(request, slug)
    form = CallForm(desk, sent(request))
    if form.is_valid():
        data = form.cleaned_data
        try:
            desk.may(Action.CAST_BY_PHONE).require()
            slip = ask_second(
                by=desk.user,
                second=form.seconds[data["second"]],
                about=_("You listen to a vote by telephone in “%(title)s”.")
                % {"title": desk.title},
                asked={
                    "line": data["line"],
                    "rankings": list(data["rankings"].items()),
                    "box": _mark(desk, int(data["line"])),
                },
            )
        except Refused as error:
            form.add_error(None, error.reason)
        else:
            return _ask_again(request, desk, HeardForm(desk, initial={"slip": slip}))
    page = desk.page(
        TASKS[Action.CAST_BY_PHONE],
        _("Go on to the second person"),
        _(
            "Two people listen, and each writes the vote down. Ask who is calling, as the network’s rules "
            "have it."
        ),
        may=desk.may(Action.CAST_BY_PHONE),
    )
    return render(request, "layouts/form.html", {"form": form, "page": page})


@login_required
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_POST
def cast(request: HttpRequest, slug: str) -> HttpResponse:
    """What the second person heard: the vote is sealed if it is the same, and the receipt is read out."""
    desk = election_desk(request, slug)
    form = HeardForm(desk, request.POST)
    if not form.is_valid():
        return _ask_again(request, desk, form)
    try:
        told = agreed(by=desk.user, slip=form.cleaned_data["slip"], code=form.cleaned_data["code"])
        line = line_by_number(desk.election, told.asked["line"])
        if line is None:
            raise Refused(_("This is not the code that was sent."))
        if box_mark(line) != told.asked["box"]:
            raise Refused(_("A vote was put into the box for them since. Begin again."))
        receipt = cast_by_phone(
            by=desk.user,
            witness=told.second,
            line=line,
            rankings={number: tuple(ranking) for number, ranking in told.asked["rankings"]},
            heard=form.cleaned_data["rankings"],
        )
    except Refused as error:
        form.add_error(None, error.reason)
        return _ask_again(request, desk, form)
    context = {
        "title": _("The vote is in"),
        "lead": _("Read the receipt out. It is shown once, and says nothing of the vote."),
        "facts": [Fact(_("Receipt"), receipt)],
        "crumbs": desk.crumbs,
    }
    return render(request, "staff/election_part.html", context)


def _mark(desk: ElectionDesk, number: int) -> str:
    line = line_by_number(desk.election, number)
    return box_mark(line) if line else ""


def _ask_again(request: HttpRequest, desk: ElectionDesk, form: HeardForm) -> HttpResponse:
    page = desk.page(
        _("What the second person heard"),
        _("Put the vote into the box"),
        _(
            "The second person types what they wrote down, without looking at the first. If both are the "
            "same, the vote is sealed. If not, nothing is kept: ask again."
        ),
        may=desk.may(Action.CAST_BY_PHONE),
        action=reverse("staff:election-phone-cast", args=[desk.election.slug]),
    )
    return render(request, "layouts/form.html", {"form": form, "page": page})

"""The roll: frozen by a button, and corrected after that by two people, with a reason that is published."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from consortium.decisions import Refused, refuse
from frontend.form_pages import answer, sent
from frontend.page_forms import PageForm
from frontend.presenters.election_rows import roll_table
from frontend.presenters.election_tasks import PAGES, TASKS, ElectionTask
from frontend.presenters.public_votes import correction_table
from frontend.staff.choices import LineForm, with_people
from frontend.staff.election_desk import ElectionDesk, election_desk
from representation.election_permissions import tellers_of
from representation.election_states import Action
from representation.selectors.ballots import line_by_number
from representation.selectors.election_desk import roll_of
from representation.selectors.published_roll import roll_corrections
from representation.selectors.standing import people_of
from representation.services.election_roll import correct_roll
from representation.services.second_person import Agreed, agreed, ask_second

if TYPE_CHECKING:
    from representation.models import RollLine

SHOWN_OR_SENT = ["GET", "HEAD", "POST"]


class CorrectionForm(PageForm):
    """Who votes from now on, why, and who else agrees."""

    voter = forms.ChoiceField(label=gettext_lazy("Who votes for it from now on?"))
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("This is published, without anybody’s name"),
        max_length=300,
        widget=forms.Textarea,
    )
    second = forms.ChoiceField(
        label=gettext_lazy("Which second person agrees?"),
        help_text=gettext_lazy("They are sent a code, to type in here"),
    )


class CodeForm(PageForm):
    """The second person's code; what was asked is in the slip."""

    slip = forms.CharField(widget=forms.HiddenInput, max_length=4_000)
    code = forms.CharField(label=gettext_lazy("The second person’s code"), max_length=40)


@login_required
@require_safe
def roll(request: HttpRequest, slug: str) -> HttpResponse:
    """Who has a vote, and the button that freezes the list."""
    desk = election_desk(request, slug)
    rows, is_frozen = roll_of(desk.election), bool(desk.election.roll_digest)
    may = desk.may(Action.FREEZE_ROLL)
    if is_frozen:
        may = may.and_also(refuse(_("The roll is frozen already.")))
    lead = _("Votes: %(n)s.") % {"n": len(rows)}
    if is_frozen:
        lead += " " + _("SHA-256 of the list: %(digest)s") % {"digest": desk.election.roll_digest}
    else:
        lead += " " + _(
            "Until it is frozen, correct it where it comes from: who is a member, and whom each "
            "organisation names to vote."
        )
    corrections = correction_table(roll_corrections(desk.election))
    context = {
        "title": _("The roll"),
        "lead": lead,
        "tables": [roll_table(rows, is_frozen=is_frozen), *([corrections] if corrections else [])],
        "actions": [
            _button(slug, Action.FREEZE_ROLL, may.reason),
            _button(slug, Action.CORRECT_ROLL, desk.may(Action.CORRECT_ROLL).reason, "second"),
        ],
        "crumbs": desk.crumbs,
    }
    return render(request, "staff/election_part.html", context)


@login_required
@require_http_methods(SHOWN_OR_SENT)
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """Whose line is corrected."""
    desk = election_desk(request, slug)
    form = LineForm([one for one in roll_of(desk.election) if one.number], sent(request))
    may = desk.may(Action.CORRECT_ROLL)
    if form.is_valid() and may:
        return redirect("staff:election-roll-line", slug, form.cleaned_data["line"])
    if form.is_valid():
        form.add_error(None, may.reason)
    page = desk.page(
        TASKS[Action.CORRECT_ROLL],
        _("Go on"),
        _("No vote is added and none is taken away: another person casts it from now on."),
        may=may,
        back=reverse("staff:election-roll", args=[slug]),
    )
    return render(request, "layouts/form.html", {"form": form, "page": page})


@login_required
@require_http_methods(SHOWN_OR_SENT)
def correct(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """First who and why; then the code of the second person, at whose giving it is done."""
    desk = election_desk(request, slug)
    line = line_by_number(desk.election, number)
    if line is None:
        raise Http404
    if "slip" in request.POST:
        return _with_code(request, desk, line, request.POST)
    form = CorrectionForm(sent(request))
    voters = with_people(form, "voter", people_of([line.organisation]))
    seconds = with_people(
        form, "second", [p for p in tellers_of(desk.election) if p.user != desk.user]
    )
    if form.is_valid():
        data = form.cleaned_data
        try:
            desk.may(Action.CORRECT_ROLL).require()
            slip = ask_second(
                by=desk.user,
                second=seconds[data["second"]],
                about=_(
                    "%(officer)s corrects the roll of “%(title)s”: %(voter)s votes for %(line)s. Why: %(why)s"
                )
                % {
                    "officer": desk.election.returning_officer,
                    "title": desk.title,
                    "voter": voters[data["voter"]].name,
                    "line": line.name,
                    "why": data["reason"],
                },
                asked={"line": line.pk, "voter": data["voter"], "reason": data["reason"]},
            )
        except Refused as error:
            form.add_error(None, error.reason)
        else:
            return _with_code(request, desk, line, None, slip)
    page = desk.page(
        _("Correct the roll: %(name)s") % {"name": line.name},
        _("Send the second person a code"),
        may=desk.may(Action.CORRECT_ROLL),
        back=reverse("staff:election-roll", args=[slug]),
    )
    return render(request, "layouts/form.html", {"form": form, "page": page})


def _with_code(
    request: HttpRequest, desk: ElectionDesk, line: "RollLine", data: Any, slip: str = ""
) -> HttpResponse:
    page = desk.page(
        _("Correct the roll: %(name)s") % {"name": line.name},
        TASKS[Action.CORRECT_ROLL],
        _("The second person has a code in their mail. It is good for a quarter of an hour."),
        may=desk.may(Action.CORRECT_ROLL),
        back=reverse("staff:election-roll", args=[desk.election.slug]),
    )
    return answer(
        request,
        CodeForm(data, initial={"slip": slip}),
        page,
        lambda given: _correct(desk, line, agreed(by=desk.user, **given)),
        _("The roll is corrected, and its page says why."),
    )


def _correct(desk: ElectionDesk, line: "RollLine", told: Agreed) -> None:
    voters = {str(one.pk): one for one in people_of([line.organisation])}
    if told.asked.get("line") != line.pk or told.asked["voter"] not in voters:
        raise Refused(_("This is not the code that was sent."))
    correct_roll(
        by=desk.user,
        seconded_by=told.second,
        line=line,
        voter=voters[told.asked["voter"]],
        reason=told.asked["reason"],
    )


def _button(slug: str, action: Action, refusal: str, kind: str = "") -> ElectionTask:
    href = (
        reverse(f"staff:{PAGES[action]}", args=[slug])
        if action is Action.CORRECT_ROLL
        else reverse("staff:election-step", args=[slug, action.value])
    )
    return ElectionTask(TASKS[action], href, refusal, action.value, kind)

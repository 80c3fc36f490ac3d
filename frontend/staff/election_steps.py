"""Steps of an election that are asked about once more before they are done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from frontend.fields import DayField
from frontend.form_pages import answer, sent
from frontend.page_forms import PageForm, Words
from frontend.presenters.election_tasks import TASKS
from frontend.staff.election_desk import ElectionDesk, election_desk
from frontend.staff.election_times import end_of
from representation.election_states import Action
from representation.services import declaring, nominations, polling
from representation.services.election_planning import open_nominations
from representation.services.election_roll import freeze_roll

if TYPE_CHECKING:
    from consortium.models import User
    from representation.models import Election

Do = Callable[["User", "Election", dict[str, Any]], object]


class NothingForm(PageForm):
    """Only the question whether to do it."""


class ReasonForm(PageForm):
    """Why, for everybody to read."""

    reason = forms.CharField(
        label=_("Why?"), help_text=_("This is published"), max_length=500, widget=forms.Textarea
    )


class AgainForm(ReasonForm):
    """Nominations again: until when, and why."""

    until = DayField(label=_("What is the last day of nominations?"))


class ChallengeForm(ReasonForm):
    """What becomes of a challenge."""

    upheld = forms.ChoiceField(
        label=_("Is the challenge upheld?"),
        widget=forms.RadioSelect,
        choices=[("no", _("No: the result stands")), ("yes", _("Yes: the election is void"))],
        error_messages={"required": _("Choose whether the challenge is upheld")},
    )


@dataclass(frozen=True)
class Step:
    """A step as its page asks about it."""

    lead: Words
    do: Do
    thanks: Words
    form: type[PageForm] = NothingForm
    is_stop: bool = False


STEPS: Mapping[Action, Step] = {
    Action.OPEN_NOMINATIONS: Step(
        _("From now on the rules and the places stand, and anybody eligible can be nominated."),
        lambda by, election, data: open_nominations(by=by, election=election),
        _("Nominations are open."),
    ),
    Action.CLOSE_NOMINATIONS: Step(
        _(
            "The order on the ballot paper is drawn. Where there are places for all, no vote is held."
        ),
        lambda by, election, data: nominations.close_nominations(by=by, election=election),
        _("Nominations are closed."),
    ),
    Action.REOPEN_NOMINATIONS: Step(
        _("Too few stood. Voting moves on by as many days."),
        lambda by, election, data: nominations.reopen_nominations(
            by=by, election=election, until=end_of(data["until"]), reason=data["reason"]
        ),
        _("Nominations are open again."),
        AgainForm,
    ),
    Action.FREEZE_ROLL: Step(
        _("Everybody with a vote today is written down once, and the list’s figure published."),
        lambda by, election, data: freeze_roll(by=by, election=election),
        _("The roll is frozen."),
    ),
    Action.OPEN_POLL: Step(
        _(
            "Key, roll and candidates change no more. Everybody on the roll gets their link by mail."
        ),
        lambda by, election, data: polling.open_poll(by=by, election=election),
        _("Voting is open."),
    ),
    Action.REMIND: Step(
        _(
            "Those who have not voted get a mail with their link, and nobody else. You do not see who."
        ),
        lambda by, election, data: polling.remind_electors(by=by, election=election),
        _("The reminders are on their way."),
    ),
    Action.CLOSE_POLL: Step(
        _("Votes stopped at the time in the notice. Now the box is sealed until the count."),
        lambda by, election, data: polling.close_poll(by=by, election=election),
        _("Voting is closed."),
    ),
    Action.DECLARE: Step(
        _("The result becomes public, and those elected are appointed. This cannot be taken back."),
        lambda by, election, data: declaring.declare(by=by, election=election),
        _("The result is declared."),
    ),
    Action.DECIDE_CHALLENGE: Step(
        _("If it is upheld the election is void, and those elected leave their seats."),
        lambda by, election, data: declaring.decide_challenge(
            by=by, election=election, is_upheld=data["upheld"] == "yes", reason=data["reason"]
        ),
        _("The challenge is decided."),
        ChallengeForm,
    ),
    Action.PUBLISH: Step(
        _("The time for challenges is over: the result is final."),
        lambda by, election, data: declaring.publish_election(by=by, election=election),
        _("The result is final."),
    ),
    Action.DESTROY_ENVELOPES: Step(
        _(
            "The sealed votes and the readings of papers are destroyed for good. The opened votes stay."
        ),
        lambda by, election, data: declaring.destroy_envelopes(by=by, election=election),
        _("The envelopes are destroyed."),
        is_stop=True,
    ),
    Action.ABANDON: Step(
        _("The election ends without a result. Nothing that was sealed is ever opened."),
        lambda by, election, data: declaring.abandon(
            by=by, election=election, reason=data["reason"]
        ),
        _("The election is abandoned."),
        ReasonForm,
        is_stop=True,
    ),
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, slug: str, action: str) -> HttpResponse:
    """What the step does, and the button that does it; disabled with the reason where it cannot be done."""
    desk = election_desk(request, slug)
    if action not in {one.value for one in STEPS}:
        raise Http404
    return _asked(request, desk, Action(action), STEPS[Action(action)])


def _asked(request: HttpRequest, desk: ElectionDesk, action: Action, step: Step) -> HttpResponse:
    words = TASKS[action]
    page = desk.page(words, words, step.lead, may=desk.may(action), is_stop=step.is_stop)
    return answer(
        request,
        step.form(sent(request)),
        page,
        lambda data: step.do(desk.user, desk.election, data),
        step.thanks,
    )

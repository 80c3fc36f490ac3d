"""Standing in an election: nominate, consent, endorse, withdraw."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from consortium.decisions import Decision
from consortium.selectors.names import name_of
from consortium.selectors.organisations import organisations_acted_for
from frontend.access import user_of
from frontend.acting import acting_person
from frontend.form_pages import FormPage, answer, sent
from frontend.page_forms import PageForm
from frontend.presenters.standing import standing_page
from representation.election_permissions import may_act
from representation.election_states import Action, ElectionState
from representation.rules.elections import can_act
from representation.selectors.election_pages import election_by_slug, election_view
from representation.selectors.standing import (
    contest_by_number,
    nomination_shown,
    people_of,
    standings,
)
from representation.services import nominations

if TYPE_CHECKING:
    from consortium.models import Organisation
    from representation.models import Candidacy, Contest, Election

SHOWN_OR_SENT = ["GET", "HEAD", "POST"]
LONGEST = nominations.LONGEST_STATEMENT


class NominationForm(PageForm):
    """Who, for which organisation, and what they say of themselves."""

    person = forms.ChoiceField(label=gettext_lazy("Who stands?"))
    organisation = forms.ChoiceField(label=gettext_lazy("For which organisation?"))
    statement = forms.CharField(
        label=gettext_lazy("In their own words"),
        help_text=gettext_lazy("At most 1,500 characters, for everybody to read"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea,
    )
    statement_cy = forms.CharField(
        label=gettext_lazy("The same in Welsh, or in Welsh alone"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"lang": "cy"}),
    )

    def __init__(self, own: "list[Organisation]", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people_of(own)}
        self.organisations = {str(one.pk): one for one in own}
        _choose(self.fields["person"], {key: one.name for key, one in self.people.items()})
        _choose(
            self.fields["organisation"],
            {key: name_of(one) for key, one in self.organisations.items()},
        )


class EndorseForm(PageForm):
    """For which organisation."""

    organisation = forms.ChoiceField(label=gettext_lazy("Which organisation supports them?"))

    def __init__(self, own: "list[Organisation]", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {str(one.pk): one for one in own}
        names = {key: name_of(one) for key, one in self.organisations.items()}
        _choose(self.fields["organisation"], names)


@login_required
@require_safe
def stand(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is nominated, what one can do about it, and how to put somebody forward."""
    election = _election(slug)
    user = user_of(request)
    may = _may(request, Action.NOMINATE, election)
    page = standing_page(election_view(election), standings(election, user), may)
    return render(request, "members/stand.html", {"page": page})


@login_required
@require_http_methods(SHOWN_OR_SENT)
def nominate_in(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Put somebody of one's own organisation forward; oneself, with consent in the same breath."""
    election = _election(slug)
    contest = contest_by_number(election, number)
    if contest is None:
        raise Http404
    person = acting_person(request)
    form = NominationForm(
        _own(request), sent(request), initial={"person": str(person.pk) if person else ""}
    )
    page = FormPage(
        _("Stand, or nominate somebody"),
        _("Send the nomination"),
        reverse("members:stand", args=[slug]),
        _("Back"),
        contest.title,
        may=_may(request, Action.NOMINATE, election),
    )
    thanks = _("The nomination is in. The returning officer decides whether it is valid.")
    return answer(request, form, page, lambda data: _nominate(request, contest, form), thanks)


@login_required
@require_http_methods(SHOWN_OR_SENT)
def act(request: HttpRequest, slug: str, key: int, what: str) -> HttpResponse:
    """Consent to one's own nomination, withdraw it, or endorse somebody's."""
    election = _election(slug)
    candidacy = nomination_shown(election, key, user_of(request))
    if candidacy is None or what not in _ACTS:
        raise Http404
    action, words, thanks, do = _ACTS[what]
    is_endorsement = action is Action.ENDORSE
    form = EndorseForm(_own(request), sent(request)) if is_endorsement else PageForm(sent(request))
    page = FormPage(
        words,
        words,
        reverse("members:stand", args=[slug]),
        _("Back"),
        candidacy.name,
        may=_may(request, action, election),
        is_stop=action is Action.WITHDRAW,
    )
    return answer(request, form, page, lambda data: do(request, candidacy, form), thanks)


def _nominate(request: HttpRequest, contest: "Contest", form: NominationForm) -> None:
    data = form.cleaned_data
    nominations.nominate(
        by=user_of(request),
        contest=contest,
        nomination=nominations.Nomination(
            form.people[data["person"]],
            form.organisations[data["organisation"]],
            data["statement"],
            data["statement_cy"],
        ),
    )


def _consent(request: HttpRequest, candidacy: "Candidacy", form: Any) -> None:
    nominations.consent_to_stand(by=user_of(request), candidacy=candidacy)


def _withdraw(request: HttpRequest, candidacy: "Candidacy", form: Any) -> None:
    nominations.withdraw(by=user_of(request), candidacy=candidacy)


def _endorse(request: HttpRequest, candidacy: "Candidacy", form: Any) -> None:
    organisation = form.organisations[form.cleaned_data["organisation"]]
    nominations.endorse(by=user_of(request), candidacy=candidacy, organisation=organisation)


Do = Callable[[HttpRequest, "Candidacy", Any], None]
_ACTS: Mapping[str, tuple[Action, Any, Any, Do]] = {
    "consent": (
        Action.CONSENT,
        gettext_lazy("Agree to stand"),
        gettext_lazy("You have agreed to stand."),
        _consent,
    ),
    "withdraw": (
        Action.WITHDRAW,
        gettext_lazy("Withdraw the nomination"),
        gettext_lazy("The nomination is withdrawn."),
        _withdraw,
    ),
    "endorse": (
        Action.ENDORSE,
        gettext_lazy("Support this nomination"),
        gettext_lazy("Your support is noted."),
        _endorse,
    ),
}


def _election(slug: str) -> "Election":
    election = election_by_slug(slug)
    if election is None or election.state == ElectionState.DRAFTED:
        raise Http404
    return election


def _own(request: HttpRequest) -> "list[Organisation]":
    person = acting_person(request)
    return list(organisations_acted_for(person, timezone.localdate())) if person else []


def _may(request: HttpRequest, action: Action, election: "Election") -> Decision:
    return may_act(user_of(request), action, election).and_also(can_act(action, election))


def _choose(field: forms.Field, choices: Mapping[str, str]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
    field.choices = list(choices.items())

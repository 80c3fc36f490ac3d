"""A new election: who votes, which vacant seats it fills, and its timetable."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from consortium.decisions import ALLOWED, Decision, Refused, refuse
from frontend.access import own_networks, user_of
from frontend.acting import acting_person
from frontend.form_pages import FormPage, sent
from frontend.staff.election_timetable import DaysForm
from representation.selectors.fillable import Electorate, electorates_with_vacancies
from representation.selectors.wording import in_language, seat_in_words
from representation.services.election_planning import (
    ContestPlan,
    ElectionPlan,
    plan_election,
)

if TYPE_CHECKING:
    from consortium.models import Person
    from representation.models import Election, Seat


TOGETHER, BY_BODY, APART = "together", "by-body", "apart"


class ElectionForm(DaysForm):
    """The election's title, its seats and contests, and its days."""

    field_order = ("title", "title_cy", "seats", "together")

    title = forms.CharField(label=gettext_lazy("Title"), max_length=160)
    title_cy = forms.CharField(
        label=gettext_lazy("Title in Welsh"),
        help_text=gettext_lazy("With it the ballot is in both languages, with equal weight"),
        max_length=160,
        required=False,
    )
    seats = forms.MultipleChoiceField(
        label=gettext_lazy("Which vacant seats does it fill?"),
        help_text=gettext_lazy("Choose seats with the same electorate"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one seat"),
            "invalid_choice": gettext_lazy(
                "This seat is not vacant, or an election is drafted for it already"
            ),
        },
    )
    together = forms.ChoiceField(
        label=gettext_lazy("How are several seats voted on?"),
        widget=forms.RadioSelect,
        choices=[
            (TOGETHER, gettext_lazy("All in one contest: everybody stands for all of them")),
            (BY_BODY, gettext_lazy("A contest for each body that they belong to")),
            (APART, gettext_lazy("A contest for each seat")),
        ],
        initial=TOGETHER,
        error_messages={"required": gettext_lazy("Choose how several seats are voted on")},
    )

    def __init__(self, electorates: tuple[Electorate, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key: dict[str, tuple[Electorate, Seat]] = {
            str(seat.pk): (one, seat) for one in electorates for seat in one.seats
        }
        field = self.fields["seats"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the type checker
        field.choices = [
            (key, _("%(seat)s. Electorate: %(body)s") % _in_words(*given))
            for key, given in self.by_key.items()
        ]

    def clean_seats(self) -> list[str]:
        """Seats to which one body elects."""
        keys: list[str] = self.cleaned_data["seats"]
        if len({self.by_key[key][0].body for key in keys}) > 1:
            raise ValidationError(
                _("Seats with different electorates need elections of their own.")
            )
        return keys

    def plan(self, officer: "Person") -> ElectionPlan:
        """What is asked for; of a form that is valid."""
        data = self.cleaned_data
        chosen = [self.by_key[key] for key in data["seats"]]
        return ElectionPlan(
            title=data["title"],
            title_cy=data["title_cy"],
            electorate=chosen[0][0].body,
            returning_officer=officer,
            timetable=self.timetable(),
            contests=self._contests([seat for _one, seat in chosen]),
        )

    def _contests(self, seats: "list[Seat]") -> list[ContestPlan]:
        """One contest by the election's own title, or several by what their seats are called."""
        data = self.cleaned_data
        if data["together"] == APART:
            return [ContestPlan(str(seat), [seat]) for seat in seats]
        bodies = list(dict.fromkeys(seat.body for seat in seats))
        if data["together"] == TOGETHER or len(bodies) == 1:
            return [ContestPlan(data["title"], seats, data["title_cy"])]
        return [
            ContestPlan(body.name, [seat for seat in seats if seat.body == body], body.name_cy)
            for body in bodies
        ]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Draft an election; whoever drafts it is its returning officer."""
    person = acting_person(request)
    electorates = electorates_with_vacancies(own_networks(request))
    form = ElectionForm(electorates, sent(request) if electorates else None)
    if person is not None and form.is_valid():
        try:
            election = _drafted(request, form, person)
        except Refused as error:
            form.add_error(None, error.reason)
        else:
            return redirect("staff:election", election.slug)
    page = FormPage(
        _("Draft an election"),
        _("Draft it"),
        reverse("staff:elections"),
        _("Back"),
        _(
            "You are its returning officer. Counting and filling of vacancies follow the network’s rules."
        ),
        may=ALLOWED if electorates else _no_seat(),
    )
    return render(request, "layouts/form.html", {"form": form, "page": page})


def _in_words(one: Electorate, seat: "Seat") -> dict[str, str]:
    """Both in the reader's language."""
    return {
        "seat": seat_in_words(seat),
        "body": in_language(one.body.name, one.body.name_cy),
    }


def _no_seat() -> Decision:
    return refuse(_("No seat is vacant that no election fills already, be it a draft."))


def _drafted(request: HttpRequest, form: ElectionForm, officer: "Person") -> "Election":
    structure = form.by_key[form.cleaned_data["seats"][0]][1].body.structure
    return plan_election(by=user_of(request), structure=structure, plan=form.plan(officer))

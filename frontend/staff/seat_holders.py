"""Recording who comes to a seat and who leaves it; what follows for others is shown first."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from consortium.selectors.names import name_of
from frontend.asked_twice import Asked, answer_twice
from frontend.fields import CountField, DayField
from frontend.form_pages import sent
from frontend.page_forms import PageForm
from frontend.presenters.mandate_words import ENDS
from frontend.presenters.seat_desk import holder_lead, seat_title
from frontend.staff.seat_desk import may_appoint_somehow, may_end_somehow
from frontend.staff.structure_desk import structure_desk
from representation.permissions import may_appoint, may_end
from representation.rules.choosing import Votes
from representation.selectors.structure_desk import (
    bases_for,
    member_organisations,
    standing_holder,
)
from representation.services.appointing import Newcomer, appoint_newcomer
from representation.services.appointments import end_appointment
from representation.states import BY_VOTE, Eligibility, EndReason, Mandate

if TYPE_CHECKING:
    from consortium.models import User
    from representation.models import Appointment, Seat

SHOWN_OR_SENT = ["GET", "HEAD", "POST"]
NOBODY = ("", gettext_lazy("Nobody of these"))
HOW = {
    Mandate.ELECTED: gettext_lazy("Elected"),
    Mandate.ELECTED_UNOPPOSED: gettext_lazy("Elected unopposed: no vote was held"),
    Mandate.INDIRECTLY_ELECTED: gettext_lazy("Elected by the holders of the electing body’s seats"),
    Mandate.NOMINATED: gettext_lazy("Nominated by the network"),
    Mandate.CO_OPTED: gettext_lazy("Co-opted, until somebody is elected"),
    Mandate.INVITED: gettext_lazy("No mandate: invited by the board"),
    Mandate.NOT_RECORDED: gettext_lazy("Not recorded how"),
}


class AppointForm(PageForm):
    """Who comes, for whom, how chosen, from when."""

    mandate = forms.ChoiceField(
        label=gettext_lazy("How do they come to the seat?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how they come to the seat")},
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("Who, of those on the electing body?"), required=False
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120, required=False)
    on_behalf_of = forms.ChoiceField(
        label=gettext_lazy("For which organisation?"),
        help_text=gettext_lazy("Who is invited may come for none"),
        required=False,
    )
    start_on = DayField(label=gettext_lazy("From which day?"))
    due_on = DayField(
        label=gettext_lazy("Until when?"),
        help_text=gettext_lazy("Empty: as long as the rules say"),
        required=False,
    )
    chosen_on = DayField(label=gettext_lazy("Day of the vote"), required=False)
    electorate = CountField(
        label=gettext_lazy("How many could vote?"), least=0, most=10**6, required=False
    )
    voted = CountField(label=gettext_lazy("How many voted?"), least=0, most=10**6, required=False)
    stood = CountField(label=gettext_lazy("How many stood?"), least=0, most=1000, required=False)
    source = forms.CharField(
        label=gettext_lazy("Where is it written?"),
        help_text=gettext_lazy("Minutes, a letter, a notice"),
        max_length=300,
        required=False,
    )

    def __init__(self, user: "User", seat: "Seat", mandate: str, *args: Any) -> None:
        """`mandate` is ticked to begin with, where it is one that the user may record."""
        super().__init__(*args, initial={"start_on": timezone.localdate(), "mandate": mandate})
        self.clubs = {
            one.slug: one for one in member_organisations(seat.body.structure, timezone.localdate())
        }
        is_from_holders = seat.eligibility == Eligibility.HOLDERS
        self.bases = {str(one.pk): one for one in bases_for(seat)} if is_from_holders else {}
        allowed = [one for one in HOW if may_appoint(user, seat, one)]
        self._offer("mandate", [(one.value, str(HOW[one])) for one in allowed])
        self._offer("basis", [NOBODY, *((key, str(one)) for key, one in self.bases.items())])
        self._offer("on_behalf_of", [NOBODY, *((k, name_of(one)) for k, one in self.clubs.items())])
        if not self.bases:
            del self.fields["basis"]
        if not BY_VOTE & set(allowed):
            for name in ("chosen_on", "electorate", "voted", "stood"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        is_vote = any(data.get(name) is not None for name in ("electorate", "voted", "stood"))
        if is_vote and data.get("chosen_on") is None and "chosen_on" not in self.errors:
            self.add_error("chosen_on", ValidationError(_("Give the day of the vote")))
        return data

    @property
    def newcomer(self) -> Newcomer:
        """Who is asked for; of a form that is valid."""
        data = self.cleaned_data
        votes = None
        if data.get("chosen_on"):
            votes = Votes(data["chosen_on"], data["electorate"], data["voted"], data["stood"])
        return Newcomer(
            mandate=Mandate(data["mandate"]),
            start_on=data["start_on"],
            name=data["name"],
            on_behalf_of=self.clubs.get(data["on_behalf_of"]),
            basis=self.bases.get(data.get("basis", "")),
            due_on=data["due_on"],
            votes=votes,
            source=data["source"],
        )

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = choices


class EndForm(PageForm):
    """Why, and with which day."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose why")},
    )
    last_day = DayField(label=gettext_lazy("What is their last day on the seat?"))
    note = forms.CharField(
        label=gettext_lazy("Anything to add?"),
        help_text=gettext_lazy("For the record; it is not published"),
        max_length=300,
        required=False,
    )

    def __init__(self, user: "User", held: "Appointment", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"last_day": timezone.localdate()}, **kwargs)
        field = self.fields["reason"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [
            (one.value, words) for one, words in ENDS.items() if may_end(user, held, one)
        ]


@login_required
@require_http_methods(SHOWN_OR_SENT)
def appoint(request: HttpRequest, slug: str, body: str, number: int) -> HttpResponse:
    """Somebody comes to the seat; who gives way, and what follows, is shown first."""
    desk = structure_desk(request, slug)
    seat = desk.seat(body, number)
    may_appoint_somehow(desk.user, seat).require()
    form = AppointForm(desk.user, seat, request.GET.get("mandate", ""), sent(request))
    title = _("Record who comes")
    page = desk.page(title, _("Look at what it does"), seat_title(seat), back=_back(seat))
    return answer_twice(
        request,
        desk.structure,
        form,
        page,
        lambda: appoint_newcomer(by=desk.user, seat=seat, newcomer=form.newcomer),
        Asked(_("Is this right?"), _("Record it"), _("Recorded.")),
    )


@login_required
@require_http_methods(SHOWN_OR_SENT)
def end(request: HttpRequest, slug: str, body: str, number: int) -> HttpResponse:
    """The holder leaves; whose mandate rested on the seat is shown first."""
    desk = structure_desk(request, slug)
    seat = desk.seat(body, number)
    held = standing_holder(seat)
    may_end_somehow(desk.user, held).require()
    assert held is not None  # noqa: S101 - refused above
    form = EndForm(desk.user, held, sent(request))
    lead = f"{seat_title(seat)}. {holder_lead(held, timezone.localdate())}"
    title = _("Record who leaves")
    page = desk.page(title, _("Look at what it does"), lead, back=_back(seat))

    def act() -> None:
        end_appointment(
            by=desk.user,
            appointment=held,
            reason=EndReason(form.cleaned_data["reason"]),
            last_day=form.cleaned_data["last_day"],
            note=form.cleaned_data["note"],
        )

    asked = Asked(_("Is this right?"), _("Record it"), _("Recorded."), is_stop=True)
    return answer_twice(request, desk.structure, form, page, act, asked)


def _back(seat: "Seat") -> str:
    here = [seat.body.structure.slug, seat.body.slug, seat.number]
    return reverse("staff:structure-seat", args=here)

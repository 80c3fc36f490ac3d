"""Who speaks for the person's organisations; and for a holder, their own seats, to leave or share."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from consortium.selectors.organisations import organisations_acted_for
from frontend.access import user_of
from frontend.acting import acting_person
from frontend.asked_twice import Asked, answer_twice
from frontend.fields import DayField
from frontend.form_pages import FormPage, answer, sent
from frontend.page_forms import PageForm
from frontend.presenters.own_seats import representatives_sheet
from frontend.presenters.seat_desk import holder_lead, seat_title
from frontend.stand_in_form import AlternateForm, LastDayForm
from representation.selectors.own_seats import own_seat, seats_of
from representation.selectors.speakers import organisation_view
from representation.selectors.structure_desk import open_stand_ins
from representation.services.appointing import name_stand_in_by_name
from representation.services.appointments import end_appointment
from representation.services.stand_ins import end_stand_in
from representation.states import EndReason, StandInKind

if TYPE_CHECKING:
    from representation.models import Appointment

SHOWN_OR_SENT = ["GET", "HEAD", "POST"]


class ResignForm(PageForm):
    """Until when, and anything for the record."""

    last_day = DayField(label=gettext_lazy("What is your last day on the seat?"))
    note = forms.CharField(
        label=gettext_lazy("Anything to add?"),
        help_text=gettext_lazy("For the record; it is not published"),
        max_length=300,
        required=False,
    )


@login_required
@require_safe
def representatives(request: HttpRequest) -> HttpResponse:
    """Everybody who speaks for whoever asks, by whose vote; their own seats before that."""
    person, today = acting_person(request), timezone.localdate()
    if person is None:
        return render(request, "members/nobody.html")
    own = [(one, open_stand_ins(one.seat)) for one in seats_of(person, today)]
    views = [organisation_view(one.slug, today) for one in organisations_acted_for(person, today)]
    sheet = representatives_sheet(own, [one for one in views if one], today)
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@login_required
@require_http_methods(SHOWN_OR_SENT)
def resign(request: HttpRequest, key: int) -> HttpResponse:
    """The holder leaves the seat; what rests on it is shown first."""
    held = _held(request, key)
    form = ResignForm(sent(request), initial={"last_day": timezone.localdate()})
    lead = f"{seat_title(held.seat)}. {holder_lead(held, timezone.localdate())}"

    def act() -> None:
        end_appointment(
            by=user_of(request),
            appointment=held,
            reason=EndReason.RESIGNED,
            last_day=form.cleaned_data["last_day"],
            note=form.cleaned_data["note"],
        )

    thanks = _("You have resigned. The public page says so.")
    asked = Asked(_("Is this right?"), _("Resign"), thanks, is_stop=True)
    page = _page(_("Resign from your seat"), _("Look at what it does"), lead)
    return answer_twice(request, held.seat.body.structure, form, page, act, asked)


@login_required
@require_http_methods(SHOWN_OR_SENT)
def stand_in(request: HttpRequest, key: int) -> HttpResponse:
    """The holder says who goes when they cannot."""
    held = _held(request, key)
    form = AlternateForm(held.seat.body.structure, sent(request))
    title = _("Name who stands in")
    return answer(
        request,
        form,
        _page(title, title, seat_title(held.seat), _("The name stands on the seat’s public page.")),
        lambda data: name_stand_in_by_name(
            by=user_of(request),
            seat=held.seat,
            name=data["name"],
            on_behalf_of=form.clubs.get(data["on_behalf_of"]),
            kind=StandInKind.ALTERNATE,
            start_on=data["start_on"],
        ),
        _("Recorded."),
    )


@login_required
@require_http_methods(SHOWN_OR_SENT)
def stand_in_end(request: HttpRequest, key: int, who: int) -> HttpResponse:
    """Somebody stands in for the holder no more after a day."""
    held = _held(request, key)
    found = next((one for one in open_stand_ins(held.seat) if one.pk == who), None)
    if found is None:
        raise Http404
    lead = f"{found.person.name}. {seat_title(held.seat)}"
    return answer(
        request,
        LastDayForm(sent(request), initial={"last_day": timezone.localdate()}),
        _page(_("End standing in"), _("End standing in"), lead),
        lambda data: end_stand_in(by=user_of(request), stand_in=found, last_day=data["last_day"]),
        _("Recorded."),
    )


def _held(request: HttpRequest, key: int) -> "Appointment":
    """The person's own appointment. Raises Http404 where it is another's, or has ended."""
    person = acting_person(request)
    found = own_seat(person, key) if person else None
    if found is None:
        raise Http404
    return found


def _page(title: str, button: str, lead: str, small: str = "") -> FormPage:
    return FormPage(title, button, reverse("members:representatives"), _("Your reps"), lead, small)

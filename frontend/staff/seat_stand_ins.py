"""Who stands in on a seat; and a seat that is there no more."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from frontend.form_pages import answer, sent
from frontend.presenters.seat_desk import STAND_INS, seat_title
from frontend.staff.structure_desk import structure_desk
from frontend.stand_in_form import AlternateForm, LastDayForm
from representation.permissions import may_manage_bodies, may_name_stand_in
from representation.selectors.structure_desk import (
    open_stand_ins,
    standing_holder,
)
from representation.services.appointing import name_stand_in_by_name
from representation.services.seats import close_seat
from representation.services.stand_ins import end_stand_in
from representation.states import StandInKind

if TYPE_CHECKING:
    from representation.models import Seat, StandIn

SHOWN_OR_SENT = ["GET", "HEAD", "POST"]


class StandInForm(AlternateForm):
    """Who, from where, as what, from when."""

    kind = forms.ChoiceField(
        label=gettext_lazy("As what?"),
        widget=forms.RadioSelect,
        choices=[(one.value, words) for one, words in STAND_INS.items()],
        error_messages={"required": gettext_lazy("Choose alternate or deputy")},
    )
    field_order = ("name", "on_behalf_of", "kind", "start_on")


class EndStandInForm(LastDayForm):
    """Whose standing in ends, and when."""

    who = forms.ChoiceField(
        label=gettext_lazy("Who stands in no more?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who stands in no more")},
    )
    field_order = ("who", "last_day")

    def __init__(self, found: "tuple[StandIn, ...]", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"last_day": timezone.localdate()}, **kwargs)
        self.found = {str(one.pk): one for one in found}
        field = self.fields["who"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(key, one.person.name) for key, one in self.found.items()]


@login_required
@require_http_methods(SHOWN_OR_SENT)
def name(request: HttpRequest, slug: str, body: str, number: int) -> HttpResponse:
    """An alternate or a deputy, by name; never counted beside the holder."""
    desk = structure_desk(request, slug)
    seat = desk.seat(body, number)
    may_name_stand_in(desk.user, seat, standing_holder(seat)).require()
    form = StandInForm(desk.structure, sent(request))
    title = _("Name who stands in")
    return answer(
        request,
        form,
        desk.page(title, title, seat_title(seat), back=_back(seat)),
        lambda data: name_stand_in_by_name(
            by=desk.user,
            seat=seat,
            name=data["name"],
            on_behalf_of=form.clubs.get(data["on_behalf_of"]),
            kind=StandInKind(data["kind"]),
            start_on=data["start_on"],
        ),
        _("Recorded."),
    )


@login_required
@require_http_methods(SHOWN_OR_SENT)
def end(request: HttpRequest, slug: str, body: str, number: int) -> HttpResponse:
    """Somebody stands in no more after a day."""
    desk = structure_desk(request, slug)
    seat = desk.seat(body, number)
    may_name_stand_in(desk.user, seat, standing_holder(seat)).require()
    found = open_stand_ins(seat)
    if not found:
        raise Http404
    form = EndStandInForm(found, sent(request))
    title = _("End standing in")
    return answer(
        request,
        form,
        desk.page(title, title, seat_title(seat), back=_back(seat)),
        lambda data: end_stand_in(
            by=desk.user, stand_in=form.found[data["who"]], last_day=data["last_day"]
        ),
        _("Recorded."),
    )


@login_required
@require_http_methods(SHOWN_OR_SENT)
def close(request: HttpRequest, slug: str, body: str, number: int) -> HttpResponse:
    """A vacant seat is there no more after a day; what was stays to be read."""
    desk = structure_desk(request, slug)
    seat = desk.seat(body, number)
    may_manage_bodies(desk.user, desk.structure).require()
    title = _("Close this seat")
    return answer(
        request,
        LastDayForm(sent(request), initial={"last_day": timezone.localdate()}),
        desk.page(title, title, seat_title(seat), back=_back(seat), is_stop=True),
        lambda data: close_seat(by=desk.user, seat=seat, last_day=data["last_day"]),
        _("The seat is closed from then on."),
    )


def _back(seat: "Seat") -> str:
    here = [seat.body.structure.slug, seat.body.slug, seat.number]
    return reverse("staff:structure-seat", args=here)

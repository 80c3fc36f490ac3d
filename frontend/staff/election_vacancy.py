"""A seat that an elected holder left: by which rule it is filled, who is asked, and what comes of it."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from consortium.decisions import Decision, Refused, refuse
from frontend.asked_ids import asked_ids
from frontend.fields import DayField
from frontend.form_pages import sent
from frontend.page_forms import PageForm
from frontend.presenters.election_tasks import TASKS
from frontend.presenters.vacancy import filled_words, prospect_words, vacancy_table
from frontend.staff.election_desk import ElectionDesk, election_desk
from frontend.staff.seat_desk import appoint_address
from frontend.templatetags.manyhands import plain_day
from representation.election_states import Action, FillRule
from representation.permissions import may_appoint
from representation.rules.vacancies import can_refill
from representation.selectors.vacancies import SeatLeft, seats_left
from representation.services.vacancies import Prospect, fill_vacancy, prospect
from representation.states import Mandate

if TYPE_CHECKING:
    from representation.models import Appointment, Candidacy

WILLING, UNWILLING = "yes", "no"
CO_OPTED = Mandate.CO_OPTED


class VacancyForm(PageForm):
    """Where somebody comes in by the votes: from which day, and whether they still wish to serve."""

    def __init__(self, newcomer: "Candidacy | None", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if newcomer is not None:
            self.fields["start_on"] = DayField(label=_("From which day?"))
            self.fields["serves"] = forms.ChoiceField(
                label=_("Does %(name)s still wish to serve?") % {"name": newcomer.name},
                help_text=_("Ask before you answer: it cannot be taken back"),
                widget=forms.RadioSelect,
                choices=[(WILLING, _("Yes")), (UNWILLING, _("No: show who comes after"))],
                error_messages={"required": _("Choose whether they still wish to serve")},
            )

    @property
    def asks_for_the_next(self) -> bool:
        """Whether who was asked no longer wishes to serve; of a form that is valid."""
        return bool(self.cleaned_data.get("serves") == UNWILLING)


@login_required
@require_safe
def vacancies(request: HttpRequest, slug: str) -> HttpResponse:
    """The seats of this election that were left and are vacant."""
    desk = election_desk(request, slug)
    seats = seats_left(desk.election)
    context = {
        "title": TASKS[Action.FILL_VACANCY],
        "lead": _("Seats that somebody elected has left, and that nobody holds now.")
        if seats
        else _("Everybody elected here holds their seat, or somebody has come after them."),
        "tables": [vacancy_table(slug, seats)] if seats else [],
        "crumbs": desk.crumbs,
    }
    return render(request, "staff/election_part.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def vacancy(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Who comes by the rule, asked about first; then the appointment, or the by-election as a draft.

    Whoever may co-opt is led to the seat itself, where it is done.
    """
    desk = election_desk(request, slug)
    left = next((one for one in seats_left(desk.election) if one.appointment.pk == key), None)
    if left is None:
        raise Http404
    appointment, unwilling = left.appointment, _unwilling(request, left.appointment)
    coming, may = _coming(desk, appointment, unwilling)
    if coming.rule is FillRule.CO_OPTION and may_appoint(desk.user, appointment.seat, CO_OPTED):
        return redirect(f"{appoint_address(appointment.seat)}?{urlencode({'mandate': CO_OPTED})}")
    form = VacancyForm(
        coming.newcomer, sent(request), initial={"start_on": _first_day(request, left)}
    )
    if form.is_valid() and form.asks_for_the_next and coming.newcomer is not None:
        keys = [one.pk for one in (*unwilling, coming.newcomer)]
        asked = {"not": keys, "from": form.cleaned_data["start_on"].isoformat()}
        return redirect(f"{request.path}?{urlencode(asked, doseq=True)}")
    if form.is_valid():
        try:
            filled = fill_vacancy(
                by=desk.user,
                left=appointment,
                start_on=form.cleaned_data.get("start_on", timezone.localdate()),
                unwilling=unwilling,
                expected=coming.newcomer,
            )
        except Refused as error:
            form.add_error(None, error.reason)
        else:
            messages.success(request, filled_words(filled))
            return redirect("staff:election", (filled.election or desk.election).slug)
    page = desk.page(
        _("Fill a vacancy: %(seat)s") % {"seat": left.seat},
        _("Draft the by-election") if coming.timetable else _("Fill the seat"),
        prospect_words(coming, desk.election.fill_rule),
        small=_("%(name)s left it on %(day)s.")
        % {"name": left.person, "day": plain_day(left.ended_on)},
        may=may,
        back=reverse("staff:election-vacancies", args=[slug]),
    )
    return render(request, "layouts/form.html", {"form": form, "page": page})


def _coming(
    desk: ElectionDesk, left: "Appointment", unwilling: "list[Candidacy]"
) -> tuple[Prospect, Decision]:
    """What would come of it, and whether it can be done; a count that cannot be made says why."""
    may = desk.may(Action.FILL_VACANCY).and_also(can_refill(left))
    try:
        coming = prospect(left=left, start_on=timezone.localdate(), unwilling=unwilling)
    except Refused as error:
        return Prospect(FillRule(desk.election.fill_rule)), refuse(error.reason)
    if coming.rule is FillRule.CO_OPTION:
        may = may.and_also(refuse(_("The lead appoints somebody; there is nothing to do here.")))
    return coming, may


def _first_day(request: HttpRequest, left: SeatLeft) -> date:
    """As typed before somebody was passed over; else today, or the day after the seat was left."""
    try:
        return date.fromisoformat(request.GET.get("from", ""))
    except ValueError:
        return max(timezone.localdate(), left.ended_on + timedelta(days=1))


def _unwilling(request: HttpRequest, left: "Appointment") -> "list[Candidacy]":
    """Those of the same contest who were asked already, and do not wish to serve."""
    keys = asked_ids(request.GET.getlist("not"))[:100]
    return list(left.outcome.contest.candidacies.filter(pk__in=keys))

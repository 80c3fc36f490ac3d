"""Other days for an election, while it is a draft."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from frontend.fields import DayField
from frontend.form_pages import answer, sent
from frontend.page_forms import PageForm
from frontend.presenters.election_tasks import TASKS
from frontend.staff.election_desk import election_desk
from frontend.staff.election_times import end_of, last_day_before, start_of
from representation.election_states import Action
from representation.services.election_planning import Timetable, change_timetable

if TYPE_CHECKING:
    from representation.models import Election


class DaysForm(PageForm):
    """First and last days, both included."""

    nominations_from = DayField(label=gettext_lazy("First day of nominations"))
    nominations_to = DayField(label=gettext_lazy("Last day of nominations"))
    voting_from = DayField(label=gettext_lazy("First day of voting"))
    voting_to = DayField(label=gettext_lazy("Last day of voting"))

    def timetable(self) -> Timetable:
        """The moments that the days stand for, and the term after them; of a form that is valid."""
        data = self.cleaned_data
        closes = end_of(data["voting_to"])
        return Timetable(
            start_of(data["nominations_from"]),
            end_of(data["nominations_to"]),
            start_of(data["voting_from"]),
            closes,
            timezone.localdate(closes),
        )


class TimetableForm(DaysForm):
    """The same with the first day of the term."""

    term_from = DayField(label=gettext_lazy("First day of the term"))

    def timetable(self) -> Timetable:
        """As typed, the term's first day too."""
        times = vars(super().timetable())
        return Timetable(**times | {"term_starts_on": self.cleaned_data["term_from"]})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def timetable(request: HttpRequest, slug: str) -> HttpResponse:
    """The days as they are, to change; once nominations are open they stand."""
    desk = election_desk(request, slug)
    page = desk.page(
        TASKS[Action.CHANGE_PLAN],
        _("Save the timetable"),
        _("Once nominations are open, the days stand."),
        may=desk.may(Action.CHANGE_PLAN),
    )
    form = TimetableForm(sent(request), initial=_days_of(desk.election))
    return answer(
        request,
        form,
        page,
        lambda data: change_timetable(
            by=desk.user, election=desk.election, timetable=form.timetable()
        ),
        _("The timetable is changed."),
    )


def _days_of(election: "Election") -> dict[str, object]:
    return {
        "nominations_from": timezone.localdate(election.nominations_open_at),
        "nominations_to": last_day_before(election.nominations_close_at),
        "voting_from": timezone.localdate(election.opens_at),
        "voting_to": last_day_before(election.closes_at),
        "term_from": election.term_starts_on,
    }

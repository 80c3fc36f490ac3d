"""The day that a public page is of: today, or any other that its reader asks for."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy

from frontend.fields import DayField
from frontend.page_forms import PageForm


class DayForm(PageForm):
    """Another day; a bad one is said, and today is shown."""

    on = DayField(label=gettext_lazy("On which day?"), required=False)


@dataclass(frozen=True)
class AsAt:
    """The day, and the form for another. `query` keeps the day in links, "" for today."""

    day: date
    form: DayForm
    here: str
    query: str

    @property
    def is_another(self) -> bool:
        return bool(self.query)


def as_at(request: HttpRequest) -> AsAt:
    """What `?on=` asks for."""
    form = DayForm(request.GET)
    form.is_valid()
    today = timezone.localdate()
    day = form.cleaned_data.get("on") or today
    return AsAt(day, form, request.path, f"?on={day.isoformat()}" if day != today else "")

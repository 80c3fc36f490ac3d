"""The forms of meetings: when and where, when it was called off, and who was there."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frontend.fields import ClockField, DayField
from frontend.page_forms import PageForm
from representation.services.attendance import Guest

MOST_GUESTS = 100


class MeetingForm(PageForm):
    """Where and when. With `bodies`, of which body as well."""

    body = forms.ChoiceField(label=gettext_lazy("Which body met, or will meet?"))
    day = DayField(label=gettext_lazy("Day"))
    starts = ClockField(label=gettext_lazy("From"))
    ends = ClockField(label=gettext_lazy("Until"))
    place = forms.CharField(
        label=gettext_lazy("Where?"),
        help_text=gettext_lazy("A place, or “online”"),
        max_length=120,
    )

    def __init__(self, *args: Any, bodies: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["body"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = list(bodies)
        if not field.choices:
            del self.fields["body"]

    def when(self) -> dict[str, Any]:
        """Place and moments, as services take them; of a form that is valid."""
        given = self.cleaned_data
        return {
            "place": given["place"],
            "starts_at": timezone.make_aware(datetime.combine(given["day"], given["starts"])),
            "ends_at": timezone.make_aware(datetime.combine(given["day"], given["ends"])),
        }


class CancelForm(PageForm):
    """When it was called off: whether those who were to come are paid hangs on it."""

    day = DayField(label=gettext_lazy("On which day was it called off?"))
    clock = ClockField(label=gettext_lazy("At what time?"))

    def called_off_at(self) -> datetime:
        """The moment; of a form that is valid."""
        given = self.cleaned_data
        return timezone.make_aware(datetime.combine(given["day"], given["clock"]))


class AttendanceForm(PageForm):
    """A tick for everybody of a seat, and the guests by name."""

    there = forms.MultipleChoiceField(
        label=gettext_lazy("Who was there?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    guests = forms.CharField(
        label=gettext_lazy("Guests, without a vote"),
        help_text=gettext_lazy(
            "One on each line, and after a comma who they come from: Amy Lowe, Derbyshire County Council"
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, *args: Any, sitters: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["there"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the type checker
        field.choices = sitters
        if not sitters:
            del self.fields["there"]

    def clean_guests(self) -> list[Guest]:
        """Each line a guest; what stands after the first comma is who they come from."""
        lines = [line.strip() for line in self.cleaned_data["guests"].splitlines()]
        found = []
        for line in filter(None, lines):
            name, _comma, comes_from = (part.strip() for part in line.partition(","))
            if not name or len(name) > 120 or len(comes_from) > 160:
                words = _("Give each guest on a line of their own, name first: %(line)s")
                raise ValidationError(words % {"line": line[:40]})
            found.append(Guest(name, comes_from))
        if len(found) > MOST_GUESTS:
            raise ValidationError(_("Too many guests for one page."))
        return found

"""The forms of funds, budgets and schemes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.fields import MOST_PENCE, CountField, DayField, PoundsField
from frontend.page_forms import PageForm

BACK_TO_FUND = "fund"


class FundForm(PageForm):
    """A fund: what it is called, and who gave it."""

    name = forms.CharField(label=_("Name"), max_length=120)
    source = forms.CharField(
        label=_("Where does it come from?"),
        help_text=_("Who gave it, by what grant or contract. Everybody can read this"),
        max_length=200,
    )


class SeenForm(PageForm):
    """A form about a sum that its page shows: sent a second time, or after others, it is refused."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST_PENCE)


class ReceivedForm(SeenForm):
    """Money that came into the bank for a fund."""

    units_before = {"pence": "£"}
    pence = PoundsField(label=_("How much came in?"), least=1)
    memo = forms.CharField(
        label=_("What is it?"), help_text=_("For example: grant, first half"), max_length=140
    )


class BudgetForm(PageForm):
    """A budget of a fund for a period."""

    units_before = {"pence": "£"}
    name = forms.CharField(label=_("Name"), max_length=120)
    start_on = DayField(label=_("First day"))
    end_on = DayField(label=_("Last day"))
    pence = PoundsField(label=_("How much is planned?"), least=1)


class RaiseForm(SeenForm):
    """So much more for a budget, and why."""

    units_before = {"pence": "£"}
    pence = PoundsField(label=_("How much more?"), least=1)
    why = forms.CharField(label=_("Why?"), max_length=140)


class MoveForm(SeenForm):
    """So much of a budget for another, or back to its fund, and why."""

    units_before = {"pence": "£"}
    to = forms.ChoiceField(label=_("Where to?"), widget=forms.RadioSelect)
    pence = PoundsField(label=_("How much?"), least=1)
    why = forms.CharField(label=_("Why?"), max_length=140)

    def __init__(self, *args: Any, to: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "to", to)


class UseForm(PageForm):
    """Who is paid under a scheme, from which day."""

    who = forms.ChoiceField(
        label=_("Whose meetings does it pay for?"),
        help_text=_("What is chosen for one body goes before what is chosen for its structure"),
    )
    start_on = DayField(label=_("From which day?"))

    def __init__(self, *args: Any, who: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "who", who)


class SchemeRulesForm(PageForm):
    """The days and limits of a scheme, which can be changed."""

    units_before = {"second_approval_above_pence": "£"}
    units_after = {
        "claim_within_days": _("days"),
        "receipt_within_days": _("days"),
        "cancelled_notice_hours": _("hours"),
        "cancelled_time_pct": "%",
    }
    second_approval_above_pence = PoundsField(label=_("Two people approve claims above"))
    claim_within_days = CountField(label=_("Claims are taken after a meeting for"), most=3_650)
    receipt_within_days = CountField(label=_("Receipts are taken after a meeting for"), most=3_650)
    cancelled_notice_hours = CountField(
        label=_("A cancelled meeting is paid if it was called off later than"),
        help_text=_("Before it was to begin"),
        least=0,
        most=1_000,
    )

    def settings(self) -> dict[str, int]:
        """The scheme's rules; of a form that is valid."""
        return {name: self.cleaned_data[name] for name in SETTINGS if name in self.fields}


class SchemeForm(SchemeRulesForm, UseForm):
    """A new scheme: whom it pays, from when, at which rates to begin with, and its rules."""

    name = forms.CharField(label=_("Name"), max_length=120)
    like = forms.ChoiceField(
        label=_("Rates to begin with"),
        help_text=_("You can set each of them after"),
        required=False,
    )
    cancelled_time_pct = CountField(label=_("Of the time away, paid then is"), least=0, most=100)
    field_order = ["name", "who", "start_on", "like"]

    def __init__(self, *args: Any, like: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "like", [("", _("None yet")), *like])


SETTINGS = (
    "second_approval_above_pence",
    "claim_within_days",
    "receipt_within_days",
    "cancelled_notice_hours",
    "cancelled_time_pct",
)


class EndForm(PageForm):
    """The last day."""

    end_on = DayField(label=_("What is the last day?"))


def _choose(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
    field.choices = list(choices)

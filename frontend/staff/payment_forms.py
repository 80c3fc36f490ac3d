"""The forms of payments: the day, a statement, what became of a payment, a call."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consortium.treasury.states import LineState
from frontend.fields import DayField
from frontend.page_forms import PageForm


class DrawForm(PageForm):
    """Which sums go into a batch, and when the bank is to pay."""

    due = forms.TypedMultipleChoiceField(
        label=_("What to pay"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    pay_on = DayField(
        label=_("Day of payment"),
        help_text=_(
            "For example 31/3/2027. A working day; by Bacs the money arrives on the one after it."
        ),
    )

    def __init__(self, *args: Any, owed: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["due"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 - for the type checker
        field.choices = owed


class StatementForm(PageForm):
    """The bank's statement."""

    statement = forms.FileField(
        label=_("Statement"), help_text=_("As CSV, camt.053 or OFX, from the bank’s own page")
    )


class CheckFileForm(PageForm):
    """A payment file that somebody holds, to be checked against its batch."""

    file = forms.FileField(
        label=_("Payment file"), help_text=_("CSV, Bacs Standard 18 or ISO 20022 pain.001")
    )


class OutcomeForm(PageForm):
    """What became of a payment, and how that is known."""

    state = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[
            (LineState.PAID.value, _("It was paid")),
            (LineState.FAILED.value, _("It failed, or came back")),
            (LineState.UNKNOWN.value, _("Nobody knows yet")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("How do you know?"), max_length=200)


class CallForm(PageForm):
    """What a second person heard on the number on file."""

    spoke_to = forms.CharField(label=_("Whom did you speak to?"), max_length=120)
    matched = forms.ChoiceField(
        label=_("Is the account theirs?"),
        choices=[("yes", _("Yes, they read it out to me")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )

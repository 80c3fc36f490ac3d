"""What a board's officer is asked: first about the board, then what they send us and who they are."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy

from frontend.fields import DayField
from frontend.page_forms import PageForm
from representation.rules.seat_requests import can_ask
from representation.selectors.structures import structures


class BoardForm(PageForm):
    """Which board, whose, what the person is to do, and by when."""

    network = forms.ChoiceField(
        label=gettext_lazy("Which network do you ask?"),
        error_messages={"required": gettext_lazy("Choose a network")},
    )
    board = forms.CharField(label=gettext_lazy("Name of the board or group"), max_length=160)
    owner = forms.CharField(
        label=gettext_lazy("Whose board is it?"),
        help_text=gettext_lazy("The council, the trust or the partnership"),
        max_length=160,
    )
    role = forms.CharField(
        label=gettext_lazy("What is the person to do there?"),
        help_text=gettext_lazy("In a sentence"),
        max_length=200,
    )
    needed_by = DayField(label=gettext_lazy("By which day do you need somebody?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = structures()
        field = self.fields["network"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(one.slug, one.name) for one in found]
        if len(found) == 1:
            field.initial = found[0].slug
            field.widget = forms.HiddenInput()

    def clean_needed_by(self) -> Any:
        day = self.cleaned_data["needed_by"]
        decision = can_ask(day, timezone.localdate())
        if not decision:
            raise ValidationError(decision.reason)
        return day


class OfficerForm(PageForm):
    """What else the network should know, and whom it writes to."""

    terms = forms.CharField(
        label=gettext_lazy("Terms of reference"),
        help_text=gettext_lazy(
            "What the board decides, how often and where it meets, whether the person has a vote"
        ),
        max_length=3000,
        widget=forms.Textarea({"rows": 6}),
    )
    skills = forms.CharField(
        label=gettext_lazy("Skills or knowledge you need"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
    officer_name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    officer_email = forms.EmailField(
        label=gettext_lazy("Your e-mail address at work"),
        help_text=gettext_lazy("We write there to confirm. It is not published"),
        max_length=254,
        error_messages={"invalid": gettext_lazy("Give an e-mail address, like office@example.org")},
    )

"""The form that names somebody of a household."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.page_forms import PageForm


class HouseholdForm(PageForm):
    """Who it is; with `one` as well, of two people."""

    one = forms.ChoiceField(label=_("One of the two"))
    other = forms.ChoiceField(label=_("Who is of the same household, or family?"))

    def __init__(
        self, *args: Any, people: Iterable[tuple[str, str]], is_own: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if is_own:
            del self.fields["one"]
        for field in self.fields.values():
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
            field.choices = [("", ""), *people]

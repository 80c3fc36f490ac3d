"""Choices of a line of the roll and of people, as the pages of an election offer them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frontend.page_forms import PageForm
from representation.selectors.election_desk import RollRow

if TYPE_CHECKING:
    from consortium.models import Person


class LineForm(PageForm):
    """Whose vote."""

    line = forms.TypedChoiceField(
        label=gettext_lazy("Which organisation?"),
        coerce=int,
        error_messages={"required": gettext_lazy("Choose an organisation")},
    )

    def __init__(self, rows: Iterable[RollRow], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["line"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", _("Choose one")), *((one.number, one.name) for one in rows)]


def with_people(form: forms.Form, name: str, people: "Iterable[Person]") -> "dict[str, Person]":
    """Offer these people in a field of the form; gives them by what it is answered with."""
    found = {str(one.pk): one for one in people}
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
    field.choices = [("", _("Choose somebody")), *((key, one.name) for key, one in found.items())]
    field.error_messages["required"] = _("Choose somebody")
    return found

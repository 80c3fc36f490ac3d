"""Forms that render as our pages do. Derive from PageForm; print with `{{ form }}`."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.forms.renderers import DjangoTemplates
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

Words = str | Promise


class PageRenderer(DjangoTemplates):
    """Django's own widgets, in our form and field."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


class PageForm(forms.Form):
    """A form in the order of its page: label, hint, error, control; no browser's own complaints.

    `units_before` and `units_after` give, by field, what stands outside its box. Numbers are typed
    into text boxes, because a number box throws away what it cannot read, and nobody can be told why.
    """

    default_renderer = PageRenderer
    use_required_attribute = False
    units_before: ClassVar[Mapping[str, Words]] = {}
    units_after: ClassVar[Mapping[str, Words]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _say_what_to_fill_in(field)
            _type_numbers(field)

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What was sent, as it was typed, for the page that asks once more."""
        sent = self.data.lists() if isinstance(self.data, QueryDict) else ()
        return [(name, value) for name, values in sent if name in self.fields for value in values]


def _say_what_to_fill_in(field: forms.Field) -> None:
    """A list of errors is read away from its fields, so each error names its own."""
    if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
        field.error_messages["required"] = _("Fill in: %(field)s") % {"field": field.label}


def _type_numbers(field: forms.Field) -> None:
    if isinstance(field.widget, forms.NumberInput):
        is_whole = isinstance(field, forms.IntegerField) and not isinstance(
            field, forms.FloatField | forms.DecimalField
        )
        like = _("Give a whole number, like 12: %(field)s")
        if not is_whole:
            like = _("Give a number, like 7.5: %(field)s")
        field.error_messages["invalid"] = like % {"field": field.label}
        field.widget = forms.TextInput(
            {"inputmode": "numeric" if is_whole else "decimal", "class": "short"}
        )

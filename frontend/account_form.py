"""A bank account as people type it, on the payee's own page and on the treasurer's."""

from django import forms
from django.utils.translation import gettext_lazy

from frontend.page_forms import PageForm


class Unrepeated(forms.TextInput):
    """A box that never shows again what was typed into it, so that no page holds a number."""

    def format_value(self, value: object) -> str | None:
        return None


class AccountForm(PageForm):
    """A bank account, typed once."""

    name = forms.CharField(label=gettext_lazy("Name on the account"), max_length=70)
    sort_code = forms.CharField(
        label=gettext_lazy("Sort code"),
        help_text=gettext_lazy("Six digits, like 12-34-56"),
        max_length=12,
        widget=Unrepeated({"inputmode": "numeric", "class": "short", "autocomplete": "off"}),
    )
    number = forms.CharField(
        label=gettext_lazy("Account number"),
        max_length=12,
        widget=Unrepeated({"inputmode": "numeric", "class": "short", "autocomplete": "off"}),
    )

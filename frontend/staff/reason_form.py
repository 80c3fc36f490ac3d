"""A reason in words, as several pages ask for one."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from frontend.page_forms import PageForm, Words


class ReasonForm(PageForm):
    """One box for a sentence or two."""

    reason = forms.CharField(
        max_length=300, widget=forms.Textarea({"rows": 3}), strip=True, label=""
    )

    def __init__(self, *args: Any, label: Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = str(label)
        self.fields["reason"].error_messages["required"] = _("Fill in: %(field)s") % {
            "field": label
        }

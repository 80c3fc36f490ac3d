"""Who stands in on a seat: asked of its holder, and of those who look after the network."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consortium.selectors.names import name_of
from frontend.fields import DayField
from frontend.page_forms import PageForm
from representation.selectors.structure_desk import member_organisations

if TYPE_CHECKING:
    from representation.models import Structure


class AlternateForm(PageForm):
    """Who goes when the holder cannot, from where, and from when."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    on_behalf_of = forms.ChoiceField(label=gettext_lazy("From which organisation?"), required=False)
    start_on = DayField(label=gettext_lazy("From which day?"))

    def __init__(self, structure: "Structure", *args: Any, **kwargs: Any) -> None:
        today = timezone.localdate()
        super().__init__(*args, initial={"start_on": today}, **kwargs)
        self.clubs = {one.slug: one for one in member_organisations(structure, today)}
        field = self.fields["on_behalf_of"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        named = [(slug, name_of(one)) for slug, one in self.clubs.items()]
        field.choices = [("", _("None of these")), *named]


class LastDayForm(PageForm):
    """Until when?"""

    last_day = DayField(label=gettext_lazy("What is the last day?"))

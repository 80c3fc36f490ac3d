"""The form of a claim: time away, travel, childcare, and a photo of the receipt."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consortium.treasury.states import RateKind
from frontend.fields import PoundsField
from frontend.page_forms import PageForm
from representation.claims.pricing import LineAsked
from representation.claims.states import LineKind, Standing

COSTS = (LineKind.CHILDCARE, LineKind.FARE, LineKind.ACCESS)


class ClaimForm(PageForm):
    """What a meeting cost. What is left empty is not asked for."""

    units_after = {"hours": gettext_lazy("hours"), "miles": gettext_lazy("miles")}
    units_before = {"childcare": "£", "fare": "£", "access": "£"}
    hours = forms.DecimalField(
        label=gettext_lazy("Time away from work"),
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(24),
        decimal_places=2,
    )
    miles = forms.DecimalField(
        label=gettext_lazy("Travel by car"),
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(2_000),
        decimal_places=1,
    )
    fare = PoundsField(label=gettext_lazy("Bus or train"), required=False)
    childcare = PoundsField(label=gettext_lazy("Childcare"), required=False)
    receipt = forms.FileField(
        label=gettext_lazy("Receipt"),
        help_text=gettext_lazy("A photo is fine. You can add it later as well"),
        required=False,
    )
    volunteer = forms.BooleanField(
        label=gettext_lazy("I came as a volunteer, in my own time"), required=False
    )

    def __init__(self, *args: Any, hints: dict[str, str], **kwargs: Any) -> None:
        """`hints`: by field, to whom it is paid and how much."""
        super().__init__(*args, **kwargs)
        for name, hint in hints.items():
            self.fields[name].help_text = hint

    def lines(self) -> list[LineAsked]:
        """What is asked, as the engine takes it."""
        given = self.cleaned_data
        found = []
        if given["hours"]:
            found.append(LineAsked(LineKind.TIME, minutes=int(given["hours"] * 60)))
        if given["miles"]:
            found.append(
                LineAsked(LineKind.MILES, tenths=int(given["miles"] * 10), vehicle=RateKind.CAR)
            )
        found += [LineAsked(kind, cost_pence=given[kind]) for kind in COSTS if given.get(kind)]
        return found

    def standing(self) -> Standing:
        """In which part the person came."""
        return Standing.VOLUNTEER if self.cleaned_data["volunteer"] else Standing.PAID

    def receipt_line(self) -> str:
        """The cost that the receipt is for: the first that was given."""
        return next(
            (kind for kind in (LineKind.CHILDCARE, LineKind.FARE) if self.cleaned_data[kind]), ""
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("receipt") and not (given.get("childcare") or given.get("fare")):
            self.add_error("receipt", _("Say what it cost as well: childcare, bus or train."))
        return given


class ReceiptForm(PageForm):
    """A receipt for one of a claim's costs."""

    kind = forms.ChoiceField(label=gettext_lazy("What is it for?"), widget=forms.RadioSelect)
    receipt = forms.FileField(
        label=gettext_lazy("Receipt"), help_text=gettext_lazy("A photo or a PDF, up to 4.5 MB")
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = kinds

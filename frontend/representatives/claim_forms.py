"""The form of a claim: time away, travel, childcare, access, and a photo of each receipt."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consortium.treasury.states import VEHICLES, RateKind
from frontend.fields import CountField, PoundsField
from frontend.page_forms import PageForm
from frontend.representatives.receipt_field import ReceiptField
from representation.claims.pricing import MOST_PASSENGERS, LineAsked
from representation.claims.states import LineKind, Standing

COSTS = (LineKind.FARE, LineKind.CHILDCARE, LineKind.ACCESS)
PAID_UNDER: Mapping[str, frozenset[RateKind]] = {
    "hours": frozenset({RateKind.HOUR, RateKind.DAY}),
    "miles": VEHICLES,
    "vehicle": VEHICLES,
    "passengers": frozenset({RateKind.PASSENGER}),
    **{kind.value: frozenset({RateKind(kind.value)}) for kind in COSTS},
}
FOLDED = ("vehicle", "passengers", "access", "access_receipt")


class ClaimForm(PageForm):
    """What a meeting cost. What is left empty is not asked for; what is not paid is not there."""

    units_after = {"hours": gettext_lazy("hours"), "miles": gettext_lazy("miles")}
    units_before = {kind.value: "£" for kind in COSTS}
    hours = forms.DecimalField(
        label=gettext_lazy("Time away from work"),
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(24),
        decimal_places=2,
    )
    miles = forms.DecimalField(
        label=gettext_lazy("Travel"),
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(2_000),
        decimal_places=1,
    )
    fare = PoundsField(label=gettext_lazy("Bus or train"), required=False)
    fare_receipt = ReceiptField(
        label=gettext_lazy("Ticket or receipt"),
        help_text=gettext_lazy("A photo is fine. You can add it later as well"),
        required=False,
    )
    childcare = PoundsField(label=gettext_lazy("Childcare"), required=False)
    childcare_receipt = ReceiptField(label=gettext_lazy("Receipt for childcare"), required=False)
    vehicle = forms.ChoiceField(
        label=gettext_lazy("What did you travel in or on?"),
        choices=[
            (RateKind.CAR.value, gettext_lazy("Car or van")),
            (RateKind.MOTORCYCLE.value, gettext_lazy("Motorcycle")),
            (RateKind.CYCLE.value, gettext_lazy("Bicycle")),
        ],
        widget=forms.RadioSelect,
        initial=RateKind.CAR.value,
        required=False,
    )
    passengers = CountField(
        label=gettext_lazy("Passengers"), required=False, least=0, most=MOST_PASSENGERS
    )
    access = PoundsField(label=gettext_lazy("Access"), required=False)
    access_receipt = ReceiptField(label=gettext_lazy("Receipt for access"), required=False)
    volunteer = forms.BooleanField(
        label=gettext_lazy("I came as a volunteer, in my own time"), required=False
    )

    def __init__(
        self, *args: Any, hints: Mapping[str, str], paid: Iterable[RateKind], **kwargs: Any
    ) -> None:
        """`hints`: by field, to whom it is paid and how much; `paid`: what is paid on that day."""
        super().__init__(*args, **kwargs)
        for name, kinds in PAID_UNDER.items():
            if kinds.isdisjoint(paid) and name not in self.initial:
                del self.fields[name]
                self.fields.pop(f"{name}_receipt", None)
        for name in self.fields.keys() & hints.keys():
            self.fields[name].help_text = hints[name]

    def open_fields(self) -> list[forms.BoundField]:
        """What most people need."""
        return [field for field in self.visible_fields() if field.name not in FOLDED]

    def folded_fields(self) -> list[forms.BoundField]:
        """What few need."""
        return [field for field in self.visible_fields() if field.name in FOLDED]

    def is_unfolded(self) -> bool:
        """Whether anything that few need is filled in, or wrong."""
        usual = {"", None, "0", RateKind.CAR.value}
        return any(field.errors or field.value() not in usual for field in self.folded_fields())

    def lines(self) -> list[LineAsked]:
        """What is asked, as the engine takes it."""
        given = self.cleaned_data
        found = []
        if given.get("hours"):
            found.append(LineAsked(LineKind.TIME, minutes=int(given["hours"] * 60)))
        if given.get("miles"):
            found.append(
                LineAsked(
                    LineKind.MILES,
                    tenths=int(given["miles"] * 10),
                    vehicle=RateKind(given.get("vehicle") or RateKind.CAR),
                    passengers=given.get("passengers") or 0,
                )
            )
        found += [LineAsked(kind, cost_pence=given[kind]) for kind in COSTS if given.get(kind)]
        return found

    def standing(self) -> Standing:
        """In which part the person came."""
        return Standing.VOLUNTEER if self.cleaned_data["volunteer"] else Standing.PAID

    def receipts(self) -> dict[LineKind, bytes]:
        """The receipts that were sent, by the cost that each is for."""
        given = ((kind, self.cleaned_data.get(f"{kind}_receipt")) for kind in COSTS)
        return {kind: content for kind, content in given if content}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for kind in COSTS:
            if given.get(f"{kind}_receipt") and not given.get(kind) and kind not in self.errors:
                words = _("Say what it cost as well: %(field)s")
                self.add_error(kind, words % {"field": self.fields[kind].label})
        if given.get("passengers") and not given.get("miles") and "miles" not in self.errors:
            self.add_error("miles", _("Say how many miles you took passengers."))
        return given


class ReceiptForm(PageForm):
    """A receipt for one of a claim's costs."""

    kind = forms.ChoiceField(label=gettext_lazy("What is it for?"), widget=forms.RadioSelect)
    receipt = ReceiptField(
        label=gettext_lazy("Receipt"), help_text=gettext_lazy("A photo or a PDF, up to 4.5 MB")
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = kinds

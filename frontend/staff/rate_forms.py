"""The form of a new rate: what it asks hangs on what is paid for."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consortium.treasury.rates import Rate
from consortium.treasury.states import COSTS, RateKind
from frontend.fields import CountField, DayField, PoundsField
from frontend.page_forms import PageForm

BY_THE_MILE = frozenset({RateKind.CAR, RateKind.MOTORCYCLE, RateKind.CYCLE, RateKind.PASSENGER})
MOST_PENCE_A_MILE = 1_000


class RateForm(PageForm):
    """How much, from which day, and who says so."""

    units_before = {"amount": "£", "cap": "£"}
    units_after = {"mile": "p", "then": "p", "first_miles": _("miles")}
    mile = CountField(label=_("Pence a mile"), least=0, most=MOST_PENCE_A_MILE)
    first_miles = CountField(
        label=_("For how many miles of a tax year?"),
        help_text=_("Leave it empty if every mile is paid the same"),
        required=False,
    )
    then = CountField(
        label=_("Pence a mile after those"), least=0, most=MOST_PENCE_A_MILE, required=False
    )
    amount = PoundsField(label=_("How much?"))
    cap = PoundsField(
        label=_("The most for one claim"),
        help_text=_("Leave it empty if what it cost is paid, whatever it is"),
        required=False,
    )
    valid_from = DayField(
        label=_("From which day?"),
        help_text=_("The day of the meeting counts, not the day of the claim"),
    )
    source = forms.CharField(
        label=_("Who says so?"),
        help_text=_("For example: the board’s minutes of 4 March 2026"),
        max_length=300,
    )

    def __init__(self, kind: RateKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        asked = {"valid_from", "source"}
        if kind in BY_THE_MILE:
            asked |= {"mile"} | ({"first_miles", "then"} if kind is RateKind.CAR else set())
        elif kind in COSTS:
            asked.add("cap")
        else:
            asked.add("amount")
        for name in set(self.fields) - asked:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for one, other in (("first_miles", "then"), ("then", "first_miles")):
            if given.get(one) is not None and given.get(other) is None and not self.errors:
                self.add_error(
                    other, _("Give both, or neither: a number of miles, and pence after.")
                )
        return given

    def rate(self, scheme_id: int) -> Rate:
        """The rate as the engine takes it; of a form that is valid."""
        given = self.cleaned_data
        return Rate(
            kind=self.kind,
            pence=given.get("mile", given.get("amount")),
            valid_from=given["valid_from"],
            source=given["source"],
            first_miles=given.get("first_miles"),
            then_pence=given.get("then"),
            cap_pence=given.get("cap"),
            scheme=scheme_id,
        )


def today_as_initial(rate: Rate | None) -> dict[str, Any]:
    """What the form shows first: what is paid now, from today on."""
    initial: dict[str, Any] = {"valid_from": timezone.localdate()}
    if rate is None:
        return initial
    return initial | {
        "mile": rate.pence,
        "amount": rate.pence,
        "first_miles": rate.first_miles,
        "then": rate.then_pence,
        "cap": rate.cap_pence,
    }

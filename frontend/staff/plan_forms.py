"""The policy of a plan, in plain words."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bids.states import PlanEffort
from frontend.page_forms import PageForm

if TYPE_CHECKING:
    from bids.matching.problem import Policy

BASIS_POINTS = 100  # in a percent
MOST_RESERVE = 90
MOST_DAYS = 10_000
LONGEST_SHARE = 6  # 100.00


class WhatIfForm(PageForm):
    """The three terms of a policy that decide who gets how much."""

    units_after = {
        "small_floor": _("% of the value"),
        "least_fill": _("% of its offer"),
        "reserve": _("% of every offer"),
    }
    small_floor = forms.DecimalField(
        label=_("Least for micro and small members"),
        help_text=_("Together; 0 for no such floor"),
        min_value=0,
        max_value=100,
        decimal_places=2,
    )
    least_fill = forms.DecimalField(
        label=_("Least for each member that can be used"),
        help_text=_("A wish, given up where it costs too much; 0 for no such wish"),
        min_value=0,
        max_value=100,
        decimal_places=2,
    )
    reserve = forms.IntegerField(
        label=_("Held back, for when somebody falls ill"),
        help_text=_("Spare hours make backups possible, and cover less"),
        min_value=0,
        max_value=MOST_RESERVE,
    )

    def policy(self, base: "Policy") -> "Policy":
        """The base with what was written."""
        asked = self.cleaned_data
        return replace(
            base,
            small_floor_bp=int(asked["small_floor"] * BASIS_POINTS),
            least_fill_bp=int(asked["least_fill"] * BASIS_POINTS),
            reserve_pct=asked["reserve"],
        )


class PlanForm(WhatIfForm):
    """A whole policy: the three terms, the effort, and what sharing costs."""

    units_before = {"line_cost": "£", "member_cost": "£"}
    effort = forms.ChoiceField(
        label=_("How long to look for a better plan"),
        widget=forms.RadioSelect,
        choices=[
            (PlanEffort.QUICK, _("Quick: to have a first look")),
            (PlanEffort.NORMAL, _("Normal: good enough to bid with")),
            (PlanEffort.DEEP, _("Deep: while you have lunch")),
        ],
        error_messages={"required": _("Choose how long to look")},
    )
    payment_days = forms.IntegerField(
        label=_("Days until the buyer pays, after the work"),
        help_text=_("A public buyer has 30 days; leave it empty if you do not know"),
        min_value=0,
        max_value=MOST_DAYS,
        required=False,
    )
    line_cost = forms.DecimalField(
        label=_("What one more member on a requirement costs you"),
        help_text=_("More makes plans with fewer members on each requirement"),
        min_value=0,
        max_digits=8,
        decimal_places=2,
    )
    member_cost = forms.DecimalField(
        label=_("What one more member in the contract costs you"),
        help_text=_("More makes plans with fewer members in all"),
        min_value=0,
        max_digits=8,
        decimal_places=2,
    )

    def policy(self, base: "Policy") -> "Policy":
        return replace(
            super().policy(base),
            line_cost=int(self.cleaned_data["line_cost"] * 100),
            member_cost=int(self.cleaned_data["member_cost"] * 100),
            payment_days=self.cleaned_data["payment_days"],
        )


def written(policy: Mapping[str, Any], effort: str = PlanEffort.NORMAL) -> dict[str, Any]:
    """The terms of a policy as the form shows them."""
    return {
        "small_floor": percent_written(policy["small_floor_bp"]),
        "least_fill": percent_written(policy["least_fill_bp"]),
        "reserve": policy["reserve_pct"],
        "effort": effort,
        "payment_days": policy["payment_days"],
        "line_cost": _pounds(policy["line_cost"]),
        "member_cost": _pounds(policy["member_cost"]),
    }


def percent_written(basis_points: int) -> str:
    """30, or 4.57: what the field reads back to the same share."""
    whole, rest = divmod(basis_points, BASIS_POINTS)
    return f"{whole}.{rest:02}" if rest else str(whole)


def _pounds(pence: int) -> Decimal:
    return Decimal(pence).scaleb(-2)


def wishes_asked(query: Mapping[str, str]) -> dict[str, str]:
    """The wishes that an address names, to begin from; a number is checked when it is sent."""
    asked = {name: query.get(name, "") for name in ("small_floor", "least_fill")}
    return {name: words for name, words in asked.items() if words and len(words) <= LONGEST_SHARE}

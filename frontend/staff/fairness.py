"""What fairness costs: a plan's own question under every floor with every least fill."""

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from bids.matching.wishes import usual_fills, usual_floors
from bids.permissions import may_plan
from bids.rules import can_be_tabled
from bids.selectors.fairness_tables import fairness_view, latest_table
from bids.services.fairness_tables import request_table, retry_table, stop_table
from bids.services.planning import kept_policy
from frontend.form_pages import sent
from frontend.page_forms import PageForm
from frontend.presenters.fairness_job import fairness_job
from frontend.presenters.fairness_pairs import margin_words, pairs_lead, pairs_table
from frontend.staff.crumbs import plan_crumbs
from frontend.staff.desk import Desk, desk_of, require_plan
from frontend.staff.plan_forms import BASIS_POINTS, percent_written

if TYPE_CHECKING:
    from bids.models import FairnessTable, LotPlan

PERCENTAGE = re.compile(r"(\d{1,3})(?:\.(\d{1,2}))?", re.ASCII)


class SharesField(forms.CharField):
    """Percentages with commas or spaces between them: shares in 1/10,000, each once, in order."""

    default_error_messages = {
        "invalid": gettext_lazy(
            "Give percentages from 0 to 100 with commas between them: %(field)s"
        )
    }

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return ", ".join(map(percent_written, value))
        return value

    def clean(self, value: Any) -> tuple[int, ...]:
        words = super().clean(value).replace(",", " ").replace("%", " ").split()
        try:
            shares = {_share(word) for word in words}
        except ValueError:
            raise self._invalid() from None
        if not shares:
            raise self._invalid()
        return tuple(sorted(shares))

    def _invalid(self) -> forms.ValidationError:
        message = self.error_messages["invalid"] % {"field": self.label}
        return forms.ValidationError(message, code="invalid")


class SharesForm(PageForm):
    """Which floors and which least fills stand in the table."""

    floors = SharesField(
        label=gettext_lazy("Floors for micro and small members"),
        help_text=gettext_lazy("Percentages of the contract’s value, with commas between them"),
        max_length=100,
    )
    fills = SharesField(
        label=gettext_lazy("Least for each member that can be used"),
        help_text=gettext_lazy(
            "Percentages of its offer, with commas between them; 0 for no such wish"
        ),
        max_length=100,
    )

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or {}
        if not self.errors:
            may = can_be_tabled(asked["floors"], asked["fills"])
            if not may:
                raise forms.ValidationError(may.reason)
        return asked


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def fairness(request: HttpRequest, tender_id: int, number: int) -> HttpResponse:
    """The table as far as it is worked out, how far that is, and the form that asks for it."""
    desk = desk_of(request)
    plan = require_plan(desk.tender(tender_id), number)
    form = SharesForm(sent(request), initial=_usual(plan))
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        request_table(by=desk.user, plan=plan, floors=asked["floors"], fills=asked["fills"])
        return redirect("staff:fairness", tender_id, number)
    context = {
        "form": form,
        "may": may_plan(desk.user, plan.request.tender),
        "number": number,
        "crumbs": plan_crumbs(plan.request.tender, number),
    }
    table = latest_table(plan)
    if table is not None:
        context |= _shown(request, desk, plan, table)
    return render(request, "staff/fairness.html", context)


@login_required
@require_POST
def stop(request: HttpRequest, tender_id: int, number: int) -> HttpResponse:
    """End the work; what is worked out stays."""
    desk = desk_of(request)
    stop_table(by=desk.user, table=_require_table(desk, tender_id, number))
    return redirect("staff:fairness", tender_id, number)


@login_required
@require_POST
def go_on(request: HttpRequest, tender_id: int, number: int) -> HttpResponse:
    """Work out what is missing of a table that was stopped or failed."""
    desk = desk_of(request)
    retry_table(by=desk.user, table=_require_table(desk, tender_id, number))
    return redirect("staff:fairness", tender_id, number)


def _shown(
    request: HttpRequest, desk: Desk, plan: "LotPlan", table: "FairnessTable"
) -> dict[str, Any]:
    view = fairness_view(table)
    here = (plan.request.tender_id, view.number)
    may = bool(may_plan(desk.user, plan.request.tender))
    return {
        "lead": pairs_lead(view),
        "margin": margin_words(view),
        "table": pairs_table(here[0], view),
        "job": fairness_job(view, reverse("staff:fairness", args=here)),
        "is_refreshed": bool(getattr(request, "htmx", False)),
        "look_again": request.get_full_path(),
        "stop_url": reverse("staff:fairness-stop", args=here) if may else "",
        "retry_url": reverse("staff:fairness-retry", args=here) if may else "",
    }


def _require_table(desk: Desk, tender_id: int, number: int) -> "FairnessTable":
    tender = desk.tender(tender_id)
    table = latest_table(require_plan(tender, number))
    may_plan(desk.user, tender).require()
    if table is None:
        raise Http404
    return table


def _usual(plan: "LotPlan") -> dict[str, tuple[int, ...]]:
    """The shares of the latest table; before there is one, the usual ones and the plan's own."""
    if table := latest_table(plan):
        return {"floors": tuple(table.floors_bp), "fills": tuple(table.fills_bp)}
    policy = kept_policy(plan.request)
    return {"floors": usual_floors(policy), "fills": usual_fills(policy)}


def _share(word: str) -> int:
    """A percentage with two decimals at most, in 1/10,000. Raises ValueError."""
    found = PERCENTAGE.fullmatch(word)
    share = int(found[1]) * BASIS_POINTS + int((found[2] or "").ljust(2, "0")) if found else -1
    if not 0 <= share <= BASIS_POINTS * 100:
        raise ValueError(word)
    return share

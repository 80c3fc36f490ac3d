"""Two versions of a plan side by side."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from bids.permissions import may_settle
from bids.rules import can_be_settled_on
from bids.selectors.plan_comparison import compare_plans
from bids.selectors.plan_fairness import plan_fairness
from bids.selectors.plan_reading import beginning_of
from bids.selectors.plans import number_in_force, plan_versions
from frontend.page_forms import PageForm
from frontend.presenters.comparison import comparison_lead, move_table, policy_table
from frontend.presenters.fairness import fairness_table
from frontend.presenters.paging import asked_page, page_of, paging_of
from frontend.presenters.settling import Choice, beginning_words, choice_of
from frontend.staff.crumbs import tender_crumbs
from frontend.staff.desk import desk_of, require_plan

if TYPE_CHECKING:
    from bids.models import LotPlan, Tender


class PairForm(PageForm):
    """Which two versions."""

    before = forms.TypedChoiceField(label=gettext_lazy("First plan"), coerce=int)
    after = forms.TypedChoiceField(label=gettext_lazy("Second plan"), coerce=int)

    def __init__(self, data: Any, numbers: list[int]) -> None:
        super().__init__(data)
        for name in ("before", "after"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
            field.choices = [(n, _("Plan %(number)s") % {"number": n}) for n in numbers]
            field.error_messages["invalid_choice"] = _("Choose a plan that is made")


@login_required
@require_safe
def compare(request: HttpRequest, tender_id: int) -> HttpResponse:
    """The figures, the policies and every part that changed; the latest two where none are named."""
    tender = desk_of(request).tender(tender_id)
    made = [one.number for one in plan_versions(tender) if one.finished_at]
    form = PairForm(_asked(request, made), made)
    context: dict[str, Any] = {"form": form, "made": made, "crumbs": tender_crumbs(tender)}
    if len(made) > 1 and form.is_valid():
        context |= _compared(request, tender, form.cleaned_data)
    return render(request, "staff/plan_compare.html", context)


def _asked(request: HttpRequest, made: list[int]) -> dict[str, Any]:
    """What the address names, completed by the latest plan and the latest of the others."""
    after = request.GET.get("after") or next(iter(made), "")
    others = (number for number in made if str(number) != str(after))
    return {"before": request.GET.get("before") or next(others, ""), "after": after}


def _compared(request: HttpRequest, tender: "Tender", asked: dict[str, int]) -> dict[str, Any]:
    before, after = (require_plan(tender, asked[name]) for name in ("before", "after"))
    comparison = compare_plans(before, after)
    moves, span = page_of(comparison.moves, asked_page(request.GET))
    return {
        "lead": comparison_lead(comparison),
        "same_question": comparison.same_question,
        "figures": fairness_table((plan_fairness(before), plan_fairness(after))),
        "policy": policy_table(comparison),
        "tries_href": _tries(before, after),
        "changes": move_table(moves, comparison),
        "beginning": beginning_words(beginning_of(after)),
        "in_force": number_in_force(tender),
        "choices": _choices(request, (before, after)) if before.pk != after.pk else (),
        "paging": paging_of(span, request.GET),
    }


def _tries(before: "LotPlan", after: "LotPlan") -> str:
    """To all the wishes tried of the first, where the second is one of them."""
    asked = after.request
    is_try = asked.follows_id == before.pk and asked.keep_weight_pence is None
    if not is_try or asked.supposes is not None:
        return ""
    return reverse("staff:what-if", args=[asked.tender_id, before.request.number])


def _choices(request: HttpRequest, plans: "tuple[LotPlan, LotPlan]") -> tuple[Choice, ...]:
    """A button for each of the two; the newer stands out."""
    desk = desk_of(request)
    newest = max(plan.request.number for plan in plans)
    return tuple(
        choice_of(
            plan.request.tender_id,
            plan.request.number,
            may_settle(desk.user, plan.request.tender).and_also(can_be_settled_on(plan)),
            "" if plan.request.number == newest else "second",
        )
        for plan in sorted(plans, key=lambda one: -one.request.number)
    )

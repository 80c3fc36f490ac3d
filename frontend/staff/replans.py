"""Plans that begin from one that stands: changed as little as possible, with a repair tried, settled on."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from bids.rules import can_be_planned
from bids.services.plan_changes import changes_since
from bids.services.plan_choice import settle_on
from bids.services.replanning import plan_again, try_repair, usual_keep_weight
from frontend.fields import PoundsField
from frontend.form_pages import sent
from frontend.page_forms import PageForm
from frontend.presenters.replans import change_sentences
from frontend.staff.crumbs import plan_crumbs
from frontend.staff.desk import desk_of, require_plan
from frontend.staff.plan_requests import may_ask, to_job

if TYPE_CHECKING:
    from bids.models import LotPlan, PlanRequest


class KeepForm(PageForm):
    """How dear it is to move somebody who was settled."""

    units_before = {"keep_weight": "£"}
    keep_weight = PoundsField(
        label=gettext_lazy("What is it worth to leave one member on one requirement as it is?"),
        help_text=gettext_lazy(
            "More moves fewer members, and may leave a little of a requirement to nobody; "
            "0 moves whoever is cheaper"
        ),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, tender_id: int, number: int) -> HttpResponse:
    """What has changed since, and the button that plans again with the least change."""
    desk = desk_of(request)
    tender = desk.tender(tender_id)
    plan = require_plan(tender, number)
    form = KeepForm(sent(request), initial={"keep_weight": usual_keep_weight(plan)})
    if request.method == "POST" and form.is_valid():
        weight = form.cleaned_data["keep_weight"]
        return _asked(request, plan_again(by=desk.user, plan=plan, keep_weight=weight), plan)
    is_ready = bool(can_be_planned(tender))
    context = {
        "form": form,
        "may": may_ask(desk, tender),
        "number": number,
        "is_ready": is_ready,
        "changes": change_sentences(changes_since(plan)) if is_ready else (),
        "crumbs": plan_crumbs(tender, number),
    }
    return render(request, "staff/plan_again.html", context)


@login_required
@require_POST
def try_one(request: HttpRequest, tender_id: int, number: int, repair: int) -> HttpResponse:
    """What the plan would be if this one of its repairs were made."""
    desk = desk_of(request)
    plan = require_plan(desk.tender(tender_id), number)
    try:
        asked = try_repair(by=desk.user, plan=plan, number=repair)
    except LookupError:
        raise Http404 from None
    return _asked(request, asked, plan)


@login_required
@require_POST
def settle(request: HttpRequest, tender_id: int, number: int) -> HttpResponse:
    """From now on this is the plan that members see."""
    desk = desk_of(request)
    plan = require_plan(desk.tender(tender_id), number)
    settle_on(by=desk.user, plan=plan)
    messages.success(
        request, _("Plan %(number)s is in force: members see it now.") % {"number": number}
    )
    return redirect("staff:plan", tender_id, number)


def _asked(request: HttpRequest, asked: "PlanRequest", plan: "LotPlan") -> HttpResponse:
    """To the job; with a warning where the one under way is not what was asked for."""
    if asked.follows_id != plan.pk:
        messages.warning(request, _("Another plan was being made already. This is it."))
    return to_job(asked, plan)

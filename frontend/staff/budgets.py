"""One budget: raised, moved, and by which schemes it pays whose meetings."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from consortium.permissions import may_manage_money
from consortium.selectors import funds as selectors
from consortium.selectors.budgets import pot_of
from consortium.selectors.schemes import scheme_defaults, scheme_in, schemes_of
from consortium.services import budgets as services
from frontend.form_pages import FormPage, answer, sent
from frontend.presenters.funds import budget_page_sheet
from frontend.staff.fund_forms import (
    BACK_TO_FUND,
    EndForm,
    MoveForm,
    RaiseForm,
    SchemeForm,
    SchemeRulesForm,
    UseForm,
)
from frontend.staff.money_desk import money_desk
from frontend.templatetags.manyhands import money_to_the_penny, plain_day
from representation.selectors.budget_uses import (
    MayUse,
    can_be_used_for,
    use_in,
    uses_by_budget,
)
from representation.services import claim_schemes

if TYPE_CHECKING:
    from consortium.models import Budget, Consortium, PaymentScheme, User

SHOWN_OR_SENT = ["GET", "HEAD", "POST"]


@login_required
@require_safe
def budget(request: HttpRequest, budget_id: int) -> HttpResponse:
    """What is planned, committed, paid and left; whose meetings it pays for; who changed it, and why."""
    user, found = _budget(request, budget_id)
    network = found.fund.consortium
    sheet = budget_page_sheet(
        pot_of(found),
        uses_by_budget(network).get(found.pk, ()),
        tuple(one for one in schemes_of(network) if one.budget_id == found.pk),
        selectors.steps_of_budget(found),
        timezone.localdate(),
        may_manage_money(user, network),
    )
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@login_required
@require_http_methods(SHOWN_OR_SENT)
def plan_more(request: HttpRequest, budget_id: int) -> HttpResponse:
    """Plan more of the fund into the budget."""
    user, found = _budget_to_change(request, budget_id)
    unplanned = selectors.fund_row(found.fund).unplanned
    lead = _("%(sum)s of the fund is in no budget yet.") % {"sum": money_to_the_penny(unplanned)}
    return answer(
        request,
        RaiseForm(sent(request), initial={"seen": found.planned_pence}),
        _page(found, _("Plan more"), _("Plan it"), lead),
        lambda given: services.plan_budget(by=user, budget=found, **given),
        _("Planned."),
    )


@login_required
@require_http_methods(SHOWN_OR_SENT)
def move(request: HttpRequest, budget_id: int) -> HttpResponse:
    """Move what is left to another budget of the fund, or back to the fund."""
    user, found = _budget_to_change(request, budget_id)
    others = {str(one.pk): one for one in selectors.siblings_of(found)}
    words = [
        (key, _("%(name)s, from %(day)s") % {"name": one.name, "day": plain_day(one.start_on)})
        for key, one in others.items()
    ]
    to = [*words, (BACK_TO_FUND, _("Back to the fund, for no budget yet"))]
    lead = _("%(sum)s is left in this budget.") % {"sum": money_to_the_penny(found.left_pence)}

    def save(given: dict[str, Any]) -> None:
        step = {"by": user, **{name: given[name] for name in ("pence", "why", "seen")}}
        if given["to"] == BACK_TO_FUND:
            services.lower_budget(budget=found, **step)
        else:
            services.move_budget(source=found, to=others[given["to"]], **step)

    page = _page(found, _("Move money"), _("Move it"), lead)
    form = MoveForm(sent(request), to=to, initial={"seen": found.planned_pence})
    return answer(request, form, page, save, _("Moved."))


@login_required
@require_http_methods(SHOWN_OR_SENT)
def scheme_new(request: HttpRequest, budget_id: int) -> HttpResponse:
    """A scheme by which the budget pays, whom, from when, and by which rules."""
    user, found = _budget_to_change(request, budget_id)
    network = found.fund.consortium
    may_use = _by_key(network)
    schemes = {str(one.pk): one for one in schemes_of(network)}
    form = SchemeForm(
        sent(request),
        who=[(key, one.who) for key, one in may_use.items()],
        like=[(key, f"{one.name} ({one.budget.name})") for key, one in schemes.items()],
        initial={"name": found.name, "start_on": found.start_on, **scheme_defaults()},
    )

    def save(given: dict[str, Any]) -> None:
        one = may_use[given["who"]]
        claim_schemes.begin_scheme(
            by=user,
            budget=found,
            name=given["name"],
            use=claim_schemes.Use(one.structure, one.body, given["start_on"]),
            like=schemes.get(given["like"]),
            **form.settings(),
        )

    page = _page(found, _("Whose meetings does it pay for?"), _("Save"))
    return answer(request, form, page, save, _("Saved. Look at its rates now."))


@login_required
@require_http_methods(SHOWN_OR_SENT)
def scheme_change(request: HttpRequest, scheme_id: int) -> HttpResponse:
    """Change the days and limits of a scheme."""
    user, scheme = _scheme_to_change(request, scheme_id)
    form = SchemeRulesForm(
        sent(request), initial={name: getattr(scheme, name) for name in SchemeRulesForm.base_fields}
    )
    lead = _(
        "%(scheme)s. It holds at once, also for claims that are not decided yet. For another share of a"
        " cancelled meeting, end this scheme and begin a new one."
    ) % {"scheme": scheme.name}
    return answer(
        request,
        form,
        _page(scheme.budget, _("Change the rules of a scheme"), _("Save"), lead),
        lambda _given: claim_schemes.change_scheme(by=user, scheme=scheme, **form.settings()),
        _("Saved."),
    )


@login_required
@require_http_methods(SHOWN_OR_SENT)
def use_new(request: HttpRequest, scheme_id: int) -> HttpResponse:
    """Pay another body under a scheme that there is."""
    user, scheme = _scheme_to_change(request, scheme_id)
    may_use = _by_key(scheme.budget.fund.consortium)
    form = UseForm(
        sent(request),
        who=[(key, one.who) for key, one in may_use.items()],
        initial={"start_on": timezone.localdate()},
    )

    def save(given: dict[str, Any]) -> None:
        one = may_use[given["who"]]
        claim_schemes.use_scheme(
            by=user,
            scheme=scheme,
            structure=one.structure,
            body=one.body,
            start_on=given["start_on"],
        )

    page = _page(scheme.budget, _("Pay for other meetings too"), _("Save"), scheme.name)
    return answer(request, form, page, save, _("Saved."))


@login_required
@require_http_methods(SHOWN_OR_SENT)
def use_end(request: HttpRequest, use_id: int) -> HttpResponse:
    """From a day on a structure or body is not paid under a scheme any more."""
    user, network = money_desk(request)
    use = use_in(network, use_id)
    if use is None:
        raise Http404
    may_manage_money(user, network).require()
    lead = f"{use.scheme.name}: {use.body or use.structure}"
    page = _page(use.scheme.budget, _("Pay for these meetings no more"), _("End it"), lead)
    return answer(
        request,
        EndForm(sent(request), initial={"end_on": timezone.localdate()}),
        page,
        lambda given: claim_schemes.end_scheme_use(by=user, use=use, **given),
        _("Saved."),
    )


def _scheme_to_change(request: HttpRequest, scheme_id: int) -> "tuple[User, PaymentScheme]":
    user, network = money_desk(request)
    found = scheme_in(network, scheme_id)
    if found is None:
        raise Http404
    may_manage_money(user, network).require()
    return user, found


def _by_key(network: "Consortium") -> dict[str, MayUse]:
    found = {one.key: one for one in can_be_used_for(network)}
    if not found:
        raise Http404
    return found


def _budget(request: HttpRequest, budget_id: int) -> "tuple[User, Budget]":
    user, network = money_desk(request)
    found = selectors.budget_in(network, budget_id)
    if found is None:
        raise Http404
    return user, found


def _budget_to_change(request: HttpRequest, budget_id: int) -> "tuple[User, Budget]":
    user, found = _budget(request, budget_id)
    may_manage_money(user, found.fund.consortium).require()
    return user, found


def _page(found: "Budget", title: str, button: str, lead: str = "") -> FormPage:
    back = reverse("staff:budget-one", args=[found.pk])
    return FormPage(title, button, back, found.name, lead or found.name)

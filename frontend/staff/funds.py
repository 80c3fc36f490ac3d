"""Funds with their source: opened, paid into, and planned into budgets."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from consortium.permissions import may_manage_money
from consortium.selectors import funds as selectors
from consortium.selectors.budgets import pots
from consortium.services import budgets as services
from frontend.form_pages import FormPage, answer, sent
from frontend.presenters.funds import fund_sheet
from frontend.staff.fund_forms import BudgetForm, FundForm, ReceivedForm
from frontend.staff.money_desk import money_desk

if TYPE_CHECKING:
    from consortium.models import Fund, User

SHOWN_OR_SENT = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(SHOWN_OR_SENT)
def new(request: HttpRequest) -> HttpResponse:
    """Open a fund."""
    user, network = money_desk(request)
    may_manage_money(user, network).require()
    page = FormPage(_("Open a fund"), _("Open it"), reverse("staff:budget"), _("Budget"))
    return answer(
        request,
        FundForm(sent(request)),
        page,
        lambda given: services.open_fund(by=user, consortium=network, **given),
        _("Opened. Say what came in, then plan a budget of it."),
    )


@login_required
@require_safe
def fund(request: HttpRequest, fund_id: int) -> HttpResponse:
    """One fund: what came in, what is planned of it, and each step."""
    user, found = _fund(request, fund_id)
    sheet = fund_sheet(
        selectors.fund_row(found),
        tuple(pot for pot in pots(found.consortium) if pot.fund_id == found.pk),
        selectors.steps_of_fund(found),
        timezone.localdate(),
        may_manage_money(user, found.consortium),
    )
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@login_required
@require_http_methods(SHOWN_OR_SENT)
def received(request: HttpRequest, fund_id: int) -> HttpResponse:
    """Money came in."""
    user, found = _fund_to_change(request, fund_id)
    return answer(
        request,
        ReceivedForm(sent(request), initial={"seen": found.received_pence}),
        _page(found, _("Money came in"), _("Save")),
        lambda given: services.receive_funding(by=user, fund=found, **given),
        _("Saved."),
    )


@login_required
@require_http_methods(SHOWN_OR_SENT)
def budget_new(request: HttpRequest, fund_id: int) -> HttpResponse:
    """Plan a budget of the fund."""
    user, found = _fund_to_change(request, fund_id)
    return answer(
        request,
        BudgetForm(sent(request)),
        _page(found, _("Open a budget"), _("Open it")),
        lambda given: services.open_budget(by=user, fund=found, **given),
        _("Opened. Now say whose meetings it pays for."),
    )


def _fund(request: HttpRequest, fund_id: int) -> "tuple[User, Fund]":
    user, network = money_desk(request)
    found = selectors.fund_in(network, fund_id)
    if found is None:
        raise Http404
    return user, found


def _fund_to_change(request: HttpRequest, fund_id: int) -> "tuple[User, Fund]":
    user, found = _fund(request, fund_id)
    may_manage_money(user, found.consortium).require()
    return user, found


def _page(found: "Fund", title: str, button: str) -> FormPage:
    back = reverse("staff:fund", args=[found.pk])
    return FormPage(title, button, back, found.name, f"{found.name}: {found.source}")

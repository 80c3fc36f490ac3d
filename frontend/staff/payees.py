"""Payees: their accounts, entered by one person and rung about by another."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from consortium.permissions import may_manage_money
from consortium.selectors import payments as selectors
from consortium.services.payees import (
    enter_bank_details,
    latest_detail,
    record_call,
)
from frontend.account_form import AccountForm
from frontend.form_pages import FormPage, answer, sent
from frontend.presenters.payments import payees_sheet
from frontend.staff.money_desk import money_desk
from frontend.staff.payment_forms import CallForm

if TYPE_CHECKING:
    from consortium.models import Payee, User


@login_required
@require_safe
def payees(request: HttpRequest) -> HttpResponse:
    """Everybody who is paid, and the network's own account."""
    _user, network = money_desk(request)
    sheet = payees_sheet(selectors.payee_rows(network))
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@sensitive_post_parameters("sort_code", "number")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest, payee_id: int) -> HttpResponse:
    """Enter another account for a payee."""
    user, payee = _payee(request, payee_id)
    page = _page(
        _("The account of %(payee)s") % {"payee": payee}, _("Save this account"), user, payee
    )
    return answer(
        request,
        AccountForm(sent(request)),
        page,
        lambda given: enter_bank_details(by=user, payee=payee, **given),
        _("Saved. Another person rings about it now."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, payee_id: int) -> HttpResponse:
    """Note the call about the newest account."""
    user, payee = _payee(request, payee_id)
    detail = latest_detail(payee)
    if detail is None:
        raise Http404
    page = _page(_("The call about %(payee)s") % {"payee": payee}, _("Save"), user, payee)

    def save(given: dict[str, Any]) -> None:
        record_call(
            by=user, detail=detail, spoke_to=given["spoke_to"], matched=given["matched"] == "yes"
        )

    return answer(request, CallForm(sent(request)), page, save, _("Noted."))


def _payee(request: HttpRequest, payee_id: int) -> "tuple[User, Payee]":
    user, network = money_desk(request)
    found = selectors.find_payee(network, payee_id)
    if found is None:
        raise Http404
    return user, found


def _page(title: str, button: str, user: "User", payee: "Payee") -> FormPage:
    return FormPage(
        title=title,
        lead=_("Ring the number that you had before, not one that came with the change."),
        button=button,
        back=reverse("staff:payees"),
        back_words=_("Payees"),
        may=may_manage_money(user, payee.consortium),
    )

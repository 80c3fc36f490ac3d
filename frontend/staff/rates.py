"""Rates: what is paid today, every dated row, and a new row with what it would change."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from consortium.decisions import Refused
from consortium.permissions import may_manage_money
from consortium.selectors.payments import rate_rows
from consortium.selectors.schemes import scheme_in, schemes_of
from consortium.services.rates import rates_for, set_rate
from consortium.treasury.rates import NoRate, Rate, rate_on
from consortium.treasury.states import RateKind
from frontend.form_pages import FormPage, sent
from frontend.presenters.rates import check_sheet, kind_words, rates_sheet, scheme_section
from frontend.staff.money_desk import money_desk
from frontend.staff.rate_forms import RateForm, today_as_initial
from representation.services.claim_pricing import rerating
from representation.services.claim_rerating import rerating_with

if TYPE_CHECKING:
    from consortium.models import PaymentScheme


@login_required
@require_safe
def rates(request: HttpRequest) -> HttpResponse:
    """What is paid for what, since when, and who says so."""
    user, network = money_desk(request)
    may = may_manage_money(user, network)
    now = tuple(
        scheme_section(scheme, tuple((kind, _today(scheme, kind)) for kind in RateKind), may)
        for scheme in schemes_of(network)
    )
    sheet = rates_sheet(now, rate_rows(network), rerating(network))
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, scheme_id: int, kind: str) -> HttpResponse:
    """A new row from a day: first asked, then shown with what it would change, then set."""
    user, network = money_desk(request)
    scheme = scheme_in(network, scheme_id)
    if scheme is None or kind not in list(RateKind):
        raise Http404
    may_manage_money(user, network).require()
    wanted = RateKind(kind)
    form = RateForm(wanted, sent(request), initial=today_as_initial(_today(scheme, wanted)))
    if form.is_valid():
        rate = form.rate(scheme.pk)
        if "confirm" not in request.POST:
            sheet = check_sheet(scheme, rate, rerating_with(scheme, rate), dict(form.data.items()))
            return render(request, "layouts/sheet.html", {"sheet": sheet})
        try:
            set_rate(by=user, scheme=scheme, rate=rate)
        except Refused as error:
            form.add_error(None, error.reason)
        else:
            messages.success(request, _("Set. What was paid before stays as it was."))
            return redirect("staff:rates")
    page = FormPage(
        title=kind_words(wanted),
        lead=_("A new rate begins on its day; the one before it ends the day before."),
        button=_("Check what it changes"),
        back=reverse("staff:rates"),
        back_words=_("Rates"),
    )
    return render(request, "layouts/form.html", {"form": form, "page": page})


def _today(scheme: "PaymentScheme", kind: RateKind) -> Rate | None:
    try:
        return rate_on(rates_for(scheme), kind, timezone.localdate(), scheme.pk)
    except NoRate:
        return None

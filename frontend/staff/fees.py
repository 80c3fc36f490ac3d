"""The management fee: its bands, a new one, and a second person's word for the board's approval."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consortium.permissions import may_manage_money, may_sign_payments
from consortium.selectors.fees import fee_bands, open_proposals, proposal_in
from consortium.services import fees as services
from frontend.fields import DayField, PoundsField
from frontend.form_pages import FormPage, act, answer, sent
from frontend.page_forms import PageForm
from frontend.presenters.fees import fees_sheet
from frontend.staff.money_desk import money_desk

if TYPE_CHECKING:
    from consortium.models import Consortium, FeeBandProposal


class FeeForm(PageForm):
    """A fee on contracts of a value up, from a day; above the policy, when the board approved it."""

    units_before = {"from_pence": "£"}
    units_after = {"fee": "%"}
    from_pence = PoundsField(
        label=gettext_lazy("On contracts worth at least"),
        help_text=gettext_lazy("0 for every contract up to the next band"),
    )
    fee = forms.DecimalField(
        label=gettext_lazy("Management fee"),
        min_value=Decimal(0),
        max_value=Decimal(100),
        decimal_places=2,
    )
    valid_from = DayField(label=gettext_lazy("From which day?"))
    approved_on = DayField(
        label=gettext_lazy("When did the board approve it?"),
        help_text=gettext_lazy("Only for a fee above the policy. Another person confirms it then"),
        required=False,
    )

    def __init__(self, most_pct: int, *args: Any, **kwargs: Any) -> None:
        """`most_pct`: the policy's most."""
        super().__init__(*args, **kwargs)
        self.most_pct = most_pct

    @property
    def is_above(self) -> bool:
        """Whether it is more than the policy allows without the board."""
        return bool(self.cleaned_data["fee"] > self.most_pct)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        is_unsaid = not given.get("approved_on") and "approved_on" not in self.errors
        if given.get("fee") is not None and self.is_above and is_unsaid:
            words = _("The policy’s most is %(most)s%%. Say when the board approved more.")
            self.add_error("approved_on", ValidationError(words % {"most": self.most_pct}))
        return given

    def band(self) -> dict[str, Any]:
        """What services take; of a form that is valid."""
        given = self.cleaned_data
        return {
            "from_pence": given["from_pence"],
            "basis_points": int(given["fee"] * services.BASIS_POINTS),
            "valid_from": given["valid_from"],
        }


@login_required
@require_safe
def fees(request: HttpRequest) -> HttpResponse:
    """What is kept of a contract today, every band, and what waits for a second person."""
    user, network = money_desk(request)
    sheet = fees_sheet(
        fee_bands(network),
        open_proposals(network),
        network.fee_pct,
        timezone.localdate(),
        user.pk,
        (may_manage_money(user, network), may_sign_payments(user, network)),
    )
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Set a fee from a day; above the policy it waits for a second person."""
    user, network = money_desk(request)
    may_manage_money(user, network).require()
    form = FeeForm(network.fee_pct, sent(request), initial={"valid_from": timezone.localdate()})

    def save(given: dict[str, Any]) -> None:
        if form.is_above:
            services.propose_fee_band(
                by=user, consortium=network, approved_on=given["approved_on"], **form.band()
            )
        else:
            services.set_fee_band(by=user, consortium=network, **form.band())

    page = FormPage(
        title=_("Set a fee"),
        lead=_("The policy’s most is %(most)s%%.") % {"most": network.fee_pct},
        button=_("Save"),
        back=reverse("staff:fees"),
        back_words=_("Management fee"),
    )
    return answer(request, form, page, save, _("Saved."))


@login_required
@require_POST
def confirm(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """A second person saw the board's approval."""
    user, network = money_desk(request)
    may_sign_payments(user, network).require()
    return act(
        request,
        lambda: services.confirm_fee_band(by=user, proposal=_proposal(network, proposal_id)),
        _("Confirmed. The fee holds from its day."),
        reverse("staff:fees"),
    )


@login_required
@require_POST
def drop(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """It does not come to it."""
    user, network = money_desk(request)
    may_sign_payments(user, network).require()
    return act(
        request,
        lambda: services.drop_fee_band(by=user, proposal=_proposal(network, proposal_id)),
        _("Dropped."),
        reverse("staff:fees"),
    )


def _proposal(network: "Consortium", proposal_id: int) -> "FeeBandProposal":
    found = proposal_in(network, proposal_id)
    if found is None:
        raise Http404
    return found

"""What a member offers: which service, then how much of it, where and at what cost; and its limits."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.validators import RegexValidator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from consortium.selectors.areas import areas_by_code, areas_to_choose
from consortium.selectors.offers import known_services, limits_of, offer_of
from consortium.services.offers import OfferTerms, add_offer, change_offer, set_limits
from frontend.access import user_of
from frontend.fields import CountField, DayField, PoundsField
from frontend.form_pages import answer, sent
from frontend.members.facts import SAVED, SHOWN_OR_SENT, back_to, choose
from frontend.members.own import editable_organisation, own_network
from frontend.page_forms import PageForm

if TYPE_CHECKING:
    from consortium.models import Consortium

LONGEST_WAIT = 10_000
SERVICE = ("service", "cpv_prefix", "unit")


class ServiceForm(PageForm):
    """A service that nobody in the consortium offers yet."""

    service = forms.CharField(label=gettext_lazy("What is the service called?"), max_length=120)
    unit = forms.CharField(
        label=gettext_lazy("What is it counted in?"),
        help_text=gettext_lazy("One of it: hour, session, visit, place"),
        max_length=24,
    )
    cpv_prefix = forms.CharField(
        label=gettext_lazy("CPV code, or how it begins"),
        help_text=gettext_lazy(
            "Two to eight digits. 853 is social work; ask your lead if you are not sure"
        ),
        widget=forms.TextInput({"inputmode": "numeric", "class": "short"}),
        validators=[
            RegexValidator(
                r"\A[0-9]{2,8}\Z", gettext_lazy("A CPV code begins with two to eight digits")
            )
        ],
    )


class TermsForm(PageForm):
    """How much, where, at what cost, until when."""

    units_before = {"unit_cost_pence": "£"}
    units_after = {"least_lot_pct": "%"}
    areas = forms.MultipleChoiceField(
        label=gettext_lazy("Where can you do it?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one place you work in")},
    )
    volume = CountField(
        label=gettext_lazy("How many can you do, in all these places together?"),
        help_text=gettext_lazy("Over the whole contract"),
    )
    unit_cost_pence = PoundsField(
        label=gettext_lazy("What does one cost you?"),
        help_text=gettext_lazy(
            "The buyer’s price is shared out so that nobody is paid below their cost"
        ),
    )
    valid_from = DayField(label=gettext_lazy("From which day can you do it?"))
    valid_until = DayField(
        label=gettext_lazy("Until which day?"),
        help_text=gettext_lazy("Leave it empty if it has no end"),
        required=False,
    )
    least_lot_pct = CountField(
        label=gettext_lazy("How much of a requirement is worth your while?"),
        help_text=gettext_lazy("0 if any part will do"),
        least=0,
        most=100,
    )

    def clean(self) -> None:
        first, last = self.cleaned_data.get("valid_from"), self.cleaned_data.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("It cannot end before it begins."))


class LimitsForm(PageForm):
    """The most and the least that it takes of a contract."""

    units_before = {"turnover_cap_pence": "£", "least_contract_pence": "£"}
    turnover_cap_pence = PoundsField(
        label=gettext_lazy("What is the most you would take, of all lots together?"),
        help_text=gettext_lazy("Over the whole contract"),
    )
    least_contract_pence = PoundsField(
        label=gettext_lazy("What is the least that is worth your while?"),
        help_text=gettext_lazy("0 if anything will do"),
    )

    longest_wait_days = CountField(
        label=gettext_lazy("How many days can you wait for your money after the work?"),
        help_text=gettext_lazy("Leave it empty if you do not know"),
        least=0,
        most=LONGEST_WAIT,
        required=False,
    )

    def clean(self) -> None:
        most = self.cleaned_data.get("turnover_cap_pence")
        least = self.cleaned_data.get("least_contract_pence")
        if most is not None and least is not None and least > most:
            self.add_error(
                "least_contract_pence", _("The least you take cannot be more than the most.")
            )


@login_required
@require_http_methods(SHOWN_OR_SENT)
def add(request: HttpRequest, slug: str, network: str) -> HttpResponse:
    """Which service? Then its terms. What was answered goes along in the address."""
    organisation = editable_organisation(request, slug)
    consortium = own_network(organisation, network, timezone.localdate())
    if "new" in request.GET:
        return _new_service(request, slug)
    service = ServiceForm(request.GET)
    if not service.is_valid():
        return _which_service(request, slug, consortium)
    said = service.cleaned_data
    page = back_to(slug, said["service"], lead=_("Counted in: %(unit)s") % {"unit": said["unit"]})
    first = {"valid_from": timezone.localdate(), "least_lot_pct": 0}
    return answer(
        request,
        _terms(request, consortium, first),
        page,
        lambda data: add_offer(
            by=user_of(request),
            consortium=consortium,
            organisation=organisation,
            terms=_offered({**said, **data}),
        ),
        SAVED,
    )


@login_required
@require_http_methods(SHOWN_OR_SENT)
def edit(request: HttpRequest, slug: str, offer_id: int) -> HttpResponse:
    """The same offer on other terms."""
    organisation = editable_organisation(request, slug)
    offer = offer_of(organisation, offer_id)
    if offer is None:
        raise Http404
    now: dict[str, Any] = {name: getattr(offer, name) for name in TermsForm.base_fields}
    now["areas"] = [one.code for one in offer.areas.all()]
    said = {name: getattr(offer, name) for name in SERVICE}
    return answer(
        request,
        _terms(request, offer.consortium, now),
        back_to(slug, offer.service, lead=_("Counted in: %(unit)s") % {"unit": offer.unit}),
        lambda data: change_offer(
            by=user_of(request), offer=offer, terms=_offered({**said, **data})
        ),
        SAVED,
    )


@login_required
@require_http_methods(SHOWN_OR_SENT)
def edit_limits(request: HttpRequest, slug: str, network: str) -> HttpResponse:
    """The limits from today on; those of before stay as they were."""
    organisation = editable_organisation(request, slug)
    today = timezone.localdate()
    consortium = own_network(organisation, network, today)
    last = limits_of(organisation, consortium)
    now = {name: getattr(last, name, None) for name in LimitsForm.base_fields}
    return answer(
        request,
        LimitsForm(sent(request), initial=now),
        back_to(slug, _("What you would take"), lead=organisation.name),
        lambda data: set_limits(
            by=user_of(request),
            consortium=consortium,
            organisation=organisation,
            start_on=today,
            **data,
        ),
        SAVED,
    )


def _which_service(request: HttpRequest, slug: str, consortium: "Consortium") -> HttpResponse:
    known = known_services(consortium)
    choices = [
        (
            one.service,
            _("Counted in: %(unit)s") % {"unit": one.unit},
            f"?{urlencode({name: getattr(one, name) for name in SERVICE})}",
        )
        for one in known
    ]
    choices.append((_("Another service"), _("One that is not in this list"), "?new=yes"))
    page = back_to(slug, _("Which service can you offer?"))
    return render(request, "members/choose.html", {"page": page, "choices": choices})


def _new_service(request: HttpRequest, slug: str) -> HttpResponse:
    form = ServiceForm(sent(request))
    if form.is_valid():
        return redirect(f"{request.path}?{urlencode(form.cleaned_data)}")
    page = back_to(slug, _("Another service"), button=_("Continue"))
    return render(request, "layouts/form.html", {"form": form, "page": page})


def _terms(request: HttpRequest, consortium: "Consortium", now: dict[str, Any]) -> TermsForm:
    form = TermsForm(sent(request), initial=now)
    choose(form, "areas", [(one.code, one.name) for one in areas_to_choose([consortium])])
    return form


def _offered(data: dict[str, Any]) -> OfferTerms:
    return OfferTerms(**{**data, "areas": areas_by_code(data["areas"])})

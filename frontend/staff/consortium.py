"""The network itself: what it is, what it asks of its members, and how large they are."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from consortium.permissions import may_edit_consortium, may_see_members
from consortium.selectors.consortia import band_shares, consortium_view
from consortium.selectors.evidence import evidence_names
from consortium.selectors.members import criteria_of
from consortium.services.consortia import ConsortiumFacts, edit_consortium
from frontend.access import network_of, user_of
from frontend.fields import CountField
from frontend.form_pages import FormPage, answer, sent
from frontend.page_forms import PageForm
from frontend.presenters.consortium import band_table, consortium_facts, criteria_table
from frontend.staff.members import members_crumb


class ConsortiumForm(PageForm):
    """What the lead may change."""

    units_after = {"fee_pct": "%"}
    asset_lock_body = forms.CharField(
        label=gettext_lazy("Asset-lock body"),
        help_text=gettext_lazy("Who receives the assets if the company is wound up"),
        max_length=200,
        required=False,
    )
    fee_pct = CountField(
        label=gettext_lazy("Management fee"),
        help_text=gettext_lazy(
            "Of every line’s price. Plans made before keep the fee of their day"
        ),
        least=0,
        most=100,
    )
    help_name = forms.CharField(label=gettext_lazy("Whom to ring"), max_length=120, required=False)
    help_phone = forms.CharField(
        label=gettext_lazy("On which number"), max_length=30, required=False
    )
    help_hours = forms.CharField(
        label=gettext_lazy("When"),
        help_text=gettext_lazy("For example: Monday to Thursday, 10 to 4"),
        max_length=120,
        required=False,
    )
    help_text_number = forms.CharField(
        label=gettext_lazy("A number to text"), max_length=30, required=False
    )


@login_required
@require_safe
def consortium(request: HttpRequest) -> HttpResponse:
    """Its number, its asset lock, its fee, what it asks, and how large its members are."""
    network = network_of(request)
    may_see_members(user_of(request), network).require()
    names = evidence_names()
    context = {
        "network": consortium_view(network),
        "facts": consortium_facts(consortium_view(network)),
        "criteria": criteria_table(criteria_of(network), names),
        "bands": band_table(band_shares(network, timezone.localdate())),
        "may_edit": may_edit_consortium(user_of(request), network),
        "crumbs": [members_crumb()],
    }
    return render(request, "staff/consortium.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    """Change what it says of itself."""
    network = network_of(request)
    may_edit_consortium(user_of(request), network).require()
    now = {name: getattr(network, name) for name in ConsortiumForm.base_fields}
    return answer(
        request,
        ConsortiumForm(sent(request), initial=now),
        FormPage(
            _("The network itself"), _("Save"), reverse("staff:consortium"), _("Back"), str(network)
        ),
        lambda data: edit_consortium(
            by=user_of(request), consortium=network, facts=ConsortiumFacts(**data)
        ),
        _("Saved."),
    )

"""Insurance, policies and quality marks: which, then from when until when."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from consortium.selectors.evidence import evidence_kinds, evidence_type
from consortium.selectors.names import name_of
from consortium.services.organisations import add_evidence
from consortium.states import EvidenceKind
from frontend.access import user_of
from frontend.fields import DayField, PoundsField
from frontend.form_pages import answer, sent
from frontend.members.facts import SAVED, SHOWN_OR_SENT, back_to
from frontend.members.own import editable_organisation
from frontend.page_forms import PageForm
from frontend.presenters.kinds import EVIDENCE_KINDS


class EvidenceForm(PageForm):
    """From when until when, and under what number."""

    units_before = {"cover_pence": "£"}
    cover_pence = PoundsField(
        label=gettext_lazy("How much does it cover?"),
        help_text=gettext_lazy("Of any one claim"),
        least=1,
    )
    issued_on = DayField(label=gettext_lazy("From which day does it hold?"))
    expires_on = DayField(
        label=gettext_lazy("Until which day?"),
        help_text=gettext_lazy("Leave it empty if it has no end"),
        required=False,
    )
    reference = forms.CharField(
        label=gettext_lazy("Number or reference"),
        help_text=gettext_lazy("If it has one"),
        max_length=80,
        required=False,
    )

    def __init__(self, *args: Any, is_insurance: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_insurance:
            del self.fields["cover_pence"]

    def clean(self) -> None:
        first, last = self.cleaned_data.get("issued_on"), self.cleaned_data.get("expires_on")
        if first and last and last < first:
            self.add_error("expires_on", _("It cannot run out before it was issued."))


@login_required
@require_safe
def evidence(request: HttpRequest, slug: str) -> HttpResponse:
    """Which kind of evidence is it?"""
    organisation = editable_organisation(request, slug)
    kinds = [
        (one.name, EVIDENCE_KINDS[one.kind], reverse("members:evidence-add", args=[slug, one.code]))
        for one in evidence_kinds()
    ]
    page = back_to(slug, _("Which kind of evidence?"), lead=organisation.name)
    return render(request, "members/choose.html", {"page": page, "choices": kinds})


@login_required
@require_http_methods(SHOWN_OR_SENT)
def add(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One piece of evidence of this kind."""
    organisation = editable_organisation(request, slug)
    kind = evidence_type(code)
    if kind is None:
        raise Http404
    form = EvidenceForm(sent(request), is_insurance=kind.kind == EvidenceKind.INSURANCE)
    return answer(
        request,
        form,
        back_to(slug, name_of(kind), lead=organisation.name),
        lambda data: add_evidence(
            by=user_of(request), organisation=organisation, type=kind, **data
        ),
        SAVED,
    )

"""A tender of which no notice came as a file: what the buyer said, typed in."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bids.permissions import may_open_tender
from bids.services.tenders import LONGEST_BUYER, LONGEST_TITLE, TenderFacts, open_tender_by_hand
from consortium.decisions import Refused
from frontend.fields import ClockField, DayField
from frontend.form_pages import FormPage, sent
from frontend.page_forms import PageForm
from frontend.staff.desk import desk_of

LONGEST_DESCRIPTION = 20_000


class TenderForm(PageForm):
    """What a buyer's letter says; only whom it is from and what it is about must be known."""

    title = forms.CharField(
        label=gettext_lazy("What is asked for, in a few words"), max_length=LONGEST_TITLE
    )
    buyer = forms.CharField(label=gettext_lazy("Who buys it"), max_length=LONGEST_BUYER)
    closes_on = DayField(label=gettext_lazy("The last day for bids"), required=False)
    closes_at = ClockField(label=gettext_lazy("Until when, on that day"), required=False)
    period_start = DayField(label=gettext_lazy("The contract’s first day"), required=False)
    period_end = DayField(label=gettext_lazy("Its last day"), required=False)
    description = forms.CharField(
        label=gettext_lazy("What else the buyer says"),
        widget=forms.Textarea,
        max_length=LONGEST_DESCRIPTION,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("closes_on") and not given.get("closes_at") and "closes_at" in given:
            self.add_error("closes_at", _("Give the time of day too: a minute late is too late"))
        if given.get("closes_at") and not given.get("closes_on") and "closes_on" in given:
            self.add_error("closes_on", _("Give the day too"))
        return given

    @property
    def facts(self) -> TenderFacts:
        """What was typed; of a form that is valid."""
        given = dict(self.cleaned_data)
        day, clock = given.pop("closes_on"), given.pop("closes_at")
        closes = timezone.make_aware(datetime.combine(day, clock)) if day and clock else None
        return TenderFacts(**given, bids_close_at=closes)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_by_hand(request: HttpRequest) -> HttpResponse:
    """Open a tender from what the lead types, and go on to it."""
    desk = desk_of(request)
    may_open_tender(desk.user, desk.consortium).require()
    form = TenderForm(sent(request))
    if form.is_valid():
        try:
            opened = open_tender_by_hand(by=desk.user, consortium=desk.consortium, facts=form.facts)
            return redirect("staff:tender", opened.pk)
        except Refused as error:
            form.add_error(None, error.reason)
    page = FormPage(
        title=_("Open a tender without a notice"),
        lead=_("For a call that came by e-mail or on paper. Its requirements come next."),
        button=_("Open the tender"),
        back=reverse("staff:tenders"),
        back_words=_("Tenders"),
    )
    return render(request, "layouts/form.html", {"form": form, "page": page})

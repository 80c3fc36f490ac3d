"""The requirement lines of a tender: the list, and beginning them from the notice's lots."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from bids.permissions import may_edit_tender
from bids.rules import can_be_planned, can_begin_lines_from_lots
from bids.selectors.lines import lines_page
from bids.selectors.tenders import tender_view
from bids.services.lines import begin_lines
from frontend.page_forms import PageForm
from frontend.presenters.lines import line_table
from frontend.presenters.paging import asked_page, paging_of
from frontend.presenters.tenders import lacking_words
from frontend.staff.crumbs import tender_crumbs
from frontend.staff.desk import desk_of


class LineSearchForm(PageForm):
    """Which lines to show."""

    words = forms.CharField(
        label=gettext_lazy("Words of the reference, the service or the area"),
        required=False,
        max_length=120,
    )
    lacking = forms.BooleanField(label=gettext_lazy("Only those still to fill in"), required=False)


@login_required
@require_safe
def requirements(request: HttpRequest, tender_id: int) -> HttpResponse:
    """One page of the tender's lines, and the ways to write them."""
    desk = desk_of(request)
    tender = desk.tender(tender_id)
    may_edit = may_edit_tender(desk.user, tender)
    form = LineSearchForm(request.GET)
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    words, only_lacking = asked.get("words", ""), asked.get("lacking", False)
    page = lines_page(
        tender,
        page=asked_page(request.GET),
        words=words,
        only_lacking=only_lacking,
    )
    view = tender_view(tender)
    context = {
        "tender": view,
        "form": form,
        "is_filtered": bool(words or only_lacking),
        "page": page,
        "lacking": lacking_words(view.lines_lacking),
        "table": line_table(view.id, page),
        "paging": paging_of(page, request.GET),
        "may_edit": may_edit,
        "may_begin": may_edit.and_also(can_begin_lines_from_lots(tender)),
        "can_be_planned": can_be_planned(tender),
        "crumbs": tender_crumbs(tender),
    }
    return render(request, "staff/requirements.html", context)


@login_required
@require_POST
def begin(request: HttpRequest, tender_id: int) -> HttpResponse:
    """One line for each lot of the notice."""
    desk = desk_of(request)
    tender = desk.tender(tender_id)
    made = begin_lines(by=desk.user, tender=tender)
    words = ngettext(
        "%(n)s requirement begun. Fill it in.", "%(n)s requirements begun. Fill them in.", made
    )
    messages.success(request, words % {"n": made})
    return redirect("staff:requirements", tender.pk)

"""Requirement lines as a spreadsheet: take it away, fill it in, look what it would do, then let it."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bids.permissions import may_edit_tender
from bids.services.line_import import (
    LineImport,
    check_lines,
    import_lines,
    lines_template,
)
from consortium.spreadsheets import LARGEST_FILE
from consortium.spreadsheets.columns import InvalidTable
from frontend.form_pages import sent
from frontend.page_forms import PageForm
from frontend.presenters.line_sheet import error_table, outcome_facts
from frontend.staff.carried_file import FileTooLarge, carried, packed
from frontend.staff.crumbs import line_crumbs
from frontend.staff.desk import Desk, desk_of
from frontend.staff.downloads import attachment

if TYPE_CHECKING:
    from bids.models import Tender


class SheetForm(PageForm):
    """The filled-in sheet."""

    file = forms.FileField(
        label=gettext_lazy("Your spreadsheet"),
        help_text=gettext_lazy("CSV or XLSX"),
        error_messages={
            "required": gettext_lazy("Choose your spreadsheet"),
            "empty": gettext_lazy("The file is empty. Choose your spreadsheet"),
        },
    )


@login_required
@require_safe
def sheet_template(request: HttpRequest, tender_id: int) -> HttpResponse:
    """The headings, with the tender's lines so far."""
    tender = desk_of(request).tender(tender_id)
    name = f"requirements-{tender.pk}.csv"
    return attachment(lines_template(tender), name, "text/csv; charset=utf-8")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check_sheet(request: HttpRequest, tender_id: int) -> HttpResponse:
    """Take a sheet and say what it would do; nothing is written yet."""
    desk = desk_of(request)
    tender = desk.tender(tender_id)
    may_edit_tender(desk.user, tender).require()
    form = SheetForm(sent(request), request.FILES or None)
    context = {"form": form, "tender_id": tender.pk, "crumbs": line_crumbs(tender)}
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read(LARGEST_FILE + 1)  # more is refused by its size
        try:
            context["outcome"] = outcome_facts(_checked(desk, tender, content))
            context["content"] = packed(content)
            return render(request, "staff/sheet_check.html", context)
        except FileTooLarge as error:
            form.add_error("file", str(error))
        except InvalidTable as error:
            form.add_error("file", _how_many(error))
            context["errors"] = error_table(error.errors)
    return render(request, "staff/sheet.html", context)


@login_required
@require_POST
def apply_sheet(request: HttpRequest, tender_id: int) -> HttpResponse:
    """Write what the checked sheet says, all or nothing."""
    desk = desk_of(request)
    tender = desk.tender(tender_id)
    may_edit_tender(desk.user, tender).require()
    content = carried(request.POST.get("content", ""))
    try:
        done = import_lines(by=desk.user, tender=tender, content=content)
    except InvalidTable as error:  # somebody changed what it was checked against
        messages.error(request, _how_many(error))
        return redirect("staff:sheet", tender.pk)
    messages.success(
        request,
        _("Added: %(added)s. Changed: %(changed)s. As they were: %(same)s.")
        % {"added": len(done.added), "changed": len(done.changed), "same": len(done.unchanged)},
    )
    return redirect(reverse("staff:requirements", args=[tender.pk]))


def _checked(desk: Desk, tender: "Tender", content: bytes) -> LineImport:
    return check_lines(by=desk.user, tender=tender, content=content)


def _how_many(error: InvalidTable) -> str:
    count = len(error.errors)
    words = ngettext(
        "%(n)s thing to put right in the sheet: %(first)s. Nothing has been changed.",
        "%(n)s things to put right in the sheet, the first: %(first)s. Nothing has been changed.",
        count,
    )
    return words % {"n": count, "first": str(error).rstrip(".")}

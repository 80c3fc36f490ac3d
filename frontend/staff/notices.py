"""Notices: read a file of them, look through what was read, open a tender of one."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bids.permissions import may_open_tender
from bids.rules import describes_tender
from bids.selectors.notices import notice_by, notice_view, notices_page
from bids.services.notice_import import (
    LARGEST_FILE,
    NoticeError,
    NoticeImport,
    import_notices_for,
)
from bids.services.tenders import open_tender
from consortium.selectors.fault_words import in_words
from frontend.form_pages import sent
from frontend.page_forms import PageForm
from frontend.presenters.notices import import_words, notice_facts, notice_table, warning_lines
from frontend.presenters.paging import asked_page, paging_of
from frontend.presenters.parts import Crumb
from frontend.staff.crumbs import tenders_crumb
from frontend.staff.desk import Desk, desk_of

LAST_FILE = "notices_read"


class NoticeFileForm(PageForm):
    """The file of a notice."""

    file = forms.FileField(
        label=gettext_lazy("The notice, as a file"),
        help_text=gettext_lazy("A JSON file: one notice, a package of several, or a record"),
        error_messages={
            "required": gettext_lazy("Choose the file of a notice"),
            "empty": gettext_lazy("The file is empty. Choose the file of a notice"),
        },
    )


class NoticeSearchForm(PageForm):
    """Words to look for."""

    words = forms.CharField(
        label=gettext_lazy("Words of the title, the buyer or the number"),
        required=False,
        max_length=120,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def read_notice(request: HttpRequest) -> HttpResponse:
    """Take a file and keep what is in it; a file that comes again changes nothing."""
    desk = desk_of(request)
    may = may_open_tender(desk.user, desk.consortium)
    may.require()
    form = NoticeFileForm(sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid() and (done := _read(desk, form)):
        messages.success(request, import_words(done))
        request.session[LAST_FILE] = list(done.notices)
        if len(done.notices) == 1:
            return redirect("staff:notice", done.notices[0])
        return redirect("staff:notices")
    return render(request, "staff/tender_new.html", {"form": form, "crumbs": [tenders_crumb()]})


def _read(desk: Desk, form: NoticeFileForm) -> NoticeImport | None:
    """What the file held; None with an error on the form where it is no notice."""
    try:
        data = form.cleaned_data["file"].read(LARGEST_FILE + 1)
        return import_notices_for(by=desk.user, consortium=desk.consortium, data=data)
    except NoticeError as error:
        place = f"{in_words(error.place)}: {in_words(error.fault)}"
        form.add_error("file", _("We could not read it. %(place)s") % {"place": place})
        return None


@login_required
@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    """Every notice read; those of the last file alone, where somebody has just read one."""
    consortium = desk_of(request).consortium
    form = NoticeSearchForm(request.GET)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    last_file = request.session.get(LAST_FILE)
    among = last_file if last_file and "all" not in request.GET else None
    page = notices_page(consortium, page=asked_page(request.GET), words=words, among=among)
    context = {
        "form": form,
        "page": page,
        "table": notice_table(page),
        "paging": paging_of(page, request.GET),
        "is_last_file": among is not None,
        "has_last_file": bool(last_file),
        "crumbs": [tenders_crumb()],
    }
    return render(request, "staff/notice_list.html", context)


@login_required
@require_safe
def notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """What one notice says in short, and what was awkward in it."""
    desk = desk_of(request)
    found = notice_by(notice_id)
    if found is None:
        raise Http404
    view = notice_view(found, desk.consortium)
    context = {
        "notice": view,
        "facts": notice_facts(view),
        "warnings": warning_lines(view.warnings),
        "may_open": may_open_tender(desk.user, desk.consortium).and_also(describes_tender(found)),
        "crumbs": [tenders_crumb(), Crumb(_("Notices"), reverse("staff:notices"))],
    }
    return render(request, "staff/notice.html", context)


@login_required
@require_POST
def open_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Open the tender of a notice; the one there is, where it was opened before."""
    desk = desk_of(request)
    found = notice_by(notice_id)
    if found is None:
        raise Http404
    opened = open_tender(by=desk.user, consortium=desk.consortium, notice=found)
    return redirect("staff:tender", opened.pk)

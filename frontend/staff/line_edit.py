"""One requirement line: write it part by part, look it over, take it away."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bids.permissions import may_edit_tender
from bids.selectors.lines import LineView, line_by_id, line_view
from bids.selectors.tenders import lots_of
from bids.services.line_fields import InvalidFields, texts_of
from bids.services.lines import add_line, delete_line, edit_line
from consortium.selectors.evidence import evidence_kinds
from frontend.form_pages import sent
from frontend.presenters.lines import lacks_words, line_facts
from frontend.staff.crumbs import line_crumbs
from frontend.staff.desk import Desk, desk_of
from frontend.staff.line_forms import HolderForm, LinePartForm, VolumeForm, WhatForm

if TYPE_CHECKING:
    from bids.models import RequirementLine, Tender

PART_OF_FIELD = {
    "area": "what",
    "cpv": "what",
    "volume": "volume",
    "unit": "volume",
    "unit_price": "volume",
}


@login_required
@require_safe
def line(request: HttpRequest, tender_id: int, line_id: int) -> HttpResponse:
    """Everything that one line asks for."""
    desk = desk_of(request)
    tender, found = _line(desk, tender_id, line_id)
    view, may_edit = line_view(found), may_edit_tender(desk.user, tender)
    context = {
        "line": view,
        "lacks": lacks_words(view),
        "facts": line_facts(tender.pk, view, may_edit=may_edit.allowed),
        "may_edit": may_edit,
        "tender_id": tender.pk,
        "crumbs": line_crumbs(tender),
    }
    return render(request, "staff/line.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_line(request: HttpRequest, tender_id: int) -> HttpResponse:
    """Begin a line with what is asked for and where; how much comes on the next page."""
    desk = desk_of(request)
    tender = desk.tender(tender_id)
    may_edit_tender(desk.user, tender).require()
    form = _form("what", tender, sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = add_line(by=desk.user, tender=tender, fields=form.texts())
            return _next_part(tender, made)
        except InvalidFields as found:
            form.tell(found)
    context = {"form": form, "part": "what", "crumbs": line_crumbs(tender)}
    return render(request, "staff/line_part.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def line_part(request: HttpRequest, tender_id: int, line_id: int, part: str) -> HttpResponse:
    """Change one part of a line: what, volume or holder."""
    desk = desk_of(request)
    tender, held = _line(desk, tender_id, line_id)
    may_edit_tender(desk.user, tender).require()
    form = _form(part, tender, sent(request), texts_of(held))
    if request.method == "POST" and form.is_valid():
        try:
            return _next_part(tender, _saved(desk, tender, held, form))
        except InvalidFields as found:
            form.tell(found)
    context = {"form": form, "part": part, "line": line_view(held), "crumbs": line_crumbs(tender)}
    return render(request, "staff/line_part.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove_line(request: HttpRequest, tender_id: int, line_id: int) -> HttpResponse:
    """Ask once, then take the line away."""
    desk = desk_of(request)
    tender, found = _line(desk, tender_id, line_id)
    may_edit_tender(desk.user, tender).require()
    if request.method == "POST":
        _removed(desk, tender, found.ref)
        messages.success(request, _("Taken away: %(ref)s") % {"ref": found.ref})
        return redirect("staff:requirements", tender.pk)
    context = {"line": line_view(found), "tender_id": tender.pk, "crumbs": line_crumbs(tender)}
    return render(request, "staff/line_remove.html", context)


def _line(desk: Desk, tender_id: int, line_id: int) -> "tuple[Tender, RequirementLine]":
    tender = desk.tender(tender_id)
    found = line_by_id(tender, line_id)
    if found is None:
        raise Http404
    return tender, found


def _form(
    part: str, tender: "Tender", data: Any, texts: dict[str, str] | None = None
) -> LinePartForm:
    if part == "what":
        lots = [(lot.ref, f"{lot.position}: {lot.title or lot.ref}") for lot in lots_of(tender)]
        return WhatForm(data, initial=texts, lots=lots)
    if part == "volume":
        return VolumeForm(data, initial=texts)
    if part == "holder":
        return HolderForm(data, initial=texts, evidence=evidence_kinds())
    raise Http404


def _saved(
    desk: Desk, tender: "Tender", held: "RequirementLine", form: LinePartForm
) -> "RequirementLine":
    try:
        return edit_line(by=desk.user, tender=tender, ref=held.ref, fields=form.texts())
    except LookupError:
        raise Http404 from None


def _removed(desk: Desk, tender: "Tender", ref: str) -> None:
    try:
        delete_line(by=desk.user, tender=tender, ref=ref)
    except LookupError:
        raise Http404 from None


def _next_part(tender: "Tender", saved: "RequirementLine") -> HttpResponse:
    """On to the first part that still lacks something; once none does, to the whole line."""
    view: LineView = line_view(saved)
    for name in view.lacks:
        if PART_OF_FIELD[name] == "volume":
            return redirect("staff:line-part", tender.pk, saved.pk, "volume")
    return redirect("staff:line", tender.pk, saved.pk)

"""Existing seats and their holders from a file: look what it would do, let it; and take them away."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consortium.decisions import Refused
from consortium.spreadsheets.reading import LARGEST_FILE
from frontend.page_forms import PageForm
from frontend.presenters.member_import import error_table
from frontend.presenters.seat_import import seat_change_table, seat_counts, wrong_words
from frontend.staff.carried_file import FileTooLarge, carried, packed
from frontend.staff.downloads import attachment
from frontend.staff.structure_desk import structure_desk
from representation.permissions import may_import_seats
from representation.selectors.seat_export import seats_as_csv, seats_as_popolo
from representation.services.seat_import import check_seats, import_seats
from representation.services.seat_import_progress import InvalidSeats

FILES = {
    "seats.csv": ("text/csv; charset=utf-8", seats_as_csv),
    "popolo.json": ("application/json", seats_as_popolo),
}


class SeatFileForm(PageForm):
    """The file."""

    seats = forms.FileField(
        label=gettext_lazy("Your file of seats"),
        help_text=gettext_lazy("CSV, XLSX or Popolo (JSON), one row for each time on a seat"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.json"}),
        error_messages={
            "required": gettext_lazy("Choose a file"),
            "empty": gettext_lazy("The file is empty. Choose another"),
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a file and say what it would do; nothing is written yet."""
    desk = structure_desk(request, slug)
    may_import_seats(desk.user, desk.structure).require()
    form = SeatFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and not form.is_bound:
        form = SeatFileForm({}, {})
    context: dict[str, Any] = {"form": form, "slug": slug, "crumbs": desk.crumbs}
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["seats"].read(LARGEST_FILE + 1)
        try:
            plan = check_seats(by=desk.user, structure=desk.structure, content=content)
            context |= {
                "content": packed(content),
                "digest": plan.digest,
                "lead": seat_counts(plan),
                "table": seat_change_table(plan),
                "is_nothing_new": plan.is_nothing_new,
            }
            return render(request, "staff/seat_import_check.html", context)
        except InvalidSeats as error:
            form.add_error("seats", wrong_words(error))
            context["errors"] = error_table(error.errors)
        except FileTooLarge as error:
            form.add_error("seats", str(error))
    return render(request, "staff/seat_import.html", context)


@login_required
@require_POST
def apply(request: HttpRequest, slug: str) -> HttpResponse:
    """Write what the checked file says, all or nothing."""
    desk = structure_desk(request, slug)
    may_import_seats(desk.user, desk.structure).require()
    content = carried(request.POST.get("content", ""))
    digest = request.POST.get("digest", "")
    try:
        plan = import_seats(by=desk.user, structure=desk.structure, content=content, digest=digest)
    except (InvalidSeats, Refused) as error:  # somebody changed what it was checked against
        words = wrong_words(error) if isinstance(error, InvalidSeats) else error.reason
        messages.error(request, words)
        return redirect("staff:seat-import", slug)
    messages.success(request, seat_counts(plan))
    return redirect("staff:structure", slug)


@login_required
@require_safe
def export(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Every seat with everybody who has held it, as the import reads it back."""
    desk = structure_desk(request, slug)
    may_import_seats(desk.user, desk.structure).require()
    if name not in FILES:
        raise Http404
    kind, write = FILES[name]
    return attachment(write(desk.structure), f"{slug}-{name}", kind)

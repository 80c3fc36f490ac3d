"""Who supports a structure, and until when: a list, a new arrangement, another end."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from frontend.fields import CountField, DayField
from frontend.form_pages import answer, sent
from frontend.page_forms import PageForm
from frontend.presenters.sheet import Action, Section, Sheet
from frontend.presenters.support import support_table
from frontend.staff.structure_desk import StructureDesk, structure_desk
from representation.permissions import may_record_support
from representation.selectors.support import support_in, supports_of
from representation.services.support import SupportDraft, change_support_end, record_support

SHOWN_OR_SENT = ["GET", "HEAD", "POST"]
MOST_HOURS = 1000


class SupportForm(PageForm):
    """Who, what, how much, paid by whom, how long."""

    provider = forms.CharField(label=gettext_lazy("Who supports the network?"), max_length=160)
    what = forms.CharField(
        label=gettext_lazy("What do they do for it?"),
        help_text=gettext_lazy("Coordination, minutes, rooms"),
        max_length=200,
    )
    hours_a_week = CountField(
        label=gettext_lazy("Hours a week"),
        help_text=gettext_lazy("Empty: it is not in hours"),
        most=MOST_HOURS,
        required=False,
    )
    funder = forms.CharField(label=gettext_lazy("Who pays for it?"), max_length=160)
    start_on = DayField(label=gettext_lazy("From which day?"))
    end_on = DayField(
        label=gettext_lazy("Until when?"),
        help_text=gettext_lazy("Empty: no end is known"),
        required=False,
    )


class SupportEndForm(PageForm):
    """Until when?"""

    end_on = DayField(
        label=gettext_lazy("What is the last day?"),
        help_text=gettext_lazy("Empty: no end is known"),
        required=False,
    )


@login_required
@require_safe
def supports(request: HttpRequest, slug: str) -> HttpResponse:
    """Every arrangement, those that are over too."""
    desk = _desk(request, slug)
    table = support_table(supports_of(desk.structure), may_change=True)
    new = reverse("staff:support-new", args=[slug])
    sheet = Sheet(
        title=_("Who supports this network"),
        lead=_("It stands on the public page. 90 days before an end it is on your list for today."),
        sections=(
            Section(
                table=table,
                empty="" if table else _("Nobody is recorded yet."),
                actions=(Action(_("Record support"), new, "new", is_link=True),),
            ),
        ),
        crumbs=desk.crumbs,
        here=_("Who supports this network"),
    )
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@login_required
@require_http_methods(SHOWN_OR_SENT)
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody supports the network from a day on."""
    desk = _desk(request, slug)
    form = SupportForm(sent(request), initial={"start_on": timezone.localdate()})
    page = desk.page(_("Record support"), _("Save"), back=_list(slug))

    def save(data: dict[str, Any]) -> None:
        record_support(by=desk.user, structure=desk.structure, draft=SupportDraft(**data))

    return answer(request, form, page, save, _("Saved."))


@login_required
@require_http_methods(SHOWN_OR_SENT)
def end(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Another last day, or none."""
    desk = _desk(request, slug)
    found = support_in(desk.structure, key)
    if found is None:
        raise Http404
    form = SupportEndForm(sent(request), initial={"end_on": found.end_on})
    lead = f"{found.provider}. {found.funder}"
    page = desk.page(_("Until when?"), _("Save"), lead, back=_list(slug))
    return answer(
        request,
        form,
        page,
        lambda data: change_support_end(by=desk.user, support=found, end_on=data["end_on"]),
        _("Saved."),
    )


def _desk(request: HttpRequest, slug: str) -> StructureDesk:
    desk = structure_desk(request, slug)
    may_record_support(desk.user, desk.structure.consortium).require()
    return desk


def _list(slug: str) -> str:
    return reverse("staff:supports", args=[slug])

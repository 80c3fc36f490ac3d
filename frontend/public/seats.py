"""Who speaks for the sector: every network's, and one network's on any day, with its files."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from frontend.context import head_in
from frontend.fields import DayField
from frontend.page_forms import PageForm
from frontend.presenters.mandate_words import MANDATES
from frontend.presenters.networks_speaking import networks_page
from frontend.presenters.parts import Crumb
from frontend.presenters.support import support_in_words, support_table
from frontend.presenters.who_speaks import SORTED_BY, speak_page
from representation.selectors.speaking_files import (
    speaking_as_csv,
    speaking_as_json,
    speaking_as_popolo,
)
from representation.selectors.structures import structure_by_slug, structures
from representation.selectors.support import supports_on
from representation.selectors.who_speaks import Filters, Sort, boards_and_areas, who_speaks

if TYPE_CHECKING:
    from representation.models import Structure

ANY = ("", gettext_lazy("All"))
ONLY = [
    ANY,
    ("filled", gettext_lazy("Filled seats")),
    ("vacant", gettext_lazy("Vacant seats")),
]
FILES = {
    "csv": ("text/csv; charset=utf-8", speaking_as_csv),
    "json": ("application/json", speaking_as_json),
    "popolo": ("application/json", speaking_as_popolo),
}
ENDINGS = {"popolo": "popolo.json"}


class SeatsForm(PageForm):
    """Which seats, and on which day."""

    board = forms.ChoiceField(label=gettext_lazy("Board"), required=False)
    place = forms.ChoiceField(label=gettext_lazy("Speaks from"), required=False)
    how = forms.ChoiceField(
        label=gettext_lazy("How chosen"),
        required=False,
        choices=[ANY, *((kind.value, words) for kind, words in MANDATES.items())],
    )
    only = forms.ChoiceField(label=gettext_lazy("Which seats?"), required=False, choices=ONLY)
    on = DayField(label=gettext_lazy("On which day?"), required=False)
    sort = forms.ChoiceField(
        required=False, choices=[(key, key) for key in SORTED_BY], widget=forms.HiddenInput
    )

    def __init__(self, structure: "Structure", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        boards, areas = boards_and_areas(structure)
        for name, choices in (("board", boards), ("place", [(one, one) for one in areas])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
            field.choices = [ANY, *choices]

    @property
    def is_filtering(self) -> bool:
        """Whether anything was asked for, well or badly."""
        return any(self.data.get(name) for name in ("board", "place", "how", "only", "on"))

    def asked(self) -> tuple[Filters, date]:
        """What was asked for well; what was not is left out."""
        self.is_valid()
        found = self.cleaned_data
        filters = Filters(
            board=found.get("board", ""),
            area=found.get("place", ""),
            mandate=found.get("how", ""),
            only=found.get("only", ""),
            sort=SORTED_BY.get(found.get("sort", ""), Sort.BOARD),
        )
        return filters, found.get("on") or timezone.localdate()


@require_safe
def networks(request: HttpRequest) -> HttpResponse:
    """Which networks speak for the sector here; straight to the only one."""
    found = structures()
    if len(found) == 1:
        return redirect("public:who-speaks", found[0].slug)
    return render(request, "public/networks.html", {"page": networks_page(timezone.localdate())})


@require_safe
def seats(request: HttpRequest, slug: str) -> HttpResponse:
    """One network's seats on a day, those that were asked for."""
    structure = structure_or_404(slug)
    form = SeatsForm(structure, request.GET)
    filters, day = form.asked()
    page = speak_page(who_speaks(structure, day, filters), filters, timezone.localdate())
    crumbs = [Crumb(_("Who speaks"), reverse("public:seats"))]
    supports = supports_on(structure, day)
    context = {
        "page": page,
        "form": form,
        "crumbs": crumbs,
        "slug": slug,
        "on": _on(form, day),
        "support": support_table(supports),
        "support_words": support_in_words(supports),
    }
    return render(request, "public/seats.html", context | head_in(request, structure.consortium))


@require_safe
def seats_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The seats of a day as a file."""
    structure = structure_or_404(slug)
    if kind not in FILES:
        raise Http404
    _filters, day = SeatsForm(structure, request.GET).asked()
    media_type, write = FILES[kind]
    answer = HttpResponse(write(structure, day), content_type=media_type)
    name = f"{slug}-{day.isoformat()}.{ENDINGS.get(kind, kind)}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
def how_worked_out(request: HttpRequest) -> HttpResponse:
    """How the fair share is worked out, with the sources of its measures."""
    crumbs = [Crumb(_("Who speaks"), reverse("public:seats"))]
    return render(request, "public/fair_share.html", {"crumbs": crumbs})


def structure_or_404(slug: str) -> "Structure":
    """The structure at that address. Raises Http404."""
    structure = structure_by_slug(slug)
    if structure is None:
        raise Http404
    return structure


def _on(form: SeatsForm, day: date) -> str:
    """The query that keeps a day that was asked for."""
    return f"?on={day.isoformat()}" if form.data.get("on") else ""

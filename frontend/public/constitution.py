"""A network's constitution, for everybody: on a page that prints, as files, and version by version."""

from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from frontend.context import head_in
from frontend.presenters.constitution import (
    changes_table,
    constitution_page,
    consultation_facts,
)
from frontend.presenters.constitution_text import constitution_as_text
from frontend.presenters.parts import Crumb
from frontend.presenters.sheet import Section, Sheet
from frontend.public.seats import structure_or_404
from representation.selectors.constitution_file import constitution_as_json
from representation.selectors.rule_changes import next_version, version_changes
from representation.selectors.structures import constitution as constitution_on

if TYPE_CHECKING:
    from representation.models import Structure
    from representation.selectors.structures import Constitution


@require_safe
def constitution(request: HttpRequest, slug: str) -> HttpResponse:
    """What the network has decided, as it holds today or will hold from its first day."""
    structure = structure_or_404(slug)
    found = _today(structure)
    context = {
        "page": constitution_page(found),
        "slug": slug,
        "day": found.day,
        "coming": next_version(structure, found.day),
        "crumbs": _crumbs(found)[:2],
    }
    head = head_in(request, structure.consortium)
    return render(request, "public/constitution.html", context | head)


@require_safe
def constitution_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The same as text or for machines."""
    found = _today(structure_or_404(slug))
    if kind == "txt":
        content = constitution_as_text(constitution_page(found))
        return _file(content, f"{slug}-constitution.txt", "text/plain; charset=utf-8")
    if kind == "json":
        content = constitution_as_json(found)
        return _file(content, f"{slug}-constitution.json", "application/json")
    raise Http404


@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What a version changed, and the consultation behind it."""
    structure = structure_or_404(slug)
    found = version_changes(structure, number)
    if found is None:
        raise Http404
    table = changes_table(found.changes)
    nothing = _("The first rules of the network.") if number == 1 else _("Nothing was changed.")
    sheet = Sheet(
        title=_("Version %(number)s of the rules") % {"number": number},
        lead=found.version.summary,
        sections=(
            Section(facts=consultation_facts(found.version)),
            Section(table=table, words="" if table else nothing),
        ),
        crumbs=_crumbs(_today(structure)),
        here=_("Version %(number)s") % {"number": number},
    )
    head = head_in(request, structure.consortium)
    return render(request, "layouts/sheet.html", {"sheet": sheet} | head)


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _today(structure: "Structure") -> "Constitution":
    """As it holds today; of a network that is still to be founded, on its first day."""
    day: date = max(timezone.localdate(), structure.founded_on)
    found = constitution_on(structure, day)
    if found is None:
        raise Http404
    return found


def _crumbs(of: "Constitution") -> tuple[Crumb, ...]:
    slug = of.structure.slug
    return (
        Crumb(_("Who speaks"), reverse("public:seats")),
        Crumb(of.structure.name, reverse("public:who-speaks", args=[slug])),
        Crumb(_("Constitution"), reverse("public:constitution", args=[slug])),
    )

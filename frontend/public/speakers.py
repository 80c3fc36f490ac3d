"""The pages of a board, a seat, a person, an organisation; and "who speaks for me?"."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from consortium.selectors.areas import areas_called, themes_by_slug, themes_to_choose
from consortium.selectors.consortia import consortium_by_slug
from frontend.acting import acting_person
from frontend.context import PageHead, head_in
from frontend.page_forms import PageForm
from frontend.presenters.mandate_page import mandate_page
from frontend.presenters.parts import Crumb
from frontend.presenters.seat_table import board_address
from frontend.presenters.speaker_pages import (
    answers_lead,
    board_page,
    membership_lead,
    person_lead,
    sittings_table,
    voices_table,
)
from frontend.public.days import AsAt, as_at
from representation.selectors.boards import board, body_by_slug
from representation.selectors.mandate_card import mandate_card
from representation.selectors.speakers import (
    Answer,
    organisation_view,
    person_view,
    who_speaks_for_all,
)
from representation.selectors.structures import StructureView

if TYPE_CHECKING:
    from representation.models import Body

ANY = ("", gettext_lazy("All"))


class FindForm(PageForm):
    """A place, a theme, or both."""

    place = forms.CharField(
        label=gettext_lazy("Town, district or ward"), required=False, max_length=80
    )
    theme = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["theme"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [ANY, *((one.code, one.name) for one in themes_to_choose())]


@require_safe
def board_view(request: HttpRequest, slug: str) -> HttpResponse:
    """One board: what it decides, and its seats."""
    at = as_at(request)
    body = _body_or_404(slug)
    view = board(body, at.day)
    crumbs = [*_crumbs(view.structure, at)]
    if view.parent:
        crumbs.append(Crumb(view.parent.name, board_address(view.parent.slug) + at.query))
    context = {"page": board_page(view, at.query), "crumbs": crumbs, "at": at, "form": at.form}
    head = head_in(request, body.structure.consortium)
    return render(request, "public/board.html", context | head)


@require_safe
def seat(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One seat's mandate card."""
    at = as_at(request)
    body = _body_or_404(slug)
    card = mandate_card(body, number, at.day)
    if card is None:
        raise Http404
    crumbs = [
        *_crumbs(card.structure, at),
        Crumb(card.line.body_name, board_address(card.line.body_slug) + at.query),
    ]
    page = mandate_page(card, at.query)
    reader, held = acting_person(request), card.line.holding
    context = {
        "page": page,
        "crumbs": crumbs,
        "at": at,
        "form": at.form,
        "is_own": bool(reader and held and held.person == reader.pk),
    }
    head = head_in(request, body.structure.consortium)
    return render(request, "public/seat.html", context | head)


@require_safe
def person(request: HttpRequest, key: int) -> HttpResponse:
    """Somebody who holds, or has held, a seat for others."""
    at = as_at(request)
    view = person_view(key, at.day)
    if view is None:
        raise Http404
    context = {
        "view": view,
        "lead": person_lead(view),
        "now": sittings_table(
            _("Seats now"), view.now, "now", ended=False, names_holder=False, on=at.query
        ),
        "before": sittings_table(
            _("Seats before"), view.before, "before", ended=True, names_holder=False, on=at.query
        ),
        "at": at,
        "form": at.form,
        "crumbs": [Crumb(_("Who speaks"), reverse("public:seats"))],
    }
    return render(request, "public/person.html", context | _head(request, view.networks))


@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Who speaks for an organisation, by whose vote."""
    at = as_at(request)
    view = organisation_view(slug, at.day)
    if view is None:
        raise Http404
    context = {
        "view": view,
        "structures": [
            (
                one,
                membership_lead(one),
                voices_table(
                    _("Who speaks for it, and by whose vote"), one.voices, "voices", on=at.query
                ),
            )
            for one in view.structures
        ],
        "seats": sittings_table(
            _("Seats held on its behalf"),
            view.seats,
            "seats",
            ended=False,
            names_holder=True,
            on=at.query,
        ),
        "at": at,
        "form": at.form,
        "crumbs": [Crumb(_("Who speaks"), reverse("public:seats"))],
    }
    networks = tuple(one.structure.network_slug for one in view.structures)
    return render(request, "public/organisation.html", context | _head(request, networks))


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Who speaks for me, by place and theme."""
    form = FindForm(request.GET)
    form.is_valid()
    place, slug = form.cleaned_data.get("place", ""), form.cleaned_data.get("theme", "")
    answers: tuple[Answer, ...] = ()
    is_asked = bool(place or slug)
    places = areas_called(place) if place else ()
    if (is_asked and not place) or places:
        theme = next(iter(themes_by_slug([slug])), None)
        answers = who_speaks_for_all(timezone.localdate(), areas=places, theme=theme)
    context = {
        "form": form,
        "is_asked": is_asked,
        "lead": answers_lead(answers) if is_asked else "",
        "answers": [
            (one, voices_table(f"{one.structure.name}: {one.forum}", one.voices, one.forum_slug))
            for one in answers
        ],
        "crumbs": [Crumb(_("Who speaks"), reverse("public:seats"))],
    }
    return render(request, "public/find.html", context)


def _head(request: HttpRequest, networks: tuple[str, ...]) -> dict[str, PageHead]:
    """The head of the only network that a page speaks of; where there are several, the usual one."""
    slugs = set(networks)
    return head_in(request, consortium_by_slug(slugs.pop()) if len(slugs) == 1 else None)


def _crumbs(structure: StructureView, at: AsAt) -> tuple[Crumb, Crumb]:
    network = reverse("public:who-speaks", args=[structure.slug]) + at.query
    return Crumb(_("Who speaks"), reverse("public:seats")), Crumb(structure.name, network)


def _body_or_404(slug: str) -> "Body":
    body = body_by_slug(slug)
    if body is None:
        raise Http404
    return body

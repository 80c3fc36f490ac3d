"""At whose desk a structure lies: whoever has a role in its network today, or a seat on it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from consortium.selectors.networks import consortia_of
from frontend.access import user_of
from frontend.acting import acting_person
from frontend.form_pages import FormPage
from frontend.presenters.parts import Crumb, Words
from representation.selectors.structure_desk import seat_of, sits_for
from representation.selectors.structures import structure_by_slug, structure_view

if TYPE_CHECKING:
    from consortium.models import User
    from representation.models import Seat, Structure


@dataclass(frozen=True)
class StructureDesk:
    """Who works at it, and on which structure."""

    user: "User"
    structure: "Structure"

    @property
    def name(self) -> str:
        """The structure's name in the language of the page."""
        return structure_view(self.structure).name

    @property
    def home(self) -> str:
        """The address of its page."""
        return reverse("staff:structure", args=[self.structure.slug])

    @property
    def crumbs(self) -> tuple[Crumb, ...]:
        """Back to the network's structures, and to this one."""
        return (structures_crumb(), Crumb(self.name, self.home))

    def page(self, title: Words, button: Words, lead: Words = "", **more: object) -> FormPage:
        """What stands around a form of this structure."""
        back = str(more.pop("back", self.home))
        return FormPage(title, button, back, self.name, lead, **more)  # type: ignore[arg-type]

    def seat(self, body: str, number: int) -> "Seat":
        """The seat of that number on a body of this structure. Raises Http404."""
        found = seat_of(self.structure, body, number)
        if found is None:
            raise Http404
        return found


def structures_crumb() -> Crumb:
    """To the network's structures."""
    return Crumb(_("How we are represented"), reverse("staff:structures"))


def structure_desk(request: HttpRequest, slug: str) -> StructureDesk:
    """The desk of that structure. Raises Http404 for somebody without a role in its network and
    without a seat of it.
    """
    person, structure = acting_person(request), structure_by_slug(slug)
    networks = consortia_of(person) if person else ()
    user = user_of(request)
    if structure is None or not (structure.consortium in networks or sits_for(structure, user)):
        raise Http404
    return StructureDesk(user, structure)

"""At whose desk an election lies: those who run it, count it or judge a challenge; nobody else finds it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from consortium.decisions import Decision
from frontend.access import user_of
from frontend.form_pages import FormPage
from frontend.presenters.parts import Crumb, Words
from representation.election_permissions import offices_of
from representation.election_states import Action
from representation.selectors.election_pages import election_by_slug
from representation.services.election_tasks import RUNNING, can_be_done

if TYPE_CHECKING:
    from consortium.models import User
    from representation.models import Election


@dataclass(frozen=True)
class ElectionDesk:
    """Who works at it, and on which election."""

    user: "User"
    election: "Election"

    @property
    def title(self) -> str:
        """The election's title in the language of the page, where there is one."""
        is_welsh = (get_language() or "").startswith("cy")
        return (self.election.title_cy if is_welsh else "") or self.election.title

    @property
    def home(self) -> str:
        """The address of the task list."""
        return reverse("staff:election", args=[self.election.slug])

    @property
    def crumbs(self) -> list[Crumb]:
        """Back to the list of elections, and to this one."""
        return [Crumb(_("Elections"), reverse("staff:elections")), Crumb(self.title, self.home)]

    def may(self, action: Action) -> Decision:
        """Whether the task can be done now by this user."""
        return can_be_done(self.user, action, self.election, timezone.now())

    def page(self, title: Words, button: Words, lead: Words = "", **more: object) -> FormPage:
        """What stands around a form of this election."""
        back = str(more.pop("back", self.home))
        return FormPage(title, button, back, self.title, lead, **more)  # type: ignore[arg-type]


def election_desk(request: HttpRequest, slug: str) -> ElectionDesk:
    """The desk of that election. Raises Http404 for somebody who does not run it."""
    election, user = election_by_slug(slug), user_of(request)
    if election is None or not offices_of(user, election) & RUNNING:
        raise Http404
    return ElectionDesk(user, election)

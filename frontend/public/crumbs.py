"""The ways back from public pages about elections."""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from frontend.presenters.parts import Crumb
from frontend.presenters.public_votes import in_language

if TYPE_CHECKING:
    from representation.models import Election


def votes_crumb(election: "Election | None" = None) -> Crumb:
    """To the list of elections, or to this one."""
    if election is None:
        return Crumb(_("Votes"), reverse("public:votes"))
    title = in_language(election.title, election.title_cy)
    return Crumb(title, reverse("public:vote", args=[election.slug]))

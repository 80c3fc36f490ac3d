"""At whose desk somebody sits: the consortia for which the person who is signed in works today."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from bids.permissions import may_open_tender, may_see_tenders
from bids.selectors.plans import plan_of
from bids.selectors.tenders import tender_in
from frontend.access import own_networks

if TYPE_CHECKING:
    from bids.models import LotPlan, Tender
    from consortium.models import Consortium, User


@dataclass(frozen=True)
class Desk:
    """Who works here, and for which consortia; at least one, that of the weightiest role first."""

    user: "User"
    consortia: tuple["Consortium", ...]

    @property
    def consortium(self) -> "Consortium":
        """The one that a page is about where its address names none: the first that may bid."""
        leading = (one for one in self.consortia if may_open_tender(self.user, one))
        return next(leading, self.consortia[0])

    def tender(self, tender_id: int) -> "Tender":
        """The tender, if one of these consortia opened it; for another's, "not found"."""
        for consortium in self.consortia:
            tender = tender_in(consortium, tender_id)
            if tender and may_see_tenders(self.user, consortium):
                return tender
        raise Http404


def desk_of(request: HttpRequest) -> Desk:
    """The desk of the person who acts. Raises PermissionDenied for somebody who has none."""
    consortia = own_networks(request)
    if not consortia or not request.user.is_authenticated:
        raise PermissionDenied(_("You have no role in a consortium, so there is no tender to see."))
    return Desk(request.user, consortia)


def require_plan(tender: "Tender", number: int) -> "LotPlan":
    """The finished plan under this number; "not found" without one."""
    found = plan_of(tender, number)
    if found is None:
        raise Http404
    return found

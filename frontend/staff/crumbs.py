"""The ways back from a page about a tender, from the list of tenders down."""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from frontend.presenters.parts import Crumb

if TYPE_CHECKING:
    from bids.models import Tender


def tenders_crumb() -> Crumb:
    """To the list of tenders."""
    return Crumb(_("Tenders"), reverse("staff:tenders"))


def tender_crumbs(tender: "Tender") -> list[Crumb]:
    """To the tender."""
    return [tenders_crumb(), Crumb(tender.title, reverse("staff:tender", args=[tender.pk]))]


def line_crumbs(tender: "Tender") -> list[Crumb]:
    """To the requirements of the tender."""
    here = Crumb(_("Requirements"), reverse("staff:requirements", args=[tender.pk]))
    return [*tender_crumbs(tender), here]


def plan_crumbs(tender: "Tender", number: int) -> list[Crumb]:
    """To a version of its plan."""
    words = _("Plan %(number)s") % {"number": number}
    return [*tender_crumbs(tender), Crumb(words, reverse("staff:plan", args=[tender.pk, number]))]

"""Whether a tender allows what is asked of it now. Who may ask is for `permissions`."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bids.models import Notice, RequirementLine, Tender
from bids.selectors.lines import INCOMPLETE
from bids.selectors.plans import live_request
from consortium.decisions import ALLOWED, Decision, refuse
from consortium.models import Membership


def describes_tender(notice: Notice) -> Decision:
    """A tender is opened of a notice that says something of one: not of a planning or award notice alone."""
    if notice.reading.get("has_tender"):
        return ALLOWED
    return refuse(_("This notice describes no tender."))


def can_be_planned(tender: Tender) -> Decision:
    """A tender can be planned when it has lines, all filled in, in pounds, and somebody to match."""
    if tender.currency != "GBP":
        return refuse(_("This tender is not in pounds, and offers are."))
    lines = RequirementLine.objects.filter(tender=tender)
    if not lines.exists():
        return refuse(_("Add the requirement lines first: there is nothing to plan."))
    lacking = lines.filter(INCOMPLETE).count()
    if lacking:
        return refuse(
            ngettext(
                "%(count)s line lacks its area, volume, unit, price or CPV code. Fill it in first.",
                "%(count)s lines lack their area, volume, unit, price or CPV code. Fill them in first.",
                lacking,
            )
            % {"count": lacking}
        )
    if not Membership.objects.filter(consortium=tender.consortium).exists():
        return refuse(_("The consortium has no members yet."))
    return ALLOWED


def can_begin_lines_from_lots(tender: Tender) -> Decision:
    """Lines are begun from the notice's lots once, while there are none."""
    if not tender.lots.exists():
        return refuse(_("The notice names no lots to begin from."))
    if tender.lines.exists():
        return refuse(_("The tender has lines already."))
    return ALLOWED


def no_plan_under_way(tender: Tender) -> Decision:
    """One plan of a tender is made at a time: whoever asks meanwhile is given that one."""
    under_way = live_request(tender)
    if under_way is None:
        return ALLOWED
    return refuse(
        _("Plan %(number)s is being made. Wait for it, or stop it.") % {"number": under_way.number}
    )

"""Whether a tender allows what is asked of it now. Who may ask is for `permissions`."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bids.models import LotPlan, Notice, PlanLot, RequirementLine, Tender
from bids.selectors.lines import INCOMPLETE
from bids.selectors.part_answers import given_up_by
from bids.selectors.plans import live_request, number_in_force
from consortium.decisions import ALLOWED, Decision, refuse
from consortium.models import Membership, Organisation

ALL = 10_000  # of a share in 1/10,000
MOST_PAIRS = 30


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


def can_be_settled_on(plan: LotPlan) -> Decision:
    """A plan that supposes what is not so yet is only there to be looked at."""
    if plan.request.supposes is None:
        return ALLOWED
    return refuse(
        _("This plan supposes something that is not so yet. Make it so, then plan again.")
    )


def can_be_tried_on(plan: LotPlan) -> Decision:
    """Repairs are tried one at a time, each beside a plan of what is so."""
    if plan.request.supposes is None:
        return ALLOWED
    return refuse(_("This plan tries something already. Try others on the plan that it follows."))


def can_be_tabled(floors: Collection[int], fills: Collection[int]) -> Decision:
    """A table of what fairness costs has some wishes of each kind, no more than people can read."""
    for asked in (floors, fills):
        if not asked or len(set(asked)) < len(asked) or not all(0 <= one <= ALL for one in asked):
            return refuse(_("Name each share once, from 0 to 100%, and at least one of each kind."))
    if len(floors) * len(fills) > MOST_PAIRS:
        return refuse(_("That is more than %(most)s pairs. Name fewer.") % {"most": MOST_PAIRS})
    return ALLOWED


def can_leave(plan: LotPlan, organisation: Organisation) -> Decision:
    """A member leaves a bid once, in which it holds something by the plan in force."""
    if number_in_force(plan.request.tender) != plan.request.number:
        return refuse(_("Another plan is in force now. Look at your part in that one first."))
    said = given_up_by(plan.request.tender, organisation)
    if said and said.has_withdrawn:
        return refuse(_("This member has left the bid already."))
    if not PlanLot.objects.filter(plan=plan, organisation=organisation).exists():
        return refuse(_("This member holds no such lot in the plan."))
    return ALLOWED


def can_give_up(plan: LotPlan, organisation: Organisation, lots: Collection[int]) -> Decision:
    """A member gives up lots (by number) that it holds in the plan in force, and has not given up yet."""
    may_leave = can_leave(plan, organisation)
    if not may_leave:
        return may_leave
    held = PlanLot.objects.filter(plan=plan, organisation=organisation, number__in=lots)
    if not lots or held.count() < len(set(lots)):
        return refuse(_("This member holds no such lot in the plan."))
    said = given_up_by(plan.request.tender, organisation)
    if said and any(said.lines >= set(lot.lines) for lot in held):
        return refuse(_("This lot is given up already."))
    return ALLOWED


def can_take_part_again(tender: Tender, organisation: Organisation) -> Decision:
    """Only who has given something up can take part again."""
    if given_up_by(tender, organisation):
        return ALLOWED
    return refuse(_("This member has given nothing up."))

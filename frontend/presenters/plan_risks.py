"""What becomes of a plan when somebody fails, and who waits how long for its money."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bids.selectors.plan_read_models import PlanView, WaitView
from bids.selectors.plan_words import listed
from frontend.presenters.parts import Fact
from frontend.templatetags.manyhands import money, whole_percent

BASIS_POINTS = 10_000
MOST_NAMES = 5


def risk_facts(plan: PlanView) -> tuple[Fact, ...]:
    """How many parts others could take over, when the buyer pays, and for whom that is too late."""
    return (_replaceable(plan), *_waiting(plan.waits))


def wait_in_words(wait: WaitView) -> str:
    """What one member's wait is, beside what it can bear."""
    words = ngettext(
        "The buyer pays %(n)s day after the work. By then you will have spent about %(sum)s.",
        "The buyer pays %(n)s days after the work. By then you will have spent about %(sum)s.",
        wait.days,
    ) % {"n": wait.days, "sum": money(wait.unpaid_pence)}
    if wait.bearable is None:
        return f"{words} " + _("You have not said how long you can wait for your money.")
    bearable = days_in_words(wait.bearable)
    if wait.too_long:
        return f"{words} " + _("That is longer than you can wait: %(days)s.") % {"days": bearable}
    return f"{words} " + _("You can wait that long: %(days)s.") % {"days": bearable}


def days_in_words(days: int) -> str:
    """1 day, 30 days."""
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


def _replaceable(plan: PlanView) -> Fact:
    held = plan.members_with_part
    share = plan.replaceable * BASIS_POINTS // held if held else BASIS_POINTS
    words = _("%(some)s of %(all)s (%(share)s)") % {
        "some": plan.replaceable,
        "all": held,
        "share": whole_percent(share),
    }
    return Fact(_("Members whose whole part others could take over"), words)


def _waiting(waits: tuple[WaitView, ...]) -> tuple[Fact, ...]:
    if not waits:
        return ()
    unsaid = sum(one.bearable is None for one in waits)
    facts = (
        Fact(_("The buyer pays after"), days_in_words(waits[0].days)),
        Fact(_("Members that cannot wait so long"), _late(waits)),
    )
    if not unsaid:
        return facts
    return (*facts, Fact(_("Members that have not said how long they can wait"), str(unsaid)))


def _late(waits: tuple[WaitView, ...]) -> str:
    late = [
        _("%(member)s (%(days)s)")
        % {"member": one.member.name, "days": days_in_words(one.bearable or 0)}
        for one in waits
        if one.too_long
    ]
    more = len(late) - MOST_NAMES
    if more > 0:
        others = ngettext("%(n)s other", "%(n)s others", more) % {"n": more}
        late = [*late[:MOST_NAMES], others]
    return listed(late) or _("None")

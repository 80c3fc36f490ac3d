"""What the page of a lot plan says, from the plan's own words and figures."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bids.selectors.plan_read_models import GapView, PlanView, ShortView
from bids.selectors.plan_words import listed
from bids.selectors.tenders import TenderView
from consortium.selectors.area_shapes import AreaShape
from consortium.selectors.dates import day_in_words
from consortium.selectors.units import volume_in_words
from frontend.pictures.areas import MapPicture
from frontend.presenters.parts import Fact, Figure, Table
from frontend.presenters.plan_map import map_caption, plan_map
from frontend.presenters.plan_risks import risk_facts
from frontend.presenters.plan_tables import (
    LotReasons,
    area_table,
    lot_reasons,
    lot_table,
    member_table,
)
from frontend.templatetags.manyhands import in_words, money, percent

MOST_GAPS = 3
MOST_NAMES = 3
MOST_REPAIRS = 3


@dataclass(frozen=True)
class PlanLead:
    """The answer in one sentence and a half: `before`, the sum in bold, `after`."""

    before: str
    sum: str
    after: str


@dataclass(frozen=True)
class Missing:
    """The notice of what nobody holds, and the cheapest ways to mend it."""

    title: str
    sentences: tuple[str, ...]
    causes: tuple[Fact, ...]
    repairs: tuple[str, ...]
    left_out: int


@dataclass(frozen=True)
class PlanPage:
    """Everything that templates/staff/plan.html prints. `map` is None where no area is known.

    `members` has no rows where they are too many for this page: they have one of their own.
    """

    tender_id: int
    number: int
    title: str
    about: str
    lead: PlanLead
    figures: tuple[Figure, ...]
    missing: Missing | None
    map: MapPicture | None
    map_caption: str
    lots: Table
    areas: Table
    members: Table
    reasons: tuple[LotReasons, ...]
    stopped: str
    risks: tuple[Fact, ...]


def plan_page(
    plan: PlanView,
    tender: TenderView,
    shapes: Mapping[str, AreaShape],
    part_href: Callable[[str], str] | None = None,
) -> PlanPage:
    """`shapes` by area code, as `area_shapes` gives them; without them the map is one of tiles.

    `part_href`: see `member_table`.
    """
    return PlanPage(
        tender_id=plan.tender_id,
        number=plan.number,
        title=_("Lot plan: %(tender)s") % {"tender": tender.title},
        about=_about(plan, tender),
        lead=_lead(plan),
        figures=_figures(plan),
        missing=_missing(plan),
        map=plan_map(plan, shapes),
        map_caption=map_caption(plan),
        lots=lot_table(plan),
        areas=area_table(plan),
        members=member_table(plan.members, part_href),
        reasons=tuple(lot_reasons(lot) for lot in plan.lots),
        stopped=_stopped(plan),
        risks=risk_facts(plan),
    )


def _about(plan: PlanView, tender: TenderView) -> str:
    facts = [tender.buyer, tender.period, money(plan.value_pence)]
    first = ", ".join(fact for fact in facts if fact) + "."
    closes = _("Bids close %(when)s.") % {"when": tender.bids_close} if tender.bids_close else ""
    made = ngettext(
        "Plan %(number)s, made %(day)s from %(n)s member’s offers.",
        "Plan %(number)s, made %(day)s from %(n)s members’ offers.",
        plan.members_asked,
    ) % {
        "number": plan.number,
        "day": day_in_words(plan.finished_at.date()),
        "n": plan.members_asked,
    }
    return " ".join(part for part in (first, closes, made) if part)


def _lead(plan: PlanView) -> PlanLead:
    before = ngettext(
        "The plan covers %(covered)s of the %(n)s requirement, worth",
        "The plan covers %(covered)s of the %(n)s requirements, worth",
        plan.lines_asked,
    ) % {"covered": plan.lines_covered, "n": plan.lines_asked}
    return PlanLead(
        before, f"{money(plan.covered_pence)} ({percent(plan.covered_bp)})", _limit(plan)
    )


def _limit(plan: PlanView) -> str:
    short_of = plan.ceiling_pence - plan.covered_pence
    if plan.ceiling_pence >= plan.value_pence and not short_of:
        return _("That is everything the tender asks for.")
    limit = _("No plan from these members could cover more than %(most)s.") % {
        "most": money(plan.ceiling_pence)
    }
    ours = _("Ours covers that much.")
    if short_of:
        ours = _("Ours is within %(gap)s of that.") % {"gap": money(short_of)}
    return f"{limit} {ours}"


def _figures(plan: PlanView) -> tuple[Figure, ...]:
    return (
        Figure(
            percent(plan.covered_bp),
            _("of the value covered. The ceiling is %(ceiling)s")
            % {"ceiling": percent(plan.ceiling_bp)},
        ),
        Figure(
            percent(plan.small_bp),
            _("to micro and small members. The floor is %(floor)s")
            % {"floor": percent(plan.small_floor_bp)},
        ),
        Figure(
            _("%(some)s of %(all)s") % {"some": plan.members_with_part, "all": plan.members_asked},
            _("members have a part"),
        ),
    )


def _missing(plan: PlanView) -> Missing | None:
    lines = plan.lines_asked - plan.lines_covered
    if not lines:
        return None
    title = ngettext(
        "%(count)s requirement is not fully held",
        "%(count)s requirements are not fully held",
        lines,
    ) % {"count": in_words(lines)}
    sentences = tuple(_gap_sentence(gap) for gap in plan.gaps[:MOST_GAPS]) or tuple(
        _short_sentence(one) for one in plan.shortages[:MOST_GAPS]
    )
    left_out = max(len(plan.gaps or plan.shortages) - MOST_GAPS, 0)
    return Missing(title, sentences, _causes(plan), plan.repairs[:MOST_REPAIRS], left_out)


def _causes(plan: PlanView) -> tuple[Fact, ...]:
    """What is not covered by why it is not, in pounds."""
    words = {
        "eligibility": _("Nobody qualifies, or at that price"),
        "capacity": _("Those who qualify offer too little"),
        "turnover": _("They will not take so much"),
        "rules": _("Least lots and other rules of sharing"),
    }
    return tuple(
        Fact(words.get(cause, cause), money(pence)) for cause, pence in plan.causes if pence
    )


def _gap_sentence(gap: GapView) -> str:
    names = {
        "services": listed(list(gap.services)),
        "areas": listed([area.name for area in gap.areas]),
        "demand": money(gap.demand_pence),
        "supply": money(gap.supply_pence),
        "short": money(gap.shortfall_pence),
    }
    if not gap.supply_pence:
        return (
            _("%(services)s in %(areas)s: %(demand)s is asked for, and no member can hold it.")
            % names
        )
    sentence = (
        _(
            "%(services)s in %(areas)s: %(demand)s is asked for, and members can hold %(supply)s at most. "
            "So at least %(short)s cannot be covered, however the lots are drawn."
        )
        % names
    )
    return " ".join((sentence, *_limits(gap)))


def _limits(gap: GapView) -> Iterator[str]:
    """Who cannot bring more to it, and why not."""
    words = {
        "capacity": _("Limited by what they offer: %(members)s."),
        "turnover": _("Limited by the most that they will take: %(members)s."),
    }
    for kind, sentence in words.items():
        names = [limit.member.name for limit in gap.limits if limit.kind == kind]
        if names:
            yield sentence % {"members": _some(names)}


def _some(names: list[str]) -> str:
    more = len(names) - MOST_NAMES
    if more < 1:
        return listed(names)
    others = ngettext("%(n)s other", "%(n)s others", more) % {"n": more}
    return listed([*names[:MOST_NAMES], others])


def _short_sentence(one: ShortView) -> str:
    return _("%(service)s in %(area)s: %(short)s of %(units)s have nobody.") % {
        "service": one.service,
        "area": one.area.name,
        "short": f"{one.short:,}",
        "units": volume_in_words(one.volume, one.unit),
    }


def _stopped(plan: PlanView) -> str:
    return {
        "asked": _("You stopped the search early, so a better plan may exist."),
        "time": _("The search ran out of time, so a better plan may exist."),
    }.get(plan.stopped, "")

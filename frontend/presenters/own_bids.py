"""What a member sees of the bids it is part of: its own part first, in its own words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bids.selectors.member_parts import PartRow, PartView
from bids.selectors.part_answers import GivenUp
from bids.selectors.plan_read_models import PlanView
from bids.selectors.plan_words import listed
from bids.selectors.tenders import TenderView
from consortium.decisions import Decision
from consortium.selectors.units import volume_in_words
from frontend.presenters.parts import Cell, Column, Fact, Row, Table, table_of
from frontend.presenters.plan_risks import wait_in_words
from frontend.templatetags.manyhands import day, money, whole_percent


@dataclass(frozen=True)
class OwnAnswer:
    """One of the reader's organisations, its part, and whether the reader may answer for it."""

    name: str
    slug: str
    part: PartView
    may: Decision


@dataclass(frozen=True)
class OwnPart:
    """One organisation's part of a plan: a sentence, its lots, the reasons, and what it can answer.

    `wait`: on its money, or "". `said`: what it has given up, or "". An address is empty where there is
    nothing to give up, or to take again; `refusal` says why the reader cannot.
    """

    organisation: str
    lead: str
    lots: Table | None
    reasons: tuple[str, ...]
    wait: str = ""
    said: str = ""
    give_up_href: str = ""
    return_url: str = ""
    refusal: str = ""


@dataclass(frozen=True)
class OwnBidPage:
    """A tender as its members see it: their parts, then who holds the rest."""

    title: str
    facts: tuple[Fact, ...]
    parts: tuple[OwnPart, ...]
    others: Table


def bids_table(parts: Sequence[PartRow]) -> Table:
    """One row for each tender that has a plan."""
    columns = (
        Column(_("Bid")),
        Column(_("Buyer")),
        Column(_("Your part")),
        Column(_("Value"), is_number=True),
        Column(_("Bids close")),
    )
    return table_of(Table(_("Your bids"), columns, tuple(_bid(one) for one in parts), id="bids"))


def own_bid_page(tender: TenderView, plan: PlanView, parts: Sequence[OwnAnswer]) -> OwnBidPage:
    """`parts`: of each organisation that the reader acts for."""
    made = _("Plan %(number)s, made on %(day)s") % {
        "number": plan.number,
        "day": day(plan.finished_at),
    }
    return OwnBidPage(
        title=tender.title,
        facts=(
            Fact(_("Buyer"), tender.buyer),
            Fact(_("Bids close"), tender.bids_close or _("Not stated")),
            Fact(_("The contract runs"), tender.period or _("Not stated")),
            Fact(_("This is from"), made),
        ),
        parts=tuple(_answered(_own(one.name, one.part), one, tender.id) for one in parts),
        others=_holders(plan),
    )


def _bid(part: PartRow) -> Row:
    lots = ngettext("%(n)s lot", "%(n)s lots", part.lots) % {"n": part.lots}
    number = _("Plan %(number)s") % {"number": part.plan}
    return Row(
        (
            Cell(part.title, href=reverse("members:bid", args=[part.tender_id]), small=number),
            Cell(part.buyer),
            Cell(lots if part.lots else _("No part")),
            Cell(money(part.value_pence) if part.lots else "–"),
            Cell(part.bids_close or _("Not stated")),
        )
    )


def _own(name: str, part: PartView) -> OwnPart:
    result = part.result
    if result is None:
        lead = _("This plan was made before you were a member, so it did not ask you.")
        return OwnPart(name, lead, None, ())
    if not result.has_part:
        return OwnPart(name, _("You have no part in this plan."), None, result.reasons)
    lead = _("You hold %(value)s: %(share)s of what you offered that fits.") % {
        "value": money(result.value_pence),
        "share": whole_percent(result.fill_bp),
    }
    return OwnPart(name, lead, _own_lots(part), result.reasons)


def _answered(own: OwnPart, one: OwnAnswer, tender_id: int) -> OwnPart:
    """The part with what the member has said of it, and what it can still say."""
    said = one.part.said
    has_more = one.part.lots and not (said and said.has_withdrawn)
    args = [tender_id, one.slug]
    return replace(
        own,
        wait=wait_in_words(one.part.wait) if one.part.wait else "",
        said=_said(said) if said else "",
        give_up_href=reverse("members:part", args=args) if has_more else "",
        return_url=reverse("members:part-return", args=args) if said else "",
        refusal=one.may.reason,
    )


def _said(said: GivenUp) -> str:
    if said.has_withdrawn:
        return _("You have left this bid. The next plan will do without you.")
    return _("You have given up: %(lines)s. The next plan will look for somebody else.") % {
        "lines": listed(sorted(said.lines))
    }


def _own_lots(part: PartView) -> Table:
    columns = (
        Column(_("Lot")),
        Column(_("Areas")),
        Column(_("How much")),
        Column(_("Value"), is_number=True),
        Column(_("Backup")),
        Column(_("Why")),
    )
    rows = tuple(
        Row(
            (
                Cell(_("Lot %(n)s") % {"n": lot.number}, small=lot.service),
                Cell(listed([area.name for area in lot.areas]), small=listed(list(lot.lines))),
                Cell(volume_in_words(lot.volume, lot.unit)),
                Cell(money(lot.value_pence)),
                Cell(listed([backup.member.name for backup in lot.backups]) or _("None")),
                Cell(" ".join(lot.reasons)),
            )
        )
        for lot in part.lots
    )
    return table_of(Table(_("Your lots"), columns, rows))


def _holders(plan: PlanView) -> Table:
    columns = (
        Column(_("Member")),
        Column(_("Lots")),
        Column(_("Value"), is_number=True),
        Column(_("Of its offer"), is_number=True),
    )
    rows = tuple(
        Row(
            (
                Cell(one.member.name, small=_("Micro or small") if one.member.small else ""),
                Cell(listed([str(number) for number in one.lots]) or _("None")),
                Cell(money(one.value_pence)),
                Cell(whole_percent(one.fill_bp)),
            )
        )
        for one in plan.members
    )
    return table_of(Table(_("Who holds what"), columns, rows, id="members"))

"""The tables of a lot plan: its lots, its areas, its members, each with the reasons."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bids.selectors.plan_read_models import (
    MapArea,
    MemberResult,
    PlanLotView,
    PlanView,
    ShortView,
)
from bids.selectors.plan_words import listed
from consortium.selectors.units import volume_in_words
from frontend.presenters.parts import Cell, Column, Row, Table, table_of
from frontend.templatetags.manyhands import money, whole_percent

REASONS_ANCHOR = "why-lot-"


@dataclass(frozen=True)
class LotReasons:
    """All reasons for one lot; `anchor` is what the table links to."""

    anchor: str
    title: str
    reasons: tuple[str, ...]


def lot_table(plan: PlanView) -> Table:
    """The lots, then what nobody holds; a total where these are all."""
    columns = (
        Column(_("Lot")),
        Column(_("Areas")),
        Column(_("Value"), is_number=True),
        Column(_("Holder")),
        Column(_("Backup")),
        Column(_("Why")),
    )
    rows = [_lot_row(lot) for lot in plan.lots]
    rows += [_short_row(one) for one in plan.shortages]
    total = _total(plan) if _is_whole(plan) else ()
    return table_of(Table(_("The lots"), columns, tuple(rows), total, id="lots"))


def _is_whole(plan: PlanView) -> bool:
    """Whether what is shown adds up to the tender."""
    shown = sum(lot.value_pence for lot in plan.lots) + sum(
        one.value_pence for one in plan.shortages
    )
    return shown == plan.value_pence


def _total(plan: PlanView) -> tuple[Cell, ...]:
    bare = Cell(is_bare=True)
    return (Cell(_("Total")), bare, Cell(money(plan.value_pence)), bare, bare, bare)


def _lot_row(lot: PlanLotView) -> Row:
    apart = "" if lot.is_contiguous else _("Its areas do not all touch")
    return Row(
        (
            Cell(_("Lot %(n)s") % {"n": lot.number}, small=lot.service),
            Cell(listed([area.name for area in lot.areas]), small=apart),
            Cell(money(lot.value_pence)),
            Cell(lot.holder.name, strong=True),
            Cell(listed([backup.member.name for backup in lot.backups]) or _("None")),
            Cell(lot.why, more=_("All reasons"), more_href=f"#{REASONS_ANCHOR}{lot.number}"),
        )
    )


def _short_row(one: ShortView) -> Row:
    words = _("%(short)s of %(units)s") % {
        "short": f"{one.short:,}",
        "units": volume_in_words(one.volume, one.unit),
    }
    return Row(
        (
            Cell(_("Not held"), small=one.line),
            Cell(one.area.name, small=one.service),
            Cell(money(one.value_pence)),
            Cell(_("Nobody"), tag="gap"),
            Cell("–"),
            Cell(words),
        ),
        look=True,
    )


def area_table(plan: PlanView) -> Table:
    """What the map shows, in words; in a long plan how many lots reach an area, and the way to them."""
    holders = {lot.number: lot.holder.name for lot in plan.lots}
    is_long = len(plan.lots) < plan.lots_in_all
    rows = tuple(
        Row(
            (
                Cell(area.name),
                _lot_count(area) if is_long else _lot_names(area, holders),
                Cell(_("Something missing"), tag="gap") if area.is_short else Cell(_("Yes")),
            ),
            look=area.is_short,
        )
        for area in plan.map
    )
    columns = (Column(_("Area")), Column(_("Lots and who holds them")), Column(_("All covered?")))
    return table_of(Table(_("Area by area"), columns, rows, id="areas"))


def _lot_names(area: MapArea, holders: Mapping[int, str]) -> Cell:
    return Cell(listed([f"{number} ({holders[number]})" for number in area.lots]) or _("None"))


def _lot_count(area: MapArea) -> Cell:
    count = len(area.lots)
    words = ngettext("%(n)s lot", "%(n)s lots", count) % {"n": count}
    return Cell(words, href=f"?{urlencode({'area': area.code})}#lots")


def member_table(
    members: tuple[MemberResult, ...], part_href: Callable[[str], str] | None = None
) -> Table:
    """What each of these members got of what it offered, and why.

    `part_href`: where a holder's part is given up on its behalf, by the member's ref.
    """
    columns = (
        Column(_("Member")),
        Column(_("Lots")),
        Column(_("Value"), is_number=True),
        Column(_("Of its offer"), is_number=True),
        Column(_("Why")),
    )
    rows = tuple(
        Row(
            (
                Cell(one.member.name, small=_("Micro or small") if one.member.small else ""),
                Cell(listed([str(number) for number in one.lots]) or _("None")),
                Cell(money(one.value_pence)),
                Cell(whole_percent(one.fill_bp)),
                _why(one, part_href),
            )
        )
        for one in members
    )
    return table_of(Table(_("What each member got, and why"), columns, rows, id="members"))


def _why(one: MemberResult, part_href: Callable[[str], str] | None) -> Cell:
    words = " ".join(one.reasons)
    if part_href is None or not one.has_part or one.member.organisation_id is None:
        return Cell(words)
    return Cell(words, more=_("It gives something up"), more_href=part_href(one.member.ref))


def lot_reasons(lot: PlanLotView) -> LotReasons:
    title = _("Lot %(n)s: %(holder)s") % {"n": lot.number, "holder": lot.holder.name}
    return LotReasons(f"{REASONS_ANCHOR}{lot.number}", title, lot.reasons)

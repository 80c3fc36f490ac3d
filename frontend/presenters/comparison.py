"""What two versions of a plan have in common and what not."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bids.selectors.plan_comparison import PairChange, PlanComparison
from frontend.presenters.parts import Cell, Column, Row, Table, table_of
from frontend.templatetags.manyhands import money, percent


def comparison_lead(compared: PlanComparison) -> str:
    """How many parts change, what that covers and what it costs."""
    if not compared.changes:
        return _("Both plans give every member the same.")
    changed = len({(one.member, one.line) for one in compared.changes})
    words = ngettext(
        "%(n)s part of a requirement changes hands or size.",
        "%(n)s parts of requirements change hands or size.",
        changed,
    ) % {"n": changed}
    return " ".join((words, _covers(compared.covered_pence), _costs(compared.objective_pence)))


def _covers(more: int) -> str:
    if not more:
        return _("Both cover the same value.")
    words = (
        _("The second covers %(sum)s more.") if more > 0 else _("The second covers %(sum)s less.")
    )
    return words % {"sum": money(abs(more))}


def _costs(more: int) -> str:
    if not more:
        return _("The cost is the same.")
    words = _("The second costs %(sum)s more.") if more > 0 else _("The second costs %(sum)s less.")
    return words % {"sum": money(abs(more))}


def policy_table(compared: PlanComparison) -> Table:
    """The terms that differ, in words."""
    columns = (
        Column(_("Term")),
        Column(_("Plan %(number)s") % {"number": compared.before}, is_number=True),
        Column(_("Plan %(number)s") % {"number": compared.after}, is_number=True),
    )
    rows = tuple(
        Row((Cell(_term(name)), Cell(_setting(name, before)), Cell(_setting(name, after))))
        for name, before, after in compared.policy
    )
    return table_of(Table(_("What was asked otherwise"), columns, rows, id="policy"))


def _term(name: str) -> str:
    return {
        "fee_pct": _("Management fee"),
        "line_cost": _("One more member on a requirement"),
        "member_cost": _("One more member in the contract"),
        "shortage_weight": _("Penalty for what nobody holds, times its price"),
        "small_floor_bp": _("Least for micro and small members"),
        "least_fill_bp": _("Least for each member that can be used"),
        "fill_weight_pct": _("Weight of that wish"),
        "contiguity": _("Areas of a lot touch"),
        "reserve_pct": _("Held back"),
        "payment_days": _("Days until the buyer pays"),
    }.get(name, name)


def _setting(name: str, value: object) -> str:
    if not isinstance(value, int):
        return "–" if value is None else str(value)
    if name.endswith("_bp"):
        return percent(value)
    if name.endswith("_pct"):
        return f"{value}%"
    return money(value) if name.endswith("_cost") else str(value)


def change_table(changes: Sequence[PairChange], compared: PlanComparison) -> Table:
    """Units of each member on each requirement, in both plans."""
    columns = (
        Column(_("Member")),
        Column(_("Requirement")),
        Column(_("Plan %(number)s") % {"number": compared.before}, is_number=True),
        Column(_("Plan %(number)s") % {"number": compared.after}, is_number=True),
    )
    rows = tuple(
        Row(
            (
                Cell(one.member),
                Cell(one.line),
                Cell(f"{one.before:,}" if one.before else _("Nothing")),
                Cell(f"{one.after:,}" if one.after else _("Nothing")),
            )
        )
        for one in changes
    )
    return table_of(Table(_("What changes, in units"), columns, rows, id="changes"))

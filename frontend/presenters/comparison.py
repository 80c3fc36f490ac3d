"""What two versions of a plan have in common and what not."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bids.selectors.plan_comparison import Move, PlanComparison
from frontend.presenters.parts import Cell, Column, Row, Table, table_of
from frontend.templatetags.manyhands import money, percent


def comparison_lead(compared: PlanComparison) -> str:
    """How many parts change, what that covers and what it costs."""
    if not compared.changes:
        return _("Both plans give every member the same.")
    changed = len(compared.changes)
    words = ngettext(
        "%(n)s part of a requirement changes hands or size.",
        "%(n)s parts of requirements change hands or size.",
        changed,
    ) % {"n": changed}
    figures = (_covers(compared.covered_pence), _costs(compared.objective_pence))
    return " ".join((words, _begun(compared.begun_or_ended), *figures))


def _begun(pairs: int) -> str:
    """How many of the parts are new or gone, which is what a re-plan keeps low."""
    return ngettext(
        "%(n)s of them is begun or ended.", "%(n)s of them are begun or ended.", pairs
    ) % {"n": pairs}


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


def move_table(moves: Sequence[Move], compared: PlanComparison) -> Table:
    """Who holds each requirement that moves, in both plans."""
    columns = (
        Column(_("Requirement")),
        Column(_("Plan %(number)s") % {"number": compared.before}),
        Column(_("Plan %(number)s") % {"number": compared.after}),
    )
    rows = tuple(
        Row((Cell(_what(one), small=one.line), Cell(_held(one.before)), Cell(_held(one.after))))
        for one in moves
    )
    return table_of(
        Table(_("What moves, from whom to whom, in units"), columns, rows, id="changes")
    )


def _what(one: Move) -> str:
    return _("%(service)s in %(area)s") % {"service": one.service, "area": one.area}


def _held(shares: tuple[tuple[str, int], ...]) -> str:
    """Ash Trust 40, Birch CIC 20."""
    return ", ".join(f"{member} {units:,}" for member, units in shares) or _("Nobody")

"""How evenly plans fill what members offered, beside what they cost."""

from django.utils.translation import gettext as _

from bids.selectors.plan_fairness import PlanFairness
from frontend.presenters.parts import Cell, Column, Row, Table, table_of
from frontend.templatetags.manyhands import money, percent


def fairness_table(plans: tuple[PlanFairness, ...]) -> Table:
    """A column for each plan; with two, a column for what the second has more or less."""
    numbers = [Column(_("Plan %(number)s") % {"number": one.number}, True) for one in plans]
    more = [Column(_("Difference"), True)] if len(plans) > 1 else []
    rows = (
        _shares(_("Value covered"), [one.covered_bp for one in plans]),
        _shares(_("To micro and small members"), [one.small_bp for one in plans]),
        _counts(_("Members with a part"), [one.members_with_part for one in plans]),
        _counts(
            _("Members whose whole part others could take over"), [one.replaceable for one in plans]
        ),
        _nothing(plans),
        _least(plans),
        _cost(plans),
    )
    columns = (Column(_("Figure")), *numbers, *more)
    return table_of(Table(_("Who gets how much, and what it costs"), columns, rows, id="figures"))


def _shares(words: str, values: list[int]) -> Row:
    cells = [Cell(percent(value)) for value in values]
    if len(values) > 1:
        change = values[1] - values[0]
        cells.append(Cell(f"{_sign(change)}{percent(abs(change))}"))
    return Row((Cell(words), *cells))


def _counts(words: str, values: list[int], small: str = "") -> Row:
    cells = [Cell(f"{value:,}") for value in values]
    if len(values) > 1:
        change = values[1] - values[0]
        cells.append(Cell(f"{_sign(change)}{abs(change):,}"))
    return Row((Cell(words, small=small), *cells))


def _nothing(plans: tuple[PlanFairness, ...]) -> Row:
    usable = ", ".join(dict.fromkeys(f"{one.usable:,}" for one in plans))
    small = _("Of those that could hold something: %(usable)s") % {"usable": usable}
    return _counts(_("Members with nothing"), [one.with_nothing for one in plans], small)


def _least(plans: tuple[PlanFairness, ...]) -> Row:
    words = _("Least that anybody holds of its offer")
    levels = [0 if one.least_fill_bp is None else one.least_fill_bp for one in plans]
    cells = [Cell(percent(level)) for level in levels]
    if len(levels) > 1:
        change = levels[1] - levels[0]
        cells.append(Cell(f"{_sign(change)}{percent(abs(change))}"))
    return Row((Cell(words, small=_("Of those that could hold something")), *cells))


def _cost(plans: tuple[PlanFairness, ...]) -> Row:
    small = _("Delivery, what sharing costs, and a penalty for what nobody holds")
    cells = [Cell(money(one.cost_pence)) for one in plans]
    if len(plans) > 1:
        change = plans[1].cost_pence - plans[0].cost_pence
        cells.append(Cell(f"{_sign(change)}{money(abs(change))}"))
    return Row((Cell(_("Cost"), small=small), *cells))


def _sign(change: int) -> str:
    return "+" if change > 0 else "−" if change < 0 else ""

"""How evenly plans fill what members offered, beside what they cost."""

from django.urls import reverse
from django.utils.translation import gettext as _

from bids.selectors.plan_fairness import PlanFairness, TriedWishes
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


def wishes_table(tender_id: int, tried: tuple[TriedWishes, ...]) -> Table:
    """A row for each set of wishes: what it costs, and who gets something."""
    columns = (
        Column(_("Plan")),
        Column(_("Floor for small members"), is_number=True),
        Column(_("Least of its offer"), is_number=True),
        Column(_("Held back"), is_number=True),
        Column(_("Value covered"), is_number=True),
        Column(_("To micro and small members"), is_number=True),
        Column(_("Members with nothing"), is_number=True),
        Column(_("Cost"), is_number=True),
    )
    rows = tuple(_wishes(tender_id, one) for one in tried)
    return table_of(Table(_("Wishes tried, and what each brings"), columns, rows, id="tried"))


def _wishes(tender_id: int, one: TriedWishes) -> Row:
    figures = one.figures
    words = _("Plan %(number)s") % {"number": figures.number}
    return Row(
        (
            Cell(words, href=reverse("staff:plan", args=[tender_id, figures.number])),
            Cell(percent(one.small_floor_bp)),
            Cell(percent(one.least_fill_bp)),
            Cell(f"{one.reserve_pct}%"),
            Cell(percent(figures.covered_bp)),
            Cell(percent(figures.small_bp)),
            Cell(f"{figures.with_nothing:,}"),
            Cell(money(figures.cost_pence)),
        )
    )


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

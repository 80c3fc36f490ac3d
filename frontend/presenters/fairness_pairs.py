"""The table of what fairness costs: a row for each floor with each least fill."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bids.selectors.fairness_tables import CellView, FairnessView, WishRow
from frontend.presenters.parts import Cell, Column, Row, Table, table_of
from frontend.templatetags.manyhands import money, percent

HUNDREDTHS = 10_000  # of a percent in the whole


def pairs_lead(view: FairnessView) -> str:
    """The cheapest, and what it costs more to leave fewest members with nothing."""
    found = [row.brings for row in view.rows if row.brings]
    if not found:
        return _("Nothing is worked out yet.")
    cheapest = next(one for one in found if one.is_cheapest)
    kindest = min(found, key=lambda one: (one.with_nothing, one.cost_pence))
    if cheapest.with_nothing == 0:
        words = _("The cheapest costs %(cost)s, and everybody who can be used has something.")
        return words % {"cost": money(cheapest.cost_pence)}
    words = ngettext(
        "The cheapest costs %(cost)s and leaves %(nothing)s member with nothing.",
        "The cheapest costs %(cost)s and leaves %(nothing)s members with nothing.",
        cheapest.with_nothing,
    )
    first = words % {"cost": money(cheapest.cost_pence), "nothing": f"{cheapest.with_nothing:,}"}
    return f"{first} {_second(cheapest, kindest)}"


def _second(cheapest: CellView, kindest: CellView) -> str:
    more = money(kindest.cost_pence - cheapest.cost_pence)
    if kindest.with_nothing == cheapest.with_nothing:
        return _("None of the others leaves fewer.")
    if kindest.with_nothing == 0:
        return _("That everybody has something costs %(more)s more.") % {"more": more}
    words = ngettext(
        "To leave %(nothing)s with nothing costs %(more)s more.",
        "To leave %(nothing)s with nothing costs %(more)s more.",
        kindest.with_nothing,
    )
    return words % {"nothing": f"{kindest.with_nothing:,}", "more": more}


def margin_words(view: FairnessView) -> str:
    """How near the least possible cost the plans are; a wish for a least fill is no part of the cost."""
    gaps = (row.brings.gap_bp for row in view.rows if row.brings and not row.wish.least_fill_bp)
    gap = max(gaps, default=0)
    if gap == 0:
        return ""
    words = _(
        "Each is within %(gap)s of the least that its floor can cost: smaller differences say nothing."
    )
    return words % {"gap": exact_percent(gap)}


def pairs_table(tender_id: int, view: FairnessView) -> Table:
    """The cheapest is marked; each pair leads to where a plan is made under it."""
    columns = (
        Column(_("Wishes")),
        Column(_("Cost"), is_number=True),
        Column(_("More than the first"), is_number=True),
        Column(_("Members with nothing"), is_number=True),
        Column(_("To micro and small members"), is_number=True),
        Column(_("Value covered"), is_number=True),
    )
    what_if = reverse("staff:what-if", args=[tender_id, view.number])
    rows = tuple(_row(row, what_if) for row in view.rows)
    caption = _("What each floor costs with each least fill")
    return table_of(Table(caption, columns, rows, id="pairs"))


def _row(row: WishRow, what_if: str) -> Row:
    wish = row.wish
    floor, fill = exact_percent(wish.small_floor_bp), exact_percent(wish.least_fill_bp)
    asked = urlencode({"small_floor": floor.rstrip("%"), "least_fill": fill.rstrip("%")})
    words = _("Floor %(floor)s, least of its offer %(fill)s") % {"floor": floor, "fill": fill}
    head = Cell(words, href=f"{what_if}?{asked}", small=_marks(row))
    if row.brings is None:
        return Row((head, Cell(_("Not yet"), tag="gap"), *[Cell(is_bare=True)] * 4))
    return Row((head, *_figures(row.brings)), look=row.brings.is_cheapest)


def _marks(row: WishRow) -> str:
    marks = [
        _("The cheapest") if row.brings and row.brings.is_cheapest else "",
        _("This plan’s own wishes") if row.is_own else "",
    ]
    return ". ".join(filter(None, marks))


def _figures(brings: CellView) -> tuple[Cell, ...]:
    of = ngettext("of %(n)s", "of %(n)s", brings.usable) % {"n": f"{brings.usable:,}"}
    return (
        Cell(money(brings.cost_pence), strong=brings.is_cheapest),
        _more(brings),
        Cell(f"{brings.with_nothing:,}", small=of),
        Cell(exact_percent(brings.small_bp), small=_under(brings)),
        Cell(percent(brings.covered_bp)),
    )


def _under(brings: CellView) -> str:
    """Nothing where the floor is met."""
    if brings.lacks_pence == 0:
        return ""
    return _("%(amount)s under the floor") % {"amount": money(brings.lacks_pence)}


def _more(brings: CellView) -> Cell:
    """The price of fairness in pounds, and in hundredths of a percent of the first's cost."""
    if brings.more_pence is None:
        return Cell("–")
    sign = "+" if brings.more_pence > 0 else "−" if brings.more_pence < 0 else ""
    first = brings.cost_pence - brings.more_pence
    part = round(HUNDREDTHS * abs(brings.more_pence) / first) if first else 0
    small = f"{sign}{exact_percent(part)}" if part else _("under 0.01%") if sign else ""
    return Cell(f"{sign}{money(abs(brings.more_pence))}", small=small)


def exact_percent(basis_points: int) -> str:
    """6.98%, 7% or 0.5% of 698, 700 or 50."""
    whole, rest = divmod(basis_points, 100)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".") + "%" if rest else f"{whole}%"

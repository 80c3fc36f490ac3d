"""The table of seats: who speaks, for whom, how chosen, until when, and who stands in."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frontend.presenters.mandate_words import KINDS, MANDATES, end_in_words, vote_in_words
from frontend.presenters.parts import Cell, Column, Row, Table, table_of
from frontend.templatetags.manyhands import day as in_words
from representation.selectors.attended import Went
from representation.selectors.seat_lines import Holding, SeatLine, Vacancy


def seat_table(
    seats: Sequence[SeatLine],
    day: date,
    columns: tuple[Column, ...],
    *,
    grouped: bool,
    went: Mapping[int, Went],
    names_board: bool,
    on: str = "",
) -> Table:
    """`on`: the query that keeps the day, or "". Grouped: the boards' names stand as headings.

    `columns`: seat, holder, how chosen, term, meetings, stand-in, in this order.
    """
    rows: list[Row] = []
    board = ""
    for one in seats:
        if grouped and one.body_name != board:
            board = one.body_name
            rows.append(Row(heading=board, heading_href=board_address(one.body_slug, on)))
        rows.append(_row(one, day, on, went.get(one.seat), names_board=names_board))
    return table_of(Table(_("The seats"), columns, tuple(rows), id="seats"))


def _row(one: SeatLine, day: date, on: str, went: Went | None, *, names_board: bool) -> Row:
    return Row(
        (
            Cell(
                seat_name(one),
                href=seat_address(one, on),
                strong=True,
                small=_about(one, names_board=names_board),
            ),
            *(_held(one.holding, day) if one.holding else _vacant(one.vacancy, day)),
            Cell(went_in_words(went) if went else "–"),
            Cell(one.alternate or _("None named")),
        ),
        look=one.holding is None,
    )


def went_in_words(went: Went) -> str:
    """5 of 6 meetings."""
    return _("%(went)s of %(held)s") % {"went": went.went, "held": went.held}


def went_note(went: Mapping[int, Went]) -> str:
    """What the column of meetings counts, and what cannot be told yet."""
    if not went:
        return _(
            "Nobody has noted yet who was at which meeting, nor are reports of meetings kept here."
        )
    return _(
        "“Went” is meetings that the holder or a stand-in was at, of those since the holder came, "
        "12 months back at most; a meeting at which nobody was noted is left out. "
        "Reports of meetings are not kept here yet."
    )


def seat_name(one: SeatLine) -> str:
    """The seat's own name, or its number."""
    return one.label or _("Seat %(n)s") % {"n": one.number}


def seat_address(one: SeatLine, on: str = "") -> str:
    """The address of the seat's mandate card."""
    return reverse("public:seat", args=[one.body_slug, one.number]) + on


def board_address(slug: str, on: str = "") -> str:
    """The address of a board's page."""
    return reverse("public:board", args=[slug]) + on


def _about(one: SeatLine, *, names_board: bool) -> str:
    parts = [one.body_name] if names_board else []
    if one.reserved_for:
        parts.append(_("Kept for: %(band)s") % {"band": one.reserved_for})
    if not one.is_voting:
        parts.append(_("No vote on the board"))
    return ". ".join(parts)


def _held(holding: Holding, day: date) -> tuple[Cell, Cell, Cell]:
    chosen = in_words(holding.vote.chosen_on) if holding.vote.chosen_on else ""
    how = ". ".join(part for part in (chosen, vote_in_words(holding)) if part)
    return (
        Cell(holding.name, strong=True, small=holding.organisation),
        Cell(MANDATES[holding.mandate], tag=KINDS[holding.mandate], small=how),
        _term(holding, day),
    )


def _term(holding: Holding, day: date) -> Cell:
    if holding.basis_lost_on and holding.replace_by:
        small = _("The seat behind this mandate ended; to be filled again by then.")
        return Cell(in_words(holding.replace_by), small=small)
    if holding.due_on is None:
        return Cell(_("No end date"))
    return Cell(in_words(holding.due_on), small=_("Term is over") if holding.due_on < day else "")


def _vacant(vacancy: Vacancy | None, day: date) -> tuple[Cell, Cell, Cell]:
    assert vacancy  # noqa: S101 - a seat is held or vacant
    words = vacant_in_words(vacancy.days)
    refill = in_words(vacancy.refill_by)
    late = _("Overdue") if vacancy.is_late(day) else ""
    return (
        Cell(words, tag="gap"),
        Cell(end_in_words(vacancy.last)),
        Cell(_("To be filled by %(day)s") % {"day": refill}, small=late),
    )


def vacant_in_words(days: int) -> str:
    """Vacant 143 days."""
    return ngettext("Vacant %(n)s day", "Vacant %(n)s days", days) % {"n": days}

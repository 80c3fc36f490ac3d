"""The pages of those who look after a network: its structures, and one structure's bodies and seats."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frontend.presenters.body_words import BODY_KINDS
from frontend.presenters.mandate_words import KINDS, MANDATES
from frontend.presenters.parts import Cell, Column, Row, Table, table_of
from frontend.presenters.seat_table import seat_name, vacant_in_words
from frontend.templatetags.manyhands import plain_day
from representation.selectors.seat_lines import SeatLine
from representation.selectors.structures import StructureView


def structure_table(found: Sequence[StructureView]) -> Table | None:
    """A structure a row; None where the network has none yet."""
    if not found:
        return None
    columns = (Column(_("Network")), Column(_("Place")), Column(_("Founded on")))
    rows = tuple(
        Row(
            (
                Cell(one.name, href=reverse("staff:structure", args=[one.slug])),
                Cell(one.area),
                Cell(plain_day(one.founded_on)),
            )
        )
        for one in found
    )
    return table_of(Table(_("Its structures"), columns, rows, id="structures"))


def desk_lead(lines: Sequence[SeatLine], members: int) -> str:
    """How many belong, how many seats there are, and how many of them nobody holds."""
    vacant = sum(one.holding is None for one in lines)
    belong = ngettext("%(n)s organisation belongs.", "%(n)s organisations belong.", members)
    seats = ngettext(
        "%(n)s seat, vacant: %(vacant)s.", "%(n)s seats, vacant: %(vacant)s.", len(lines)
    )
    return f"{belong % {'n': members}} {seats % {'n': len(lines), 'vacant': vacant}}"


def seat_desk_table(slug: str, lines: Sequence[SeatLine]) -> Table | None:
    """Every seat under its body, with the way to its holder's coming and going; None without seats."""
    if not lines:
        return None
    columns = (Column(_("Seat")), Column(_("Holder")), Column(_("How chosen")), Column(_("Until")))
    rows = tuple(_rows(slug, lines))
    return table_of(Table(_("Bodies and their seats"), columns, rows, id="seats"))


def _rows(slug: str, lines: Iterable[SeatLine]) -> Iterable[Row]:
    for _body, seats in groupby(lines, key=lambda one: one.body):
        found = list(seats)
        yield Row(heading=f"{found[0].body_name} ({BODY_KINDS[found[0].body_kind]})")
        yield from (_row(slug, one) for one in found)


def _row(slug: str, one: SeatLine) -> Row:
    href = reverse("staff:structure-seat", args=[slug, one.body_slug, one.number])
    held = one.holding
    small = one.electing_body and _("Elected by: %(body)s") % {"body": one.electing_body}
    first = Cell(seat_name(one), href=href, small=small)
    if held is None:
        words = vacant_in_words(one.vacancy.days if one.vacancy else 0)
        return Row((first, Cell(words, tag="gap"), Cell("–"), Cell("–")), look=True)
    until = held.replace_by or held.due_on
    lost = _("The seat that this mandate rests on has ended.") if held.basis_lost_on else ""
    return Row(
        (
            first,
            Cell(held.name, small=held.organisation),
            Cell(str(MANDATES[held.mandate]), tag=KINDS[held.mandate], small=lost),
            Cell(plain_day(until) if until else _("No end set")),
        ),
        look=bool(held.basis_lost_on or held.is_over),
    )

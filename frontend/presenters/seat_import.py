"""What a file of seats would do, or did; and how much is wrong in it."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consortium.selectors.fault_words import in_words
from frontend.presenters.parts import Cell, Column, Row, Table, table_of
from representation.services.seat_import import SeatImportPlan
from representation.services.seat_import_progress import InvalidSeats, SeatChange

MOST_SHOWN = 200
WHAT: dict[str, Promise] = {
    "organisation": gettext_lazy("Organisation"),
    "body": gettext_lazy("Body"),
    "seat": gettext_lazy("Seat"),
    "holder": gettext_lazy("Holder"),
}
KINDS: dict[str, tuple[Promise, str]] = {
    "added": (gettext_lazy("New"), "ok"),
    "changed": (gettext_lazy("Changed"), "go"),
    "ended": (gettext_lazy("Ends"), "due"),
    "kept": (gettext_lazy("Stays ended"), "plain"),
}


def seat_counts(plan: SeatImportPlan) -> str:
    """How much is new, changed, ended, left ended, and as it was."""
    return _(
        "New: %(added)s. Changed: %(changed)s. Ended: %(ended)s. Left as ended: %(kept)s. "
        "As they were: %(same)s."
    ) % {
        "added": plan.count("added"),
        "changed": plan.count("changed"),
        "ended": plan.count("ended"),
        "kept": plan.count("kept"),
        "same": plan.count("unchanged"),
    }


def seat_change_table(plan: SeatImportPlan) -> Table | None:
    """What the file adds, changes, ends or leaves ended, row by row; None where all is as it was."""
    found = [one for one in plan.changes if one.kind in KINDS]
    if not found:
        return None
    columns = (Column(_("What")), Column(_("Kind")), Column(_("Place")), Column(_("What happens")))
    caption = _("What would change")
    if len(found) > MOST_SHOWN:
        caption = _("%(caption)s: the first %(most)s of %(n)s") % {
            "caption": caption,
            "most": MOST_SHOWN,
            "n": f"{len(found):,}",
        }
    rows = tuple(_change(one) for one in found[:MOST_SHOWN])
    return table_of(Table(caption, columns, rows, id="changes"))


def wrong_words(error: InvalidSeats) -> str:
    """How much is wrong, for the summary of errors."""
    count = len(error.errors)
    return ngettext(
        "%(n)s cell is wrong: %(first)s. Nothing has been changed.",
        "%(n)s cells are wrong, the first: %(first)s. Nothing has been changed.",
        count,
    ) % {"n": count, "first": str(error).rstrip(".")}


def _change(one: SeatChange) -> Row:
    words, tag = KINDS[one.kind]
    cells = (Cell(one.name), Cell(WHAT[one.what]), Cell(in_words(one.place)), Cell(words, tag=tag))
    return Row(cells, look=one.kind == "ended")

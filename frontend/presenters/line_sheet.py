"""What is said of an uploaded sheet of requirement lines: what is wrong in it, or what it would do."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from bids.services.line_import import LineImport
from consortium.selectors.fault_words import in_words
from consortium.spreadsheets.columns import CellError
from frontend.presenters.parts import Cell, Column, Fact, Row, Table, table_of

MOST_ERRORS = 50
MOST_REFS = 12


def error_table(errors: Sequence[CellError]) -> Table:
    """The first errors by cell, in the order of the sheet."""
    rows = [
        Row((Cell(in_words(one.place)), Cell(in_words(one.text)))) for one in errors[:MOST_ERRORS]
    ]
    if more := len(errors) - MOST_ERRORS:
        rows += [Row((Cell("…"), Cell(_("And %(n)s more.") % {"n": more})))] if more > 0 else []
    columns = (Column(_("Cell")), Column(_("What is wrong")))
    return table_of(Table(_("Cell by cell"), columns, tuple(rows), id="cells"))


def outcome_facts(done: LineImport) -> tuple[Fact, ...]:
    """How many lines the sheet adds, changes and leaves as they are, and the first of each."""
    return (
        Fact(_("Would be added"), _refs(done.added)),
        Fact(_("Would be changed"), _refs(done.changed)),
        Fact(_("Stay as they are"), _refs(done.unchanged)),
    )


def _refs(refs: tuple[str, ...]) -> str:
    if not refs:
        return _("None")
    listed = ", ".join(refs[:MOST_REFS])
    more = ", …" if len(refs) > MOST_REFS else ""
    return f"{len(refs)} ({listed}{more})"

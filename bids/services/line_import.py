"""Requirement lines from a spreadsheet: a dry run first, errors by cell, all or nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from bids.models import Tender
from bids.permissions import may_edit_tender
from bids.selectors.lines import all_lines
from bids.services.line_fields import FIELDS, InvalidFields, LineReader, LineValues, shown, texts_of
from bids.services.lines import create_line, locked, next_position, write_values
from consortium.audit import record
from consortium.models import User
from consortium.selectors.fault_words import in_words
from consortium.spreadsheets import Cell, SheetError, Table, read_table
from consortium.spreadsheets.columns import CellError, InvalidTable
from consortium.spreadsheets.table import whole_of
from consortium.spreadsheets.writing import as_csv

REQUIRED = ("ref", "service", "area", "volume", "unit", "unit_price", "cpv")


@dataclass(frozen=True)
class LineImport:
    """What an import does, or would do: refs of lines to add, to change, and left as they are."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]


@transaction.atomic
def check_lines(*, by: User, tender: Tender, content: bytes) -> LineImport:
    """The dry run: what `import_lines` would do. Writes nothing. Raises Refused, InvalidTable."""
    may_edit_tender(by, tender).require()
    values = _read(tender, content)
    lines = {line.ref: line for line in all_lines(tender)}
    reader = LineReader(tender)
    same = {
        one.ref
        for one in values
        if one.ref in lines and reader.read(texts_of(lines[one.ref])) == one
    }
    return _outcome(values, set(lines), same)


@transaction.atomic
def import_lines(*, by: User, tender: Tender, content: bytes) -> LineImport:
    """Add the sheet's new lines, change those it names, leave the others: all or nothing.

    The same file twice changes nothing. Permission: `may_edit_tender`. Raises Refused, InvalidTable.
    """
    tender = locked(tender)
    may_edit_tender(by, tender).require()
    values = _read(tender, content)
    lines = {line.ref: line for line in all_lines(tender)}
    same, position = set(), next_position(tender)
    for one in values:
        if one.ref not in lines:
            create_line(tender, one, position)
            position += 1
        elif not write_values(lines[one.ref], one):
            same.add(one.ref)
    outcome = _outcome(values, set(lines), same)
    if outcome.added or outcome.changed:
        record(
            "lines.imported",
            subject=tender,
            by=by,
            added=len(outcome.added),
            changed=len(outcome.changed),
        )
    return outcome


def lines_template(tender: Tender) -> bytes:
    """CSV (UTF-8 with a byte order mark, for Excel) with the headings and the tender's lines so far."""
    lines = map(texts_of, all_lines(tender))
    return as_csv(FIELDS, [[texts[name] for name in FIELDS] for texts in lines])


def _outcome(values: list[LineValues], known: set[str], same: set[str]) -> LineImport:
    return LineImport(
        added=tuple(one.ref for one in values if one.ref not in known),
        changed=tuple(one.ref for one in values if one.ref in known and one.ref not in same),
        unchanged=tuple(one.ref for one in values if one.ref in same),
    )


def _read(tender: Tender, content: bytes) -> list[LineValues]:
    """Every line of the sheet. Raises InvalidTable with all that is wrong in it."""
    try:
        table = read_table(content)
    except SheetError as error:
        raise InvalidTable([CellError(error.place, in_words(error.text))]) from None
    if errors := list(_heading_errors(table)):
        raise InvalidTable(errors)
    return _read_rows(LineReader(tender), table)


def _heading_errors(table: Table) -> Iterator[CellError]:
    names = [_name(cell) for cell in table.headings]
    for cell, name in zip(table.headings, names, strict=True):
        if name not in FIELDS:
            message = _("“%(text)s” is not a heading of this sheet.")
            yield CellError(cell.place, message % {"text": shown(cell.text)})
    for name in REQUIRED:
        if name not in names:
            yield CellError(
                whole_of(table.name), _("The column “%(name)s” is missing.") % {"name": name}
            )
    if not table.rows:
        yield CellError("A2", _("There is no line below the headings."))


def _name(heading: Cell) -> str:
    return "_".join(heading.text.casefold().split())


def _read_rows(reader: LineReader, table: Table) -> list[LineValues]:
    names = [_name(cell) for cell in table.headings]
    values: list[LineValues] = []
    errors: list[CellError] = []
    places: dict[str, str] = {}
    for row in table.rows:
        cells = dict(zip(names, row, strict=True))
        try:
            one = reader.read({name: cell.text for name, cell in cells.items()})
        except InvalidFields as found:
            errors += _cell_errors(found, cells)
            continue
        if one.ref in places:
            message = _("%(ref)s stands in %(place)s already.")
            errors.append(
                CellError(cells["ref"].place, message % {"ref": one.ref, "place": places[one.ref]})
            )
        places.setdefault(one.ref, cells["ref"].place)
        values.append(one)
    if errors:
        raise InvalidTable(errors)
    return values


def _cell_errors(found: InvalidFields, cells: Mapping[str, Cell]) -> Iterator[CellError]:
    fallback = cells["ref"].place
    for name, text in found.errors.items():
        yield CellError(cells[name].place if name in cells else fallback, text)

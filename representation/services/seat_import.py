"""Existing seats from a spreadsheet or Popolo: a dry run first, then all or nothing.

The dry run does the work and takes it back, so that it can promise nothing that the import breaks.
What has ended stays ended, whatever a file says.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import Refused, refuse
from consortium.models import User
from consortium.selectors.fault_words import in_words
from consortium.spreadsheets import SheetError, read_table
from consortium.spreadsheets.columns import CellError, InvalidTable, Row, read_rows
from representation.models import Structure
from representation.permissions import may_import_seats
from representation.seat_files.columns import SEAT_COLUMNS
from representation.seat_files.popolo import read_popolo
from representation.services.appointment_moves import locked
from representation.services.seat_import_holders import HolderRows
from representation.services.seat_import_progress import InvalidSeats, SeatChange, SeatProgress
from representation.services.seat_import_seats import SeatRows

JSON_STARTS = (b"{", b"[")
MARK = b"\xef\xbb\xbf"
FIRST_YEAR, LAST_YEAR = 1900, 2150


@dataclass(frozen=True)
class SeatImportPlan:
    """What an import does, or would do. Kinds: added, ended, changed, kept (has ended here), unchanged."""

    digest: str
    changes: tuple[SeatChange, ...]

    def count(self, kind: str, what: str = "") -> int:
        return sum(one.kind == kind and what in {"", one.what} for one in self.changes)

    @property
    def is_nothing_new(self) -> bool:
        return all(one.kind in {"unchanged", "kept"} for one in self.changes)


@transaction.atomic
def check_seats(*, by: User | None, structure: Structure, content: bytes) -> SeatImportPlan:
    """What `import_seats` would do. Writes nothing. Raises Refused, InvalidSeats.

    Permission: `may_import_seats`; `by` is None at the command line alone.
    """
    _require(by, structure)
    undo = transaction.savepoint()
    try:
        return _write(structure, content, by)
    finally:
        transaction.savepoint_rollback(undo)


@transaction.atomic
def import_seats(
    *, by: User | None, structure: Structure, content: bytes, digest: str
) -> SeatImportPlan:
    """Write bodies, seats and holders as a file says, all or nothing; the same file twice changes nothing.

    `digest` is that of the dry run's plan: another file than was shown is refused.
    Permission: `may_import_seats`; `by` is None at the command line alone. Raises Refused, InvalidSeats.
    """
    _require(by, structure)
    if _digest(content) != digest:
        refuse(_("This is not the file that was checked. Check it again.")).require()
    try:
        plan = _write(structure, content, by)
    except IntegrityError as error:
        raise Refused(_("Somebody changed the same seats. Check the file again.")) from error
    if not plan.is_nothing_new:
        record("seats.imported", subject=structure, by=by, digest=digest, added=plan.count("added"))
    return plan


def read_seats(content: bytes) -> tuple[Row, ...]:
    """The rows of a file, CSV, XLSX or Popolo by its first byte. Raises InvalidSeats."""
    try:
        if content.removeprefix(MARK).lstrip()[:1] in JSON_STARTS:
            rows = read_popolo(content)
        else:
            rows = read_rows(read_table(content), SEAT_COLUMNS)
    except InvalidTable as error:
        raise InvalidSeats(error.errors) from None
    except SheetError as error:
        raise InvalidSeats([CellError(error.place, in_words(error.text))]) from None
    if far := [error for row in rows for error in _far_days(row)]:
        raise InvalidSeats(far)
    return rows


def _far_days(row: Row) -> Iterator[CellError]:
    """Days with which nobody can have reckoned: a slip of the pen."""
    for column in SEAT_COLUMNS:
        value = row[column.name]
        if isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
            yield row.error(column.name, f"is not from {FIRST_YEAR} to {LAST_YEAR}")


def _require(by: User | None, structure: Structure) -> None:
    if by is not None:
        may_import_seats(by, structure).require()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write(structure: Structure, content: bytes, by: User | None) -> SeatImportPlan:
    rows = read_seats(content)
    structure = locked(structure)
    progress = SeatProgress()
    seats = SeatRows(structure, progress, timezone.localdate()).write(rows)
    if not progress.errors:
        HolderRows(structure, progress, by).write(rows, seats)
    if progress.errors:
        raise InvalidSeats(progress.errors)
    return SeatImportPlan(_digest(content), tuple(progress.changes))

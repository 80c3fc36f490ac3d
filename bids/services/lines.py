"""Requirement lines: begun from the notice's lots, written, changed and taken away, one at a time."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from bids.models import LineEvidence, RequirementLine, Tender, TenderLot
from bids.permissions import may_edit_tender
from bids.rules import can_begin_lines_from_lots
from bids.selectors.lines import line_in
from bids.services.line_fields import InvalidFields, LineReader, LineValues, texts_of
from consortium.audit import record
from consortium.models import User


@transaction.atomic
def begin_lines(*, by: User, tender: Tender) -> int:
    """One line for each lot of the notice, to be filled in; how many.

    A line takes its lot's words, and its CPV code where the notice names exactly one for the lot.
    Permission: `may_edit_tender`. Raises Refused where there are no lots or lines stand already.
    """
    tender = locked(tender)
    may_edit_tender(by, tender).require()
    can_begin_lines_from_lots(tender).require()
    codes = _codes_by_lot(tender)
    lines = [
        RequirementLine(
            tender=tender,
            ref=f"L{lot.position}",
            position=lot.position,
            lot=lot,
            service=_service(lot),
            cpv=codes.get(lot.ref, ""),
            period_start=lot.period_start,
            period_end=lot.period_end,
        )
        for lot in tender.lots.all()
    ]
    RequirementLine.objects.bulk_create(lines)
    record("lines.begun", subject=tender, by=by, lines=len(lines))
    return len(lines)


@transaction.atomic
def add_line(*, by: User, tender: Tender, fields: Mapping[str, str]) -> RequirementLine:
    """A new line from what was written. Permission: `may_edit_tender`. Raises Refused, InvalidFields."""
    tender = locked(tender)
    may_edit_tender(by, tender).require()
    values = LineReader(tender).read(fields)
    _refuse_taken(tender, values.ref)
    line = create_line(tender, values, next_position(tender))
    record("line.added", subject=line, by=by, ref=line.ref)
    return line


@transaction.atomic
def edit_line(*, by: User, tender: Tender, ref: str, fields: Mapping[str, str]) -> RequirementLine:
    """The line with some fields as written and the others as they were.

    Permission: `may_edit_tender`. Raises Refused, InvalidFields; LookupError where there is no such line.
    """
    tender = locked(tender)
    may_edit_tender(by, tender).require()
    line = require_line(tender, ref)
    values = LineReader(tender).read({**texts_of(line), **fields})
    if values.ref != ref:
        _refuse_taken(tender, values.ref)
    if write_values(line, values):
        record("line.changed", subject=line, by=by, ref=line.ref)
    return line


@transaction.atomic
def delete_line(*, by: User, tender: Tender, ref: str) -> None:
    """Take the line away; plans made before keep what they knew. Permission: `may_edit_tender`.

    Raises Refused; LookupError where there is no such line.
    """
    tender = locked(tender)
    may_edit_tender(by, tender).require()
    line = require_line(tender, ref)
    record("line.deleted", subject=line, by=by, ref=ref)
    line.delete()


def locked(tender: Tender) -> Tender:
    """The tender's row, held until the transaction ends: its lines change one writer at a time."""
    return Tender.objects.select_for_update().get(pk=tender.pk)


def require_line(tender: Tender, ref: str) -> RequirementLine:
    """The line under this ref. Raises LookupError."""
    line = line_in(tender, ref)
    if line is None:
        raise LookupError(f"no line {ref!r} in tender {tender.pk}")
    return line


def next_position(tender: Tender) -> int:
    latest = tender.lines.aggregate(latest=Max("position"))["latest"]
    return (latest or 0) + 1


def create_line(tender: Tender, values: LineValues, position: int) -> RequirementLine:
    """Insert a line and what it asks for, unchecked: for services that have checked."""
    line = RequirementLine.objects.create(tender=tender, position=position, **values.columns())
    _write_evidence(line, values)
    return line


def write_values(line: RequirementLine, values: LineValues) -> bool:
    """Make the line say these values; whether that changed anything. Wants its evidence fetched."""
    columns = values.columns()
    held = {(one.type_id, one.least_cover_pence) for one in line.evidence.all()}
    wanted = {(one.type_id, one.least_cover_pence) for one in values.evidence}
    changed = {name for name, value in columns.items() if getattr(line, name) != value}
    for name in changed:
        setattr(line, name, columns[name])
    if changed:
        line.save(update_fields=sorted(changed))
    if held != wanted:
        LineEvidence.objects.filter(line=line).delete()
        _write_evidence(line, values)
    return bool(changed) or held != wanted


def _write_evidence(line: RequirementLine, values: LineValues) -> None:
    LineEvidence.objects.bulk_create(
        LineEvidence(line=line, type_id=one.type_id, least_cover_pence=one.least_cover_pence)
        for one in values.evidence
    )


def _refuse_taken(tender: Tender, ref: str) -> None:
    if tender.lines.filter(ref=ref).exists():
        raise InvalidFields({"ref": _("Another line has this reference.")})


def _service(lot: TenderLot) -> str:
    words = lot.title or lot.description or lot.tender.title
    return " ".join(words.split())[:200]


def _codes_by_lot(tender: Tender) -> dict[str, str]:
    """The CPV code of each lot for which the notice names exactly one."""
    if tender.notice is None:
        return {}
    lots = tender.notice.reading.get("lots", [])
    codes = {lot["ref"]: {code for code in lot["cpv"] if len(code) == 8} for lot in lots}
    return {ref: min(found) for ref, found in codes.items() if len(found) == 1}

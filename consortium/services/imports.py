"""Members, offers and evidence from spreadsheets: a dry run first, then all or nothing.

The dry run does the work and takes it back, so that it can promise nothing that the import breaks.
"""

from collections import Counter

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import Refused, refuse
from consortium.models import Area, Consortium, Organisation, User
from consortium.permissions import may_manage_members
from consortium.services.import_members import MemberRows
from consortium.services.import_offers import EvidenceRows, OfferRows
from consortium.services.import_reading import (
    ImportFiles,
    ImportPlan,
    InvalidImport,
    Progress,
    read_files,
)


@transaction.atomic
def check_import(*, by: User | None, consortium: Consortium, files: ImportFiles) -> ImportPlan:
    """What `apply_import` would do. Writes nothing. Raises Refused, InvalidImport.

    Permission: `may_manage_members`; `by` is None at the command line alone.
    """
    _require(by, consortium)
    undo = transaction.savepoint()
    try:
        return _write(consortium, files)
    finally:
        transaction.savepoint_rollback(undo)


@transaction.atomic
def apply_import(
    *, by: User | None, consortium: Consortium, files: ImportFiles, digest: str
) -> ImportPlan:
    """Write what the files say, all or nothing; the same files twice change nothing.

    `digest` is that of the dry run's plan: other files than were shown are refused.
    Permission: `may_manage_members`; `by` is None at the command line alone.
    Raises Refused, InvalidImport. Effects: one event, if anything changed.
    """
    _require(by, consortium)
    if files.digest != digest:
        refuse(_("These are not the files that were checked. Check them again.")).require()
    try:
        plan = _write(consortium, files)
    except IntegrityError as error:  # another import wrote the same organisation meanwhile
        raise Refused(_("Somebody changed the same members. Check the files again.")) from error
    added, changed = plan.count("added"), plan.count("changed")
    if added or changed:
        record(
            "members.imported",
            subject=consortium,
            by=by,
            digest=plan.digest,
            added=added,
            changed=changed,
        )
    return plan


def _require(by: User | None, consortium: Consortium) -> None:
    if by is not None:
        may_manage_members(by, consortium).require()


def _write(consortium: Consortium, files: ImportFiles) -> ImportPlan:
    rows = read_files(files)
    Consortium.objects.select_for_update().get(pk=consortium.pk)
    areas = {area.code: area for area in Area.objects.all()}
    progress = Progress()
    member_rows = MemberRows(consortium, areas, progress)
    for row in rows.get("members", ()):
        member_rows.write(row)
    members = _members(consortium)
    offer_rows = OfferRows(consortium, areas, members, progress)
    for row in rows.get("offers", ()):
        offer_rows.write(row)
    evidence_rows = EvidenceRows(members, progress)
    for row in rows.get("evidence", ()):
        evidence_rows.write(row)
    if progress.errors:
        raise InvalidImport(progress.errors)
    return ImportPlan(files.digest, tuple(progress.changes))


def _members(consortium: Consortium) -> dict[str, Organisation]:
    """Organisations that are members now or will be, by name and by each identifier, in small letters.

    A name that two of them bear names neither.
    """
    organisations = Organisation.objects.filter(
        memberships__consortium=consortium, memberships__end_on__isnull=True
    ).prefetch_related("identifiers")
    names = Counter(one.name.casefold() for one in organisations)
    found = {key: one for one in organisations if names[key := one.name.casefold()] == 1}
    found |= {str(key).casefold(): one for one in organisations for key in one.identifiers.all()}
    return found

"""Who supports a structure: recorded, and ended."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import refuse
from consortium.models import User
from representation.models import Structure, SupportArrangement
from representation.permissions import may_record_support


@dataclass(frozen=True)
class SupportDraft:
    """An arrangement to record. `hours_a_week` None: it is not in hours; `end_on` None: no end is known."""

    provider: str
    what: str
    funder: str
    start_on: date
    end_on: date | None = None
    hours_a_week: int | None = None


@transaction.atomic
def record_support(
    *, by: User | None, structure: Structure, draft: SupportDraft
) -> SupportArrangement:
    """Note who supports the structure, and who pays. Permission: `may_record_support`. Raises Refused."""
    if by is not None:
        may_record_support(by, structure.consortium).require()
    if draft.end_on is not None and draft.end_on < draft.start_on:
        refuse(_("It cannot end before it begins.")).require()
    Structure.objects.select_for_update().get(pk=structure.pk)
    if SupportArrangement.objects.filter(structure=structure, **vars(draft)).exists():
        refuse(_("Just this support is noted already.")).require()
    support = SupportArrangement.objects.create(structure=structure, **vars(draft))
    record("support.recorded", subject=support, by=by, structure=structure.slug)
    return support


@transaction.atomic
def change_support_end(
    *, by: User, support: SupportArrangement, end_on: date | None
) -> SupportArrangement:
    """It ends with that day, or goes on (None). Permission: `may_record_support`. Raises Refused."""
    may_record_support(by, support.structure.consortium).require()
    support = SupportArrangement.objects.select_for_update().get(pk=support.pk)
    if end_on is not None and end_on < support.start_on:
        refuse(_("It cannot end before it begins.")).require()
    before, support.end_on = support.end_on, end_on
    support.save(update_fields=["end_on"])
    record(
        "support.end-changed",
        subject=support,
        by=by,
        before=before.isoformat() if before else None,
        end_on=end_on.isoformat() if end_on else None,
    )
    return support

"""What a consortium says of itself."""

from dataclasses import dataclass, fields

from django.db import transaction

from consortium.audit import record
from consortium.models import Consortium, User
from consortium.permissions import may_edit_consortium
from consortium.rules import can_say_of_itself


@dataclass(frozen=True)
class ConsortiumFacts:
    """Who gets the assets if it is wound up, its fee in per cent of a line's price, and its help line."""

    asset_lock_body: str
    fee_pct: int
    help_name: str
    help_phone: str
    help_hours: str
    help_text_number: str


@transaction.atomic
def edit_consortium(*, by: User, consortium: Consortium, facts: ConsortiumFacts) -> Consortium:
    """Say it anew; plans made before keep the fee they were made with.

    Permission: `may_edit_consortium`. Raises Refused.
    """
    consortium = Consortium.objects.select_for_update().get(pk=consortium.pk)
    may_edit_consortium(by, consortium).require()
    can_say_of_itself(consortium, facts.asset_lock_body).require()
    names = [one.name for one in fields(facts)]
    changed = [name for name in names if getattr(consortium, name) != getattr(facts, name)]
    for name in changed:
        setattr(consortium, name, getattr(facts, name))
    if changed:
        consortium.save(update_fields=changed)
        record("consortium.edited", subject=consortium, by=by, fields=changed)
    return consortium

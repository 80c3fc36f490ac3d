"""Which scheme, and so which budget and rates, pays for the meetings of which bodies."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import refuse
from consortium.models import Budget, PaymentScheme, User
from consortium.permissions import may_manage_money
from representation.models import Body, Meeting, SchemeUse, Structure
from representation.rules.claims import day_of


@transaction.atomic
def open_scheme(*, by: User, budget: Budget, name: str, **settings: int) -> PaymentScheme:
    """A scheme on a budget. `settings`: those of PaymentScheme that differ from the defaults.

    Permission: `may_manage_money`. Raises Refused.
    """
    may_manage_money(by, budget.fund.consortium).require()
    if PaymentScheme.objects.filter(budget=budget, name=name).exists():
        refuse(_("A scheme of this name is here already.")).require()
    scheme = PaymentScheme.objects.create(budget=budget, name=name, **settings)
    record("scheme.opened", subject=scheme, by=by, name=name)
    return scheme


@transaction.atomic
def use_scheme(
    *,
    by: User,
    scheme: PaymentScheme,
    structure: Structure,
    body: Body | None = None,
    start_on: date,
) -> SchemeUse:
    """From that day the structure's bodies, or this one, are paid under the scheme.

    Permission: `may_manage_money`. Raises Refused.
    """
    may_manage_money(by, scheme.budget.fund.consortium).require()
    if structure.consortium_id != scheme.budget.fund.consortium_id:
        refuse(_("This structure is another network's.")).require()
    running = SchemeUse.objects.filter(structure=structure, body=body).filter(
        Q(end_on__isnull=True) | Q(end_on__gte=start_on)
    )
    if running.exists():
        refuse(_("Another scheme is in use there.")).require()
    use = SchemeUse.objects.create(scheme=scheme, structure=structure, body=body, start_on=start_on)
    record("scheme.used", subject=use, by=by)
    return use


def scheme_for(meeting: Meeting) -> PaymentScheme | None:
    """The scheme of the meeting's body on its day, else of the bodies above it, else the structure's."""
    day = day_of(meeting)
    uses = SchemeUse.objects.filter(
        Q(end_on__isnull=True) | Q(end_on__gte=day),
        structure=meeting.body.structure_id,
        start_on__lte=day,
    ).select_related("scheme__budget__fund")
    by_body = {use.body_id: use.scheme for use in uses}
    body: Body | None = meeting.body
    while body is not None:
        if body.pk in by_body:
            return by_body[body.pk]
        body = body.parent
    return by_body.get(None)

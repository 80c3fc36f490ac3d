"""Which scheme, and so which budget and rates, pays for the meetings of which bodies."""

from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import refuse
from consortium.models import Budget, PaymentScheme, User
from consortium.permissions import may_manage_money
from consortium.services.rates import rates_for, set_rate
from representation.models import Body, Meeting, SchemeUse, Structure
from representation.rules.claims import day_of

CHANGEABLE = frozenset(
    {
        "second_approval_above_pence",
        "claim_within_days",
        "receipt_within_days",
        "cancelled_notice_hours",
    }
)


@dataclass(frozen=True)
class Use:
    """Which structure is paid under a scheme, or which one body of it, from which day."""

    structure: Structure
    body: Body | None
    start_on: date


@transaction.atomic
def open_scheme(*, by: User, budget: Budget, name: str, **settings: int) -> PaymentScheme:
    """A scheme on a budget. `settings`: those of PaymentScheme that differ from the defaults.

    Permission: `may_manage_money`. Raises Refused.
    """
    may_manage_money(by, budget.fund.consortium).require()
    name = name.strip()
    if not name:
        refuse(_("A scheme needs a name.")).require()
    if PaymentScheme.objects.filter(budget=budget, name=name).exists():
        refuse(_("A scheme of this name is here already.")).require()
    scheme = PaymentScheme.objects.create(budget=budget, name=name, **settings)
    record("scheme.opened", subject=scheme, by=by, name=name)
    return scheme


@transaction.atomic
def change_scheme(*, by: User, scheme: PaymentScheme, **settings: int) -> PaymentScheme:
    """Change the scheme's days and limits; they hold at once, also for claims that are not decided yet.

    Permission: `may_manage_money`. Raises Refused. The share of a cancelled meeting is not changed so:
    what was paid would be worked out anew under it.
    """
    scheme = PaymentScheme.objects.select_for_update(of=("self",)).get(pk=scheme.pk)
    may_manage_money(by, scheme.budget.fund.consortium).require()
    unknown = settings.keys() - CHANGEABLE
    if unknown:
        raise TypeError(f"not to be changed: {', '.join(sorted(unknown))}")
    before = {name: getattr(scheme, name) for name in settings}
    changed = {name: [before[name], new] for name, new in settings.items() if before[name] != new}
    if not changed:
        refuse(_("Nothing is changed by this.")).require()
    for name, (_old, new) in changed.items():
        setattr(scheme, name, new)
    scheme.save(update_fields=sorted(changed))
    record("scheme.changed", subject=scheme, by=by, **changed)
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
    if body is not None and body.structure_id != structure.pk:
        refuse(_("This body is another structure's.")).require()
    running = SchemeUse.objects.filter(structure=structure, body=body).filter(
        Q(end_on__isnull=True) | Q(end_on__gte=start_on)
    )
    if running.exists():
        refuse(_("Another scheme is in use there.")).require()
    use = SchemeUse.objects.create(scheme=scheme, structure=structure, body=body, start_on=start_on)
    record("scheme.used", subject=use, by=by)
    return use


@transaction.atomic
def begin_scheme(
    *, by: User, budget: Budget, name: str, use: Use, like: PaymentScheme | None, **settings: int
) -> PaymentScheme:
    """A scheme on a budget that a structure or body is paid under from a day on.

    With `like`, it pays at first what that scheme pays of its own on that day. Permission:
    `may_manage_money`. Raises Refused; then nothing is written.
    """
    scheme = open_scheme(by=by, budget=budget, name=name, **settings)
    use_scheme(by=by, scheme=scheme, structure=use.structure, body=use.body, start_on=use.start_on)
    held = [rate for rate in rates_for(like) if rate.scheme == like.pk] if like else []
    for rate in held:
        if rate.holds_on(use.start_on):
            own = replace(rate, scheme=scheme.pk, valid_from=use.start_on, valid_until=None)
            set_rate(by=by, scheme=scheme, rate=own)
    return scheme


@transaction.atomic
def end_scheme_use(*, by: User, use: SchemeUse, end_on: date) -> SchemeUse:
    """The last day on which that structure or body is paid under the scheme; from then another may be.

    Permission: `may_manage_money`. Raises Refused.
    """
    use = SchemeUse.objects.select_for_update(of=("self",)).get(pk=use.pk)
    may_manage_money(by, use.scheme.budget.fund.consortium).require()
    if use.end_on is not None:
        refuse(_("This has an end already.")).require()
    if end_on < use.start_on:
        refuse(_("It cannot end before it begins.")).require()
    use.end_on = end_on
    use.save(update_fields=["end_on"])
    record("scheme.use-ended", subject=use, by=by, end_on=end_on.isoformat())
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

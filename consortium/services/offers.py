"""What a member offers, and the limits it sets itself, one at a time; sheets of them are for `imports`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import refuse
from consortium.models import Area, Capacity, Consortium, Membership, Offer, Organisation, User
from consortium.permissions import may_edit_organisation
from consortium.rules import can_offer


@dataclass(frozen=True)
class OfferTerms:
    """`cpv_prefix`: two to eight digits; `volume` in units over all areas; `unit_cost_pence` of one unit.

    `least_lot_pct`: of a line's volume, below which it is not worth taking. Both days are included.
    """

    service: str
    cpv_prefix: str
    unit: str
    areas: Sequence[Area]
    volume: int
    unit_cost_pence: int
    least_lot_pct: int
    valid_from: date
    valid_until: date | None


@transaction.atomic
def add_offer(
    *, by: User, consortium: Consortium, organisation: Organisation, terms: OfferTerms
) -> Offer:
    """A new offer. Permission: `may_edit_organisation`. Raises Refused."""
    _decide(by, consortium, organisation, terms)
    offer = Offer(consortium=consortium, organisation=organisation)
    _write(offer, terms)
    record("offer.added", subject=offer, by=by, service=offer.service)
    return offer


@transaction.atomic
def change_offer(*, by: User, offer: Offer, terms: OfferTerms) -> Offer:
    """The same offer on other terms; plans made before keep what they were made from.

    Permission: `may_edit_organisation`. Raises Refused.
    """
    offer = Offer.objects.select_for_update().get(pk=offer.pk)
    _decide(by, offer.consortium, offer.organisation, terms, but=offer)
    _write(offer, terms)
    record("offer.changed", subject=offer, by=by, service=offer.service)
    return offer


@transaction.atomic
def set_limits(
    *,
    by: User,
    consortium: Consortium,
    organisation: Organisation,
    turnover_cap_pence: int,
    least_contract_pence: int,
    start_on: date,
    longest_wait_days: int | None = None,
) -> Capacity:
    """The most and the least contract value (pence) it takes from that day, and how many days it can wait
    for its money (None: not said); earlier limits end before that day.

    Permission: `may_edit_organisation`. Raises Refused.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    may_edit_organisation(by, organisation).require()
    _can_offer(consortium, organisation, start_on)
    if least_contract_pence > turnover_cap_pence:
        refuse(_("The least you take cannot be more than the most.")).require()
    own = Capacity.objects.filter(consortium=consortium, organisation=organisation)
    if own.filter(valid_from__gt=start_on).exists():
        refuse(_("Other limits are set from a later day already.")).require()
    own.filter(valid_from__lt=start_on).exclude(valid_until__lt=start_on).update(
        valid_until=start_on - timedelta(days=1)
    )
    limits, _is_new = own.update_or_create(
        consortium=consortium,
        organisation=organisation,
        valid_from=start_on,
        defaults={
            "turnover_cap_pence": turnover_cap_pence,
            "least_contract_pence": least_contract_pence,
            "longest_wait_days": longest_wait_days,
            "valid_until": None,
        },
    )
    record("limits.set", subject=limits, by=by, start_on=start_on.isoformat())
    return limits


def _decide(
    by: User,
    consortium: Consortium,
    organisation: Organisation,
    terms: OfferTerms,
    but: Offer | None = None,
) -> None:
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    may_edit_organisation(by, organisation).require()
    _can_offer(consortium, organisation, terms.valid_from)
    if terms.valid_until is not None and terms.valid_until < terms.valid_from:
        refuse(_("It cannot end before it begins.")).require()
    same = Offer.objects.filter(
        consortium=consortium,
        organisation=organisation,
        cpv_prefix=terms.cpv_prefix,
        unit=terms.unit,
        valid_from=terms.valid_from,
    )
    if (same.exclude(pk=but.pk) if but else same).exists():
        refuse(
            _("An offer of this service from that day is here already: change that one.")
        ).require()


def _can_offer(consortium: Consortium, organisation: Organisation, day: date) -> None:
    memberships = Membership.objects.filter(consortium=consortium, organisation=organisation)
    can_offer(memberships, day).require()


def _write(offer: Offer, terms: OfferTerms) -> None:
    offer.service = terms.service
    offer.cpv_prefix = terms.cpv_prefix
    offer.unit = terms.unit
    offer.volume = terms.volume
    offer.unit_cost_pence = terms.unit_cost_pence
    offer.least_lot_pct = terms.least_lot_pct
    offer.valid_from = terms.valid_from
    offer.valid_until = terms.valid_until
    offer.save()
    offer.areas.set(terms.areas)

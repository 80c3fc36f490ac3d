"""Rates as dated rows: a new one begins where the one before it ends, and nothing is overwritten."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import refuse
from consortium.models import PaymentScheme, RateRow, User
from consortium.permissions import may_manage_money
from consortium.treasury.rates import Rate
from consortium.treasury.states import RateKind

MILES = 10_000
HMRC = "HM Revenue and Customs, approved mileage allowance payments (ITEPA 2003, section 230)"
CHANGED_ON = date(2026, 4, 6)
LONG_AGO = date(2011, 4, 6)
NATIONAL = (
    Rate(RateKind.CAR, 45, LONG_AGO, HMRC, CHANGED_ON - timedelta(days=1), MILES, 25),
    Rate(
        RateKind.CAR,
        55,
        CHANGED_ON,
        f"{HMRC}; 55p announced on 21 May 2026, from 6 April 2026",
        None,
        MILES,
        25,
    ),
    Rate(RateKind.MOTORCYCLE, 24, LONG_AGO, HMRC),
    Rate(RateKind.CYCLE, 20, LONG_AGO, HMRC),
    Rate(RateKind.PASSENGER, 5, LONG_AGO, HMRC),
)


@transaction.atomic
def ensure_national_rates() -> None:
    """HM Revenue and Customs' mileage rates, where they are not here yet."""
    for rate in NATIONAL:
        RateRow.objects.get_or_create(
            scheme=None,
            kind=rate.kind,
            valid_from=rate.valid_from,
            defaults={
                "pence": rate.pence,
                "valid_until": rate.valid_until,
                "first_miles": rate.first_miles,
                "then_pence": rate.then_pence,
                "source": rate.source,
            },
        )


@transaction.atomic
def set_rate(*, by: User, scheme: PaymentScheme, rate: Rate) -> RateRow:
    """A scheme pays this from that day; what it paid before ends the day before.

    Permission: `may_manage_money`. Raises Refused.
    """
    may_manage_money(by, scheme.budget.fund.consortium).require()
    PaymentScheme.objects.select_for_update().get(pk=scheme.pk)
    if not rate.source.strip():
        refuse(_("Say where the rate comes from.")).require()
    own = RateRow.objects.filter(scheme=scheme, kind=rate.kind)
    if own.filter(valid_from__gte=rate.valid_from).exists():
        refuse(_("A rate that begins later is here already.")).require()
    own.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=rate.valid_from)).update(
        valid_until=rate.valid_from - timedelta(days=1)
    )
    row = RateRow.objects.create(
        scheme=scheme,
        kind=rate.kind,
        pence=rate.pence,
        first_miles=rate.first_miles,
        then_pence=rate.then_pence,
        cap_pence=rate.cap_pence,
        valid_from=rate.valid_from,
        valid_until=rate.valid_until,
        source=rate.source,
    )
    record("rate.set", subject=row, by=by, rate=rate.kind.value)
    return row


def as_rate(row: RateRow) -> Rate:
    """The row as the engine takes it."""
    return Rate(
        kind=RateKind(row.kind),
        pence=row.pence,
        valid_from=row.valid_from,
        source=row.source,
        valid_until=row.valid_until,
        first_miles=row.first_miles,
        then_pence=row.then_pence,
        cap_pence=row.cap_pence,
        scheme=row.scheme_id,
    )


def rates_for(scheme: PaymentScheme) -> tuple[Rate, ...]:
    """Every rate that a claim under the scheme may need, of any day."""
    rows = RateRow.objects.filter(Q(scheme=scheme) | Q(scheme__isnull=True))
    return tuple(as_rate(row) for row in rows.order_by("kind", "valid_from"))

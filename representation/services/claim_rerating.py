"""What a new rate would change of what was approved or paid, before anybody sets it."""

from consortium.models import PaymentScheme
from consortium.services.rates import rates_for
from consortium.treasury.rates import Rate, with_new
from representation.claims.rerating import Rerated, rerate
from representation.claims.states import COMMITTED
from representation.models import Claim
from representation.services.claim_pricing import as_priced


def rerating_with(scheme: PaymentScheme, new: Rate) -> tuple[Rerated, ...]:
    """Claims under the scheme that would come to another sum, were the new rate set; nothing is written."""
    rates = with_new(rates_for(scheme), new)
    claims = (
        Claim.objects.filter(scheme=scheme, state__in=sorted(COMMITTED))
        .select_related("attendance__meeting", "scheme")
        .prefetch_related("lines")
        .order_by("number")
    )
    return rerate((as_priced(claim) for claim in claims), rates)

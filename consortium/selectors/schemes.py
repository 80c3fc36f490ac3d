"""The schemes by which a network pays its representatives."""

from consortium.models import Consortium, PaymentScheme


def schemes_of(network: Consortium) -> tuple[PaymentScheme, ...]:
    """The network's schemes with their budgets, by name."""
    found = PaymentScheme.objects.filter(budget__fund__consortium=network)
    return tuple(found.select_related("budget__fund__consortium").order_by("name", "pk"))


def scheme_in(network: Consortium, scheme_id: int) -> PaymentScheme | None:
    """The scheme, if it is the network's."""
    return next((one for one in schemes_of(network) if one.pk == scheme_id), None)


def scheme_defaults() -> dict[str, int]:
    """What a scheme's rules are where nobody says otherwise."""
    new = PaymentScheme()
    return {
        "second_approval_above_pence": new.second_approval_above_pence,
        "claim_within_days": new.claim_within_days,
        "receipt_within_days": new.receipt_within_days,
        "cancelled_notice_hours": new.cancelled_notice_hours,
        "cancelled_time_pct": new.cancelled_time_pct,
    }

"""Offers to change, and the services that a consortium's members offer already."""

from dataclasses import dataclass

from consortium.models import Capacity, Consortium, Offer, Organisation


@dataclass(frozen=True)
class KnownService:
    """A service as members call it, with its CPV prefix and unit: two that differ in any are two."""

    service: str
    cpv_prefix: str
    unit: str


def known_services(consortium: Consortium) -> tuple[KnownService, ...]:
    """What members of the consortium offer or have offered, by name."""
    rows = Offer.objects.filter(consortium=consortium).values_list("service", "cpv_prefix", "unit")
    return tuple(
        KnownService(*row) for row in rows.distinct().order_by("service", "cpv_prefix", "unit")
    )


def offer_of(organisation: Organisation, offer_id: int) -> Offer | None:
    """The offer, if it is this organisation's; None for another's: a page answers 404."""
    found = Offer.objects.filter(organisation=organisation, pk=offer_id)
    return found.select_related("consortium__area", "organisation").first()


def limits_of(organisation: Organisation, consortium: Consortium) -> Capacity | None:
    """The limits that it set last."""
    own = Capacity.objects.filter(organisation=organisation, consortium=consortium)
    return own.order_by("valid_from").last()

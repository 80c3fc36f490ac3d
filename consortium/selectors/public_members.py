"""Who belongs to which network today: what anybody may know of members, and nothing more."""

from dataclasses import dataclass
from datetime import date

from consortium.models import Consortium
from consortium.selectors.consortia import memberships_on
from consortium.selectors.names import name_of


@dataclass(frozen=True)
class PublicMember:
    """An organisation in one network: no contact, no figure. Names in the reader's language."""

    name: str
    slug: str
    network: str
    membership_class: str
    areas: tuple[str, ...]
    themes: tuple[str, ...]


def public_members(day: date, network: Consortium | None = None) -> tuple[PublicMember, ...]:
    """By network, then by name; of one network, where it is given. In a fixed number of queries."""
    memberships = memberships_on(day)
    if network is not None:
        memberships = memberships.filter(consortium=network)
    found = memberships.select_related("organisation", "consortium__organisation")
    found = found.prefetch_related("organisation__areas", "organisation__themes")
    return tuple(
        PublicMember(
            name=name_of(one.organisation),
            slug=one.organisation.slug,
            network=name_of(one.consortium.organisation),
            membership_class=one.membership_class,
            areas=tuple(name_of(area) for area in one.organisation.areas.all()),
            themes=tuple(name_of(theme) for theme in one.organisation.themes.all()),
        )
        for one in found.order_by("consortium__organisation__name", "organisation__name", "pk")
    )

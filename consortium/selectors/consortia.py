"""Consortia and networks, and their figures."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from consortium.models import Consortium, Identifier, Income, Membership
from consortium.selectors.bands import BandRange, band_of, bands_of, scheme_of
from consortium.selectors.names import name_of


@dataclass(frozen=True)
class BandShare:
    """How many members are of a band; `band` is None for those whose income is unknown."""

    band: BandRange | None
    members: int


@dataclass(frozen=True)
class ConsortiumView:
    """What a consortium says of itself; `fee_pct` in per cent of a line's price; texts may be empty."""

    name: str
    description: str
    kind: str
    legal_form: str
    area: str
    identifiers: tuple[Identifier, ...]
    asset_lock_body: str
    fee_pct: int
    band_scheme: str
    help_name: str
    help_phone: str
    help_hours: str
    help_text_number: str


def consortium_view(consortium: Consortium) -> ConsortiumView:
    """All of its own page but its members. Names in the reader's language."""
    organisation, scheme = consortium.organisation, scheme_of(consortium)
    return ConsortiumView(
        name=name_of(organisation),
        description=organisation.description,
        kind=consortium.kind,
        legal_form=organisation.legal_form,
        area=name_of(consortium.area),
        identifiers=tuple(organisation.identifiers.all()),
        asset_lock_body=consortium.asset_lock_body,
        fee_pct=consortium.fee_pct,
        band_scheme=scheme.name if scheme else "",
        help_name=consortium.help_name,
        help_phone=consortium.help_phone,
        help_hours=consortium.help_hours,
        help_text_number=consortium.help_text_number,
    )


def consortium_by_slug(slug: str) -> Consortium | None:
    return Consortium.objects.select_related("organisation", "area").filter(slug=slug).first()


def all_consortia() -> list[Consortium]:
    """Every consortium and network, by slug."""
    return list(Consortium.objects.order_by("slug"))


def memberships_on(day: date) -> QuerySet[Membership]:
    """Memberships that hold on that day, of organisations that are not closed."""
    return Membership.objects.filter(
        Q(end_on__isnull=True) | Q(end_on__gte=day),
        Q(organisation__closed_on__isnull=True) | Q(organisation__closed_on__gt=day),
        start_on__lte=day,
    )


def running_membership(consortium: Consortium, slug: str) -> Membership | None:
    """The membership of the organisation at that address that has no end yet; None where there is none."""
    found = Membership.objects.filter(
        consortium=consortium, organisation__slug=slug, end_on__isnull=True
    )
    return found.select_related("organisation", "consortium__organisation").first()


def band_shares(consortium: Consortium, day: date) -> tuple[BandShare, ...]:
    """Members of each band of the consortium's scheme, from the smallest; the unknown last."""
    members = list(
        memberships_on(day).filter(consortium=consortium).values_list("organisation_id", flat=True)
    )
    incomes = latest_incomes(members)
    bands = bands_of(consortium)
    counts = Counter(band_of(incomes.get(member), bands) for member in members)
    return tuple(BandShare(band, counts[band]) for band in (*bands, None) if counts[band])


def latest_incomes(organisations: list[int]) -> dict[int, int]:
    """The income in pence of each organisation's latest year on record; those without are left out."""
    rows = Income.objects.filter(organisation_id__in=organisations).order_by("year_end_on")
    return dict(rows.values_list("organisation_id", "pence"))

"""Which organisations are small or micro by a network's bands, and how many there are of each size."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from consortium.models import Area, Consortium, Income, Organisation
from consortium.selectors.bands import BandRange, band_of, bands_of
from representation.selectors.electorates import ids_within


@dataclass(frozen=True)
class Sector:
    """The organisations known to work in a place: in each band, and those whose income is not known."""

    bands: tuple[BandRange, ...]
    counts: tuple[int, ...]
    unknown: int

    @property
    def known(self) -> int:
        return sum(self.counts)

    @property
    def small(self) -> int:
        """How many count as small or micro."""
        pairs = zip(self.bands, self.counts, strict=True)
        return sum(count for band, count in pairs if band.is_small)


def smallness(network: Consortium, organisations: Iterable[int | None]) -> Mapping[int, bool]:
    """Whether each organisation is small, by id; those of unknown size are left out. Never a guess."""
    bands = band_by_organisation(network, organisations)
    return {key: band.is_small for key, band in bands.items()}


def band_by_organisation(
    network: Consortium, organisations: Iterable[int | None]
) -> Mapping[int, BandRange]:
    """The band of each organisation by its latest income."""
    bands = bands_of(network)
    wanted = {key for key in organisations if key is not None}
    rows = _latest_incomes(Organisation.objects.filter(pk__in=wanted))
    found = {key: band_of(pence, bands) for key, pence in rows}
    return {key: band for key, band in found.items() if band is not None}


def sector_of(network: Consortium, area: Area, day: date) -> Sector:
    """Organisations that work in the area, or in a part of it, and have not closed by that day."""
    bands = bands_of(network)
    here = Organisation.areas.through.objects.filter(area__in=ids_within(area))
    known = Organisation.objects.filter(pk__in=here.values("organisation")).filter(
        Q(closed_on__isnull=True) | Q(closed_on__gt=day)
    )
    counts = dict.fromkeys((band.slug for band in bands), 0)
    unknown = 0
    for _key, pence in _latest_incomes(known):
        band = band_of(pence, bands)
        if band is None:
            unknown += 1
        else:
            counts[band.slug] += 1
    return Sector(bands, tuple(counts.values()), unknown)


def _latest_incomes(organisations: QuerySet[Organisation]) -> list[tuple[int, int | None]]:
    """Each organisation's id and latest income in pence, None where no income is known."""
    latest = Income.objects.filter(organisation=OuterRef("pk")).order_by("-year_end_on")
    rows = organisations.annotate(latest=Subquery(latest.values("pence")[:1]))
    return list(rows.values_list("pk", "latest"))

"""How large an organisation is: the band of a scheme that its income falls in."""

from collections.abc import Sequence
from dataclasses import dataclass

from consortium.models import Band, BandScheme, Consortium
from consortium.selectors.names import name_of


@dataclass(frozen=True)
class BandRange:
    """Incomes in pence from `from_pence` up to, not including, `below_pence` (None: no upper end)."""

    slug: str
    name: str
    from_pence: int
    below_pence: int | None
    is_small: bool


@dataclass(frozen=True)
class SchemeBand:
    """The band that a scheme puts an income in; None where it is unknown or no band holds it."""

    scheme: str
    source: str
    band: BandRange | None


def band_of(income_pence: int | None, bands: Sequence[BandRange]) -> BandRange | None:
    """The band of an income; None where the income is unknown or no band holds it. Never a guess."""
    if income_pence is None:
        return None
    return next(
        (
            band
            for band in bands
            if band.from_pence <= income_pence
            and (band.below_pence is None or income_pence < band.below_pence)
        ),
        None,
    )


def scheme_of(consortium: Consortium) -> BandScheme | None:
    """The consortium's own scheme, failing that the default one."""
    return consortium.band_scheme or BandScheme.objects.filter(is_default=True).first()


def bands_of(consortium: Consortium) -> tuple[BandRange, ...]:
    """The consortium's bands from the smallest."""
    scheme = scheme_of(consortium)
    return tuple(_range(band) for band in scheme.bands.all()) if scheme else ()


def bands_by_scheme(income_pence: int | None) -> tuple[SchemeBand, ...]:
    """What every scheme says of an income, the default scheme first: what is small here is not there."""
    schemes = BandScheme.objects.order_by("-is_default", "name").prefetch_related("bands")
    return tuple(
        SchemeBand(
            one.name, one.source, band_of(income_pence, [_range(band) for band in one.bands.all()])
        )
        for one in schemes
    )


def _range(band: Band) -> BandRange:
    return BandRange(band.slug, name_of(band), band.from_pence, band.below_pence, band.is_small)

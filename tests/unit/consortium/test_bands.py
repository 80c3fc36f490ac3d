from hypothesis import given
from hypothesis import strategies as st

from consortium.selectors.bands import BandRange, band_of
from consortium.services.reference_data import POUNDS, SCHEMES, SchemeGiven


def ranges(scheme: SchemeGiven) -> list[BandRange]:
    starts = [start * POUNDS for _, _, _, start, _ in scheme.bands]
    return [
        BandRange(slug, name, start, end, is_small)
        for (slug, name, _, _, is_small), start, end in zip(
            scheme.bands, starts, [*starts[1:], None], strict=True
        )
    ]


NCVO = ranges(SCHEMES[0])


def slug_of(pence: int | None) -> str | None:
    band = band_of(pence, NCVO)
    return band.slug if band else None


def test_an_end_belongs_to_the_band_above() -> None:
    assert slug_of(0) == "micro"
    assert [slug_of(pounds * 100 - 1) for pounds in (10_000, 100_000, 1_000_000, 10_000_000)] == [
        "micro",
        "small",
        "medium",
        "large",
    ]
    assert [slug_of(pounds * 100) for pounds in (10_000, 100_000, 1_000_000, 10_000_000)] == [
        "small",
        "medium",
        "large",
        "major",
    ]
    assert slug_of(100_000_000_00) == "super-major"


def test_the_unknown_is_of_no_band() -> None:
    assert slug_of(None) is None
    assert band_of(5, []) is None
    assert band_of(5, [BandRange("a", "A", 6, None, True)]) is None


@given(st.sampled_from(SCHEMES), st.integers(0, 10**14))
def test_every_income_has_one_band_whatever_the_order(scheme: SchemeGiven, pence: int) -> None:
    bands = ranges(scheme)
    band = band_of(pence, bands)
    assert band is not None
    assert band == band_of(pence, bands[::-1])
    holding = [one for one in bands if one.from_pence <= pence < (one.below_pence or 10**15)]
    assert holding == [band]


@given(st.sampled_from(SCHEMES), st.integers(0, 10**12), st.integers(0, 10**12))
def test_who_is_larger_is_never_smaller(scheme: SchemeGiven, one: int, other: int) -> None:
    lower, higher = sorted((one, other))
    bands = ranges(scheme)
    small, large = band_of(lower, bands), band_of(higher, bands)
    assert small is not None
    assert large is not None
    assert small.is_small or not large.is_small


def test_exactly_one_scheme_is_the_default_and_each_says_whence() -> None:
    assert [scheme.slug for scheme in SCHEMES if scheme.is_default] == ["ncvo"]
    assert all(scheme.source for scheme in SCHEMES)

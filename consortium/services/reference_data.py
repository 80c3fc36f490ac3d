"""What every installation begins with: size bands, evidence and mileage rates with their source, themes.

Idempotent: what is there by its slug stays as it was edited.
"""

from dataclasses import dataclass

from django.db import transaction

from consortium.models import Band, BandScheme, EvidenceType, Theme
from consortium.services.rates import ensure_national_rates
from consortium.states import EvidenceKind

POUNDS = 100


@dataclass(frozen=True)
class SchemeGiven:
    """A scheme with its bands: slug, name, Welsh name, from so many pounds, whether it is small."""

    slug: str
    name: str
    source: str
    bands: tuple[tuple[str, str, str, int, bool], ...]
    is_default: bool = False


SCHEMES = (
    SchemeGiven(
        "ncvo",
        "NCVO Almanac",
        "NCVO, UK Civil Society Almanac: bands by annual income"
        " (https://blogs.ncvo.org.uk/2019/01/21/small-charities-key-findings-from-our-data/)",
        (
            ("micro", "Micro", "Micro", 0, True),
            ("small", "Small", "Bach", 10_000, True),
            ("medium", "Medium", "Canolig", 100_000, False),
            ("large", "Large", "Mawr", 1_000_000, False),
            ("major", "Major", "Sylweddol", 10_000_000, False),
            ("super-major", "Super-major", "Sylweddol iawn", 100_000_000, False),
        ),
        is_default=True,
    ),
    SchemeGiven(
        "under-one-million",
        "Under £1m",
        "NCVO, The Power of Small: “Smalls … annual income under £1m”"
        " (https://www.ncvo.org.uk/news-and-insights/news-index/power-of-small/)",
        (
            ("small", "Small", "Bach", 0, True),
            ("large", "Large", "Mawr", 1_000_000, False),
        ),
    ),
    SchemeGiven(
        "west-northants",
        "West Northamptonshire",
        "The Power of Small, West Northamptonshire: 94% of some 1,600 groups small or even micro, 6%"
        " moderately large or large. It names no income; the line at £100,000 is NCVO's.",
        (
            ("small-or-micro", "Small or micro", "Bach neu ficro", 0, True),
            (
                "moderately-large",
                "Moderately large or large",
                "Gweddol fawr neu fawr",
                100_000,
                False,
            ),
        ),
    ),
)

EVIDENCE_TYPES = (
    ("public-liability", EvidenceKind.INSURANCE, "Public liability insurance"),
    ("employers-liability", EvidenceKind.INSURANCE, "Employers’ liability insurance"),
    ("professional-indemnity", EvidenceKind.INSURANCE, "Professional indemnity insurance"),
    ("safeguarding-policy", EvidenceKind.POLICY, "Safeguarding policy"),
    ("data-protection-policy", EvidenceKind.POLICY, "Data protection policy"),
    ("health-and-safety-policy", EvidenceKind.POLICY, "Health and safety policy"),
    ("equality-policy", EvidenceKind.POLICY, "Equality policy"),
    ("enhanced-dbs", EvidenceKind.ACCREDITATION, "Enhanced DBS checks of staff and volunteers"),
    ("trusted-charity", EvidenceKind.ACCREDITATION, "Trusted Charity mark"),
    ("youth-quality-mark", EvidenceKind.ACCREDITATION, "Youth work quality mark"),
    ("food-hygiene", EvidenceKind.ACCREDITATION, "Food hygiene rating of 4 or 5"),
)

WELSH_NAMES = {
    "public-liability": "Yswiriant atebolrwydd cyhoeddus",
    "employers-liability": "Yswiriant atebolrwydd cyflogwyr",
    "professional-indemnity": "Yswiriant indemniad proffesiynol",
    "safeguarding-policy": "Polisi diogelu",
    "data-protection-policy": "Polisi diogelu data",
    "health-and-safety-policy": "Polisi iechyd a diogelwch",
    "equality-policy": "Polisi cydraddoldeb",
    "enhanced-dbs": "Gwiriadau DBS manylach o staff a gwirfoddolwyr",
    "trusted-charity": "Marc Elusen Ddibynadwy",
    "youth-quality-mark": "Marc ansawdd gwaith ieuenctid",
    "food-hygiene": "Sgôr hylendid bwyd o 4 neu 5",
}

THEMES = (
    ("advice", "Advice", "Cyngor"),
    ("arts", "Arts", "Y celfyddydau"),
    ("carers", "Carers", "Gofalwyr"),
    ("children-and-families", "Children and families", "Plant a theuluoedd"),
    ("community", "Community", "Cymuned"),
    ("environment", "Environment", "Yr amgylchedd"),
    ("food", "Food", "Bwyd"),
    ("men", "Men", "Dynion"),
    ("mental-health", "Mental health", "Iechyd meddwl"),
    ("parenting", "Parenting", "Magu plant"),
    ("play", "Play", "Chwarae"),
    ("transport", "Transport", "Trafnidiaeth"),
    ("young-people", "Young people", "Pobl ifanc"),
)


@transaction.atomic
def ensure_reference_data() -> None:
    """Add what is missing; leave what is there. For whoever installs, imports or demonstrates."""
    for scheme in SCHEMES:
        _ensure_scheme(scheme)
    for code, kind, name in EVIDENCE_TYPES:
        EvidenceType.objects.get_or_create(
            code=code, defaults={"kind": kind, "name": name, "name_cy": WELSH_NAMES[code]}
        )
    for slug, name, name_cy in THEMES:
        Theme.objects.get_or_create(slug=slug, defaults={"name": name, "name_cy": name_cy})
    ensure_national_rates()


def _ensure_scheme(given: SchemeGiven) -> None:
    is_default = given.is_default and not BandScheme.objects.filter(is_default=True).exists()
    scheme, is_new = BandScheme.objects.get_or_create(
        slug=given.slug,
        defaults={"name": given.name, "source": given.source, "is_default": is_default},
    )
    if not is_new:
        return
    ends = [from_pounds for _, _, _, from_pounds, _ in given.bands[1:]]
    for (slug, name, name_cy, start, is_small), end in zip(given.bands, [*ends, None], strict=True):
        Band.objects.create(
            scheme=scheme,
            slug=slug,
            name=name,
            name_cy=name_cy,
            from_pence=start * POUNDS,
            below_pence=None if end is None else end * POUNDS,
            is_small=is_small,
        )

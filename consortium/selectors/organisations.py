"""An organisation's own facts, whichever networks it belongs to, and who acts for it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from consortium.models import Consortium, Organisation, Person, Role
from consortium.selectors.bands import SchemeBand, bands_by_scheme
from consortium.selectors.consortia import memberships_on
from consortium.selectors.names import name_of


@dataclass(frozen=True)
class IdentifierRow:
    """A register (org-id scheme) and the number in it."""

    scheme: str
    value: str


@dataclass(frozen=True)
class IncomeRow:
    """The income of a financial year in pence, and who says so."""

    year_end_on: date
    pence: int
    source: str


@dataclass(frozen=True)
class OrganisationView:
    """What an organisation is. Places and themes by name, in the reader's language; latest income first."""

    slug: str
    name: str
    name_cy: str
    legal_form: str
    description: str
    email: str
    phone: str
    home: str
    closed_on: date | None
    identifiers: tuple[IdentifierRow, ...]
    incomes: tuple[IncomeRow, ...]
    bands: tuple[SchemeBand, ...]
    areas: tuple[str, ...]
    themes: tuple[str, ...]


def organisation_by_slug(slug: str) -> Organisation | None:
    """The organisation at that address, or None: a page answers 404."""
    return Organisation.objects.filter(slug=slug).select_related("home").first()


def organisation_view(organisation: Organisation) -> OrganisationView:
    """All its facts, whoever its members are: what its own page and its network's page of it show."""
    incomes = tuple(
        IncomeRow(one.year_end_on, one.pence, one.source) for one in organisation.incomes.all()
    )
    return OrganisationView(
        slug=organisation.slug,
        name=organisation.name,
        name_cy=organisation.name_cy,
        legal_form=organisation.legal_form,
        description=organisation.description,
        email=organisation.email,
        phone=organisation.phone,
        home=name_of(organisation.home) if organisation.home else "",
        closed_on=organisation.closed_on,
        identifiers=tuple(
            IdentifierRow(one.scheme, one.value) for one in organisation.identifiers.all()
        ),
        incomes=incomes,
        bands=bands_by_scheme(incomes[0].pence if incomes else None),
        areas=tuple(name_of(area) for area in organisation.areas.all()),
        themes=tuple(name_of(theme) for theme in organisation.themes.all()),
    )


def organisations_acted_for(person: Person, day: date) -> tuple[Organisation, ...]:
    """The organisations that the person does something for on that day, each once, by name."""
    roles = Role.objects.filter(
        Q(end_on__isnull=True) | Q(end_on__gte=day), person=person, start_on__lte=day
    )
    return tuple(Organisation.objects.filter(roles__in=roles).distinct())


def networks_of(organisation: Organisation, day: date) -> tuple[Consortium, ...]:
    """The networks that it belongs to on that day, by name."""
    memberships = memberships_on(day).filter(organisation=organisation)
    return tuple(
        Consortium.objects.filter(memberships__in=memberships)
        .select_related("organisation", "area", "band_scheme")
        .order_by("organisation__name", "pk")
    )


def members_of(consortium: Consortium, day: date) -> tuple[Organisation, ...]:
    """The organisations that belong to a consortium on that day, by name."""
    memberships = memberships_on(day).filter(consortium=consortium)
    found = Organisation.objects.filter(pk__in=memberships.values("organisation"))
    return tuple(found.order_by("name", "pk"))


def organisations_named(words: str, most: int) -> tuple[Organisation, ...]:
    """Open organisations with all these words in their name, or that number in a register.

    By name, `most` of them.
    """
    found = Organisation.objects.filter(closed_on__isnull=True, consortium__isnull=True)
    number = Q(identifiers__value__iexact="".join(words.split()))
    named = Q()
    for word in words.split():
        named &= Q(name__icontains=word) | Q(name_cy__icontains=word)
    return tuple(found.filter(named | number).distinct()[:most])

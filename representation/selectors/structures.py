"""Which structures there are, and one structure's constitution on a single page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import get_language

from consortium.models import Consortium
from representation.models import Body, Composition, Seat, Structure, StructureVersion
from representation.selectors.electorates import on_day
from representation.selectors.structure_settings import SettingView, settings_view, version_on
from representation.selectors.wording import in_language
from representation.states import BodyKind, CompositionPer, Eligibility
from representation.structures.membership import read_rule
from representation.structures.preset import presets


@dataclass(frozen=True)
class StructureView:
    """A structure by name, and the network that it belongs to."""

    id: int
    slug: str
    name: str
    network: str
    network_slug: str
    area: str
    founded_on: date


@dataclass(frozen=True)
class SeatsByRule:
    """A rule of a body: so many seats for each forum, or in all, elected by whom."""

    per: CompositionPer
    seats: int
    electing_body: str
    eligibility: Eligibility


@dataclass(frozen=True)
class BodyView:
    """A body in the constitution, with its rules and how many seats it has that day."""

    slug: str
    name: str
    kind: BodyKind
    parent: str
    area: str
    theme: str
    owner: str
    summary: str
    seats: int
    rules: tuple[SeatsByRule, ...]


@dataclass(frozen=True)
class VersionView:
    """One version of the rules, and the consultation behind it."""

    number: int
    valid_from: date
    summary: str
    consulted: str
    options: str
    responses: int | None
    decision: str


@dataclass(frozen=True)
class Constitution:
    """Everything that a structure has decided by a day, fit for one printed page.

    `conditions`: what a member must be able to say. `source`: what the preset was made from.
    """

    structure: StructureView
    day: date
    purpose: str
    founders: tuple[str, ...]
    membership: str
    conditions: tuple[str, ...]
    appeal: str
    bodies: tuple[BodyView, ...]
    settings: tuple[SettingView, ...]
    versions: tuple[VersionView, ...]
    source: str


def structures() -> tuple[StructureView, ...]:
    """Every structure, by name."""
    found = Structure.objects.select_related("consortium__organisation", "area")
    return tuple(structure_view(one) for one in found)


def structures_of(network: Consortium) -> tuple[StructureView, ...]:
    """A network's structures, by name."""
    found = network.structures.select_related("consortium__organisation", "area")
    return tuple(structure_view(one) for one in found)


def structures_in(networks: Iterable[Consortium]) -> QuerySet[Structure]:
    """The structures of these networks themselves, by slug."""
    return Structure.objects.filter(consortium__in=list(networks)).order_by("slug")


def structure_by_slug(slug: str) -> Structure | None:
    """The structure at that address, for the services and selectors that ask for one."""
    return (
        Structure.objects.filter(slug=slug)
        .select_related("consortium__organisation", "consortium__band_scheme", "area")
        .first()
    )


def structure_view(one: Structure) -> StructureView:
    """What a page's head and links say of it."""
    network = one.consortium
    return StructureView(
        id=one.pk,
        slug=one.slug,
        name=in_language(one.name, one.name_cy),
        network=in_language(network.organisation.name, network.organisation.name_cy),
        network_slug=network.slug,
        area=in_language(one.area.name, one.area.name_cy),
        founded_on=one.founded_on,
    )


def constitution(structure: Structure, day: date) -> Constitution | None:
    """The rules as they hold on a day; None before the structure was founded."""
    version = version_on(structure, day)
    if version is None:
        return None
    language = get_language() or ""
    rule = read_rule(version.membership_rule)
    preset = presets().get(structure.preset)
    return Constitution(
        structure=structure_view(structure),
        day=day,
        purpose=in_language(structure.purpose, structure.purpose_cy),
        founders=tuple(structure.founders.values_list("name", flat=True)),
        membership=rule.words.said(language),
        conditions=tuple(one.words.said(language) for one in rule.conditions),
        appeal=rule.appeal.said(language),
        bodies=bodies_on(structure, day),
        settings=settings_view(structure, day),
        versions=tuple(version_view(one) for one in structure.versions.filter(valid_from__lte=day)),
        source=preset.source.said(language) if preset else "",
    )


def bodies_on(structure: Structure, day: date) -> tuple[BodyView, ...]:
    """The bodies that there are on a day, by name; three queries."""
    found = Body.objects.filter(on_day(day), structure=structure)
    rules = Composition.objects.filter(body__structure=structure).select_related("electing_body")
    seats = Seat.objects.filter(on_day(day), body__structure=structure)
    counted = list(seats.values_list("body", flat=True))
    return tuple(
        _body(body, [one for one in rules if one.body_id == body.pk], counted.count(body.pk))
        for body in found.select_related("parent", "area", "theme").order_by("name", "pk")
    )


def _body(body: Body, rules: Sequence[Composition], seats: int) -> BodyView:
    return BodyView(
        slug=body.slug,
        name=in_language(body.name, body.name_cy),
        kind=BodyKind(body.kind),
        parent=in_language(body.parent.name, body.parent.name_cy) if body.parent else "",
        area=in_language(body.area.name, body.area.name_cy) if body.area else "",
        theme=in_language(body.theme.name, body.theme.name_cy) if body.theme else "",
        owner=body.owner,
        summary=in_language(body.summary, body.summary_cy),
        seats=seats,
        rules=tuple(_rule(one) for one in rules),
    )


def _rule(one: Composition) -> SeatsByRule:
    electing = one.electing_body
    return SeatsByRule(
        per=CompositionPer(one.per),
        seats=one.seats,
        electing_body=in_language(electing.name, electing.name_cy) if electing else "",
        eligibility=Eligibility(one.eligibility),
    )


def version_view(one: StructureVersion) -> VersionView:
    """A version as its page tells of it."""
    return VersionView(
        number=one.number,
        valid_from=one.valid_from,
        summary=one.summary,
        consulted=one.consulted,
        options=one.options,
        responses=one.responses,
        decision=one.decision,
    )

"""A person's seats, an organisation's voices, and who speaks for somebody in a place or on a theme."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from consortium.models import Area, Organisation, Person, Theme
from representation.mandates.graph import MandateGraph, Voice
from representation.models import Appointment, Body, StandIn, Structure
from representation.selectors.electorates import (
    forums_for,
    on_day,
    voting_home_on,
    with_parts_and_wholes,
)
from representation.selectors.mandate_records import records_of
from representation.selectors.seat_lines import Holding, SeatLine, holding, seat_lines
from representation.selectors.structures import StructureView, structure_view
from representation.selectors.wording import in_language
from representation.states import BodyKind


@dataclass(frozen=True)
class Sitting:
    """Somebody's time on a seat, by the seat's name and place."""

    structure: str
    network_slug: str
    body: str
    body_slug: str
    number: int
    holding: Holding


@dataclass(frozen=True)
class PersonView:
    """A person in public: what they hold, what they held, where they stand in. Nothing private.

    `begins_on`: the first day on a seat, of somebody who has not come to one by the day asked for.
    `networks`: the slugs of those whose seats stand here.
    """

    id: int
    name: str
    now: tuple[Sitting, ...]
    before: tuple[Sitting, ...]
    stands_in: tuple[str, ...]
    begins_on: date | None = None
    networks: tuple[str, ...] = ()


@dataclass(frozen=True)
class VoiceView:
    """A seat that an organisation's vote leads to. `route`: the bodies that vote, its own forum first.

    `is_own`: the holder's mandate began in the organisation's own forum.
    """

    line: SeatLine
    route: tuple[str, ...]
    is_own: bool


@dataclass(frozen=True)
class OrganisationInStructure:
    """An organisation in one structure: where it votes, where else it is invited, and who speaks for it."""

    structure: StructureView
    member_since: date
    votes_in: str
    votes_in_slug: str
    invited_to: tuple[str, ...]
    voices: tuple[VoiceView, ...]


@dataclass(frozen=True)
class OrganisationView:
    """An organisation in public: its structures, and the seats held on its behalf."""

    name: str
    slug: str
    structures: tuple[OrganisationInStructure, ...]
    seats: tuple[Sitting, ...]


@dataclass(frozen=True)
class Answer:
    """Who speaks for somebody: a forum of the place or theme asked for, and the seats its votes lead to."""

    structure: StructureView
    forum: str
    forum_slug: str
    voices: tuple[VoiceView, ...]


def person_view(key: int, day: date) -> PersonView | None:
    """A person's page; None for whoever is on no seat on any day, nor stands in: they are not public."""
    person = Person.objects.filter(pk=key).first()
    if person is None:
        return None
    first = Appointment.objects.filter(person=person).order_by("start_on").first()
    if first is None and not StandIn.objects.filter(person=person).exists():
        return None
    held = _sittings(Q(person=person), day)
    standing = StandIn.objects.filter(on_day(day), person=person).select_related("seat__body")
    return PersonView(
        id=person.pk,
        name=person.name,
        now=tuple(one for one in held if _is_now(one, day)),
        before=tuple(one for one in held if not _is_now(one, day)),
        stands_in=tuple(in_language(one.seat.body.name, one.seat.body.name_cy) for one in standing),
        begins_on=first.start_on if first and not held else None,
        networks=tuple({one.network_slug for one in held}),
    )


def organisation_view(slug: str, day: date) -> OrganisationView | None:
    """An organisation's page of a day."""
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None:
        return None
    memberships = organisation.structure_memberships.filter(on_day(day)).select_related(
        "structure__consortium__organisation", "structure__area"
    )
    return OrganisationView(
        name=in_language(organisation.name, organisation.name_cy),
        slug=slug,
        structures=tuple(
            _in_structure(one.structure, organisation, one.start_on, day) for one in memberships
        ),
        seats=tuple(
            one for one in _sittings(Q(on_behalf_of=organisation), day) if _is_now(one, day)
        ),
    )


def who_speaks_for_all(
    day: date, *, areas: Sequence[Area] = (), theme: Theme | None = None
) -> tuple[Answer, ...]:
    """`who_speaks_for` in every structure whose area is one of these, within it, or around it."""
    near = with_parts_and_wholes(areas)
    found = Structure.objects.select_related("consortium__organisation", "area")
    return tuple(
        answer
        for structure in found
        if not areas or structure.area_id in near
        for answer in who_speaks_for(structure, day, areas=areas, theme=theme)
    )


def who_speaks_for(
    structure: Structure, day: date, *, areas: Sequence[Area] = (), theme: Theme | None = None
) -> tuple[Answer, ...]:
    """By place and theme: the forums that are for both, and the seats that their votes lead to.

    No areas: of any place. A forum for no place in particular is for every place, and one for no theme
    for every theme.
    """
    places = with_parts_and_wholes(areas) if areas else None
    forums = Body.objects.filter(on_day(day), structure=structure, kind=BodyKind.FORUM)
    fitting = [
        forum
        for forum in forums.order_by("name")
        if (places is None or forum.area_id is None or forum.area_id in places)
        and (theme is None or forum.theme_id is None or forum.theme_id == theme.pk)
    ]
    records = records_of(structure, with_voters=False)
    graph = MandateGraph(records, day)
    lines = {one.seat: one for one in seat_lines(structure, day, records)}
    names = _names(structure)
    view = structure_view(structure)
    return tuple(
        Answer(
            structure=view,
            forum=names[forum.pk],
            forum_slug=forum.slug,
            voices=_voices(graph.voices_from(forum.pk), lines, names),
        )
        for forum in fitting
    )


def _in_structure(
    structure: Structure, organisation: Organisation, since: date, day: date
) -> OrganisationInStructure:
    home = voting_home_on(structure, organisation, day)
    invited = forums_for(structure, organisation, day)
    voices: tuple[VoiceView, ...] = ()
    if home is not None:
        records = records_of(structure, with_voters=False)
        graph = MandateGraph(records, day)
        lines = {one.seat: one for one in seat_lines(structure, day, records)}
        voices = _voices(graph.voices_from(home.pk), lines, _names(structure))
    return OrganisationInStructure(
        structure=structure_view(structure),
        member_since=since,
        votes_in=in_language(home.name, home.name_cy) if home else "",
        votes_in_slug=home.slug if home else "",
        invited_to=tuple(in_language(one.name, one.name_cy) for one in invited if one != home),
        voices=voices,
    )


def _voices(
    voices: Sequence[Voice], lines: dict[int, SeatLine], names: dict[int, str]
) -> tuple[VoiceView, ...]:
    """In the order of the way: the nearest seats first."""
    ordered = sorted(voices, key=lambda one: (len(one.route), lines[one.seat].body_name, one.seat))
    return tuple(
        VoiceView(lines[one.seat], tuple(names[hop.body] for hop in one.route), one.is_own)
        for one in ordered
    )


def _names(structure: Structure) -> dict[int, str]:
    rows = structure.bodies.values_list("pk", "name", "name_cy")
    return {key: in_language(name, name_cy) for key, name, name_cy in rows}


def _sittings(where: Q, day: date) -> list[Sitting]:
    """Times on seats that have begun by a day, the latest first."""
    found = Appointment.objects.filter(where, start_on__lte=day).select_related(
        "seat__body__structure__consortium", "person", "on_behalf_of"
    )
    return [
        Sitting(
            structure=in_language(one.seat.body.structure.name, one.seat.body.structure.name_cy),
            network_slug=one.seat.body.structure.consortium.slug,
            body=in_language(one.seat.body.name, one.seat.body.name_cy),
            body_slug=one.seat.body.slug,
            number=one.seat.number,
            holding=holding(one, day),
        )
        for one in found.order_by("-start_on", "-pk")
    ]


def _is_now(one: Sitting, day: date) -> bool:
    return one.holding.ended_on is None or one.holding.ended_on == day

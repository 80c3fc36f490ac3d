"""Founding a network's structure from a preset, changed as its founders wish, and changing it later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import Refused, refuse
from consortium.models import Area, Consortium, Organisation, User
from representation.models import Body, Structure, StructureVersion
from representation.permissions import may_change_structure, may_found_structure
from representation.rules.addresses import network_address
from representation.rules.structures import can_begin_version
from representation.services.appointment_moves import locked
from representation.services.bodies import BodyDraft, SeatsDraft, add_body
from representation.structures.membership import InvalidRule, read_rule
from representation.structures.preset import BodyGiven, catalogue, presets
from representation.structures.settings import Value, Wording, completed, faults

SLUG_LENGTH = 60


@dataclass(frozen=True)
class StructureDraft:
    """A structure to found: a preset's, with whatever the founders changed.

    `settings`: values by key, the rest by default. `membership`: a rule's document. `bodies`: in the order
    of founding, those above and those that elect first. `owner`: whose the boards of others are.
    """

    name: Wording
    area: Area
    founded_on: date
    purpose: Wording
    preset: str
    settings: Mapping[str, Value]
    membership: Mapping[str, Any]
    bodies: Sequence[BodyGiven]
    owner: str = ""
    founders: Sequence[Organisation] = field(default=())


@dataclass(frozen=True)
class Consultation:
    """What is new in a version, who was asked about it and how, and what was decided."""

    summary: str
    consulted: str
    decision: str
    options: str = ""
    responses: int | None = None


def draft_from_preset(
    preset: str,
    *,
    consortium: Consortium,
    name: Wording,
    founded_on: date,
    owner: str = "",
    rule_of: str = "",
) -> StructureDraft:
    """What a preset would found, to be changed or founded as it is. KeyError: no such preset.

    `rule_of`: another preset, whose rule of membership it takes.
    """
    given = presets()[preset]
    return StructureDraft(
        name=name,
        area=consortium.area,
        founded_on=founded_on,
        purpose=given.purpose,
        preset=preset,
        settings=completed(catalogue(), {key: one.value for key, one in given.stated.items()}),
        membership=presets()[rule_of or preset].membership,
        bodies=given.bodies,
        owner=owner,
    )


def rule_of_preset(preset: str) -> dict[str, Any]:
    """The membership rule of a preset, as a document. KeyError: no such preset."""
    return dict(presets()[preset].membership)


@transaction.atomic
def found_structure(*, by: User | None, consortium: Consortium, draft: StructureDraft) -> Structure:
    """Write a structure, its first version, its bodies and their seats.

    Permission: `may_found_structure`; `by` is None for the demonstration alone. Raises Refused where a
    setting is out of range, the membership rule cannot be read, or the name is taken.
    """
    if by is not None:
        may_found_structure(by, consortium).require()
    slug = network_address(draft.name.en, SLUG_LENGTH)
    if not slug:
        refuse(_("A name needs letters.")).require()
    _check(draft.settings, draft.membership)
    structure = _create(consortium, slug, draft)
    structure.founders.set(draft.founders)
    StructureVersion.objects.create(
        structure=structure,
        number=1,
        valid_from=draft.founded_on,
        settings=completed(catalogue(), draft.settings),
        membership_rule=dict(draft.membership),
        summary=_("The network is founded."),
    )
    record("structure.founded", subject=structure, by=by, preset=draft.preset)
    _found_bodies(structure, draft, by)
    return structure


@transaction.atomic
def change_structure(
    *,
    by: User | None,
    structure: Structure,
    valid_from: date,
    settings: Mapping[str, Value],
    consultation: Consultation,
    membership: Mapping[str, Any] | None = None,
) -> StructureVersion:
    """The rules from a day on: what `settings` and `membership` leave out stays as it was.

    Permission: `may_change_structure`. Raises Refused where nobody was consulted, or a value is wrong.
    """
    structure = locked(structure)
    if by is not None:
        may_change_structure(by, structure).require()
    can_begin_version(structure, valid_from).require()
    if not (consultation.summary and consultation.consulted and consultation.decision):
        refuse(_("Say what is new, who was consulted, and what was decided.")).require()
    latest = structure.versions.latest("number")
    values = {**latest.settings, **settings}
    rule = dict(membership) if membership is not None else latest.membership_rule
    _check(values, rule)
    version = StructureVersion.objects.create(
        structure=structure,
        number=latest.number + 1,
        valid_from=valid_from,
        settings=values,
        membership_rule=rule,
        summary=consultation.summary,
        consulted=consultation.consulted,
        options=consultation.options,
        responses=consultation.responses,
        decision=consultation.decision,
    )
    record("structure.changed", subject=structure, by=by, number=version.number)
    return version


def _create(consortium: Consortium, slug: str, draft: StructureDraft) -> Structure:
    """The row. Of two who found the same name at once, one is refused."""
    try:
        with transaction.atomic():
            return Structure.objects.create(
                consortium=consortium,
                slug=slug,
                name=draft.name.en,
                name_cy=draft.name.cy,
                purpose=draft.purpose.en,
                purpose_cy=draft.purpose.cy,
                preset=draft.preset,
                area=draft.area,
                founded_on=draft.founded_on,
            )
    except IntegrityError:
        raise Refused(_("A network of this name is here already.")) from None


def _check(settings: Mapping[str, Value], membership: Mapping[str, Any]) -> None:
    wrong = faults(catalogue(), settings)
    if wrong:
        key = next(iter(wrong))
        label = catalogue()[key].label.en if key in catalogue() else key
        refuse(_("This value is not allowed here: %(setting)s.") % {"setting": label}).require()
    try:
        read_rule(membership)
    except InvalidRule as error:
        raise Refused(
            _("The membership rule cannot be read: %(fault)s") % {"fault": error}
        ) from None


def _found_bodies(structure: Structure, draft: StructureDraft, by: User | None) -> None:
    founded: dict[str, Body] = {}
    for given in draft.bodies:
        for area in _areas(structure.area, given):
            body = BodyDraft(
                name=_named(given.name, area),
                kind=given.kind,
                start_on=draft.founded_on,
                parent=founded[given.parent] if given.parent else None,
                area=area,
                owner=draft.owner if given.is_of_others else "",
            )
            seats = [
                SeatsDraft(
                    one.per,
                    one.count,
                    one.eligibility,
                    founded[one.electing] if one.electing else None,
                )
                for one in given.seats
            ]
            founded[given.key] = add_body(by=by, structure=structure, draft=body, seats=seats)


def _areas(whole: Area, given: BodyGiven) -> Sequence[Area | None]:
    """The areas to have a body each; one body for none in particular where not each has one."""
    if not given.each:
        return [None]
    return list(Area.objects.filter(parent=whole, kind=given.each).order_by("name"))


def _named(name: Wording, area: Area | None) -> Wording:
    if area is None:
        return name
    welsh = area.name_cy or area.name
    return Wording(name.en.replace("{area}", area.name), name.cy.replace("{area}", welsh))

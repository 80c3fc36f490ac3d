"""Bodies and the seats that their rules ask for: added together, closed together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import refuse
from consortium.models import Area, Theme, User
from representation.models import Appointment, Body, Composition, Seat, Structure
from representation.permissions import may_manage_bodies
from representation.rules.addresses import body_address
from representation.rules.structures import can_be_part_of, can_elect_to
from representation.selectors.wording import seat_in_words
from representation.services.appointment_moves import locked
from representation.services.basis import end_with_dependents
from representation.states import (
    AppointmentState,
    BodyKind,
    CompositionPer,
    Eligibility,
    EndReason,
)
from representation.structures import composition as engine
from representation.structures.settings import Wording

SLUG_LENGTH = 80
NOTHING = Wording("", "")


@dataclass(frozen=True)
class BodyDraft:
    """A body to add. `owner`: whose it is, empty for the structure's own; `summary`: what it decides."""

    name: Wording
    kind: BodyKind
    start_on: date
    parent: Body | None = None
    area: Area | None = None
    theme: Theme | None = None
    owner: str = ""
    summary: Wording = NOTHING


@dataclass(frozen=True)
class SeatsDraft:
    """So many seats by rule: for each forum of the structure, or in all, elected by one body."""

    per: CompositionPer
    count: int
    eligibility: Eligibility
    electing: Body | None = None
    is_voting: bool = True


@transaction.atomic
def add_body(
    *, by: User | None, structure: Structure, draft: BodyDraft, seats: Sequence[SeatsDraft] = ()
) -> Body:
    """A new body with its seats; a new forum adds to every body that has seats for each forum.

    Permission: `may_manage_bodies`; `by` is None for the demonstration alone. Raises Refused.
    """
    structure = locked(structure)
    if by is not None:
        may_manage_bodies(by, structure).require()
    can_be_part_of(draft.parent, structure).require()
    if structure.bodies.filter(name=draft.name.en).exists():
        refuse(_("A body of this name is here already.")).require()
    body = Body.objects.create(
        structure=structure,
        slug=_free_slug(structure, draft.name.en),
        name=draft.name.en,
        name_cy=draft.name.cy,
        kind=draft.kind,
        parent=draft.parent,
        area=draft.area,
        theme=draft.theme,
        owner=draft.owner,
        summary=draft.summary.en,
        summary_cy=draft.summary.cy,
        start_on=draft.start_on,
    )
    record("body.added", subject=body, by=by, name=body.name)
    for one in seats:
        _compose(body, one)
    fill_out(structure, by=by, day=draft.start_on)
    return body


@transaction.atomic
def compose_body(*, by: User | None, body: Body, seats: SeatsDraft, day: date) -> Composition:
    """Say how many seats a body has by rule; seats are added, and vacant ones closed, from that day.

    Permission: `may_manage_bodies`. Raises Refused, also where seats to be closed are held.
    """
    structure = locked(body.structure)
    if by is not None:
        may_manage_bodies(by, structure).require()
    rule = _compose(body, seats)
    record("body.composed", subject=body, by=by, per=seats.per.value, seats=seats.count)
    if held := fill_out(structure, by=by, day=day):
        seat = Seat.objects.select_related("body").get(pk=held[0])
        refuse(
            _("Somebody holds a seat that would be closed: %(seat)s.")
            % {"seat": seat_in_words(seat)}
        ).require()
    return rule


@transaction.atomic
def close_body(*, by: User | None, body: Body, last_day: date) -> Body:
    """A body ends with that day: its seats close, their holders' time ends, and what rested on it.

    Permission: `may_manage_bodies`. Raises Refused.
    """
    structure = locked(body.structure)
    body = Body.objects.select_related("structure").get(pk=body.pk)
    if by is not None:
        may_manage_bodies(by, structure).require()
    if body.end_on is not None:
        refuse(_("That body has ended.")).require()
    if last_day < body.start_on:
        refuse(_("A body cannot end before it begins.")).require()
    if body.parts.filter(end_on__isnull=True).exists():
        refuse(_("Close the bodies that are part of it first.")).require()
    held = Appointment.objects.filter(seat__body=body).exclude(state=AppointmentState.ENDED)
    for appointment in held.select_related("seat__body__structure"):
        end_with_dependents(appointment, by=by, on=last_day, reason=EndReason.BODY_DISSOLVED)
    body.seats.filter(end_on__isnull=True).update(end_on=last_day)
    body.end_on = last_day
    body.save(update_fields=["end_on"])
    record("body.closed", subject=body, by=by, last_day=last_day.isoformat())
    fill_out(structure, by=by, day=last_day)
    return body


def fill_out(structure: Structure, *, by: User | None, day: date) -> tuple[int, ...]:
    """Make the seats of every body agree with its rules from that day; the structure is locked.

    Gives back the ids of seats that are too many and stay, because somebody holds them.
    """
    forums = Body.objects.filter(structure=structure, kind=BodyKind.FORUM, end_on__isnull=True)
    rules = Composition.objects.filter(body__structure=structure, body__end_on__isnull=True)
    held_now = Appointment.objects.exclude(state=AppointmentState.ENDED).values("seat")
    held = set(held_now.values_list("seat", flat=True))
    found = engine.changes(
        [_rule(one) for one in rules.order_by("pk")],
        list(forums.order_by("name", "pk").values_list("pk", flat=True)),
        [_made(seat, rule, held) for seat, rule in _standing(structure)],
    )
    by_key = {rule.pk: rule for rule in rules.select_related("body")}
    for wanted in found.add:
        _add(by_key[wanted.rule], wanted.electing_body, day)
    Seat.objects.filter(pk__in=found.close, start_on__lte=day).update(end_on=day)
    if found.add or found.close:
        record(
            "seats.filled-out",
            subject=structure,
            by=by,
            added=len(found.add),
            closed=len(found.close),
        )
    return found.held


def _standing(structure: Structure) -> list[tuple[Seat, int]]:
    """The open seats that rules have made, each with its rule."""
    made = Seat.objects.filter(body__structure=structure, end_on__isnull=True).order_by("pk")
    return [(seat, seat.composition_id) for seat in made if seat.composition_id is not None]


def _compose(body: Body, seats: SeatsDraft) -> Composition:
    can_elect_to(seats.electing, body).require()
    rule, _is_new = Composition.objects.update_or_create(
        body=body,
        per=seats.per,
        electing_body=seats.electing,
        defaults={
            "seats": seats.count,
            "eligibility": seats.eligibility,
            "is_voting": seats.is_voting,
        },
    )
    return rule


def _rule(one: Composition) -> engine.SeatRule:
    return engine.SeatRule(one.pk, CompositionPer(one.per), one.seats, one.electing_body_id)


def _made(seat: Seat, rule: int, held: set[int]) -> engine.SeatMade:
    return engine.SeatMade(seat.pk, rule, seat.electing_body_id, seat.pk in held)


def _add(rule: Composition, electing_body: int | None, day: date) -> Seat:
    """A seat by rule; a forum's seat is for the forum's area and theme."""
    electing = None if electing_body is None else Body.objects.get(pk=electing_body)
    forum = electing if rule.per == CompositionPer.FORUM else None
    latest = rule.body.seats.aggregate(latest=Max("number"))["latest"] or 0
    return Seat.objects.create(
        body=rule.body,
        number=latest + 1,
        composition=rule,
        area=forum.area if forum else None,
        theme=forum.theme if forum else None,
        electing_body=electing,
        eligibility=rule.eligibility,
        is_voting=rule.is_voting,
        start_on=max(day, rule.body.start_on),
    )


def _free_slug(structure: Structure, name: str) -> str:
    """The name as an address, with the structure's before it where another body has it."""
    plain = body_address(name, SLUG_LENGTH)
    if not Body.objects.filter(slug=plain).exists():
        return plain
    longer = f"{structure.slug}-{plain}"[:SLUG_LENGTH]
    number = 1
    slug = longer
    while Body.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{longer[: SLUG_LENGTH - 4]}-{number}"
    return slug

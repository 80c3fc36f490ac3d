"""Every seat of a structure on a day: who holds it, how they came to it, or since when nobody does."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from consortium.models import Organisation
from representation.mandates.graph import MandateGraph
from representation.mandates.records import Records
from representation.measures.occupancy import Turnout, shown_turnout, vacant_days
from representation.models import Appointment, Seat, StandIn, Structure
from representation.selectors.electorates import on_day
from representation.selectors.mandate_records import records_of
from representation.selectors.sizes import smallness
from representation.selectors.structure_settings import settings_on
from representation.selectors.wording import in_language
from representation.states import BodyKind, EndReason, Mandate, StandInKind

DAY = timedelta(days=1)
BOARDS = frozenset({BodyKind.BOARD, BodyKind.SUB_GROUP, BodyKind.COMMUNITY_COUNCIL})


@dataclass(frozen=True)
class Vote:
    """How a vote went. `turnout` is None where no vote was held or its electorate is too small to tell."""

    chosen_on: date | None
    turnout: Turnout | None
    stood: int | None
    is_withheld: bool


@dataclass(frozen=True)
class Holding:
    """Somebody's time on a seat. `is_small`: None where nobody, or a group of unknown size, is spoken for.

    `area`: where the mandate began, in the reader's language. `basis_lost_on`, `replace_by`: they go on
    without the mandate that theirs rested on. `is_over`: the term has run out, and no end is recorded.
    """

    appointment: int
    person: int
    name: str
    organisation: str
    organisation_slug: str
    mandate: Mandate
    vote: Vote
    start_on: date
    due_on: date | None
    ended_on: date | None
    end_reason: EndReason | None
    basis_lost_on: date | None
    replace_by: date | None
    source: str
    is_over: bool = False
    is_small: bool | None = None
    area: str = ""

    @property
    def has_mandate(self) -> bool:
        """Whether the sector chose this person, by a vote or by a nomination."""
        return self.mandate not in {Mandate.INVITED, Mandate.NOT_RECORDED}


@dataclass(frozen=True)
class Vacancy:
    """A seat that nobody holds: since when, for how many days, why, and by when it should be filled."""

    since: date
    days: int
    refill_by: date
    last: Holding | None

    def is_late(self, day: date) -> bool:
        return day > self.refill_by


@dataclass(frozen=True)
class SeatLine:
    """One seat on a day. Just one of `holding` and `vacancy` is there; stand-ins are never holders.

    `is_kept_for_small`: it is reserved up to a band that counts as small.
    """

    seat: int
    number: int
    label: str
    body: int
    body_slug: str
    body_name: str
    body_kind: BodyKind
    electing_body: str
    reserved_for: str
    theme: str
    is_voting: bool
    holding: Holding | None
    vacancy: Vacancy | None
    alternate: str
    deputy: str
    is_kept_for_small: bool = False


def seat_lines(
    structure: Structure, day: date, records: Records | None = None
) -> tuple[SeatLine, ...]:
    """Every seat that stands on a day, by body and number. A fixed number of queries.

    `records`: the structure's, where the caller has read them already.
    """
    seats = list(
        Seat.objects.filter(on_day(day), on_day(day, "body__"), body__structure=structure)
        .prefetch_related("body", "electing_body", "reserved_up_to", "theme")
        .order_by("body__name", "body", "number")
    )
    held = holdings(structure, day, records)
    stand_ins = _stand_ins(structure, day)
    refill_days = int(settings_on(structure, day)["refill_days"])
    return tuple(_line(seat, day, held.get(seat.pk, ()), stand_ins, refill_days) for seat in seats)


def holdings(
    structure: Structure, day: date, records: Records | None = None
) -> Mapping[int, Sequence[Holding]]:
    """Everybody who has sat by that day, by seat, the first first. `records`: as in `seat_lines`."""
    appointments = list(
        Appointment.objects.filter(seat__body__structure=structure, start_on__lte=day)
        .prefetch_related("person", "on_behalf_of")
        .order_by("start_on", "pk")
    )
    records = records or records_of(structure, with_voters=False)
    sizes = smallness(structure.consortium, [one.on_behalf_of_id for one in appointments])
    areas = _areas(structure)
    origin = _origins(records, day)
    found: dict[int, list[Holding]] = defaultdict(list)
    for one in appointments:
        is_small = sizes.get(one.on_behalf_of_id or 0)
        area = areas.get(origin(one.pk), "")
        found[one.seat_id].append(holding(one, day, is_small=is_small, area=area))
    return found


def holding(
    one: Appointment, day: date, *, is_small: bool | None = None, area: str = ""
) -> Holding:
    """An appointment as it stood on a day: what happened later is left out."""
    is_ended = one.ended_on is not None and one.ended_on <= day
    is_lost = one.basis_lost_on is not None and one.basis_lost_on <= day
    organisation = one.on_behalf_of
    return Holding(
        appointment=one.pk,
        person=one.person_id,
        name=one.person.name,
        organisation=_name(organisation),
        organisation_slug=organisation.slug if organisation else "",
        mandate=Mandate(one.mandate),
        vote=_vote(one),
        start_on=one.start_on,
        due_on=one.due_on,
        ended_on=one.ended_on if is_ended else None,
        end_reason=EndReason(one.end_reason) if is_ended else None,
        basis_lost_on=one.basis_lost_on if is_lost else None,
        replace_by=one.replace_by if is_lost else None,
        source=one.source,
        is_over=one.due_on is not None and one.due_on < day,
        is_small=is_small,
        area=area,
    )


def _vote(one: Appointment) -> Vote:
    if one.electorate is None or one.voted is None:
        return Vote(one.chosen_on, None, one.stood, is_withheld=False)
    (turnout,) = shown_turnout([Turnout(one.electorate, one.voted)])
    return Vote(one.chosen_on, turnout, one.stood, is_withheld=turnout is None)


def _line(
    seat: Seat,
    day: date,
    held: Sequence[Holding],
    stand_ins: Mapping[tuple[int, str], str],
    refill_days: int,
) -> SeatLine:
    current = next((one for one in held if one.ended_on is None or one.ended_on == day), None)
    return SeatLine(
        seat=seat.pk,
        number=seat.number,
        label=in_language(seat.label, seat.label_cy),
        body=seat.body_id,
        body_slug=seat.body.slug,
        body_name=in_language(seat.body.name, seat.body.name_cy),
        body_kind=BodyKind(seat.body.kind),
        electing_body=in_language(seat.electing_body.name, seat.electing_body.name_cy)
        if seat.electing_body
        else "",
        reserved_for=in_language(seat.reserved_up_to.name, seat.reserved_up_to.name_cy)
        if seat.reserved_up_to
        else "",
        theme=in_language(seat.theme.name, seat.theme.name_cy) if seat.theme else "",
        is_voting=seat.is_voting,
        holding=current,
        vacancy=None if current else vacancy(seat.start_on, held, day, refill_days),
        alternate=stand_ins.get((seat.pk, StandInKind.ALTERNATE), ""),
        deputy=stand_ins.get((seat.pk, StandInKind.DEPUTY), ""),
        is_kept_for_small=bool(seat.reserved_up_to and seat.reserved_up_to.is_small),
    )


def vacancy(begun: date, held: Sequence[Holding], day: date, refill_days: int) -> Vacancy:
    """Since the day after the last holder's last day, or since the seat began."""
    last = held[-1] if held else None
    since = last.ended_on + DAY if last and last.ended_on else begun
    return Vacancy(since, vacant_days(since, day), since + refill_days * DAY, last)


def _stand_ins(structure: Structure, day: date) -> Mapping[tuple[int, str], str]:
    rows = StandIn.objects.filter(on_day(day), seat__body__structure=structure)
    return {
        (seat, kind): name for seat, kind, name in rows.values_list("seat", "kind", "person__name")
    }


def _origins(records: Records, day: date) -> Callable[[int], str]:
    """Where an appointment's mandate began, as an area's code."""
    graph = MandateGraph(records, day)
    return lambda key: graph.area_of(records.appointment[key])


def _areas(structure: Structure) -> Mapping[str, str]:
    rows = structure.bodies.filter(area__isnull=False)
    return {
        code: in_language(name, name_cy)
        for code, name, name_cy in rows.values_list("area__code", "area__name", "area__name_cy")
    }


def _name(organisation: Organisation | None) -> str:
    return in_language(organisation.name, organisation.name_cy) if organisation else ""

"""Whether somebody can be chosen for a seat. Who may appoint is for `permissions`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from consortium.decisions import ALLOWED, Decision, refuse
from consortium.models import Band, Organisation, Person
from representation.models import Appointment, Seat, StandIn
from representation.selectors.electorates import membership_on, on_day, voting_home_on
from representation.states import (
    BY_VOTE,
    FOR_AN_ORGANISATION,
    WITHOUT_BASIS,
    AppointmentState,
    Eligibility,
    Mandate,
)
from representation.structures.settings import Value
from representation.structures.terms import days_held

DAYS_IN_YEAR = 365
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Votes:
    """How a vote went: organisations that could and did vote, people who stood. `voted`: None, no vote."""

    chosen_on: date
    electorate: int | None = None
    voted: int | None = None
    stood: int | None = None


@dataclass(frozen=True)
class Choice:
    """Who is to hold a seat, for whom, from when, by what mandate, and where that is recorded.

    `due_on`: the term's last day; None for the structure's usual term. `basis`: the person's appointment
    to the electing body, for a seat that its holders elect to.
    """

    person: Person
    mandate: Mandate
    start_on: date
    on_behalf_of: Organisation | None = None
    due_on: date | None = None
    basis: Appointment | None = None
    votes: Votes | None = None
    source: str = ""


def can_be_appointed(seat: Seat, choice: Choice, settings: Mapping[str, Value]) -> Decision:
    """Everything that a seat and its structure ask of a new holder, the first refusal first.

    Nobody asks anything of guests and of those whose way to the seat is not recorded: they have no mandate.
    """
    checks: list[Callable[[], Decision]] = [lambda: can_be_recorded(seat, choice)]
    if choice.mandate not in WITHOUT_BASIS:
        checks += [
            lambda: _is_eligible(seat, choice),
            lambda: _is_small_enough(seat, choice),
            lambda: _within_years(seat, choice, int(settings["most_years"])),
            lambda: _few_co_opted(seat, choice, int(settings["co_opted_most_pct"])),
        ]
    return _first_refusal(checks)


def can_be_recorded(seat: Seat, choice: Choice, until: date | None = None) -> Decision:
    """What is asked of an appointment that was made elsewhere: only that it can be true.

    `until`: its last day, if it is over.
    """
    return _first_refusal(
        [
            lambda: _seat_is_open(seat, choice.start_on),
            lambda: _seat_gives_way(seat, choice, until),
            lambda: _not_on_the_body_yet(seat, choice, until),
            lambda: _says_for_whom(choice),
            lambda: _votes_agree(choice),
        ]
    )


def _first_refusal(checks: Iterable[Callable[[], Decision]]) -> Decision:
    return next((found for check in checks if not (found := check())), ALLOWED)


def gives_way(holder: Appointment, choice: Choice) -> bool:
    """Whether a holder's time is over when the next one's begins.

    It is after the term's last day; who lost their basis goes on until replaced, and who was co-opted
    or invited until somebody is chosen by a vote.
    """
    if holder.start_on >= choice.start_on:
        return False
    if holder.due_on is not None and holder.due_on < choice.start_on:
        return True
    if holder.state == AppointmentState.BASIS_LOST:
        return holder.basis_lost_on is not None and holder.basis_lost_on <= choice.start_on
    is_for_now = {Mandate.CO_OPTED, *WITHOUT_BASIS}
    return holder.mandate in is_for_now and choice.mandate in BY_VOTE


def _seat_is_open(seat: Seat, day: date) -> Decision:
    if day < seat.start_on or (seat.end_on is not None and seat.end_on < day):
        return refuse(_("This seat is not there on that day."))
    if seat.body.end_on is not None and seat.body.end_on < day:
        return refuse(_("The body of this seat has ended by that day."))
    return ALLOWED


def _seat_gives_way(seat: Seat, choice: Choice, until: date | None) -> Decision:
    later = Appointment.objects.filter(seat=seat).exclude(ended_on__lt=choice.start_on)
    if until is not None:
        later = later.exclude(start_on__gt=until)
    for holder in later.select_related("person"):
        if holder.ended_on is None and gives_way(holder, choice):
            continue
        return refuse(
            _("%(name)s holds this seat then. Record the end of their time first.")
            % {"name": holder.person.name}
        )
    return ALLOWED


def _not_on_the_body_yet(seat: Seat, choice: Choice, until: date | None) -> Decision:
    others = Appointment.objects.filter(person=choice.person, seat__body=seat.body_id)
    others = others.exclude(seat=seat).exclude(ended_on__lt=choice.start_on)
    standing_in = StandIn.objects.filter(seat=seat, person=choice.person)
    standing_in = standing_in.exclude(end_on__lt=choice.start_on)
    if until is not None:
        others = others.exclude(start_on__gt=until)
        standing_in = standing_in.exclude(start_on__gt=until)
    if any(not _is_due_before(one, choice.start_on) for one in others):
        return refuse(_("This person holds another seat on the same body."))
    if standing_in.exists():
        return refuse(_("This person stands in on this seat: record the end of that first."))
    return ALLOWED


def _is_due_before(appointment: Appointment, day: date) -> bool:
    return appointment.due_on is not None and appointment.due_on < day


def _says_for_whom(choice: Choice) -> Decision:
    if choice.on_behalf_of is None and choice.mandate in FOR_AN_ORGANISATION:
        return refuse(_("Say which organisation this person speaks for."))
    return ALLOWED


def _votes_agree(choice: Choice) -> Decision:
    votes = choice.votes
    if votes is None or votes.voted is None:
        return ALLOWED
    if choice.mandate is Mandate.ELECTED_UNOPPOSED:
        return refuse(_("Nobody votes where nobody else stands: leave out how many voted."))
    if votes.electorate is None or votes.voted > votes.electorate:
        return refuse(_("More cannot have voted than could."))
    return ALLOWED


def _is_eligible(seat: Seat, choice: Choice) -> Decision:
    asked = Eligibility(seat.eligibility)
    if asked is Eligibility.HOLDERS:
        return _basis_holds(seat, choice)
    if choice.basis is not None or choice.mandate is Mandate.INDIRECTLY_ELECTED:
        return refuse(_("This seat is not elected by the holders of another body’s seats."))
    if asked is Eligibility.ANYBODY:
        return ALLOWED
    structure, organisation = seat.body.structure, choice.on_behalf_of
    if organisation is None or not membership_on(structure, organisation, choice.start_on):
        return refuse(_("Only people of member organisations can hold this seat."))
    home = voting_home_on(structure, organisation, choice.start_on)
    if asked is Eligibility.VOTERS and (home is None or home.pk != seat.electing_body_id):
        return refuse(
            _(
                "Only people of organisations that vote there can hold this seat. Electing body: %(body)s."
            )
            % {"body": seat.electing_body}
        )
    return ALLOWED


def _basis_holds(seat: Seat, choice: Choice) -> Decision:
    basis = choice.basis
    names = {"body": seat.electing_body}
    if basis is None or basis.person_id != choice.person.pk:
        return refuse(
            _("Only a holder of a seat there can be chosen. Electing body: %(body)s.") % names
        )
    if basis.seat.body_id != seat.electing_body_id:
        return refuse(_("That mandate is from another body. Electing body: %(body)s.") % names)
    is_running = basis.start_on <= choice.start_on and (
        basis.ended_on is None or basis.ended_on >= choice.start_on
    )
    if not is_running:
        return refuse(_("The mandate that this one would rest on does not hold that day."))
    return ALLOWED


def _is_small_enough(seat: Seat, choice: Choice) -> Decision:
    reserved = seat.reserved_up_to
    if reserved is None:
        return ALLOWED
    band = _band_of(choice.on_behalf_of, seat) if choice.on_behalf_of else None
    if band is None:
        return refuse(
            _("This seat is reserved by size, and the organisation’s income is not known.")
        )
    if band > reserved.from_pence:
        return refuse(
            _("This seat is reserved for organisations up to this size: %(band)s.")
            % {"band": reserved.name}
        )
    return ALLOWED


def _band_of(organisation: Organisation, seat: Seat) -> int | None:
    """Where the organisation's band begins, in the scheme that the seat is reserved by."""
    income = organisation.incomes.order_by("-year_end_on").first()
    if income is None or seat.reserved_up_to is None:
        return None
    bands = Band.objects.filter(scheme=seat.reserved_up_to.scheme_id)
    band = bands.filter(from_pence__lte=income.pence).order_by("-from_pence").first()
    return band.from_pence if band else None


def _within_years(seat: Seat, choice: Choice, most_years: int) -> Decision:
    if not most_years:
        return ALLOWED
    held = Appointment.objects.filter(person=choice.person, seat__body=seat.body_id)
    periods = held.values_list("start_on", "ended_on")
    if days_held(periods, choice.start_on - DAY) >= most_years * DAYS_IN_YEAR:
        return refuse(
            _("Nobody sits on one body for more than this many years: %(years)s.")
            % {"years": most_years}
        )
    return ALLOWED


def _few_co_opted(seat: Seat, choice: Choice, most_pct: int) -> Decision:
    """One may always be co-opted, where any may: a third of a single seat is none."""
    if choice.mandate is not Mandate.CO_OPTED:
        return ALLOWED
    seats = Seat.objects.filter(on_day(choice.start_on), body=seat.body_id).count()
    co_opted = Appointment.objects.filter(
        on_day(choice.start_on, end="ended_on"), seat__body=seat.body_id, mandate=Mandate.CO_OPTED
    ).exclude(seat=seat)
    if not most_pct or co_opted.count() + 1 > max(1, seats * most_pct // 100):
        return refuse(_("No more of this body’s seats may be co-opted."))
    return ALLOWED

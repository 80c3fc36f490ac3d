"""Whose vote it is: the electorate before the roll is frozen, and who votes for a line after it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from consortium.models import Organisation, Person, Role, User
from consortium.selectors.bands import band_of, bands_of
from consortium.states import RoleKind
from representation.election_states import RollSource
from representation.models import Appointment, Election, RollLine, Seat
from representation.selectors.electorates import on_day, voters_on


@dataclass(frozen=True)
class Elector:
    """One vote to be put on the roll. `voter` is None where the organisation names nobody yet."""

    organisation: Organisation
    voter: Person | None
    seat: Seat | None = None
    is_small: bool | None = None


def electorate_organisations(election: Election, day: date) -> QuerySet[Organisation]:
    """The organisations that have a vote on a day, once each."""
    if election.roll_source == RollSource.ORGANISATIONS:
        return voters_on(election.electorate, day)
    held = _held_on(election, day).values("on_behalf_of")
    return Organisation.objects.filter(pk__in=held).order_by("name", "pk")


def electors_on(election: Election, day: date) -> tuple[Elector, ...]:
    """Everybody with a vote on a day, in the order of the roll.

    Of member organisations each has one vote, by its voting contact; of a body's holders each seat has
    one, so that the result of the election that filled those seats is the roll of this one.
    """
    if election.roll_source == RollSource.HOLDERS:
        held = _held_on(election, day).select_related("on_behalf_of", "person", "seat__body")
        return tuple(
            Elector(one.on_behalf_of, one.person, one.seat, _is_small(election, one.on_behalf_of))
            for one in held
            if one.on_behalf_of is not None
        )
    organisations = list(voters_on(election.electorate, day))
    contacts = _voting_contacts(election, organisations, day)
    return tuple(
        Elector(one, contacts.get(one.pk), None, _is_small(election, one)) for one in organisations
    )


def current_voter(line: RollLine) -> Person | None:
    """Who votes for a line now: as frozen, or as last corrected."""
    last = line.corrections.select_related("voter").order_by("-pk").first()
    return last.voter if last else line.voter


def current_voter_is(line: RollLine, user: User) -> bool:
    """Whether one of the people at this address votes for the line."""
    voter = current_voter(line)
    return voter is not None and voter.user_id == user.pk


def lines_of(election: Election, user: User) -> tuple[RollLine, ...]:
    """The lines that somebody votes for, in the order of the roll: "am I on the roll?"."""
    lines = election.roll.select_related("organisation", "seat__body").order_by("number")
    named = lines.filter(voter__user=user) | lines.filter(corrections__voter__user=user)
    return tuple(line for line in named.distinct() if current_voter_is(line, user))


def _held_on(election: Election, day: date) -> QuerySet[Appointment]:
    body = election.electorate
    running = Appointment.objects.filter(on_day(day, end="ended_on"), seat__body=body)
    return running.filter(seat__is_voting=True).order_by("seat__number", "seat")


def _voting_contacts(
    election: Election, organisations: list[Organisation], day: date
) -> dict[int, Person]:
    """Each organisation's voting contact; where several are named, the one who came last."""
    roles = Role.objects.filter(
        on_day(day), kind=RoleKind.VOTING_CONTACT, organisation__in=organisations
    ).select_related("person")
    own = [
        role
        for role in roles.order_by("start_on", "pk")
        if role.consortium_id in (None, election.structure.consortium_id)
    ]
    return {role.organisation_id: role.person for role in own if role.organisation_id}


def _is_small(election: Election, organisation: Organisation) -> bool | None:
    income = organisation.incomes.order_by("-year_end_on").first()
    bands = bands_of(election.structure.consortium)
    band = band_of(income.pence if income else None, bands)
    return band.is_small if band else None

"""The words that rows of representation may carry, and which state of an appointment leads where."""

from collections.abc import Mapping
from enum import StrEnum


class BodyKind(StrEnum):
    """What sort of meeting a body is; boards and their sub-groups may be somebody else's."""

    FORUM = "forum"
    COUNTY_BODY = "county-body"
    MANAGEMENT_GROUP = "management-group"
    BOARD = "board"
    SUB_GROUP = "sub-group"
    COMMUNITY_COUNCIL = "community-council"


class CompositionPer(StrEnum):
    """What a composition rule counts seats for: the whole body, or each forum of the structure."""

    BODY = "body"
    FORUM = "forum"


class Eligibility(StrEnum):
    """Whom a seat's electorate may choose.

    Its voters: people of the organisations that vote in the electing body. Its holders: people who
    hold a seat on the electing body (the board's seat, from the county body). Any member: people of
    any organisation of the structure. Anybody: no organisation is asked for.
    """

    VOTERS = "voters"
    HOLDERS = "holders"
    ANY_MEMBER = "any-member"
    ANYBODY = "anybody"


class Mandate(StrEnum):
    """How somebody came to a seat. Who is invited speaks for nobody; who is co-opted, until the next vote."""

    ELECTED = "elected"
    ELECTED_UNOPPOSED = "elected-unopposed"
    INDIRECTLY_ELECTED = "indirectly-elected"
    NOMINATED = "nominated"
    CO_OPTED = "co-opted"
    INVITED = "invited"
    NOT_RECORDED = "not-recorded"


BY_VOTE = frozenset({Mandate.ELECTED, Mandate.ELECTED_UNOPPOSED, Mandate.INDIRECTLY_ELECTED})
FOR_AN_ORGANISATION = BY_VOTE | {Mandate.NOMINATED}
WITHOUT_BASIS = frozenset({Mandate.INVITED, Mandate.NOT_RECORDED})


class EndReason(StrEnum):
    """Why an appointment ended; after EveryElection's reasons for by-elections, with our own."""

    TERM_ENDED = "term-ended"
    RESIGNED = "resigned"
    LEFT_ORGANISATION = "left-organisation"
    ORGANISATION_LEFT = "organisation-left"
    MISSED_MEETINGS = "missed-meetings"
    RECALLED = "recalled"
    DIED = "died"
    BASIS_ENDED = "basis-ended"
    REPLACED = "replaced"
    ANNULLED = "annulled"
    BODY_DISSOLVED = "body-dissolved"
    SEAT_ABOLISHED = "seat-abolished"
    NOT_RECORDED = "not-recorded"


class AppointmentState(StrEnum):
    """Where an appointment stands. Basis lost: the mandate that this one rests on has ended."""

    STANDING = "standing"
    BASIS_LOST = "basis-lost"
    ENDED = "ended"


APPOINTMENT_MOVES: Mapping[AppointmentState, frozenset[AppointmentState]] = {
    AppointmentState.STANDING: frozenset({AppointmentState.BASIS_LOST, AppointmentState.ENDED}),
    AppointmentState.BASIS_LOST: frozenset({AppointmentState.STANDING, AppointmentState.ENDED}),
    AppointmentState.ENDED: frozenset(),
}


class StandInKind(StrEnum):
    """An alternate goes when the holder cannot, from another organisation; a deputy helps throughout."""

    ALTERNATE = "alternate"
    DEPUTY = "deputy"

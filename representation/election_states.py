"""Where an election and a candidacy stand, which state leads where, and whose office moves them there."""

from collections.abc import Mapping
from enum import StrEnum


class ElectionState(StrEnum):
    """From the draft of a timetable to the destruction of the envelopes.

    Closed: after the poll. Counted: the figures are known to officers. Declared: to everybody, and those
    elected hold their seats; a challenge may be made until its window ends, when the election is
    published. Void: a challenge was upheld. Abandoned: given up before a result (countermanded).
    """

    DRAFTED = "drafted"
    NOMINATIONS_OPEN = "nominations-open"
    NOMINATIONS_CLOSED = "nominations-closed"
    UNCONTESTED = "uncontested"
    REHEARSED = "rehearsed"
    OPEN = "open"
    CLOSED = "closed"
    COUNTED = "counted"
    DECLARED = "declared"
    CHALLENGED = "challenged"
    PUBLISHED = "published"
    DESTROYED = "destroyed"
    ABANDONED = "abandoned"
    VOID = "void"


class Office(StrEnum):
    """Who moves an election. The adjudicator is the chair or lead: never the returning officer."""

    RETURNING_OFFICER = "returning-officer"
    ELECTOR = "elector"
    ADJUDICATOR = "adjudicator"


_S, _O = ElectionState, Office

ELECTION_MOVES: Mapping[ElectionState, Mapping[ElectionState, Office]] = {
    _S.DRAFTED: {
        _S.NOMINATIONS_OPEN: _O.RETURNING_OFFICER,
        _S.ABANDONED: _O.RETURNING_OFFICER,
    },
    _S.NOMINATIONS_OPEN: {
        _S.NOMINATIONS_CLOSED: _O.RETURNING_OFFICER,
        _S.ABANDONED: _O.RETURNING_OFFICER,
    },
    _S.NOMINATIONS_CLOSED: {
        _S.NOMINATIONS_OPEN: _O.RETURNING_OFFICER,
        _S.UNCONTESTED: _O.RETURNING_OFFICER,
        _S.REHEARSED: _O.RETURNING_OFFICER,
        _S.ABANDONED: _O.RETURNING_OFFICER,
    },
    _S.UNCONTESTED: {
        _S.NOMINATIONS_OPEN: _O.RETURNING_OFFICER,
        _S.DECLARED: _O.RETURNING_OFFICER,
        _S.ABANDONED: _O.RETURNING_OFFICER,
    },
    _S.REHEARSED: {_S.OPEN: _O.RETURNING_OFFICER, _S.ABANDONED: _O.RETURNING_OFFICER},
    _S.OPEN: {_S.CLOSED: _O.RETURNING_OFFICER, _S.ABANDONED: _O.RETURNING_OFFICER},
    _S.CLOSED: {_S.COUNTED: _O.RETURNING_OFFICER, _S.ABANDONED: _O.RETURNING_OFFICER},
    _S.COUNTED: {_S.DECLARED: _O.RETURNING_OFFICER},
    _S.DECLARED: {_S.CHALLENGED: _O.ELECTOR, _S.PUBLISHED: _O.RETURNING_OFFICER},
    _S.CHALLENGED: {_S.DECLARED: _O.ADJUDICATOR, _S.VOID: _O.ADJUDICATOR},
    _S.PUBLISHED: {_S.DESTROYED: _O.RETURNING_OFFICER},
    _S.VOID: {_S.DESTROYED: _O.RETURNING_OFFICER},
    _S.ABANDONED: {_S.DESTROYED: _O.RETURNING_OFFICER},
    _S.DESTROYED: {},
}

MOVES_WITH_REASON = frozenset(
    {
        (_S.NOMINATIONS_CLOSED, _S.NOMINATIONS_OPEN),
        (_S.UNCONTESTED, _S.NOMINATIONS_OPEN),
        (_S.DECLARED, _S.CHALLENGED),
        (_S.CHALLENGED, _S.DECLARED),
        (_S.CHALLENGED, _S.VOID),
        *(
            (state, _S.ABANDONED)
            for state, moves in ELECTION_MOVES.items()
            if _S.ABANDONED in moves
        ),
    }
)

BEFORE_THE_POLL = frozenset(
    {_S.DRAFTED, _S.NOMINATIONS_OPEN, _S.NOMINATIONS_CLOSED, _S.UNCONTESTED, _S.REHEARSED}
)
RESULT_IS_PUBLIC = frozenset({_S.DECLARED, _S.CHALLENGED, _S.PUBLISHED, _S.VOID, _S.DESTROYED})
ENVELOPES_MAY_GO = frozenset({_S.PUBLISHED, _S.VOID, _S.ABANDONED})


class CandidacyState(StrEnum):
    """Nominated: put forward. Standing: found valid. Refused: found invalid. Withdrawn: by the candidate."""

    NOMINATED = "nominated"
    STANDING = "standing"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


CANDIDACY_MOVES: Mapping[CandidacyState, frozenset[CandidacyState]] = {
    CandidacyState.NOMINATED: frozenset(
        {CandidacyState.STANDING, CandidacyState.REFUSED, CandidacyState.WITHDRAWN}
    ),
    CandidacyState.STANDING: frozenset({CandidacyState.REFUSED, CandidacyState.WITHDRAWN}),
    CandidacyState.REFUSED: frozenset({CandidacyState.STANDING}),
    CandidacyState.WITHDRAWN: frozenset(),
}


class Channel(StrEnum):
    """How a vote comes in."""

    WEB = "web"
    POST = "post"
    PHONE = "phone"


class TieRule(StrEnum):
    """How a tie that earlier stages leave is broken: by the public lot, or by names drawn in the room."""

    PUBLIC_LOT = "public-lot"
    DRAWN = "drawn"


class RollSource(StrEnum):
    """Whose roll it is: member organisations that vote in the body, or the holders of the body's seats."""

    ORGANISATIONS = "organisations"
    HOLDERS = "holders"


class FillRule(StrEnum):
    """How a casual vacancy is filled; chosen before the election."""

    COUNTBACK = "countback"
    RUNNER_UP = "runner-up"
    BY_ELECTION = "by-election"
    CO_OPTION = "co-option"

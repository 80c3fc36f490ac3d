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
    """Who does things in an election; somebody may hold several. The clock holds none.

    Member: acts for an organisation of the electorate. Elector: votes for a line of the roll. Teller: the
    returning officer, the coordinator or the lead. Adjudicator: the chair or the lead, and never the
    returning officer.
    """

    RETURNING_OFFICER = "returning-officer"
    TELLER = "teller"
    MEMBER = "member"
    NOMINEE = "nominee"
    ELECTOR = "elector"
    ADJUDICATOR = "adjudicator"


class Action(StrEnum):
    """Everything that is done in an election after it is planned."""

    CHANGE_PLAN = "change-plan"
    OPEN_NOMINATIONS = "open-nominations"
    NOMINATE = "nominate"
    CONSENT = "consent"
    ENDORSE = "endorse"
    WITHDRAW = "withdraw"
    DECIDE_NOMINATION = "decide-nomination"
    CLOSE_NOMINATIONS = "close-nominations"
    REOPEN_NOMINATIONS = "reopen-nominations"
    ACCEPT_UNCONTESTED = "accept-uncontested"
    FREEZE_ROLL = "freeze-roll"
    COMMIT_LOT = "commit-lot"
    MAKE_KEY = "make-key"
    REHEARSE = "rehearse"
    OPEN_POLL = "open-poll"
    CORRECT_ROLL = "correct-roll"
    ISSUE_PAPER = "issue-paper"
    RETURN_PAPER = "return-paper"
    CAST = "cast"
    CAST_BY_PHONE = "cast-by-phone"
    REMIND = "remind"
    CLOSE_POLL = "close-poll"
    ENTER_PAPER = "enter-paper"
    DRAW_LOT = "draw-lot"
    COUNT = "count"
    DECLARE = "declare"
    CHALLENGE = "challenge"
    DECIDE_CHALLENGE = "decide-challenge"
    PUBLISH = "publish"
    DESTROY_ENVELOPES = "destroy-envelopes"
    ABANDON = "abandon"
    FILL_VACANCY = "fill-vacancy"


_S, _A, _O = ElectionState, Action, Office

ELECTION_MOVES: Mapping[ElectionState, Mapping[ElectionState, Action]] = {
    _S.DRAFTED: {_S.NOMINATIONS_OPEN: _A.OPEN_NOMINATIONS, _S.ABANDONED: _A.ABANDON},
    _S.NOMINATIONS_OPEN: {
        _S.NOMINATIONS_CLOSED: _A.CLOSE_NOMINATIONS,
        _S.ABANDONED: _A.ABANDON,
    },
    _S.NOMINATIONS_CLOSED: {
        _S.NOMINATIONS_OPEN: _A.REOPEN_NOMINATIONS,
        _S.UNCONTESTED: _A.ACCEPT_UNCONTESTED,
        _S.REHEARSED: _A.REHEARSE,
        _S.ABANDONED: _A.ABANDON,
    },
    _S.UNCONTESTED: {
        _S.NOMINATIONS_OPEN: _A.REOPEN_NOMINATIONS,
        _S.DECLARED: _A.DECLARE,
        _S.ABANDONED: _A.ABANDON,
    },
    _S.REHEARSED: {_S.OPEN: _A.OPEN_POLL, _S.ABANDONED: _A.ABANDON},
    _S.OPEN: {_S.CLOSED: _A.CLOSE_POLL, _S.ABANDONED: _A.ABANDON},
    _S.CLOSED: {_S.COUNTED: _A.COUNT, _S.ABANDONED: _A.ABANDON},
    _S.COUNTED: {_S.DECLARED: _A.DECLARE},
    _S.DECLARED: {_S.CHALLENGED: _A.CHALLENGE, _S.PUBLISHED: _A.PUBLISH},
    _S.CHALLENGED: {_S.DECLARED: _A.DECIDE_CHALLENGE, _S.VOID: _A.DECIDE_CHALLENGE},
    _S.PUBLISHED: {_S.DESTROYED: _A.DESTROY_ENVELOPES},
    _S.VOID: {_S.DESTROYED: _A.DESTROY_ENVELOPES},
    _S.ABANDONED: {_S.DESTROYED: _A.DESTROY_ENVELOPES},
    _S.DESTROYED: {},
}

WITHIN_A_STATE: Mapping[Action, frozenset[ElectionState]] = {
    _A.CHANGE_PLAN: frozenset({_S.DRAFTED}),
    _A.NOMINATE: frozenset({_S.NOMINATIONS_OPEN}),
    _A.CONSENT: frozenset({_S.NOMINATIONS_OPEN}),
    _A.ENDORSE: frozenset({_S.NOMINATIONS_OPEN}),
    _A.WITHDRAW: frozenset({_S.NOMINATIONS_OPEN}),
    _A.DECIDE_NOMINATION: frozenset({_S.NOMINATIONS_OPEN}),
    _A.FREEZE_ROLL: frozenset({_S.NOMINATIONS_CLOSED, _S.REHEARSED}),
    _A.COMMIT_LOT: frozenset({_S.NOMINATIONS_CLOSED, _S.REHEARSED}),
    _A.MAKE_KEY: frozenset({_S.NOMINATIONS_CLOSED}),
    _A.CORRECT_ROLL: frozenset({_S.REHEARSED, _S.OPEN}),
    _A.ISSUE_PAPER: frozenset({_S.REHEARSED, _S.OPEN}),
    _A.RETURN_PAPER: frozenset({_S.OPEN, _S.CLOSED}),
    _A.CAST: frozenset({_S.OPEN}),
    _A.CAST_BY_PHONE: frozenset({_S.OPEN}),
    _A.REMIND: frozenset({_S.OPEN}),
    _A.ENTER_PAPER: frozenset({_S.CLOSED}),
    _A.DRAW_LOT: frozenset({_S.CLOSED}),
    _A.FILL_VACANCY: frozenset({_S.PUBLISHED, _S.DESTROYED}),
}

# Whatever stands in no other line is the returning officer's alone.
OFFICES: Mapping[Action, frozenset[Office]] = {
    action: frozenset({_O.RETURNING_OFFICER}) for action in Action
} | {
    _A.NOMINATE: frozenset({_O.MEMBER}),
    _A.CONSENT: frozenset({_O.NOMINEE}),
    _A.ENDORSE: frozenset({_O.MEMBER}),
    _A.WITHDRAW: frozenset({_O.NOMINEE}),
    _A.CAST: frozenset({_O.ELECTOR}),
    _A.CAST_BY_PHONE: frozenset({_O.TELLER}),
    _A.RETURN_PAPER: frozenset({_O.TELLER}),
    _A.ENTER_PAPER: frozenset({_O.TELLER}),
    _A.CHALLENGE: frozenset({_O.ELECTOR, _O.NOMINEE}),
    _A.DECIDE_CHALLENGE: frozenset({_O.ADJUDICATOR}),
}


def states_for(action: Action) -> frozenset[ElectionState]:
    """The states in which the action may be done."""
    moving = {state for state, moves in ELECTION_MOVES.items() if action in moves.values()}
    return WITHIN_A_STATE.get(action, frozenset()) | moving


ACTIONS_WITH_REASON = frozenset(
    {_A.REOPEN_NOMINATIONS, _A.CHALLENGE, _A.DECIDE_CHALLENGE, _A.ABANDON}
)

BEFORE_THE_POLL = frozenset(
    {_S.DRAFTED, _S.NOMINATIONS_OPEN, _S.NOMINATIONS_CLOSED, _S.UNCONTESTED, _S.REHEARSED}
)
BEFORE_A_RESULT = BEFORE_THE_POLL | {_S.OPEN, _S.CLOSED, _S.COUNTED}
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

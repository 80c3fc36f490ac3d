"""Where a board's request for somebody from the sector stands, and whose move it is."""

from collections.abc import Mapping
from enum import StrEnum


class RequestState(StrEnum):
    """`unconfirmed`: nobody has said yet that the address is the officer's; nobody is shown it."""

    UNCONFIRMED = "unconfirmed"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Asker(StrEnum):
    """Who moves a request: the board's officer, by the link in the mail, or who leads the network."""

    OFFICER = "officer"
    LEADER = "leader"


_S, _A = RequestState, Asker
REQUEST_MOVES: Mapping[RequestState, Mapping[RequestState, Asker]] = {
    _S.UNCONFIRMED: {_S.WAITING: _A.OFFICER, _S.WITHDRAWN: _A.OFFICER},
    _S.WAITING: {
        _S.ACCEPTED: _A.LEADER,
        _S.REFUSED: _A.LEADER,
        _S.WITHDRAWN: _A.OFFICER,
    },
    _S.ACCEPTED: {},
    _S.REFUSED: {_S.WAITING: _A.LEADER},
    _S.WITHDRAWN: {},
}
NEEDS_REASON = frozenset({_S.REFUSED})

"""What the returning officer and the tellers can do next, and why not the rest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from consortium.decisions import ALLOWED, Decision, refuse
from consortium.models import User
from representation.election_permissions import may_act, offices_of
from representation.election_states import Action, Office
from representation.models import Election
from representation.rules.elections import (
    can_accept_uncontested,
    can_act,
    can_close_nominations,
    can_close_poll,
    can_count,
    can_open_nominations,
    can_open_poll,
    can_publish,
    can_rehearse,
)
from representation.selectors.outcomes import challenge_window_ends
from representation.selectors.paper_entries import paper_pile
from representation.selectors.vacancies import seats_left


@dataclass(frozen=True)
class Task:
    """One thing to do, by its code; the decision says whether now, and why not."""

    action: Action
    decision: Decision


RUNNING = frozenset({Office.RETURNING_OFFICER, Office.TELLER, Office.ADJUDICATOR})
OFFICERS_TASKS = (
    Action.CHANGE_PLAN,
    Action.OPEN_NOMINATIONS,
    Action.DECIDE_NOMINATION,
    Action.CLOSE_NOMINATIONS,
    Action.REOPEN_NOMINATIONS,
    Action.MAKE_KEY,
    Action.COMMIT_LOT,
    Action.FREEZE_ROLL,
    Action.REHEARSE,
    Action.OPEN_POLL,
    Action.ISSUE_PAPER,
    Action.CORRECT_ROLL,
    Action.REMIND,
    Action.CAST_BY_PHONE,
    Action.RETURN_PAPER,
    Action.CLOSE_POLL,
    Action.ENTER_PAPER,
    Action.DRAW_LOT,
    Action.COUNT,
    Action.DECLARE,
    Action.DECIDE_CHALLENGE,
    Action.PUBLISH,
    Action.FILL_VACANCY,
    Action.DESTROY_ENVELOPES,
    Action.ABANDON,
)


def tasks_for(user: User, election: Election, now: datetime) -> tuple[Task, ...]:
    """Every task of the election in the order in which they come, as it stands for this user now."""
    return tuple(
        Task(action, can_be_done(user, action, election, now)) for action in OFFICERS_TASKS
    )


def elections_to_run(user: User) -> tuple[Election, ...]:
    """Elections in which the user has something to run, count or judge, the latest poll first."""
    found = Election.objects.select_related("structure__consortium", "electorate")
    return tuple(one for one in found if offices_of(user, one) & RUNNING)


def can_be_done(user: User, action: Action, election: Election, now: datetime) -> Decision:
    """Whether the user can do it at that moment: office, state, and what else the step waits for."""
    first = may_act(user, action, election).and_also(can_act(action, election))
    if not first or action not in _FACTS:
        return first
    return _FACTS[action](election, now)


def _can_fill(election: Election) -> Decision:
    if any(one.by_election is None for one in seats_left(election)):
        return ALLOWED
    return refuse(_("No seat of this election is vacant."))


def _can_count(election: Election) -> Decision:
    pile = paper_pile(election)
    return can_count(election, pile.returned, pile.settled)


_FACTS: Mapping[Action, Callable[[Election, datetime], Decision]] = {
    Action.OPEN_NOMINATIONS: can_open_nominations,
    Action.CLOSE_NOMINATIONS: can_close_nominations,
    Action.ACCEPT_UNCONTESTED: lambda election, now: can_accept_uncontested(election),
    Action.REHEARSE: lambda election, now: can_rehearse(election),
    Action.OPEN_POLL: can_open_poll,
    Action.CLOSE_POLL: can_close_poll,
    Action.COUNT: lambda election, now: _can_count(election),
    Action.FILL_VACANCY: lambda election, now: _can_fill(election),
    Action.PUBLISH: lambda election, now: (
        can_publish(ends, now) if (ends := challenge_window_ends(election)) else ALLOWED
    ),
}

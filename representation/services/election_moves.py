"""The one way in which an election or a candidacy changes its state: table, office, row, step, seal."""

from datetime import UTC, datetime

from django.db import connection
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import refuse
from consortium.models import User
from representation.election_permissions import may_act
from representation.election_states import (
    ELECTION_MOVES,
    Action,
    CandidacyState,
    ElectionState,
)
from representation.models import Candidacy, CandidacyStep, Election, ElectionStep
from representation.rules.elections import can_act, can_move, can_move_candidacy
from representation.services.seals import seal


def locked(election: Election) -> Election:
    """The election as it is now, locked: one thing at a time is done to it, except voting."""
    return Election.objects.select_for_update().get(pk=election.pk)


def allowed(action: Action, *, by: User, election: Election) -> Election:
    """The election, locked, if its state and the user's offices allow the action. Raises Refused."""
    election = locked(election)
    may_act(by, action, election).require()
    can_act(action, election).require()
    return election


def advance(election: Election, to: ElectionState, *, by: User, reason: str = "") -> Election:
    """Move a locked election to a state. Raises Refused where table, office or reason do not allow it."""
    can_move(election, to, reason).require()
    before = ElectionState(election.state)
    may_act(by, ELECTION_MOVES[before][to], election).require()
    if not Election.objects.filter(pk=election.pk, state=before).update(state=to):
        refuse(_("Somebody else has moved this election on meanwhile.")).require()
    election.state = to
    begin_step(election, before, to, by=by, reason=reason)
    return election


def begin_step(
    election: Election, before: str, to: ElectionState, *, by: User, reason: str = ""
) -> None:
    """Note a step, seal the list of steps, and tell the audit trail."""
    number = election.steps.count() + 1
    ElectionStep.objects.create(
        election=election,
        number=number,
        from_state=before,
        to_state=to,
        at=timezone.now(),
        by=by,
        reason=reason,
    )
    seal(election, "steps")
    record("election.moved", subject=election, by=by, to=to.value)


def advance_candidacy(
    candidacy: Candidacy, to: CandidacyState, *, by: User, reason: str = ""
) -> Candidacy:
    """Move a candidacy to a state. Raises Refused where the table or the lack of a reason forbids it."""
    can_move_candidacy(candidacy, to, reason).require()
    before = candidacy.state
    candidacy.state = to
    candidacy.save(update_fields=["state", "is_small"])
    CandidacyStep.objects.create(
        candidacy=candidacy, from_state=before, to_state=to, by=by, reason=reason
    )
    record("candidacy.moved", subject=candidacy, by=by, to=to.value)
    return candidacy


DATABASE_CLOCK = {
    "postgresql": "clock_timestamp()",
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')",
}


def clock_sql() -> str:
    """The moment at which the statement's row is looked at, by the database's own clock."""
    return DATABASE_CLOCK[connection.vendor]


def database_now() -> datetime:
    """The time by the one clock that decides whether a vote is in time."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {clock_sql()}")
        (now,) = cursor.fetchone()
    moment = now if isinstance(now, datetime) else parse_datetime(now)
    if moment is None:
        raise ValueError(f"not a time: {now}")
    return timezone.make_aware(moment, UTC) if timezone.is_naive(moment) else moment

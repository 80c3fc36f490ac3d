"""From the count to the end: declaration, appointments, challenge, publication, destruction of envelopes."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import Refused, refuse
from consortium.models import User
from representation.election_states import (
    ENVELOPES_MAY_GO,
    Action,
    ElectionState,
    RollSource,
)
from representation.models import Election, Envelope, Outcome, PaperEntry
from representation.rules.choosing import Choice, Votes
from representation.rules.elections import can_challenge, can_publish
from representation.selectors.contests import candidates_on_paper
from representation.selectors.outcomes import (
    Elected,
    challenge_window_ends,
    elected_in,
    papers_returned,
)
from representation.selectors.terms import terms_by_place
from representation.services.appointments import appoint, end_appointment
from representation.services.election_moves import advance, allowed, database_now
from representation.services.nominations import basis_of
from representation.services.seals import seal
from representation.states import AppointmentState, EndReason, Mandate


@transaction.atomic
def declare(*, by: User, election: Election) -> Election:
    """Declare the result, and appoint everybody elected from the day that the term begins. Raises Refused.

    Office: the returning officer. Where fewer stood than there are places, the rest stay vacant; so does
    the seat of somebody elected who can no longer hold it, and the audit trail says why.
    """
    election = allowed(Action.DECLARE, by=by, election=election)
    election = advance(election, ElectionState.DECLARED, by=by)
    for contest in election.contests.order_by("number"):
        stood = len(candidates_on_paper(contest))
        elected = elected_in(contest)
        for one, due_on in zip(elected, _terms(election, elected), strict=True):
            try:
                _appoint(election, one, stood, due_on, by=by)
            except Refused as refusal:
                _leave_vacant(election, one, refusal.reason, by=by)
    seal(election, "outcomes")
    return election


@transaction.atomic
def challenge(*, by: User, election: Election, reason: str) -> Election:
    """An elector or candidate challenges the result, within the window. Raises Refused."""
    election = allowed(Action.CHALLENGE, by=by, election=election)
    ends = challenge_window_ends(election)
    can_challenge(ends or database_now(), database_now()).require()
    return advance(election, ElectionState.CHALLENGED, by=by, reason=reason)


@transaction.atomic
def decide_challenge(*, by: User, election: Election, is_upheld: bool, reason: str) -> Election:
    """Let the result stand, or make the election void and end what came of it. Raises Refused.

    Office: the chair or the lead, neither of whom ran the election or stood in it.
    """
    election = allowed(Action.DECIDE_CHALLENGE, by=by, election=election)
    if not is_upheld:
        return advance(election, ElectionState.DECLARED, by=by, reason=reason)
    election = advance(election, ElectionState.VOID, by=by, reason=reason)
    for outcome in Outcome.objects.filter(contest__election=election):
        appointment = outcome.appointment
        if appointment.state != AppointmentState.ENDED:
            last_day = max(timezone.localdate(), appointment.start_on)
            end_appointment(
                by=None,
                appointment=appointment,
                reason=EndReason.ANNULLED,
                last_day=last_day,
                note=reason[:300],
            )
    return election


@transaction.atomic
def publish_election(*, by: User, election: Election, in_full: bool = False) -> Election:
    """The window is over and nothing is challenged: the result is final. Raises Refused.

    in_full: publish every ranking whatever the number of papers. Show the officer first how many are one
    elector's alone (`Disclosure.unique`).
    """
    election = allowed(Action.PUBLISH, by=by, election=election)
    ends = challenge_window_ends(election)
    can_publish(ends or database_now(), database_now()).require()
    election.publish_in_full = in_full
    election.save(update_fields=["publish_in_full"])
    return advance(election, ElectionState.PUBLISHED, by=by)


@transaction.atomic
def destroy_envelopes(*, by: User, election: Election) -> Election:
    """Destroy the sealed votes and the tellers' readings; the opened papers stay. Raises Refused.

    Office: the returning officer. What old backups hold stays sealed to a key that only its holders have.
    """
    election = allowed(Action.DESTROY_ENVELOPES, by=by, election=election)
    if ElectionState(election.state) not in ENVELOPES_MAY_GO:
        refuse(_("Envelopes are kept until the result is final.")).require()
    gone = Envelope.objects.filter(election=election).delete()[0]
    PaperEntry.objects.filter(election=election).delete()
    record("election.envelopes-destroyed", subject=election, by=by, count=gone)
    return advance(election, ElectionState.DESTROYED, by=by)


@transaction.atomic
def abandon(*, by: User, election: Election, reason: str) -> Election:
    """Give the election up before a result, and say why; nothing sealed is ever opened. Raises Refused."""
    election = allowed(Action.ABANDON, by=by, election=election)
    return advance(election, ElectionState.ABANDONED, by=by, reason=reason)


def _terms(election: Election, elected: Sequence[Elected]) -> Sequence[date | None]:
    """By the order of the vote where the structure staggers first terms; without a vote, all alike."""
    if any(one.unopposed for one in elected):
        return (None,) * len(elected)
    seats = [one.seat for one in elected]
    return terms_by_place(election.structure, seats, election.term_starts_on)


def _leave_vacant(election: Election, one: Elected, reason: str, *, by: User) -> None:
    record(
        "election.seat-left-vacant",
        subject=election,
        by=by,
        seat=one.seat.pk,
        candidacy=one.candidacy.pk,
        reason=reason,
    )


@transaction.atomic
def _appoint(
    election: Election, one: Elected, stood: int, due_on: date | None, *, by: User
) -> None:
    candidacy = one.candidacy
    appointment = appoint(
        by=by,
        seat=one.seat,
        choice=Choice(
            person=candidacy.person,
            mandate=_mandate(election, one),
            start_on=election.term_starts_on,
            on_behalf_of=candidacy.on_behalf_of,
            due_on=due_on,
            basis=basis_of(election, candidacy.person),
            votes=Votes(
                chosen_on=timezone.localdate(election.closes_at),
                electorate=election.roll_size,
                voted=None if one.unopposed else papers_returned(election),
                stood=stood,
            ),
            source=election.title,
        ),
    )
    Outcome.objects.create(contest=candidacy.contest, candidacy=candidacy, appointment=appointment)


def _mandate(election: Election, one: Elected) -> Mandate:
    if one.unopposed:
        return Mandate.ELECTED_UNOPPOSED
    if election.roll_source == RollSource.HOLDERS:
        return Mandate.INDIRECTLY_ELECTED
    return Mandate.ELECTED

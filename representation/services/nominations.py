"""Nominations: put forward, consented to, endorsed, withdrawn, decided, closed, opened again."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import Decision, refuse
from consortium.models import Organisation, Person, User
from representation.counting.ballots import on_one_line
from representation.election_permissions import may_speak_for, may_stand_down
from representation.election_states import Action, CandidacyState, ElectionState, RollSource
from representation.models import (
    Appointment,
    Candidacy,
    CandidacyStep,
    Contest,
    Election,
    Endorsement,
)
from representation.rules.choosing import Choice, can_be_appointed
from representation.rules.elections import (
    can_accept_uncontested,
    can_close_nominations,
    can_stand,
)
from representation.selectors.contests import seats_of
from representation.selectors.electorates import on_day
from representation.selectors.electors import electorate_organisations
from representation.selectors.structure_settings import settings_on
from representation.services.election_moves import (
    advance,
    advance_candidacy,
    allowed,
    database_now,
)
from representation.states import Eligibility, Mandate

LONGEST_STATEMENT = 1500


@dataclass(frozen=True)
class Nomination:
    """Who is put forward, for which organisation, and what they say of themselves, in either language."""

    person: Person
    on_behalf_of: Organisation | None
    statement: str = ""
    statement_cy: str = ""


@transaction.atomic
def nominate(*, by: User, contest: Contest, nomination: Nomination) -> Candidacy:
    """Put somebody forward. Office: whoever speaks for an organisation with a vote. Raises Refused.

    Whoever nominates themselves consents by it.
    """
    election = allowed(Action.NOMINATE, by=by, election=contest.election)
    person, name = nomination.person, on_one_line(nomination.person.name)
    if person.pk == election.returning_officer_id:
        refuse(_("The returning officer cannot stand.")).require()
    if contest.candidacies.filter(person=person).exists():
        refuse(_("This person is nominated already.")).require()
    if contest.candidacies.filter(name=name).exists():
        refuse(_("Somebody of the same name is nominated. Add a second name to one.")).require()
    if _stands_for_the_same_body(contest, person):
        refuse(_("This person stands for another seat on the same body.")).require()
    if max(len(nomination.statement), len(nomination.statement_cy)) > LONGEST_STATEMENT:
        refuse(_("A statement has at most 1,500 characters.")).require()
    can_fill(contest, person, nomination.on_behalf_of).require()
    is_own = by.people.filter(pk=person.pk).exists()
    candidacy = Candidacy.objects.create(
        contest=contest,
        person=person,
        on_behalf_of=nomination.on_behalf_of,
        name=name,
        statement=nomination.statement,
        statement_cy=nomination.statement_cy,
        consented_at=timezone.now() if is_own else None,
    )
    CandidacyStep.objects.create(candidacy=candidacy, to_state=CandidacyState.NOMINATED, by=by)
    record("candidacy.nominated", subject=candidacy, by=by)
    return candidacy


@transaction.atomic
def consent_to_stand(*, by: User, candidacy: Candidacy) -> Candidacy:
    """The person nominated agrees to stand and to what will be public. Raises Refused."""
    allowed(Action.CONSENT, by=by, election=candidacy.contest.election)
    may_stand_down(by, candidacy).require()
    if candidacy.consented_at is None:
        candidacy.consented_at = timezone.now()
        candidacy.save(update_fields=["consented_at"])
        record("candidacy.consented", subject=candidacy, by=by)
    return candidacy


@transaction.atomic
def endorse(*, by: User, candidacy: Candidacy, organisation: Organisation) -> Endorsement:
    """An organisation with a vote supports a nomination; its own does not count. Raises Refused."""
    election = allowed(Action.ENDORSE, by=by, election=candidacy.contest.election)
    may_speak_for(by, organisation).require()
    voters = electorate_organisations(election, timezone.localdate())
    if not voters.filter(pk=organisation.pk).exists():
        refuse(_("This organisation has no vote in this election.")).require()
    if organisation.pk == candidacy.on_behalf_of_id:
        refuse(_("A candidate’s own organisation cannot endorse them.")).require()
    endorsement, is_new = Endorsement.objects.get_or_create(
        candidacy=candidacy, organisation=organisation, defaults={"by": by}
    )
    if is_new:
        record("candidacy.endorsed", subject=candidacy, by=by, organisation=organisation.pk)
    return endorsement


@transaction.atomic
def withdraw(*, by: User, candidacy: Candidacy) -> Candidacy:
    """The person nominated stands no more; until nominations close. Raises Refused."""
    allowed(Action.WITHDRAW, by=by, election=candidacy.contest.election)
    may_stand_down(by, candidacy).require()
    return advance_candidacy(candidacy, CandidacyState.WITHDRAWN, by=by)


@transaction.atomic
def decide_nomination(
    *, by: User, candidacy: Candidacy, is_valid: bool, reason: str = ""
) -> Candidacy:
    """Find a nomination valid, or refuse it and say why. Office: the returning officer. Raises Refused.

    A valid one has consent, endorsements, and an organisation that could take one of the seats.
    """
    allowed(Action.DECIDE_NOMINATION, by=by, election=candidacy.contest.election)
    if not is_valid:
        return advance_candidacy(candidacy, CandidacyState.REFUSED, by=by, reason=reason)
    can_stand(candidacy).require()
    can_fill(candidacy.contest, candidacy.person, candidacy.on_behalf_of).require()
    candidacy.is_small = _fits_reserved(candidacy)
    return advance_candidacy(candidacy, CandidacyState.STANDING, by=by)


@transaction.atomic
def close_nominations(*, by: User, election: Election) -> Election:
    """Close nominations, draw the order on the ballot paper, and say who is unopposed. Raises Refused.

    Office: the returning officer. Where nobody has to vote the election goes on as uncontested.
    """
    election = allowed(Action.CLOSE_NOMINATIONS, by=by, election=election)
    can_close_nominations(election, database_now()).require()
    for contest in election.contests.all():
        _draw_places(contest)
    election = advance(election, ElectionState.NOMINATIONS_CLOSED, by=by)
    if can_accept_uncontested(election):
        election = advance(election, ElectionState.UNCONTESTED, by=by)
    return election


@transaction.atomic
def reopen_nominations(*, by: User, election: Election, until: datetime, reason: str) -> Election:
    """Nominations again, because too few stood; the poll moves on by as much. Raises Refused."""
    election = allowed(Action.REOPEN_NOMINATIONS, by=by, election=election)
    if until <= database_now():
        refuse(_("Nominations must close in the future.")).require()
    later = max(until - election.nominations_close_at, timedelta())
    election.nominations_close_at = until
    election.opens_at += later
    election.closes_at += later
    election.save(update_fields=["nominations_close_at", "opens_at", "closes_at"])
    Candidacy.objects.filter(contest__election=election).update(paper_number=None)
    return advance(election, ElectionState.NOMINATIONS_OPEN, by=by, reason=reason)


def _stands_for_the_same_body(contest: Contest, person: Person) -> bool:
    bodies = {seat.body_id for seat in seats_of(contest)}
    others = Candidacy.objects.filter(
        contest__election=contest.election,
        contest__filling__seat__body__in=bodies,
        person=person,
        state__in=[CandidacyState.NOMINATED, CandidacyState.STANDING],
    )
    return others.exclude(contest=contest).exists()


def can_fill(contest: Contest, person: Person, organisation: Organisation | None) -> Decision:
    """Whether this person could be appointed to one of the contest's seats when the term begins."""
    election = contest.election
    settings = settings_on(election.structure, election.term_starts_on)
    found = refuse(_("The contest fills no seat."))
    for seat in seats_of(contest):
        indirect = seat.eligibility == Eligibility.HOLDERS
        choice = Choice(
            person=person,
            mandate=Mandate.INDIRECTLY_ELECTED if indirect else Mandate.ELECTED,
            start_on=election.term_starts_on,
            on_behalf_of=organisation,
            basis=basis_of(election, person),
        )
        found = can_be_appointed(seat, choice, settings)
        if found:
            return found
    return found


def basis_of(election: Election, person: Person) -> Appointment | None:
    """The mandate that an indirect one rests on: the person's seat on the electing body that day."""
    if election.roll_source != RollSource.HOLDERS:
        return None
    held = Appointment.objects.filter(
        on_day(election.term_starts_on, end="ended_on"),
        seat__body=election.electorate,
        person=person,
    )
    return held.order_by("pk").last()


def _fits_reserved(candidacy: Candidacy) -> bool | None:
    """Whether the candidate could take a reserved seat; None where the contest has none."""
    reserved = [seat for seat in seats_of(candidacy.contest) if seat.reserved_up_to_id]
    if not reserved:
        return None
    election = candidacy.contest.election
    choice = Choice(
        person=candidacy.person,
        mandate=Mandate.ELECTED,
        start_on=election.term_starts_on,
        on_behalf_of=candidacy.on_behalf_of,
        basis=basis_of(election, candidacy.person),
    )
    settings = settings_on(election.structure, election.term_starts_on)
    return bool(can_be_appointed(reserved[0], choice, settings))


def _draw_places(contest: Contest) -> None:
    """Put those who stand in an order on the paper that owes nothing to the alphabet."""
    standing = list(contest.candidacies.filter(state=CandidacyState.STANDING))
    random.SystemRandom().shuffle(standing)
    for number, candidacy in enumerate(standing, start=1):
        candidacy.paper_number = number
        candidacy.save(update_fields=["paper_number"])

"""A seat falls vacant before its term is over: who comes, by the rule that was chosen before the election."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from consortium.decisions import refuse
from consortium.models import User
from representation.election_states import Action, FillRule, RollSource
from representation.models import Appointment, Candidacy, Election, Outcome
from representation.rules.choosing import Choice, Votes
from representation.rules.vacancies import can_refill
from representation.selectors.contests import candidates_on_paper
from representation.selectors.newcomers import newcomer
from representation.selectors.outcomes import papers_returned
from representation.selectors.wording import seat_in_words
from representation.services.appointments import appoint
from representation.services.election_moves import allowed, database_now
from representation.services.election_planning import (
    ContestPlan,
    ElectionPlan,
    Timetable,
    plan_election,
    usual_timetable,
)
from representation.services.nominations import basis_of
from representation.services.seals import seal
from representation.states import Mandate


@dataclass(frozen=True)
class Prospect:
    """What would come of a vacancy. `newcomer` by the rule, or else a by-election with its `timetable`.

    With the rule co-option there is neither: the lead appoints somebody, until the next vote.
    """

    rule: FillRule
    newcomer: Candidacy | None = None
    timetable: Timetable | None = None


@dataclass(frozen=True)
class Filled:
    """What came of a vacancy: somebody appointed, or a by-election drafted, or neither.

    With the rule co-option nothing is done here: the lead appoints somebody, until the next vote.
    """

    rule: FillRule
    appointment: Appointment | None = None
    election: Election | None = None


def prospect(
    *, left: Appointment, start_on: date, unwilling: Collection[Candidacy] = ()
) -> Prospect:
    """What `fill_vacancy` would do with the same answers; nothing is written. Raises Refused."""
    contest = left.outcome.contest
    rule = FillRule(contest.election.fill_rule)
    if rule is FillRule.CO_OPTION:
        return Prospect(rule)
    found = newcomer(rule, contest, left.seat, start_on, unwilling)
    if found is not None:
        return Prospect(rule, found)
    times = usual_timetable(contest.election.structure, _tomorrow())
    return Prospect(FillRule.BY_ELECTION, timetable=times)


@transaction.atomic
def fill_vacancy(
    *,
    by: User,
    left: Appointment,
    start_on: date,
    unwilling: Collection[Candidacy] = (),
    expected: Candidacy | None = None,
) -> Filled:
    """Fill the seat that an elected holder left, for the rest of the term. Raises Refused.

    Office: the returning officer. unwilling: who stood and no longer wishes to serve; expected: who was
    asked, so that nobody else comes in unasked. Where nobody comes in by countback or as runner-up, a
    by-election is drafted with its calendar. Effects: a message to who comes in.
    """
    can_refill(left).require()
    outcome = left.outcome
    election = allowed(Action.FILL_VACANCY, by=by, election=outcome.contest.election)
    coming = prospect(left=left, start_on=start_on, unwilling=unwilling)
    if expected is not None and coming.newcomer != expected:
        refuse(_("Somebody else comes in by now. Look at the page again.")).require()
    if coming.rule is FillRule.CO_OPTION:
        return Filled(coming.rule)
    if coming.newcomer is None:
        return Filled(coming.rule, election=_by_election(outcome, left, by=by))
    found = coming.newcomer
    appointment = appoint(by=by, seat=left.seat, choice=_choice(election, found, left, start_on))
    Outcome.objects.create(
        contest=outcome.contest, candidacy=found, appointment=appointment, by_vacancy=True
    )
    seal(election, "outcomes")
    _tell(appointment, election)
    return Filled(coming.rule, appointment=appointment)


def _tell(appointment: Appointment, election: Election) -> None:
    """On commit, a message to who comes in: which seat, from when, and by which vote."""
    user = appointment.person.user
    if user is not None:
        transaction.on_commit(partial(_send, appointment, election, user.email), robust=True)


def _send(appointment: Appointment, election: Election, address: str) -> None:
    with translation.override(appointment.person.language):
        params = {
            "seat": seat_in_words(appointment.seat),
            "day": date_format(appointment.start_on, "DATE_FORMAT"),
            "title": election.title,
        }
        send_mail(
            _("You come to a seat: %(seat)s") % params,
            _(
                "A seat fell vacant, and by the votes of “%(title)s” you are next.\n\n"
                "From %(day)s you hold: %(seat)s. The public page says so too."
            )
            % params,
            None,
            [address],
        )


def _choice(election: Election, found: Candidacy, left: Appointment, start_on: date) -> Choice:
    indirect = election.roll_source == RollSource.HOLDERS
    return Choice(
        person=found.person,
        mandate=Mandate.INDIRECTLY_ELECTED if indirect else Mandate.ELECTED,
        start_on=start_on,
        on_behalf_of=found.on_behalf_of,
        due_on=left.due_on,
        basis=basis_of(election, found.person),
        votes=Votes(
            chosen_on=timezone.localdate(election.closes_at),
            electorate=election.roll_size,
            voted=papers_returned(election),
            stood=len(candidates_on_paper(found.contest)),
        ),
        source=election.title,
    )


def _tomorrow() -> datetime:
    """Midnight in London, by the database's clock, so that the days of a calendar are whole."""
    day = timezone.localdate(database_now()) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time.min))


def _by_election(outcome: Outcome, left: Appointment, *, by: User) -> Election:
    """A draft with the structure's usual calendar, in whole days from tomorrow."""
    before = outcome.contest.election
    title = _("By-election: %(seat)s") % {"seat": left.seat}
    return plan_election(
        by=by,
        structure=before.structure,
        plan=ElectionPlan(
            title=title,
            electorate=before.electorate,
            returning_officer=before.returning_officer,
            timetable=usual_timetable(before.structure, _tomorrow()),
            contests=[ContestPlan(title, [left.seat])],
        ),
    )

"""A seat falls vacant before its term is over: who comes, by the rule that was chosen before the election."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.decisions import Refused
from consortium.models import User
from representation.counting.countback import protected_recount
from representation.counting.errors import CountingError
from representation.counting.reserved import Reservation
from representation.counting.result import CountResult
from representation.election_states import Action, FillRule, RollSource
from representation.models import Appointment, Candidacy, Contest, Election, Outcome
from representation.rules.choosing import Choice, Votes
from representation.selectors.contests import candidates_on_paper, is_contested
from representation.selectors.outcomes import papers_returned
from representation.selectors.results import counted_again
from representation.selectors.structure_settings import settings_on
from representation.services.appointments import appoint
from representation.services.election_moves import allowed, database_now
from representation.services.election_planning import (
    ContestPlan,
    ElectionPlan,
    plan_election,
    usual_timetable,
)
from representation.services.nominations import basis_of
from representation.services.seals import seal
from representation.states import AppointmentState, Mandate

DAYS_IN_MONTH = 31


@dataclass(frozen=True)
class Filled:
    """What came of a vacancy: somebody appointed, or a by-election drafted, or neither.

    With the rule co-option nothing is done here: the lead appoints somebody, until the next vote.
    """

    rule: FillRule
    appointment: Appointment | None = None
    election: Election | None = None


@transaction.atomic
def fill_vacancy(
    *,
    by: User,
    left: Appointment,
    start_on: date,
    unwilling: Collection[Candidacy] = (),
) -> Filled:
    """Fill the seat that an elected holder left, for the rest of the term. Raises Refused.

    Office: the returning officer. unwilling: who stood and no longer wishes to serve. A countback never
    unseats a sitting member (ERS97 7.1); the runner-up comes in only so many months after the vote; where
    nobody comes in, a by-election is drafted with its calendar.
    """
    outcome = Outcome.objects.filter(appointment=left).select_related("contest__election").first()
    if outcome is None or left.state != AppointmentState.ENDED:
        raise Refused(
            _("Only a seat that was filled by an election, and is vacant, can be refilled.")
        )
    election = allowed(Action.FILL_VACANCY, by=by, election=outcome.contest.election)
    rule = FillRule(election.fill_rule)
    if rule is FillRule.CO_OPTION:
        return Filled(rule)
    found = _newcomer(rule, outcome.contest, start_on, {one.pk for one in unwilling})
    if found is None:
        return Filled(FillRule.BY_ELECTION, election=_by_election(outcome, left, by=by))
    appointment = appoint(by=by, seat=left.seat, choice=_choice(election, found, left, start_on))
    Outcome.objects.create(
        contest=outcome.contest, candidacy=found, appointment=appointment, by_vacancy=True
    )
    seal(election, "outcomes")
    return Filled(rule, appointment=appointment)


def _newcomer(
    rule: FillRule, contest: Contest, start_on: date, unwilling: set[int]
) -> Candidacy | None:
    """Who comes in; None where nobody voted, nobody is left, or the rule is a by-election."""
    if rule is FillRule.BY_ELECTION or not is_contested(contest):
        return None
    candidates = candidates_on_paper(contest)
    sitting = _sitting(contest)
    gone = (
        set(Outcome.objects.filter(contest=contest).values_list("candidacy", flat=True)) - sitting
    )
    places_of = {one.pk: place for place, one in enumerate(candidates)}
    away = frozenset(places_of[pk] for pk in gone | (unwilling - sitting))
    seated = frozenset(places_of[pk] for pk in sitting)
    result = counted_again(contest)
    if rule is FillRule.RUNNER_UP:
        place = _runner_up(contest, result, away | seated, start_on)
    else:
        place = _countback(result, away, seated)
    return None if place is None else candidates[place]


def _sitting(contest: Contest) -> set[int]:
    """Candidacies of those who hold a seat from this contest now."""
    outcomes = Outcome.objects.filter(contest=contest)
    standing = outcomes.exclude(appointment__state=AppointmentState.ENDED)
    return set(standing.values_list("candidacy", flat=True))


def _runner_up(
    contest: Contest, result: CountResult, away: frozenset[int], start_on: date
) -> int | None:
    """The nearest to a place who may come in, if the vote is recent enough."""
    election = contest.election
    months = int(settings_on(election.structure, start_on)["runner_up_months"])
    age = start_on - timezone.localdate(election.closes_at)
    if age.days > months * DAYS_IN_MONTH:
        return None
    return next((place for place in result.order_of_exit if place not in away), None)


def _countback(result: CountResult, away: frozenset[int], seated: frozenset[int]) -> int | None:
    """The first newcomer when all papers are counted again with the sitting members protected."""
    try:
        recount = protected_recount(
            result.contest.without(away),
            result.rule,
            sitting=seated,
            lot=result.lot,
            reservations=tuple(_still_possible(result, away)),
        )
    except CountingError as error:
        raise Refused(str(error)) from None
    if recount is None:
        return None
    return next((place for place in recount.elected if place not in seated), None)


def _still_possible(result: CountResult, away: frozenset[int]) -> list[Reservation]:
    """Reservations as far as those who are left can meet them."""
    return [
        replace(one, minimum=min(one.minimum, len(one.members - away)))
        for one in result.reservations
    ]


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


def _by_election(outcome: Outcome, left: Appointment, *, by: User) -> Election:
    """A draft with the structure's usual calendar, from today."""
    before = outcome.contest.election
    title = _("By-election: %(seat)s") % {"seat": left.seat}
    return plan_election(
        by=by,
        structure=before.structure,
        plan=ElectionPlan(
            title=title,
            electorate=before.electorate,
            returning_officer=before.returning_officer,
            timetable=usual_timetable(before.structure, database_now()),
            contests=[ContestPlan(title, [left.seat])],
        ),
    )

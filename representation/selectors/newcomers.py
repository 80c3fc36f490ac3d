"""Who would come to a seat that an elected holder left, by the papers of the vote."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from django.utils import timezone

from consortium.decisions import Refused
from representation.counting.countback import protected_recount
from representation.counting.errors import CountingError
from representation.counting.reserved import Reservation
from representation.counting.result import CountResult
from representation.election_states import FillRule
from representation.models import Candidacy, Contest, Outcome, Seat
from representation.selectors.contests import candidates_on_paper, fits, is_contested
from representation.selectors.results import counted_again
from representation.selectors.structure_settings import settings_on
from representation.states import AppointmentState

DAYS_IN_MONTH = 31


def newcomer(
    rule: FillRule,
    contest: Contest,
    seat: Seat,
    start_on: date,
    unwilling: Collection[Candidacy] = (),
) -> Candidacy | None:
    """Who comes in to that seat; None where nobody voted, nobody is left, or the rule needs no papers.

    unwilling: who stood and no longer wishes to serve. A countback never unseats a sitting member (ERS97
    7.1); the runner-up comes in only so many months after the vote. Raises Refused where the papers
    cannot be counted again.
    """
    if rule not in (FillRule.COUNTBACK, FillRule.RUNNER_UP) or not is_contested(contest):
        return None
    candidates = candidates_on_paper(contest)
    sitting = _sitting(contest)
    gone = (
        set(Outcome.objects.filter(contest=contest).values_list("candidacy", flat=True)) - sitting
    )
    places_of = {one.pk: place for place, one in enumerate(candidates)}
    away = frozenset(places_of[pk] for pk in gone | ({one.pk for one in unwilling} - sitting))
    seated = frozenset(places_of[pk] for pk in sitting)
    result = counted_again(contest)
    if rule is FillRule.RUNNER_UP:
        order = _runners_up(contest, result, away | seated, start_on)
    else:
        order = _countback(result, away, seated)
    return next((candidates[place] for place in order if fits(candidates[place], seat)), None)


def _sitting(contest: Contest) -> set[int]:
    """Candidacies of those who hold a seat from this contest now."""
    outcomes = Outcome.objects.filter(contest=contest)
    standing = outcomes.exclude(appointment__state=AppointmentState.ENDED)
    return set(standing.values_list("candidacy", flat=True))


def _runners_up(
    contest: Contest, result: CountResult, away: frozenset[int], start_on: date
) -> Sequence[int]:
    """Who may come in, the nearest to a place first, if the vote is recent enough."""
    election = contest.election
    months = int(settings_on(election.structure, start_on)["runner_up_months"])
    age = start_on - timezone.localdate(election.closes_at)
    if age.days > months * DAYS_IN_MONTH:
        return ()
    return [place for place in result.order_of_exit if place not in away]


def _countback(result: CountResult, away: frozenset[int], seated: frozenset[int]) -> Sequence[int]:
    """Newcomers when all papers are counted again with the sitting members protected, the first first."""
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
        return ()
    return [place for place in recount.elected if place not in seated]


def _still_possible(result: CountResult, away: frozenset[int]) -> list[Reservation]:
    """Reservations as far as those who are left can meet them."""
    return [
        replace(one, minimum=min(one.minimum, len(one.members - away)))
        for one in result.reservations
    ]

"""Filling a casual vacancy from the papers of the election, so that no sitting member is ever unseated.

The protected recount is ERS97 section 7.1: every original paper is counted again, passing over the one who
leaves and whoever no longer wishes to serve; no other member may be excluded; the count stops when a new
member is found. Sitting members are a reservation that needs all of them, so guard and doom do the rest.
"""

from dataclasses import dataclass
from enum import StrEnum

from representation.counting.ballots import Contest
from representation.counting.count import count_contest
from representation.counting.errors import CountingError
from representation.counting.lots import Lot
from representation.counting.reserved import Places, Reservation
from representation.counting.result import CountResult, Rule


class VacancyRule(StrEnum):
    """How a structure fills a casual vacancy; chosen before the election."""

    PROTECTED_RECOUNT = "protected-recount"
    RUNNER_UP = "runner-up"
    BY_ELECTION = "by-election"


@dataclass(frozen=True)
class VacancyFilled:
    """Who takes the vacant places: nobody where a by-election is needed. recount: how they were found."""

    rule: VacancyRule
    newcomers: tuple[int, ...]
    recount: CountResult | None = None


def fill_vacancy(
    result: CountResult,
    *,
    vacating: frozenset[int],
    unwilling: frozenset[int] = frozenset(),
    rule: VacancyRule = VacancyRule.PROTECTED_RECOUNT,
    members: frozenset[int] | None = None,
) -> VacancyFilled:
    """Fill the places of those vacating from the election that this is the result of.

    unwilling: others who stood and no longer wish to serve. members: who sits now, where earlier vacancies
    have changed that; else those elected. The lot of the first count stands.
    Raises CountingError when somebody vacating does not sit, LotNeeded and Infeasible as a count does.
    """
    members = frozenset(result.elected) if members is None else members
    if not vacating or not vacating <= members:
        raise CountingError("not_a_member")
    if rule is VacancyRule.BY_ELECTION:
        return VacancyFilled(rule, ())
    sitting = members - vacating
    unavailable = (frozenset(result.elected) | vacating | unwilling) - sitting
    if rule is VacancyRule.RUNNER_UP:
        return VacancyFilled(rule, _nearest(result, sitting, unavailable, len(vacating)))
    recount = protected_recount(
        result.contest.without(unavailable),
        result.rule,
        sitting=sitting,
        lot=result.lot,
        reservations=result.reservations,
    )
    if recount is None:
        return VacancyFilled(rule, ())
    return VacancyFilled(rule, tuple(c for c in recount.elected if c not in sitting), recount)


def _nearest(
    result: CountResult, sitting: frozenset[int], unavailable: frozenset[int], places: int
) -> tuple[int, ...]:
    """Who came nearest in the first count; nobody with whom the reserved places could not be met."""
    willing = [c for c in result.order_of_exit if c not in sitting | unavailable]
    chosen: list[int] = []
    while len(chosen) < places:
        held, free = sitting | frozenset(chosen), places - len(chosen)
        doomed = Places(result.reservations, held, frozenset(willing), free).doomed()
        nearest = next((c for c in willing if c not in doomed), None)
        if nearest is None:
            break
        chosen.append(nearest)
        willing.remove(nearest)
    return tuple(chosen)


def protected_recount(
    contest: Contest,
    rule: Rule,
    *,
    sitting: frozenset[int],
    lot: Lot | None,
    reservations: tuple[Reservation, ...] = (),
) -> CountResult | None:
    """The count of all papers with the sitting members protected; None when nobody new is left to elect."""
    if not set(contest.standing) - sitting:
        return None
    return count_contest(contest, rule, lot=lot, reservations=reservations, sitting=sitting)

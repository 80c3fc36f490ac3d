"""Every possible vacancy of a count, filled by the protected recount and, to compare, by a naive one."""

from dataclasses import dataclass, replace

from representation.counting.count import count_contest
from representation.counting.countback import VacancyRule, fill_vacancy
from representation.counting.lots import Lot, LotSource
from representation.counting.result import CountResult


@dataclass
class Vacancies:
    filled: int = 0
    nobody_left: int = 0
    unseated: int = 0
    wrong_number: int = 0
    naive_unseats: int = 0
    naive_keeps_but_differs: int = 0
    runner_up_differs: int = 0

    def holds(self) -> bool:
        faults = self.unseated + self.wrong_number + self.naive_keeps_but_differs
        return self.filled > 0 and faults == 0


def fill_every_vacancy(result: CountResult, found: Vacancies) -> None:
    names = result.contest.candidates
    lot = result.lot or Lot(names, LotSource.DRAWN)
    for leaver in result.elected:
        sitting = set(result.elected) - {leaver}
        outcome = fill_vacancy(_with_lot(result, lot), vacating=frozenset({leaver}))
        if outcome.recount is None:
            found.nobody_left += 1
            found.wrong_number += bool(set(result.contest.standing) - set(result.elected))
            continue
        found.filled += 1
        found.unseated += not sitting <= set(outcome.recount.elected)
        excluded = {c for stage in outcome.recount.stages for c in stage.excluded}
        found.unseated += bool(sitting & excluded)
        found.wrong_number += len(outcome.newcomers) != 1 or leaver in outcome.newcomers
        naive = set(count_contest(result.contest.without({leaver}), result.rule, lot=lot).elected)
        if not sitting <= naive:
            found.naive_unseats += 1
        elif naive - sitting != set(outcome.newcomers):
            found.naive_keeps_but_differs += 1
        nearest = fill_vacancy(result, vacating=frozenset({leaver}), rule=VacancyRule.RUNNER_UP)
        found.runner_up_differs += nearest.newcomers != outcome.newcomers


def _with_lot(result: CountResult, lot: Lot) -> CountResult:
    return replace(result, lot=lot)

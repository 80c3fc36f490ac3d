"""Random reserved seats on random elections, judged by trying every set of winners."""

import random
from dataclasses import dataclass, field
from itertools import combinations

from representation.counting.ballots import Contest
from representation.counting.count import count_contest
from representation.counting.errors import Infeasible
from representation.counting.lots import Lot
from representation.counting.reserved import Reservation, infeasibilities
from representation.counting.result import Rule


@dataclass
class Reserved:
    elections: int = 0
    feasible: int = 0
    met: int = 0
    already_met: int = 0
    unchanged: int = 0
    faults: list[str] = field(default_factory=list)

    def holds(self) -> bool:
        complete = self.met == self.feasible and self.unchanged == self.already_met
        return self.elections > 0 and complete and not self.faults


def random_reservations(rng: random.Random, contest: Contest) -> tuple[Reservation, ...]:
    everybody = range(len(contest.candidates))
    found = []
    for number in range(rng.randint(1, 3)):
        members = frozenset(c for c in everybody if rng.random() < 0.5)
        minimum = rng.randint(0, contest.seats)
        maximum = rng.choice([None, rng.randint(minimum, contest.seats)])
        found.append(Reservation(f"R{number}", members, minimum, maximum))
    return tuple(found)


def satisfies(winners: set[int], reservations: tuple[Reservation, ...]) -> bool:
    for r in reservations:
        number = len(winners & r.members)
        if number < r.minimum or (r.maximum is not None and number > r.maximum):
            return False
    return True


def check(
    contest: Contest, lot: Lot, reservations: tuple[Reservation, ...], rule: Rule, found: Reserved
) -> None:
    found.elections += 1
    places = min(contest.seats, len(contest.candidates))
    sets = combinations(range(len(contest.candidates)), places)
    feasible = any(satisfies(set(winners), reservations) for winners in sets)
    told = infeasibilities(reservations, contest.standing, contest.seats)
    if feasible == bool(told):
        found.faults.append(f"feasible {feasible}, told {told}")
    if not feasible:
        return
    found.feasible += 1
    ordinary = count_contest(contest, rule, lot=lot)
    try:
        reserved = count_contest(contest, rule, lot=lot, reservations=reservations)
    except Infeasible as error:
        found.faults.append(str(error))
        return
    if satisfies(set(reserved.elected), reservations) and len(reserved.elected) == places:
        found.met += 1
    if satisfies(set(ordinary.elected), reservations):
        found.already_met += 1
        found.unchanged += (ordinary.elected, ordinary.stages) == (
            reserved.elected,
            reserved.stages,
        )

"""Prove the counting: official tables, naive counters, lots, vacancies, reserved seats, damaged files.

python -m bench.counting.prove [--elections N] [--mutations N] [--seed N]
Ends with one line of JSON; the status is 1 where a figure falls short.
"""

# ruff: noqa: T201, S311 - it prints, and its elections come from a seed

import argparse
import json
import random
import sys
from collections.abc import Callable
from dataclasses import replace

from representation.counting.blt import write_blt
from representation.counting.count import count_contest
from representation.counting.lots import Lot, LotSource, public_lot
from representation.counting.result import Rule
from representation.counting.sheet.document import as_document
from tests.unit.representation.counting import (
    comparison,
    mutations,
    official_tables,
    published_again,
)
from tests.unit.representation.counting.elections_at_random import random_election
from tests.unit.representation.counting.reserved_at_random import (
    Reserved,
    check,
    random_reservations,
)
from tests.unit.representation.counting.vacancies import Vacancies, fill_every_vacancy

Figures = dict[str, object]
NAIVE = {
    "scottish": comparison.scottish_differences,
    "meek": comparison.meek_differences,
    "ers97": comparison.ers97_differences,
}
STV = (Rule.SCOTTISH_STV, Rule.MEEK_STV, Rule.ERS97_STV)


def prove_official() -> tuple[bool, Figures]:
    found = official_tables.agreement()
    for cell in found.inconsistent:
        print("  published table inconsistent:", *cell)
    for cell in found.different:
        print("  DIFFERENT:", *cell)
    figures = {
        "contests": found.contests,
        "winner_sets": found.winner_sets,
        "cells": found.cells,
        "equal": found.equal,
        "equal_at_two_decimals": found.equal_at_two_decimals,
        "published_table_inconsistent": len(found.inconsistent),
        "different": len(found.different),
        "unbalanced_stages": found.unbalanced_stages,
    }
    return found.holds(), figures


def prove_naive(elections: int, rng: random.Random) -> tuple[bool, Figures]:
    """Every stage by the naive counters: small elections with many ties, and the real contests."""
    small: dict[str, int] = dict.fromkeys(NAIVE, 0)
    real: dict[str, int] = dict.fromkeys(NAIVE, 0)
    with_lots = 0
    for _ in range(elections):
        contest, lot, papers = random_election(rng)
        with_lots += bool(count_contest(contest, Rule.SCOTTISH_STV, lot=lot).lots)
        for name, differences in NAIVE.items():
            small[name] += bool(differences(contest, lot, papers))
    contests = official_tables.contests().values()
    for contest in contests:
        lot = Lot(contest.candidates, LotSource.DRAWN)
        papers = [ranking for ranking, n in contest.ballots.items() for _ in range(n)]
        for name, differences in NAIVE.items():
            real[name] += bool(differences(contest, lot, papers))
    figures = {
        "elections": elections,
        "scottish_with_lots": with_lots,
        "differing": small,
        "contests": len(contests),
        "contests_differing": real,
    }
    return not any([*small.values(), *real.values()]), figures


def prove_lots(elections: int, rng: random.Random) -> tuple[bool, Figures]:
    """From the published result alone, by a script that shares nothing with the engine."""
    faulty = lots = 0
    rules = list(Rule)
    for number in range(elections):
        contest, _, _ = random_election(rng, most_voters=30)
        contest = replace(contest, title=f"Contest {number}")
        lot = public_lot(
            seed=str(rng.random()),
            public_value=str(rng.random()),
            title=contest.title,
            candidates=contest.candidates,
        )
        document = as_document(count_contest(contest, rules[number % len(rules)], lot=lot))
        published = json.loads(json.dumps(document))
        lots += len(published["lots"])
        faulty += bool(published_again.faults(published))
    return faulty == 0 and lots > 0, {"elections": elections, "lots": lots, "faulty": faulty}


def prove_vacancies() -> tuple[bool, Figures]:
    figures: Figures = {}
    holds = True
    for rule in STV:
        found = Vacancies()
        for result in official_tables.results(rule).values():
            fill_every_vacancy(result, found)
        figures[rule] = vars(found)
        holds = holds and found.holds()
    return holds, figures


def prove_reserved(elections: int, rng: random.Random) -> tuple[bool, Figures]:
    found = Reserved()
    rules = list(Rule)
    for number in range(elections):
        contest, lot, _ = random_election(rng, most_voters=40)
        rule = rules[number % len(rules)]
        if rule is Rule.AV:
            contest = replace(contest, seats=1)
        check(contest, lot, random_reservations(rng, contest), rule, found)
    for fault in found.faults[:5]:
        print("  FAULT:", fault)
    return found.holds(), {**vars(found), "faults": len(found.faults)}


def prove_parsing(number: int, rng: random.Random) -> tuple[bool, Figures]:
    small, _, _ = random_election(rng, most_voters=20)
    content = write_blt(replace(small, withdrawn=frozenset({1}))).encode()
    real = sorted(official_tables.FOLDER.glob("*.blt"), key=lambda file: file.stat().st_size)
    files = mutations.prefixes(content) + mutations.prefixes(real[0].read_bytes())
    prefixes = len(files)
    originals = [content, *(write_blt(random_election(rng)[0]).encode() for _ in range(20))]
    originals += [file.read_bytes() for file in real[:5]]
    files += [mutations.mutation(rng.choice(originals), rng) for _ in range(number)]
    faults = [fault for file in files if (fault := mutations.fault(file))]
    for fault in faults[:5]:
        print("  FAULT:", fault)
    return not faults, {"prefixes": prefixes, "mutations": number, "faults": len(faults)}


def differences_by_rule() -> tuple[bool, Figures]:
    scottish = official_tables.results()
    figures: Figures = {}
    for rule in (Rule.MEEK_STV, Rule.ERS97_STV):
        others = official_tables.results(rule)
        names = [n for n, r in others.items() if set(r.elected) != set(scottish[n].elected)]
        print(f"  {rule} elects another set than scottish-stv in:", ", ".join(names))
        figures[rule] = len(names)
    return True, figures


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--elections", type=int, default=10_000)
    parser.add_argument("--mutations", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=20261122)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    proofs: dict[str, Callable[[], tuple[bool, Figures]]] = {
        "official": prove_official,
        "naive": lambda: prove_naive(options.elections, rng),
        "lots": lambda: prove_lots(options.elections, rng),
        "vacancies": prove_vacancies,
        "reserved": lambda: prove_reserved(options.elections, rng),
        "parsing": lambda: prove_parsing(options.mutations, rng),
        "differences": differences_by_rule,
    }
    summary: Figures = {"engine": "representation.counting", "seed": options.seed}
    all_hold = True
    for name, proof in proofs.items():
        holds, figures = proof()
        all_hold = all_hold and holds
        summary[name] = figures
        print(f"{name}: {'holds' if holds else 'FALLS SHORT'} {json.dumps(figures)}", flush=True)
    print(json.dumps({**summary, "holds": all_hold}))
    return 0 if all_hold else 1


if __name__ == "__main__":
    sys.exit(main())

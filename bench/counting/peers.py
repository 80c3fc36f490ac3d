"""Ours beside the peers, on the same contests in one process: wrong winner sets, CPU seconds, ratio.

python -m bench.counting.peers [--contests N] [--meek N] [--voters N] [--seed N]

Runs in an environment of its own that has the programs of peers.txt (`make bench-counting` makes it), with
the figures of speed.py. Ends with one line of JSON; the status is 1 where a program is absent, where ours is
not the official set everywhere, where Meek differs from pref_voting's on a small contest without a lot, or
where ours is slower or larger than its limits.
"""

# ruff: noqa: T201, S311 - it prints, and its elections come from a seed

import argparse
import json
import random
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.counting import speed
from representation.counting.ballots import Contest
from representation.counting.count import count_contest
from representation.counting.result import Rule
from tests.unit.representation.counting import official_tables
from tests.unit.representation.counting.elections_at_random import random_election

Winners = set[int]


@dataclass(frozen=True)
class Program:
    """One program: a contest made into its own objects, and those counted."""

    load: Callable[[Contest], Any]
    count: Callable[[Any], Winners]


def ours() -> Program:
    return Program(
        load=lambda contest: contest,
        count=lambda contest: set(count_contest(contest, Rule.SCOTTISH_STV).elected),
    )


def pref_voting_profile(contest: Contest) -> Any:
    from pref_voting.profiles_with_ties import ProfileWithTies

    rankings = [{c: place for place, c in enumerate(r, start=1)} for r in contest.ballots]
    everybody = list(range(len(contest.candidates)))
    return ProfileWithTies(rankings, list(contest.ballots.values()), candidates=everybody)


def pref_voting_scottish() -> Program:
    from pref_voting.proportional_methods import stv_scottish

    return Program(
        load=lambda contest: (pref_voting_profile(contest), contest.seats),
        count=lambda loaded: set(stv_scottish(loaded[0], num_seats=loaded[1])),
    )


def votekit_fast() -> Program:
    from votekit import RankBallot, RankProfile
    from votekit.elections import FastSTV

    def load(contest: Contest) -> Any:
        names = [str(c) for c in range(len(contest.candidates))]
        ballots = [
            RankBallot(ranking=[{names[c]} for c in ranking], weight=weight)
            for ranking, weight in contest.ballots.items()
        ]
        return RankProfile(ballots=ballots, candidates=names), contest.seats

    def count(loaded: Any) -> Winners:
        elected = FastSTV(*loaded, tiebreak="first_place").get_elected()
        return {int(name) for group in elected for name in group}

    return Program(load, count)


def pyrankvote_stv() -> Program:
    import pyrankvote

    def load(contest: Contest) -> Any:
        candidates = [pyrankvote.Candidate(str(c)) for c in range(len(contest.candidates))]
        ballots = []
        for ranking, weight in contest.ballots.items():
            ballot = pyrankvote.Ballot(ranked_candidates=[candidates[c] for c in ranking])
            ballots += [ballot] * weight
        return candidates, ballots, contest.seats

    def count(loaded: Any) -> Winners:
        winners = pyrankvote.single_transferable_vote(*loaded).get_winners()
        return {int(winner.name) for winner in winners}

    return Program(load, count)


def stvpoll_scottish() -> Program:
    from stvpoll.scottish_stv import ScottishSTV

    def load(contest: Contest) -> Any:
        # Names, because stvpoll takes a candidate 0 for nobody.
        names = [str(c) for c in range(len(contest.candidates))]
        poll = ScottishSTV(contest.seats, names)
        for ranking, weight in contest.ballots.items():
            poll.add_ballot([names[c] for c in ranking], weight)
        return poll

    return Program(load, lambda poll: {int(name) for name in poll.calculate().elected_as_set()})


PROGRAMS: dict[str, Callable[[], Program]] = {
    "ours": ours,
    "pref_voting scottish": pref_voting_scottish,
    "votekit FastSTV": votekit_fast,
    "pyrankvote stv": pyrankvote_stv,
    "stvpoll scottish": stvpoll_scottish,
}


def measure(program: Program, names: list[str]) -> dict[str, Any]:
    """Wrong winner sets, errors, CPU seconds to make the program's own objects and to count them."""
    wrong, errors, loading, counting = [], 0, 0.0, 0.0
    for name in names:
        candidates = official_tables.official()[name]["candidates"]
        official = {i for i, candidate in enumerate(candidates) if candidate["elected"]}
        contest = official_tables.contests()[name]
        start = time.process_time()
        loaded = program.load(contest)
        ready = time.process_time()
        try:
            if program.count(loaded) != official:
                wrong.append(name)
        except Exception:
            errors += 1
        loading += ready - start
        counting += time.process_time() - ready
    return {
        "wrong": len(wrong),
        "errors": errors,
        "counting_s": round(counting, 3),
        "loading_s": round(loading, 3),
        "which": wrong,
    }


def compare(names: list[str]) -> dict[str, dict[str, Any]]:
    """Every program on the same contests; `ratio` is its seconds of counting over ours."""
    figures: dict[str, dict[str, Any]] = {}
    for name, find in PROGRAMS.items():
        try:
            program = find()
        except ImportError:
            figures[name] = {"absent": True}
        else:
            found = figures[name] = measure(program, names)
            found["ratio"] = round(found["counting_s"] / figures["ours"]["counting_s"], 1)
        print(f"{name}: {json.dumps(figures[name])}", flush=True)
    return figures


def meek_differences(number: int, seed: int) -> dict[str, Any]:
    """Winner sets of small contests whose Meek count has no lot, against pref_voting's Meek."""
    try:
        from pref_voting.proportional_methods import stv_meek
    except ImportError:
        return {"absent": True}
    rng = random.Random(seed)
    compared = differing = 0
    while compared < number:
        contest, lot, _ = random_election(rng)
        result = count_contest(contest, Rule.MEEK_STV, lot=lot)
        if result.lots or contest.seats >= len(contest.candidates):
            continue
        compared += 1
        winners = set(stv_meek(pref_voting_profile(contest), num_seats=contest.seats))
        differing += winners != set(result.elected)
    return {"compared": compared, "differing": differing}


def falling_short(figures: dict[str, Any]) -> list[str]:
    """What the figures should be and are not."""
    short = list(figures["speed"]["falls_short"])
    if figures["programs"]["ours"]["wrong"] or figures["programs"]["ours"]["errors"]:
        short.append("ours")
    short += [name for name, found in figures["programs"].items() if found.get("absent")]
    if figures["meek"].get("differing") or figures["meek"].get("absent"):
        short.append("meek")
    return short


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--contests", type=int, default=351)
    parser.add_argument("--meek", type=int, default=500)
    parser.add_argument("--voters", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=20261122)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    names = sorted(official_tables.contests())[: options.contests]
    figures: dict[str, Any] = {
        "engine": "representation.counting",
        "seed": options.seed,
        "contests": len(names),
        "programs": compare(names),
        "meek": meek_differences(options.meek, options.seed),
        "speed": speed.figures(options.voters, options.seed),
    }
    print(f"meek against pref_voting: {json.dumps(figures['meek'])}")
    for line in speed.report(figures["speed"]):
        print(line)
    figures["falls_short"] = falling_short(figures)
    print(json.dumps(figures))
    return 1 if figures["falls_short"] else 0


if __name__ == "__main__":
    sys.exit(main())

"""Ours beside the peers, on the same contests in one process: wrong winner sets, CPU seconds, ratio.

python -m bench.counting.peers [--contests N] [--meek N] [--seed N]

Runs in an environment of its own that has votekit, pref_voting, pyrankvote and stvpoll; a peer that is not
there is said to be absent. Ends with one line of JSON; the status is 1 where ours is not the official set
everywhere, or where Meek differs from pref_voting's on a small contest without a tie.
"""

# ruff: noqa: T201, S311 - it prints, and its elections come from a seed

import argparse
import json
import random
import sys
import time
import warnings
from collections.abc import Callable

from representation.counting.ballots import Contest
from representation.counting.count import count_contest
from representation.counting.result import Rule
from tests.unit.representation.counting import official_tables
from tests.unit.representation.counting.elections_at_random import random_election

Counter = Callable[[Contest], set[int]]


def ours(contest: Contest) -> set[int]:
    return set(count_contest(contest, Rule.SCOTTISH_STV).elected)


def pref_voting_profile(contest: Contest) -> object:
    from pref_voting.profiles_with_ties import ProfileWithTies

    rankings = [{c: place for place, c in enumerate(r, start=1)} for r in contest.ballots]
    everybody = list(range(len(contest.candidates)))
    return ProfileWithTies(rankings, list(contest.ballots.values()), candidates=everybody)


def pref_voting_scottish() -> Counter:
    from pref_voting.proportional_methods import stv_scottish

    return lambda contest: set(stv_scottish(pref_voting_profile(contest), num_seats=contest.seats))


def pref_voting_meek() -> Counter:
    from pref_voting.proportional_methods import stv_meek

    return lambda contest: set(stv_meek(pref_voting_profile(contest), num_seats=contest.seats))


def votekit_fast() -> Counter:
    from votekit import RankBallot, RankProfile
    from votekit.elections import FastSTV

    def count(contest: Contest) -> set[int]:
        names = [str(c) for c in range(len(contest.candidates))]
        ballots = [
            RankBallot(ranking=[{names[c]} for c in ranking], weight=weight)
            for ranking, weight in contest.ballots.items()
        ]
        profile = RankProfile(ballots=ballots, candidates=names)
        elected = FastSTV(profile, contest.seats, tiebreak="first_place").get_elected()
        return {int(name) for group in elected for name in group}

    return count


def pyrankvote_stv() -> Counter:
    import pyrankvote

    def count(contest: Contest) -> set[int]:
        candidates = [pyrankvote.Candidate(str(c)) for c in range(len(contest.candidates))]
        ballots = []
        for ranking, weight in contest.ballots.items():
            ballot = pyrankvote.Ballot(ranked_candidates=[candidates[c] for c in ranking])
            ballots += [ballot] * weight
        result = pyrankvote.single_transferable_vote(candidates, ballots, contest.seats)
        return {int(winner.name) for winner in result.get_winners()}

    return count


def stvpoll_scottish() -> Counter:
    from stvpoll.scottish_stv import ScottishSTV

    def count(contest: Contest) -> set[int]:
        # Names, because stvpoll takes a candidate 0 for nobody.
        names = [str(c) for c in range(len(contest.candidates))]
        poll = ScottishSTV(contest.seats, names)
        for ranking, weight in contest.ballots.items():
            poll.add_ballot([names[c] for c in ranking], weight)
        return {int(name) for name in poll.calculate().elected_as_set()}

    return count


PEERS: dict[str, Callable[[], Counter]] = {
    "ours": lambda: ours,
    "pref_voting scottish": pref_voting_scottish,
    "votekit FastSTV": votekit_fast,
    "pyrankvote stv": pyrankvote_stv,
    "stvpoll scottish": stvpoll_scottish,
}


def measure(count: Counter, names: list[str]) -> dict[str, object]:
    """Wrong winner sets, errors and CPU seconds, loading into the peer's own objects included."""
    wrong, errors = [], 0
    start = time.process_time()
    for name in names:
        candidates = official_tables.official()[name]["candidates"]
        official = {i for i, candidate in enumerate(candidates) if candidate["elected"]}
        try:
            if count(official_tables.contests()[name]) != official:
                wrong.append(name)
        except Exception:
            errors += 1
    seconds = round(time.process_time() - start, 3)
    return {"wrong": len(wrong), "errors": errors, "seconds": seconds, "which": wrong[:12]}


def meek_differences(number: int, seed: int) -> dict[str, object]:
    """Winner sets of small contests whose Meek count has no tie, against pref_voting's Meek."""
    try:
        peer = pref_voting_meek()
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
        differing += peer(contest) != set(result.elected)
    return {"compared": compared, "differing": differing}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--contests", type=int, default=351)
    parser.add_argument("--meek", type=int, default=500)
    parser.add_argument("--seed", type=int, default=20261122)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    names = sorted(official_tables.contests())[: options.contests]
    figures: dict[str, dict[str, object]] = {}
    for peer, load in PEERS.items():
        try:
            count = load()
        except ImportError:
            figures[peer] = {"absent": True}
            print(f"{peer}: not installed here")
            continue
        found = measure(count, names)
        found["ratio"] = round(found["seconds"] / figures.get("ours", found)["seconds"], 1)
        figures[peer] = found
        print(f"{peer}: {json.dumps(found)}", flush=True)
    meek = meek_differences(options.meek, options.seed)
    print(f"meek against pref_voting: {json.dumps(meek)}")
    holds = figures["ours"]["wrong"] == figures["ours"]["errors"] == 0 and not meek.get("differing")
    summary = {"engine": "representation.counting", "seed": options.seed, "contests": len(names)}
    print(json.dumps({**summary, "peers": figures, "meek": meek, "holds": holds}))
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())

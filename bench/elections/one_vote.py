"""One voter, one vote: many votes at the same moment, and votes against the close.

usage: python -m bench.elections.one_vote [--rounds 50] [--crowd 100] [--closings 500] [--engines both]

On each database: in every round a crowd of threads casts a different vote for the same elector at once;
one envelope may be in the box, and one paper counted. Then polls are closed while electors vote: every
receipt given is in the count, nothing else is, and no vote is taken once the database's clock has passed
the close. The control does the same by asking first and writing then, without the constraint, and must
count somebody twice. The last line is one line of JSON; exit status 1 where a figure falls short.
"""

# ruff: noqa: T201, S311 - it prints, and its moments come from a seed

import argparse
import json
import random
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, BoundedSemaphore
from typing import Any

from bench.elections.database import fresh_database, prove

CONNECTIONS = 40  # as many as a server of the usual size leaves to one product
CANDIDATES = 5
VOTERS_AT_THE_CLOSE = 6
AROUND_THE_CLOSE = 1.3  # votes come from the opening until this part of the poll's length


def at_once(acts: list[Callable[[], Any]]) -> list[Any]:
    """What each act gives or raises, when all begin together, each on a thread of its own."""
    from django.db import connection

    barrier, free = Barrier(len(acts)), BoundedSemaphore(CONNECTIONS)

    def one(act: Callable[[], Any]) -> Any:
        if len(acts) <= CONNECTIONS:
            connection.ensure_connection()
        barrier.wait()
        with free:
            try:
                return act()
            except Exception as error:
                return error
            finally:
                connection.close()

    with ThreadPoolExecutor(len(acts)) as crowd:
        return list(crowd.map(one, acts))


def prove_rounds(rounds: int, crowd: int) -> dict[str, Any]:
    """A crowd of votes for one elector in each round; then everything is counted."""
    from bench.elections.polls import open_poll, world
    from representation.models import Ballot, Election, Envelope, Receipt, RollLine
    from representation.services.casting import cast_vote
    from representation.services.counting_votes import count_election
    from representation.services.polling import close_poll

    of = world(max(rounds, CANDIDATES))
    election = open_poll(of, voters=rounds, candidates=CANDIDATES, lasts=timedelta(days=1))
    given, errors, at_most_one = [], 0, True
    for line in RollLine.objects.filter(election=election).select_related(
        "election", "voter__user"
    ):
        acts = [
            lambda line=line, n=n: cast_vote(
                by=line.voter.user, line=line, rankings={1: (n % CANDIDATES + 1,)}
            )
            for n in range(crowd)
        ]
        answers = at_once(acts)
        receipts = {answer for answer in answers if isinstance(answer, str)}
        errors += sum(isinstance(answer, Exception) for answer in answers)
        at_most_one = at_most_one and Envelope.objects.filter(line=line).count() == 1
        given.append(receipts)
    from tests import clock

    with clock.at(election.closes_at + timedelta(seconds=1)):
        close_poll(by=of.officer, election=election)
    count_election(
        by=of.officer, election=Election.objects.get(pk=election.pk), shares=of.shares[:2]
    )
    counted = set(Receipt.objects.filter(election=election).values_list("code", flat=True))
    once = sum(len(receipts & counted) == 1 for receipts in given)
    papers = Ballot.objects.filter(contest__election=election).count()
    return {
        "attempts": rounds * crowd,
        "rounds": rounds,
        "rounds_with_one_counted": once,
        "papers": papers,
        "errors": errors,
        "one_envelope_each": at_most_one,
        "holds": once == rounds == papers == len(counted) and not errors and at_most_one,
    }


def prove_closings(closings: int, rng: random.Random) -> dict[str, Any]:
    """Electors vote around the closing time while the returning officer closes the poll."""
    from bench.elections.polls import open_poll, world
    from representation.models import Ballot, Receipt, RollLine
    from representation.services.counting_votes import count_election

    of = world(VOTERS_AT_THE_CLOSE, "Bolsover Forum")
    figures = {"closings": closings, "accepted": 0, "refused": 0, "lost": 0, "stray": 0, "late": 0}
    for _round in range(closings):
        lasts = timedelta(milliseconds=rng.randint(150, 350))
        election = open_poll(of, voters=VOTERS_AT_THE_CLOSE, candidates=CANDIDATES, lasts=lasts)
        lines = RollLine.objects.filter(election=election).select_related("election", "voter__user")
        waits = [rng.uniform(0, AROUND_THE_CLOSE) * lasts.total_seconds() for _line in lines]
        votes = [
            lambda line=line, wait=wait: _vote_late(line, wait)
            for line, wait in zip(lines, waits, strict=True)
        ]
        answers = at_once([*votes, lambda election=election: _close(of.officer, election)])
        taken = [answer for answer in answers[:-1] if isinstance(answer, tuple)]
        election.refresh_from_db()
        count_election(by=of.officer, election=election, shares=of.shares[1:])
        counted = set(Receipt.objects.filter(election=election).values_list("code", flat=True))
        receipts = {receipt for _asked, receipt in taken}
        figures["accepted"] += len(taken)
        figures["refused"] += len(answers) - 1 - len(taken)
        figures["lost"] += len(receipts - counted)
        papers = Ballot.objects.filter(contest__election=election).count()
        figures["stray"] += len(counted - receipts) + (papers != len(counted))
        figures["late"] += sum(asked >= election.closes_at for asked, _receipt in taken)
    is_race = min(figures["accepted"], figures["refused"]) >= closings
    faultless = not (figures["lost"] or figures["stray"] or figures["late"])
    return figures | {"holds": faultless and is_race}


def _vote_late(line: Any, wait: float) -> Any:
    """When the vote was asked for by the database's clock, and its receipt; raises Refused."""
    from representation.services.casting import cast_vote
    from representation.services.election_moves import database_now

    time.sleep(wait)
    asked = database_now()
    return asked, cast_vote(by=line.voter.user, line=line, rankings={1: (1, 2)})


def _close(officer: Any, election: Any) -> Any:
    """Ask again and again to close, until it is time."""
    from consortium.decisions import Refused
    from representation.services.polling import close_poll

    for _try in range(5_000):
        try:
            return close_poll(by=officer, election=election)
        except Refused:
            time.sleep(0.002)
    raise TimeoutError("the poll never closed")


def control(rounds: int, crowd: int) -> dict[str, Any]:
    """The same crowd, asking whether a vote is there and then writing one, without the constraint."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE control_envelope (line_id integer, sealed text)")
    twice = worst = 0
    for number in range(rounds):
        at_once([lambda n=n, number=number: _naive_vote(number, n) for n in range(crowd)])
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM control_envelope WHERE line_id = %s", [number])
            found = cursor.fetchone()[0]
        twice, worst = twice + (found > 1), max(worst, found)
    return {"rounds": rounds, "rounds_with_several": twice, "worst": worst, "fails": twice > 0}


def _naive_vote(line: int, vote: int) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM control_envelope WHERE line_id = %s", [line])
        is_first = cursor.fetchone()[0] == 0
        time.sleep(0.001)  # as long as sealing takes
        if is_first:
            cursor.execute("INSERT INTO control_envelope VALUES (%s, %s)", [line, str(vote)])


def prove_here(options: argparse.Namespace) -> dict[str, Any]:
    with fresh_database():
        rounds = prove_rounds(options.rounds, options.crowd)
        print(f"rounds {json.dumps(rounds)}", flush=True)
        without = control(options.rounds, options.crowd)
        print(f"control {json.dumps(without)}", flush=True)
        closings = prove_closings(options.closings, random.Random(options.seed))
        print(f"closings {json.dumps(closings)}", flush=True)
    holds = rounds["holds"] and closings["holds"] and without["fails"]
    return {"rounds": rounds, "control": without, "closings": closings, "holds": holds}


def main() -> int:
    return prove(
        "one-vote",
        "bench.elections.one_vote",
        prove_here,
        {"rounds": 50, "crowd": 100, "closings": 500},
    )


if __name__ == "__main__":
    sys.exit(main())

"""Whoever has everything but the key learns nothing of who voted how.

usage: python -m bench.elections.secrecy [--elections 200] [--voters 60] [--engine sqlite]

Polls are held through the product; every elector gives a ranking that nobody else gives, so that a right
guess is known. The attacker of attacker.py tries every strategy on every poll. By chance one link in each
poll is right, 200 in 200, and 247 is 3.3 standard deviations above. The control keeps papers as they come,
under random numbers and without a name, and must be linked. The last line is one line of JSON; exit status
1 where a figure falls short.
"""

# ruff: noqa: S311, S608 - it prints, its votes come from a seed, and it reads tables by name

import argparse
import random
import sys
import uuid
from datetime import timedelta
from itertools import permutations
from math import sqrt
from typing import Any

from bench.elections.attacker import (
    STRATEGIES,
    PaperSeen,
    PollSeen,
    SealedSeen,
    right_links,
)
from bench.elections.database import fresh_database, prove
from bench.elections.files_on_disk import Files, files_of, places_of

CANDIDATES = 5
DEVIATIONS = 3.3
LEAST_LINKED_BY_CONTROL = 11_000 / 12_000
KEPT_BESIDE = ("consortium_event", "consortium_job", "django_session")


def main() -> int:
    return prove("secrecy", "bench.elections.secrecy", prove_here, {"elections": 200, "voters": 60})


def prove_here(options: argparse.Namespace) -> dict[str, Any]:
    rng = random.Random(options.seed)
    with fresh_database():
        from django.db import connection

        from bench.elections.polls import world

        engine = connection.vendor

        of = world(options.voters)
        _make_control()
        seen = [hold_poll(of, options.voters, rng) for _poll in range(options.elections)]
        files = files_of(connection)
        in_log = _take_places(seen, files)
        beside = _votes_beside([code for poll in seen for code in poll.receipts])
    scores = {}
    for strategy in STRATEGIES:
        scores[strategy] = sum(right_links(poll, strategy) for poll in seen)
    best = max(scores, key=lambda strategy: scores[strategy])
    votes = options.elections * options.voters
    control = sum(poll.linked_by_control for poll in seen)
    naive_in_log, naive_by_log = _control_by_log(seen, files)
    most = round(options.elections + DEVIATIONS * sqrt(options.elections))
    return {
        "elections": options.elections,
        "votes": votes,
        "strategies": len(scores),
        "best_strategy": " / ".join([*best[:2], "backwards" if best[2] else "forwards"]),
        "most_right_links": scores[best],
        "mean_right_links": round(sum(scores.values()) / len(scores), 1),
        "allowed": most,
        "receipts_found_beside": beside,
        "control_right_links": control,
        "log_bytes": len(files.log),
        "log_refused": files.refused,
        "identifiers_in_log": in_log,
        "control_in_log": naive_in_log,
        "control_right_links_by_log": naive_by_log,
        "holds": scores[best] <= most
        and control >= votes * LEAST_LINKED_BY_CONTROL
        and (engine == "sqlite" or bool(files.refused) or naive_by_log > most)
        and beside == 0,
    }


def hold_poll(of: Any, voters: int, rng: random.Random) -> PollSeen:
    """One poll from first vote to count, with what the attacker takes along the way."""
    from bench.elections.polls import open_poll
    from representation.models import Election, Receipt, RollLine
    from representation.services.casting import cast_vote
    from representation.services.counting_votes import count_election
    from representation.services.polling import close_poll
    from tests import clock

    election = open_poll(of, voters=voters, candidates=CANDIDATES, lasts=timedelta(days=1))
    lines = list(
        RollLine.objects.filter(election=election).select_related("election", "voter__user")
    )
    order = rng.sample(lines, len(lines))
    rankings = rng.sample(list(permutations(range(1, CANDIDATES + 1))), len(lines))
    truth, early = {}, []
    for place, (line, ranking) in enumerate(zip(order, rankings, strict=True)):
        cast_vote(by=line.voter.user, line=line, rankings={1: ranking})
        truth[line.pk] = " ".join(map(str, ranking))
        _write_control(election.pk, truth[line.pk])
        if place == len(order) // 2:
            early = _envelopes(election.pk)
    late = _envelopes(election.pk)
    with clock.at(election.closes_at + timedelta(seconds=1)):
        close_poll(by=of.officer, election=election)
    count_election(
        by=of.officer, election=Election.objects.get(pk=election.pk), shares=of.shares[:2]
    )
    voting_order = [line.pk for line in order]
    seen = PollSeen(
        voting_order=voting_order,
        lines=[line.pk for line in lines],
        early=early,
        late=late,
        papers=_papers(election.pk),
        receipts=list(Receipt.objects.filter(election=election).values_list("code", flat=True)),
        truth=truth,
    )
    seen.control = _read_control(election.pk)
    control = [ranking for _key, ranking in seen.control]
    seen.linked_by_control = sum(
        truth[line] == ranking for line, ranking in zip(voting_order, control, strict=True)
    )
    return seen


def _rows(query: str, *params: object) -> list[tuple[Any, ...]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(query, list(params))
        return list(cursor.fetchall())


def _hidden(table: str) -> tuple[str, str]:
    """Columns that a database keeps beside a table's own: the place on disk, and who wrote the row."""
    from django.db import connection

    if connection.vendor == "postgresql":
        return "ctid::text", "xmin::text"
    has_rowid = (
        "WITHOUT ROWID" not in _rows("SELECT sql FROM sqlite_master WHERE name = %s", table)[0][0]
    )
    return ("rowid", "rowid") if has_rowid else ("0", "0")


def _in_order(places: list[str]) -> list[int]:
    """ctid `(page,item)` or a rowid as a number that can be compared."""
    return [
        int(parts[0]) * 10_000 + int(parts[-1])
        for parts in (str(place).strip("()").split(",") for place in places)
    ]


def _envelopes(election: int) -> list[SealedSeen]:
    place, written = _hidden("representation_envelope")
    rows = _rows(
        f"SELECT line_id, sealed, stamp, {place}, {written} FROM representation_envelope"
        " WHERE election_id = %s",
        election,
    )
    places = _in_order([row[3] for row in rows]) if place != "0" else list(range(len(rows)))
    return [
        SealedSeen(row[0], bytes(row[1]), row[2], spot, int(row[4]))
        for row, spot in zip(rows, places, strict=True)
    ]


def _papers(election: int) -> list[PaperSeen]:
    place, written = _hidden("representation_ballot")
    rows = _rows(
        f"SELECT b.id, b.ranking, {'b.' if place != '0' else ''}{place},"
        f" {'b.' if written != '0' else ''}{written} FROM representation_ballot AS b"
        " JOIN representation_contest AS c ON c.id = b.contest_id WHERE c.election_id = %s",
        election,
    )
    places = _in_order([row[2] for row in rows]) if place != "0" else list(range(len(rows)))
    return [
        PaperSeen(row[0], row[1], spot, int(row[3])) for row, spot in zip(rows, places, strict=True)
    ]


def _make_control() -> None:
    _write("CREATE TABLE control_paper (id text PRIMARY KEY, election integer, ranking text)")


def _write_control(election: int, ranking: str) -> None:
    """The paper as it comes, under a random number and without a name: what is thought to be enough."""
    _write("INSERT INTO control_paper VALUES (%s, %s, %s)", str(uuid.uuid4()), election, ranking)


def _read_control(election: int) -> list[tuple[str, str]]:
    """Identifier and ranking, in the order on disk."""
    place, _written = _hidden("control_paper")
    rows = _rows(f"SELECT id, ranking, {place} FROM control_paper WHERE election = %s", election)
    places = _in_order([row[2] for row in rows])
    in_order = sorted(zip(places, rows, strict=True), key=lambda one: one[0])
    return [(row[0], row[1]) for _spot, row in in_order]


def _write(statement: str, *params: object) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, list(params))


def _take_places(polls: list[PollSeen], files: Files) -> int:
    """Note where each paper's and receipt's identifier first stands; how many stand in the log."""
    wanted = {one.id for poll in polls for one in poll.papers}
    wanted |= {code for poll in polls for code in poll.receipts}
    offsets, logged = places_of(wanted, files.tables), places_of(wanted, files.log)
    for poll in polls:
        poll.offsets, poll.logged = offsets, logged
    return len(logged)


def _control_by_log(polls: list[PollSeen], files: Files) -> tuple[int, int]:
    """Papers of the naive table that stand in the log, and how many the log's order links rightly."""
    found = right = 0
    for poll in polls:
        logged = places_of((key for key, _ranking in poll.control), files.log)
        rankings = dict(poll.control)
        in_order = [rankings[key] for key in sorted(logged, key=logged.__getitem__)]
        found += len(in_order)
        right += sum(
            poll.truth[line] == ranking
            for line, ranking in zip(poll.voting_order, in_order, strict=False)
        )
    return found, right


def _votes_beside(receipts: list[str]) -> int:
    """Receipts that stand in the audit trail, the jobs, the sessions or the mail: none may."""
    texts = [str(_rows(f"SELECT * FROM {table}")) for table in KEPT_BESIDE]
    from django.core import mail

    texts.append(str([message.message() for message in mail.outbox]))
    return sum(code in text for code in receipts for text in texts)


if __name__ == "__main__":
    sys.exit(main())

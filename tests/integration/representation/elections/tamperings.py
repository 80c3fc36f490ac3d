"""Doing to an election's rows what only somebody with the whole database in their hands could do."""

# ruff: noqa: S608 - it writes rows past the product on purpose

import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction

from representation.evidence.tables import Fault
from representation.models import Election
from representation.selectors.seals import chain_head, faults_of
from representation.services.casting import cast_by_phone
from representation.services.election_roll import correct_roll
from representation.services.paper_votes import enter_paper, issue_paper, return_paper
from tests import clock
from tests.factories import elections as make

T = "representation_"
OF_CONTEST = "contest_id IN (SELECT id FROM representation_contest WHERE election_id = {election})"
OF_LINE = "{line} IN (SELECT id FROM representation_rollline WHERE election_id = {election})"


@dataclass(frozen=True)
class Target:
    """A sealed table. swap: the column whose values two rows exchange; none where order means nothing.

    change: a column and what it becomes. add: columns of a copied row that must differ, as SQL; none
    where there is no room for another row.
    """

    name: str
    table: str
    where: str
    key: str
    change: tuple[str, str]
    add: Mapping[str, str]
    swap: str = ""


NEXT_ID = "(SELECT max(id) + 1 FROM {table})"
TARGETS = (
    Target("roll", T + "rollline", "election_id = {election}", "id", ("name", "'Another'"),
           {"id": NEXT_ID, "number": "99", "organisation_id": "{outsider}"}, "number"),
    Target("candidates", T + "candidacy", OF_CONTEST, "id", ("statement", "'Vote for nobody'"),
           {"id": NEXT_ID, "name": "'Another'", "person_id": "{person}", "paper_number": "99"}, "id"),
    Target("contests", T + "contestseat", "election_id = {election}", "id",
           ("seat_id", "{seat}"), {"id": NEXT_ID, "seat_id": "{seat}"}),
    Target("key holders", T + "keyshareholder", "election_id = {election}", "id",
           ("commitment", "'x'"), {"id": NEXT_ID, "number": "9", "holder_id": "{person}"}, "number"),
    Target("roll corrections", T + "rollcorrection", OF_LINE.replace("{line}", "line_id"), "id",
           ("reason", "'Another'"), {"id": NEXT_ID}, "id"),
    Target("papers issued", T + "paperissue", OF_LINE.replace("{line}", "line_id"), "line_id",
           ("by_id", "{user}"), {"line_id": "{free_line}"}),
    Target("papers returned", T + "paperreturn", OF_LINE.replace("{line}", "issue_id"), "issue_id",
           ("by_id", "{user}"), {"issue_id": "{issued_line}"}),
    Target("envelopes", T + "envelope", "election_id = {election}", "line_id", ("stamp", "'x'"),
           {"line_id": "{free_line}"}, "line_id"),
    Target("paper entries", T + "paperentry", "election_id = {election}", "id",
           ("reading", "'1:4;2:4'"), {"id": NEXT_ID, "paper": "99"}, "paper"),
    Target("ballots", T + "ballot", OF_CONTEST, "id", ("ranking", "'3 2 1 4'"),
           {"id": "'" + "0" * 32 + "'"}, "id"),
    Target("receipts", T + "receipt", "election_id = {election}", "code", ("code", "'AAAA'"),
           {"code": "'AAAA'"}),
    Target("account", T + "accountline", "election_id = {election}", "id", ("issued", "77"),
           {"id": NEXT_ID, "channel": "'fax'"}, "channel"),
    Target("counts", T + "count", OF_CONTEST, "id", ("papers", "77"),
           {}, "contest_id"),
    Target("outcomes", T + "outcome", OF_CONTEST, "id", ("by_vacancy", "{true}"),
           {"id": NEXT_ID, "appointment_id": "{free_appointment}"}, "appointment_id"),
    Target("steps", T + "electionstep", "election_id = {election}", "id", ("reason", "'Another'"),
           {"id": NEXT_ID, "number": "99"}, "number"),
    Target("chain", T + "seal", "election_id = {election}", "id", ("digest", "'x'"),
           {"id": NEXT_ID, "number": "99"}, "number"),
)  # fmt: skip
EXPECTED = {
    "add": {Fault.ADDED, Fault.BROKEN},
    "remove": {Fault.REMOVED, Fault.BROKEN},
    "change": {Fault.CHANGED, Fault.BROKEN, Fault.REMOVED, Fault.ADDED},
    "reorder": {Fault.REORDERED, Fault.BROKEN},
}
ACTS = 68  # one of each kind on each table and field
FIELDS = (
    ("rules", "rule", "'av'"),
    ("rules", "group_least", "1"),
    ("term", "challenge_days", "1"),
    ("term", "term_starts_on", "'2020-01-01'"),
    ("term", "title", "'Another'"),
    ("poll", "roll_size", "1"),
    ("poll", "public_key", "'0'"),
    ("lot", "lot_seed", "'another'"),
    ("lot", "lot_public_value", "'another'"),
)


def whole_election() -> make.Poll:
    """Declared, with two contests, all channels, corrections, and papers that two tellers read."""
    poll = make.rehearsed(make.forum(12), contests=2, standing=4)
    officer, forum = poll.forum.returning_officer, poll.forum
    for number, contact in ((9, forum.contacts[0]), (10, forum.contacts[1])):
        correct_roll(
            by=officer,
            seconded_by=forum.coordinator,
            line=poll.line(number),
            voter=contact,
            reason=f"Line {number} is ill",
        )
    for number in (7, 8, 11):
        issue_paper(by=officer, line=poll.line(number))
    with clock.at(poll.election.opens_at + timedelta(minutes=1)):
        poll.election = make.open_poll(by=officer, election=poll.election)
        cast_by_phone(
            by=officer,
            witness=forum.coordinator,
            line=poll.line(6),
            rankings={1: (4,), 2: (3,)},
            heard={1: (4,), 2: (3,)},
        )
    for number in range(1, 6):
        poll.vote(number, [number % 4 + 1, (number + 1) % 4 + 1], [4 - number % 4])
    for number in (7, 8):
        return_paper(by=officer, line=poll.line(number))
    make.closed(poll)
    for teller in (officer, forum.coordinator):
        enter_paper(by=teller, election=poll.election, paper=1, rankings={1: (2, 1), 2: (1,)})
        enter_paper(by=teller, election=poll.election, paper=2, rankings={1: (3,), 2: (2, 4)})
    return make.declared(make.counted(poll))


@contextmanager
def unguarded() -> Iterator[None]:
    """The triggers off, whatever is done undone afterwards."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        yield
        transaction.set_rollback(True)


def run(sql: str, *params: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(params))
        return list(cursor.fetchall()) if cursor.description else []


def missed(election: Election, rng: random.Random, tamperings: int) -> tuple[int, list[str]]:
    """Tamper so many times, each undone; how many, and those that were not found and named."""
    faults: list[str] = []
    head = chain_head(election)
    acts = list(_acts(election, rng))
    for number in range(tamperings):
        name, kind, act = acts[number % len(acts)]
        with unguarded():
            act()
            election.refresh_from_db()
            found = faults_of(election, head=head)
            named = [one for one in found if one.table == name and one.fault in EXPECTED[kind]]
            if not named:
                faults.append(f"{kind} {name}: {', '.join(map(str, found)) or 'nothing found'}")
        election.refresh_from_db()
    return tamperings, faults


def _acts(
    election: Election, rng: random.Random
) -> Iterator[tuple[str, str, Callable[[], object]]]:
    words = _words(election)
    for target in TARGETS:
        for kind in ("add", "remove", "change", "reorder"):
            if (kind != "reorder" or target.swap) and (kind != "add" or target.add):
                yield target.name, kind, lambda t=target, k=kind: _tamper(t, k, words, rng)
    for name, field, value in FIELDS:
        statement = f"UPDATE representation_election SET {field} = {value} WHERE id = {election.pk}"
        yield name, "change", lambda statement=statement: run(statement)


def _words(election: Election) -> dict[str, object]:
    outsiders = run("SELECT max(id) FROM consortium_organisation")
    people = run(
        "SELECT max(id) FROM consortium_person WHERE id NOT IN"
        " (SELECT person_id FROM representation_candidacy)"
    )
    return {
        "election": election.pk,
        "outsider": outsiders[0][0] + 1,
        "person": people[0][0],
        "seat": 999_999,
        "user": run("SELECT max(id) FROM consortium_user")[0][0],
        "free_line": run(
            "SELECT id FROM representation_rollline WHERE election_id = %s AND number = 12",
            election.pk,
        )[0][0],
        "issued_line": run(
            "SELECT id FROM representation_rollline WHERE election_id = %s AND number = 11",
            election.pk,
        )[0][0],
        "free_appointment": 999_999,
        "true": "true" if connection.vendor == "postgresql" else "1",
    }


def _tamper(target: Target, kind: str, words: dict[str, object], rng: random.Random) -> None:
    where = target.where.format(**words)
    keys = [key for (key,) in run(f"SELECT {target.key} FROM {target.table} WHERE {where}")]
    key = rng.choice(sorted(keys))
    if kind == "remove":
        run(f"DELETE FROM {target.table} WHERE {target.key} = %s", key)
    elif kind == "change":
        column, value = target.change
        value = value.format(**words)
        run(f"UPDATE {target.table} SET {column} = {value} WHERE {target.key} = %s", key)
    elif kind == "add":
        _copy(target, key, words)
    else:
        _swap(target, sorted(keys), rng)


def _copy(target: Target, key: object, words: dict[str, object]) -> None:
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, target.table)
    columns = [column.name for column in described]
    quoted = [connection.ops.quote_name(column) for column in columns]
    given = {name: sql.format(table=target.table, **words) for name, sql in target.add.items()}
    values = [given.get(name, own) for name, own in zip(columns, quoted, strict=True)]
    run(
        f"INSERT INTO {target.table} ({', '.join(quoted)})"
        f" SELECT {', '.join(values)} FROM {target.table}"
        f" WHERE {target.key} = %s",
        key,
    )


def _swap(target: Target, keys: list, rng: random.Random) -> None:
    """Two rows with different content exchange what names them."""
    first, second = _two_that_differ(target, keys, rng)
    column, spare = (
        target.swap,
        "'ZZZ'" if target.swap in ("channel",) or _is_text(target) else "9999",
    )
    values = [
        run(f"SELECT {column} FROM {target.table} WHERE {target.key} = %s", key)[0][0]
        for key in (first, second)
    ]
    where = f"WHERE {column} = %s AND {target.key} = %s"
    if target.key == column:
        run(f"UPDATE {target.table} SET {column} = {spare} WHERE {column} = %s", first)
        run(f"UPDATE {target.table} SET {column} = %s WHERE {column} = %s", first, second)
        run(f"UPDATE {target.table} SET {column} = %s WHERE {column} = {spare}", second)
        return
    run(f"UPDATE {target.table} SET {column} = {spare} {where}", values[0], first)
    run(f"UPDATE {target.table} SET {column} = %s {where}", values[0], values[1], second)
    last = f"WHERE {column} = {spare} AND {target.key} = %s"
    run(f"UPDATE {target.table} SET {column} = %s {last}", values[1], first)


def _is_text(target: Target) -> bool:
    return target.name == "ballots"


def _two_that_differ(target: Target, keys: list, rng: random.Random) -> tuple:
    column = target.change[0] if target.name not in ("paper entries", "counts", "outcomes") else ""
    for _try in range(200):
        first, second = rng.sample(keys, 2)
        if target.name == "paper entries":
            column = "reading"
        if target.name == "ballots":
            same = run(
                "SELECT count(*) FROM representation_ballot AS a JOIN representation_ballot AS b"
                " ON a.contest_id = b.contest_id AND a.ranking <> b.ranking"
                " WHERE a.id = %s AND b.id = %s",
                first,
                second,
            )
            if not same[0][0]:
                continue
            return first, second
        if target.name == "paper entries":
            pair = run(
                "SELECT count(*) FROM representation_paperentry AS a JOIN representation_paperentry"
                " AS b ON a.teller_id = b.teller_id AND a.reading <> b.reading"
                " WHERE a.id = %s AND b.id = %s",
                first,
                second,
            )
            if not pair[0][0]:
                continue
        return first, second
    raise AssertionError(f"no two rows of {target.name} differ ({column})")

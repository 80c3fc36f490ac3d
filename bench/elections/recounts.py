"""Evidence packs of whole polls, counted again by a program that nobody of Manyhands wrote.

usage: python -m bench.elections.recounts --python .venv-peers/bin/python [--polls 60] [--voters 40]

Polls of Scottish STV, Meek's STV and AV are held through the product, and their packs handed to the pack's
own recount.py, which runs in an environment that has pref_voting and nothing of ours. pref_voting's rules
for these three are ours, so that winners must be the same wherever no lot decided; where one did, there is
nothing to compare, and the figures say how often. The control: the same packs with somebody else named as
elected must all be found different. The last line is one line of JSON; exit status 1 where a figure falls
short.
"""

# ruff: noqa: T201, S311 - it prints, and its votes come from a seed

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.elections.database import fresh_database

RULES = ("scottish-stv", "meek-stv", "av")
LEAST_COMPARED = 0.5


@dataclass(frozen=True)
class Told:
    """What the other program said of the packs."""

    same: int
    different: int
    lots: int
    unknown: int

    @property
    def packs(self) -> int:
        return self.same + self.different + self.lots + self.unknown


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--python", required=True, help="the Python that has the other program")
    parser.add_argument("--polls", type=int, default=60)
    parser.add_argument("--voters", type=int, default=40)
    parser.add_argument("--seed", type=int, default=20261122)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rules = write_packs(Path(folder), options.polls, options.voters, options.seed)
        told = recount(options.python, Path(folder))
        for pack in Path(folder).glob("*.zip"):
            name_another(pack)
        control = recount(options.python, Path(folder))
    holds = (
        told.packs == options.polls
        and not told.different
        and not told.unknown
        and told.same >= LEAST_COMPARED * options.polls
        and control.different == told.same
    )
    figures = {**vars(told), "control_found": control.different, "holds": holds}
    print(
        json.dumps(
            {"prove": "recount", "seed": options.seed, "polls": options.polls, **rules, **figures}
        )
    )
    return 0 if holds else 1


def write_packs(folder: Path, polls: int, voters: int, seed: int) -> dict[str, int]:
    """So many polls from the first vote to the declaration; how many by each rule."""
    rng = random.Random(seed)
    with fresh_database():
        from bench.elections.polls import world
        from representation.selectors.evidence_packs import evidence_pack

        of = world(voters)
        for number in range(polls):
            election = hold(of, voters, RULES[number % len(RULES)], rng)
            (folder / f"{election.rule}-{number}.zip").write_bytes(evidence_pack(election))
    return {rule: len(range(place, polls, len(RULES))) for place, rule in enumerate(RULES)}


def hold(of: Any, voters: int, rule: str, rng: random.Random) -> Any:
    """One poll; voters rank as many as they like, by a taste that differs from poll to poll."""
    from bench.elections.polls import open_poll
    from representation.models import Election, RollLine
    from representation.services.casting import cast_vote
    from representation.services.counting_votes import count_election
    from representation.services.declaring import declare
    from representation.services.polling import close_poll
    from tests import clock
    from tests.factories.elections import board_seats

    candidates = rng.randint(4, 8)
    of.seats = board_seats(of.forum, 1 if rule == "av" else rng.randint(2, 3))
    election = open_poll(
        of, voters=voters, candidates=candidates, lasts=timedelta(days=1), rule=rule
    )
    for line in RollLine.objects.filter(election=election).select_related(
        "election", "voter__user"
    ):
        cast_vote(by=line.voter.user, line=line, rankings={1: _ranking(candidates, rng)})
    with clock.at(election.closes_at + timedelta(seconds=1)):
        close_poll(by=of.officer, election=election)
        election = Election.objects.get(pk=election.pk)
        count_election(by=of.officer, election=election, shares=of.shares[:2])
        return declare(by=of.officer, election=election)


def recount(python: str, folder: Path) -> Told:
    """Every pack of the folder through the script that lies in the first of them."""
    packs = sorted(folder.glob("*.zip"))
    script = folder / "recount.py"
    script.write_bytes(_read(packs[0])[script.name])
    done = subprocess.run(  # noqa: S603 - the pack's own script
        [Path(python).absolute(), script, *packs], cwd=folder, capture_output=True, text=True
    )
    print(done.stderr, end="", file=sys.stderr)
    verdicts = [line.split(": ", 2)[2] for line in done.stdout.splitlines()]
    for line in done.stdout.splitlines():
        print(line.removeprefix(f"{folder}/"))
    kinds = Counter(verdict.partition(":")[0] for verdict in verdicts)
    lots = sum("lot" in verdict for verdict in verdicts if verdict.startswith("not"))
    return Told(kinds["the same"], kinds["DIFFERENT"], lots, kinds["not compared"] - lots)


def name_another(pack: Path) -> None:
    """The same papers, with somebody named as elected who was not."""
    from representation.evidence.archive import as_zip

    files = _read(pack)
    result = json.loads(files["contest-1/result.json"])
    others = [name for name in result["stages"][0]["votes"] if name not in result["elected"]]
    result["elected"][0] = others[0]
    files["contest-1/result.json"] = json.dumps(result).encode()
    pack.write_bytes(as_zip(files))


def _read(pack: Path) -> dict[str, bytes]:
    from representation.evidence.archive import from_zip

    return from_zip(pack.read_bytes())


def _ranking(candidates: int, rng: random.Random) -> tuple[int, ...]:
    """Those with low numbers are liked more, so that most counts need no lot."""
    liked = sorted(range(1, candidates + 1), key=lambda n: rng.random() * (n + 2))
    return tuple(liked[: rng.randint(1, candidates)])


if __name__ == "__main__":
    sys.exit(main())

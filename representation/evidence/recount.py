"""Count the papers of an evidence pack again with pref_voting, a program that nobody of Manyhands wrote.

    pip install pref_voting==1.18.2
    python recount.py PACK.zip

Give one pack or several, or nothing in the folder where a pack was unpacked. One line says for each contest
whether the same people are elected; the status is 1 where they are not. Nothing of Manyhands is needed.
pref_voting knows Scottish STV, Meek's STV and, as the first with one place, AV. It knows neither our lot nor
reserved places: a contest that needed one is named, and not compared.
"""

# ruff: noqa: T201 - it prints

import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

Papers = list[tuple[dict[int, int], int]]
RULES = {"scottish-stv": "stv_scottish", "meek-stv": "stv_meek", "av": "stv_scottish"}


def main(arguments: list[str]) -> int:
    places = [Path(one) for one in arguments] or [Path(__file__).parent]
    told = [(place, *one) for place in places for one in recounted(place)]
    for place, contest, verdict in told:
        print(f"{place}: {contest}: {verdict}")
    return 1 if any(verdict.startswith("DIFFERENT") for *_, verdict in told) else 0


def recounted(place: Path) -> list[tuple[str, str]]:
    """Every contest of a pack whose papers are published, and what the other program made of it."""
    read = _reader(place)
    election = json.loads(read("election.json"))
    shown = [one for one in election["contests"] if one["form"] in ("full", "used")]
    return [(f"contest-{one['number']}", _verdict(read, one, election["rule"])) for one in shown]


def elected_elsewhere(blt: str, rule: str) -> set[int]:
    """Numbers, from 1, of those whom pref_voting elects."""
    from pref_voting import proportional_methods
    from pref_voting.profiles_with_ties import ProfileWithTies

    standing, seats, papers = read_papers(blt)
    rankings, weights = zip(*papers, strict=True)
    profile = ProfileWithTies(list(rankings), list(weights), candidates=standing)
    return set(getattr(proportional_methods, RULES[rule])(profile, num_seats=seats))


def read_papers(blt: str) -> tuple[list[int], int, Papers]:
    """Who stands, the number of places, and each ranking (place by candidate) with how many gave it."""
    rows = [[int(word) for word in line.split()] for line in blt.split("\n0\n")[0].split("\n")]
    candidates, seats = rows[0]
    gone = {-number for row in rows[1:] for number in row if number < 0}
    standing = [number for number in range(1, candidates + 1) if number not in gone]
    papers: Papers = []
    for weight, *preferences in (row for row in rows[1:] if row[0] > 0):
        kept = [number for number in preferences if number in standing]
        if kept:
            papers.append(({number: place for place, number in enumerate(kept, 1)}, weight))
    return standing, seats, papers


def _verdict(read: Callable[[str], str], contest: dict[str, Any], rule: str) -> str:
    folder = f"contest-{contest['number']}"
    result = json.loads(read(f"{folder}/result.json"))
    if rule not in RULES or result["reservations"]:
        return "not compared: pref_voting has no such rule"
    if result["lots"]:
        return "not compared: a lot decided"
    blt = read(f"{folder}/ballots.blt")
    names = [json.loads(line) for line in blt.partition("\n0\n")[2].splitlines()]
    there = sorted(names[number - 1] for number in elected_elsewhere(blt, rule))
    if there == sorted(result["elected"]):
        return "the same: " + ", ".join(there)
    return f"DIFFERENT: {', '.join(there)}; the pack has {', '.join(result['elected'])}"


def _reader(place: Path) -> Callable[[str], str]:
    """How a file of the pack is read, out of a ZIP or a folder."""
    if place.is_dir():
        return lambda name: (place / name).read_text("utf-8")
    archive = zipfile.ZipFile(place)
    return lambda name: archive.read(name).decode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""A whole small election's facts, for tests of packs."""

import random
from dataclasses import replace

from representation.counting.ballots import build_contest
from representation.counting.count import count_contest
from representation.counting.lots import commitment, public_lot
from representation.counting.result import CountResult, Rule
from representation.evidence.chain import Link, append
from representation.evidence.facts import (
    CandidateFacts,
    ChannelAccount,
    ContestFacts,
    PackFacts,
    StepFacts,
)

NAMES = ("Ann Ashe", "Bryn Bevan", "Cath Cole", "Dev Desai", '=Eve "E" Ennis')
SEED = "a seed of the returning officer's"


def count(
    papers: int, *, seed: int = 0, rule: Rule = Rule.SCOTTISH_STV, seats: int = 2
) -> CountResult:
    rng = random.Random(seed)
    rankings = [
        tuple(rng.sample(range(len(NAMES)), rng.randint(1, len(NAMES)))) for _ in range(papers)
    ]
    contest = build_contest(title="Grid seats", seats=seats, candidates=NAMES, rankings=rankings)
    lot = public_lot(seed=SEED, public_value="1 7 23", title="Grid seats", candidates=NAMES)
    return count_contest(contest, rule, lot=lot)


def chain(length: int = 4) -> tuple[Link, ...]:
    links: list[Link] = []
    for name in ("candidates", "roll", "envelopes", "ballots")[:length]:
        links.append(append(links, name, name.encode().hex().ljust(64, "0")))
    return tuple(links)


def facts(papers: int = 40, *, seed: int = 0, **changed: object) -> PackFacts:
    result = count(papers, seed=seed)
    elected = set(result.elected)
    made = PackFacts(
        code="chesterfield-2026",
        title="Chesterfield Forum 2026",
        title_cy="Fforwm Chesterfield 2026",
        rule=result.rule,
        settings={"tie": "public-lot", "polls_close_at": "2026-06-11T16:00:00+00:00"},
        roll_size=papers + 5,
        roll=tuple((str(n), f"Group {n}") for n in range(1, papers + 6)),
        account=(
            ChannelAccount("web", papers, papers - 3, 0),
            ChannelAccount("post", 5, 2, 0),
            ChannelAccount("phone", 1, 1, 0),
        ),
        candidates=tuple(
            CandidateFacts(1, n + 1, name, f"Org {n}", "elected" if n in elected else "not-elected")
            for n, name in enumerate(NAMES)
        ),
        contests=(
            ContestFacts(1, "Grid seats", 2, result, commitment(SEED)),
            ContestFacts(2, "Chair", 1, None),
        ),
        steps=(StepFacts(1, "drafted", "2026-05-01T09:00:00+00:00", "returning officer", ""),),
        links=chain(),
        receipts=tuple(sorted(f"R{n:03d}" for n in range(papers - 2))),
    )
    return replace(made, **changed)

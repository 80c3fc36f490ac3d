"""A large made-up contest: voters in blocs that rank by noisy likings (Plackett-Luce), lists cut short."""

# ruff: noqa: S311 - the contest comes from a seed

import random
from itertools import accumulate
from pathlib import Path

BLOCS = 6


def write_contest(path: Path, *, voters: int, candidates: int, seats: int, seed: int) -> None:
    """Write the contest as BLT, a line for each paper."""
    rng = random.Random(seed)
    blocs = [[rng.expovariate(1) ** 2 for _ in range(candidates)] for _ in range(BLOCS)]
    totals = [list(accumulate(bloc)) for bloc in blocs]
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{candidates} {seats}\n")
        for _ in range(voters):
            bloc = rng.randrange(BLOCS)
            draws = rng.choices(range(1, candidates + 1), cum_weights=totals[bloc], k=16)
            ranking = list(dict.fromkeys(draws))[: rng.randint(1, 14)]
            file.write(f"1 {' '.join(map(str, ranking))} 0\n")
        file.write("0\n")
        file.writelines(f'"Candidate {c + 1}"\n' for c in range(candidates))
        file.write('"Made up"\n')

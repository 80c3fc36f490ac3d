"""What is marked on a paper as one line of text, as tellers' entries are kept: `1:2 3;2:1`."""

import re
from collections.abc import Mapping

from representation.sealing.errors import SealingError

_CONTEST = re.compile(r"([0-9]{1,3}):((?:[0-9]{1,3}(?: [0-9]{1,3})*)?)")


def write_reading(rankings: Mapping[int, tuple[int, ...]]) -> str:
    """Each contest's number, and the candidates' numbers, most preferred first; contests in order."""
    return ";".join(f"{n}:{' '.join(map(str, rankings[n]))}" for n in sorted(rankings))


def read_reading(text: str) -> dict[int, tuple[int, ...]]:
    """The rankings by contest. Raises SealingError (not_a_reading)."""
    rankings: dict[int, tuple[int, ...]] = {}
    for part in filter(None, text.split(";")):
        match = _CONTEST.fullmatch(part)
        if match is None or int(match[1]) in rankings:
            raise SealingError("not_a_reading")
        rankings[int(match[1])] = tuple(map(int, match[2].split()))
    return rankings

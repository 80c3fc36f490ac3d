"""Broken BLT files: every prefix, and random damage. Each is counted by every rule, or refused."""

import random
import re

from representation.counting.blt import read_blt
from representation.counting.count import count_contest
from representation.counting.errors import FileError
from representation.counting.lots import Lot, LotSource
from representation.counting.result import Rule

ALPHABET = b'0123456789 -="\n\r\t#\\ab\x00\xff\xc3'


def prefixes(content: bytes) -> list[bytes]:
    return [content[:length] for length in range(len(content) + 1)]


def mutation(content: bytes, rng: random.Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(rng.randint(1, 4)):
        place = rng.randrange(len(damaged) + 1)
        kind = rng.randrange(4)
        if kind == 0:
            damaged[place:place] = bytes([rng.choice(ALPHABET)])
        elif kind == 1:
            del damaged[place : place + rng.randint(1, 12)]
        elif kind == 2:
            damaged[place : place + 1] = bytes([rng.choice(ALPHABET)])
        else:
            lines = bytes(damaged).split(b"\n")
            a, b = rng.randrange(len(lines)), rng.randrange(len(lines))
            lines[a], lines[b] = lines[b], lines[a]
            damaged = bytearray(b"\n".join(lines))
    return bytes(damaged)


def fault(content: bytes) -> str | None:
    """What is wrong with how this file is answered; None for a count or one line with a line number."""
    try:
        contest = read_blt(content)
        if contest.standing:
            lot = Lot(contest.candidates, LotSource.DRAWN)
            for rule in Rule:
                count_contest(contest, rule, lot=lot)
    except FileError as error:
        sentence = str(error)
        lines = content.count(b"\n") + content.count(b"\r") + 1
        if not re.fullmatch(r"line \d+: [^\n]+", sentence) or not 1 <= error.line <= lines:
            return f"{sentence!r} of {lines} lines"
    except Exception as error:  # any other answer is the fault we look for
        return repr(error)
    return None

"""Lots: an order drawn in the room and typed in, or the public lot that anybody can work out again.

The public lot: before the close of voting the returning officer publishes the commitment, SHA-256 of a secret
seed, and names a public value that nobody can know yet. Afterwards the seed is opened, and candidates are
ranked by SHA-256 of the seed, the public value, the contest's title and the name.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from representation.counting.errors import CountingError, FileError, LotNeeded

PUBLIC_LOT = "manyhands-lot/1"


class LotSource(StrEnum):
    """Where an order comes from."""

    DRAWN = "drawn"
    PUBLIC = "public"


@dataclass(frozen=True)
class Lot:
    """One order of the candidates that settles every lot of a count, and of its recounts (ERS97 5.6.3).

    order: names, first drawn first. The lot falls on the one of those tied who was drawn first: that
    surplus goes first, or that candidate is excluded, or (approval, plurality) elected.
    """

    order: tuple[str, ...]
    source: LotSource
    seed: str = ""
    public_value: str = ""

    @property
    def commitment(self) -> str:
        """What was published before the close for a public lot; empty for an order drawn in the room."""
        return commitment(self.seed) if self.source is LotSource.PUBLIC else ""

    def draw(self, among: Sequence[str]) -> str:
        """The name on which the lot falls. Raises LotNeeded when somebody tied is not in the order."""
        missing = [name for name in among if name not in self.order]
        if missing:
            raise LotNeeded("not_in_lot", names=", ".join(missing))
        return min(among, key=self.order.index)


def commitment(seed: str) -> str:
    """SHA-256 of the seed, in hexadecimal: published before the close, checked when the seed is opened."""
    return hashlib.sha256(seed.encode()).hexdigest()


def public_lot(
    *,
    seed: str,
    public_value: str,
    title: str,
    candidates: Iterable[str],
    committed: str | None = None,
) -> Lot:
    """The order by the public lot.

    Raises CountingError when `committed`, the commitment published before the close, is not this seed's.
    """
    if committed is not None and commitment(seed) != committed.strip().lower():
        raise CountingError("wrong_commitment")
    order = sorted(candidates, key=lambda name: _rank(seed, public_value, title, name))
    return Lot(tuple(order), LotSource.PUBLIC, seed, public_value)


def _rank(seed: str, public_value: str, title: str, name: str) -> str:
    lines = "\n".join([PUBLIC_LOT, seed, public_value, title, name])
    return hashlib.sha256(lines.encode()).hexdigest()


def read_drawn_lot(text: str, candidates: Sequence[str]) -> Lot:
    """The order in a file: a name or a number on the ballot paper in each line, first drawn first.

    Those left out were not in any draw. Raises FileError for a name that nobody has or that comes twice.
    """
    order: list[str] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        for word in _entries(line, candidates):
            name = _candidate(word, candidates)
            if name is None:
                raise FileError(number, "lot_unknown", word=ascii(word[:40])[1:-1])
            if name in order:
                raise FileError(number, "lot_twice", name=name)
            order.append(name)
    if not order:
        raise FileError(1, "lot_empty")
    return Lot(tuple(order), LotSource.DRAWN)


def _entries(line: str, candidates: Sequence[str]) -> list[str]:
    """One name, or several numbers, in a line; nothing in a blank line or a comment."""
    line = line.strip()
    if line.strip('"') in candidates:
        return [line.strip('"')]
    words = line.partition("#")[0].replace(",", " ").split()
    if all(_is_number(word) for word in words):
        return words
    return [line]


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) < 9


def _candidate(word: str, candidates: Sequence[str]) -> str | None:
    if word in candidates:
        return word
    if _is_number(word) and 1 <= int(word) <= len(candidates):
        return candidates[int(word) - 1]
    return None

"""The chain of seals: each table is sealed when it is final, and each seal holds the one before it.

Whoever keeps one published head can tell whether anything sealed before it was changed since.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from representation.evidence.tables import Fault, Finding

FORMAT = "manyhands-chain/1"
BEGINNING = "0" * 64


@dataclass(frozen=True)
class Link:
    """A sealed table: its name and digest, and the head of the chain before it. Numbers count from 1."""

    number: int
    table: str
    digest: str
    previous: str

    @property
    def head(self) -> str:
        """SHA-256 over everything in the link, and so over all links before it."""
        lines = [FORMAT, str(self.number), self.table, self.digest, self.previous]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def append(chain: Iterable[Link], table: str, digest: str) -> Link:
    """The link that follows this chain."""
    last = max(chain, key=lambda link: link.number, default=None)
    if last is None:
        return Link(1, table, digest, BEGINNING)
    return Link(last.number + 1, table, digest, last.head)


def faults(chain: Iterable[Link], recorded: Iterable[str]) -> tuple[Finding, ...]:
    """Links that do not follow from those before them, or whose recorded head is not theirs."""
    findings = []
    previous, number = BEGINNING, 0
    for link, head in zip(chain, recorded, strict=True):
        number += 1
        if link.number != number or link.previous != previous or link.head != head:
            findings.append(Finding("chain", f"{link.number} {link.table}", Fault.BROKEN))
        previous, number = head, link.number
    return tuple(findings)

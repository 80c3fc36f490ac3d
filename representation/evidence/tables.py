"""What a table of an election held, as digests of its rows, and which rows are not as they were."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What was done to a row, a file or the chain since it was sealed."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    REORDERED = "reordered"
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it was: in which table or file, which row, what was done."""

    table: str
    key: str
    fault: Fault

    def __str__(self) -> str:
        return f"{self.table}: {self.key}: {self.fault}"


@dataclass(frozen=True)
class Table:
    """Rows by key. A key names the row to a reader (a line's number); values are its content, as text."""

    name: str
    rows: Mapping[str, tuple[str, ...]]

    def digests(self) -> dict[str, str]:
        """The digest of each row's content, by key in order."""
        return {key: row_digest(self.rows[key]) for key in sorted(self.rows)}


def row_digest(values: tuple[str, ...]) -> str:
    """SHA-256 of the values as a JSON list, so that no two rows of text run together alike."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def table_digest(name: str, digests: Mapping[str, str]) -> str:
    """One digest of a whole table: its name, and every row's key and digest."""
    lines = [f"{json.dumps(key)} {digests[key]}" for key in sorted(digests)]
    return hashlib.sha256("\n".join([name, *lines]).encode()).hexdigest()


def differences(
    name: str, sealed: Mapping[str, str], found: Mapping[str, str]
) -> tuple[Finding, ...]:
    """Every row whose digest is not what was sealed, by key.

    Where the same contents stand under other keys, the rows were reordered and not changed.
    """
    moved = {key for key in sealed.keys() & found.keys() if sealed[key] != found[key]}
    before, after = Counter(sealed[key] for key in moved), Counter(found[key] for key in moved)
    findings = [Finding(name, key, Fault.REMOVED) for key in sealed.keys() - found.keys()]
    findings += [Finding(name, key, Fault.ADDED) for key in found.keys() - sealed.keys()]
    for key in moved:
        both = before[found[key]] > 0 and after[sealed[key]] > 0
        findings.append(Finding(name, key, Fault.REORDERED if both else Fault.CHANGED))
    return tuple(sorted(findings, key=lambda finding: (finding.key, finding.fault)))

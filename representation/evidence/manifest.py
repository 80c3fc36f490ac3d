"""The list of a pack's files with the digest of each, and of each line of its tables."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from representation.evidence.tables import Fault, Finding, differences

NAME = "manifest.json"
FORMAT = "manyhands-evidence/1"
_LINE_DIGITS = 16


@dataclass(frozen=True)
class Manifest:
    """files: the digest of each file by name; lines: of each line of each table, by file."""

    files: Mapping[str, str]
    lines: Mapping[str, tuple[str, ...]]

    @property
    def head(self) -> str:
        """SHA-256 over every file's name and digest: the one figure that stands for the whole pack."""
        listed = [f"{self.files[name]}  {name}" for name in sorted(self.files)]
        return hashlib.sha256("\n".join([FORMAT, *listed]).encode()).hexdigest()

    def as_json(self) -> str:
        document = {
            "format": FORMAT,
            "head": self.head,
            "files": dict(sorted(self.files.items())),
            "lines": {name: list(self.lines[name]) for name in sorted(self.lines)},
        }
        return json.dumps(document, indent=1) + "\n"


def manifest_of(files: Mapping[str, bytes]) -> Manifest:
    """The manifest of these files; lines are told for tables (.csv), ballots (.blt) and lots (.txt)."""
    listed = {name: content for name, content in files.items() if name != NAME}
    return Manifest(
        {name: hashlib.sha256(content).hexdigest() for name, content in listed.items()},
        {name: _line_digests(listed[name]) for name in listed if name.endswith((".csv", ".blt"))},
    )


def read_manifest(content: bytes) -> Manifest | None:
    """The manifest in this file; None where it is not one."""
    try:
        document = json.loads(content)
        files = {str(name): str(digest) for name, digest in document["files"].items()}
        lines = {str(n): tuple(map(str, digests)) for n, digests in document["lines"].items()}
        read = Manifest(files, lines)
        is_whole = document["format"] == FORMAT and document["head"] == read.head
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return read if is_whole else None


def file_faults(manifest: Manifest, files: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """Files that are missing, new or not as they were; of a table, the lines."""
    found = manifest_of(files)
    faults: list[Finding] = []
    for fault in differences("pack", manifest.files, found.files):
        name = fault.key
        is_table = fault.fault in (Fault.CHANGED, Fault.REORDERED) and name in manifest.lines
        faults += _line_faults(name, manifest.lines[name], found.lines[name]) if is_table else []
        if not is_table:
            faults.append(fault)
    return tuple(faults)


def _line_faults(name: str, sealed: tuple[str, ...], found: tuple[str, ...]) -> list[Finding]:
    """Lines taken out, put in, changed or moved: told by comparing the two lists."""
    gone = [n for n, digest in enumerate(sealed, 1) if digest not in found]
    new = [n for n, digest in enumerate(found, 1) if digest not in sealed]
    if not gone and not new:
        return _same_lines(name, sealed, found)
    pairs = list(zip(gone, new, strict=False)) if len(sealed) == len(found) else []
    if pairs and len(gone) == len(new):
        return [Finding(name, f"line {n}", Fault.CHANGED) for _, n in pairs]
    faults = [Finding(name, f"line {n}", Fault.REMOVED) for n in gone]
    return faults + [Finding(name, f"line {n}", Fault.ADDED) for n in new]


def _same_lines(name: str, sealed: tuple[str, ...], found: tuple[str, ...]) -> list[Finding]:
    """Every line is one that was there: some were moved, doubled or taken out of a double."""
    if len(found) == len(sealed):
        moved = next(
            (n for n, (a, b) in enumerate(zip(sealed, found, strict=True), 1) if a != b), 1
        )
        return [Finding(name, f"line {moved}", Fault.REORDERED)]
    first = next(
        (n for n, (a, b) in enumerate(zip(sealed, found, strict=False), 1) if a != b),
        min(len(sealed), len(found)) + 1,
    )
    fault = Fault.ADDED if len(found) > len(sealed) else Fault.REMOVED
    return [Finding(name, f"line {first}", fault)]


def _line_digests(content: bytes) -> tuple[str, ...]:
    lines = content.split(b"\n")
    return tuple(hashlib.sha256(line).hexdigest()[:_LINE_DIGITS] for line in lines)

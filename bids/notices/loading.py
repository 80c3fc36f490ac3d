"""OCDS JSON from anywhere, parsed with suspicion: releases with their paths, or one line that says why not.

A release package, a record package, one release or one record are all read. Numbers stay as they
were written, so that a release can be kept as published and 1e9999 does no harm.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

LARGEST_FILE = 64 * 1024 * 1024
MOST_VALUES = 2_000_000
DEEPEST = 60
LONGEST_NUMBER = 60


class NoticeError(ValueError):
    """The file is no OCDS notice. The text is one line that names the place, a JSON path."""


class Literal(str):
    """A number as it was written."""

    __slots__ = ()


class _Repeated(dict[str, Any]):
    """An object in which a key stands twice."""

    key = ""


@dataclass(frozen=True)
class Release:
    """One release: its value, its path in the file, its text as published and the text's digest.

    The digest is SHA-256 of the release with sorted keys: order and spaces do not count.
    """

    value: dict[str, Any]
    path: str
    raw: str
    digest: str


def load_releases(content: bytes) -> tuple[Release, ...]:
    """Every release in the file, in its order. Raises NoticeError."""
    root = _parse(content)
    if not isinstance(root, dict):
        raise NoticeError("document: is not an object")
    found = list(_releases(root))
    if not found:
        raise NoticeError("releases: is empty")
    return tuple(_release(value, path) for value, path in found)


def _parse(content: bytes) -> Any:
    if len(content) > LARGEST_FILE:
        raise NoticeError(f"document: is larger than {LARGEST_FILE // 2**20} MB")
    # Each value follows one of these. Parsed, "[]" takes thirty times the memory that it takes here.
    if sum(map(content.count, (b",", b"[", b"{"))) > MOST_VALUES:
        raise NoticeError(f"document: holds more than {MOST_VALUES:,} values")
    if content.startswith(b"\xef\xbb\xbf"):
        raise NoticeError("byte 0: a byte order mark; save the file as UTF-8 without one")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NoticeError(f"byte {error.start}: is not UTF-8") from None
    try:
        return json.loads(
            text,
            parse_float=Literal,
            parse_int=Literal,
            parse_constant=Literal,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}"
        raise NoticeError(f"{place}: is not JSON ({error.msg})") from None
    except RecursionError:
        raise NoticeError(f"document: is nested more than {DEEPEST} levels deep") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    seen: set[str] = set()
    repeated = _Repeated(found)
    repeated.key = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
    return repeated


def _releases(root: dict[str, Any]) -> Iterator[tuple[Any, str]]:
    if "releases" in root and "compiledRelease" not in root:
        yield from _items(root["releases"], "releases")
    elif "records" in root:
        for record, path in _items(root["records"], "records"):
            yield from _of_record(record, path)
    elif "compiledRelease" in root:
        yield from _of_record(root, "")
    elif "ocid" in root:
        yield root, ""
    else:
        raise NoticeError("document: has neither releases, records nor an ocid")


def _of_record(record: Any, path: str) -> Iterator[tuple[Any, str]]:
    """A record's own releases where it holds them whole; else what was compiled of them."""
    if not isinstance(record, dict):
        raise NoticeError(f"{path}: is not an object")
    releases = record.get("releases")
    if isinstance(releases, list) and releases and "tag" in _mapping(releases[0]):
        yield from _items(releases, joined(path, "releases"))
    elif "compiledRelease" in record:
        yield record["compiledRelease"], joined(path, "compiledRelease")
    else:
        raise NoticeError(f"{path or 'document'}: a record without releases")


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _items(value: Any, path: str) -> Iterator[tuple[Any, str]]:
    if not isinstance(value, list):
        raise NoticeError(f"{path}: is not a list")
    return ((item, f"{path}[{index}]") for index, item in enumerate(value))


def _release(value: Any, path: str) -> Release:
    if not isinstance(value, dict):
        raise NoticeError(f"{path or 'document'}: is not an object")
    raw = _text(value, path, 0, in_order=False)
    digest = hashlib.sha256(_text(value, path, 0, in_order=True).encode()).hexdigest()
    return Release(value, path, raw, digest)


def joined(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _text(value: Any, path: str, depth: int, *, in_order: bool) -> str:
    """JSON with numbers as written. Raises NoticeError for what no database could keep."""
    if depth > DEEPEST:
        raise NoticeError(f"{path}: is nested more than {DEEPEST} levels deep")
    if isinstance(value, Literal):
        if len(value) > LONGEST_NUMBER:
            raise NoticeError(f"{path}: a number of {len(value)} characters")
        return str(value)
    if isinstance(value, str):
        return _string(value, path)
    if isinstance(value, dict):
        if isinstance(value, _Repeated):
            raise NoticeError(f"{joined(path, value.key[:60])}: the key stands twice")
        pairs = sorted(value.items()) if in_order else list(value.items())
        return "{" + ",".join(_pair(key, one, path, depth, in_order) for key, one in pairs) + "}"
    if isinstance(value, list):
        items = (
            _text(item, f"{path}[{index}]", depth + 1, in_order=in_order)
            for index, item in enumerate(value)
        )
        return "[" + ",".join(items) + "]"
    return json.dumps(value)


def _pair(key: str, value: Any, path: str, depth: int, in_order: bool) -> str:
    place = joined(path, key if key.isprintable() else ascii(key))
    return f"{_string(key, place)}:{_text(value, place, depth + 1, in_order=in_order)}"


def _string(text: str, path: str) -> str:
    if "\x00" in text:
        raise NoticeError(f"{path}: has the character U+0000")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise NoticeError(f"{path}: has half of a surrogate pair")
    return json.dumps(text, ensure_ascii=False)

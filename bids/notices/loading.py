"""OCDS JSON from anywhere, parsed with suspicion: releases with their paths, or one line that says why not.

A release package, a record package, one release or one record are all read. Numbers stay as they
were written, so that a release can be kept as published and 1e9999 does no harm.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from consortium.faults import Fault, gettext_noop, why_not_json

LARGEST_FILE = 64 * 1024 * 1024
MOST_VALUES = 2_000_000
DEEPEST = 60
LONGEST_NUMBER = 60


class NoticeError(ValueError):
    """The file is no OCDS notice: where (a JSON path, or a Fault for what has none) and why.

    As text one line of both, in English.
    """

    def __init__(self, place: str, fault: Fault) -> None:
        super().__init__(f"{place}: {fault}")
        self.place = place
        self.fault = fault


DOCUMENT = Fault(gettext_noop("document"))
NOT_OBJECT = Fault(gettext_noop("is not an object"))
NOT_LIST = Fault(gettext_noop("is not a list"))
NOT_TEXT = Fault(gettext_noop("is not a text"))
NOT_NUMBER = Fault(gettext_noop("is not a number"))
MISSING = Fault(gettext_noop("is missing"))
TOO_DEEP = Fault(gettext_noop("is nested more than %(most)s levels deep"), most=DEEPEST)


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
        raise NoticeError(DOCUMENT, NOT_OBJECT)
    found = list(_releases(root))
    if not found:
        raise NoticeError("releases", Fault(gettext_noop("is empty")))
    return tuple(_release(value, path) for value, path in found)


def _byte(number: int) -> Fault:
    return Fault(gettext_noop("byte %(number)s"), number=number)


def _parse(content: bytes) -> Any:
    if len(content) > LARGEST_FILE:
        raise NoticeError(
            DOCUMENT, Fault(gettext_noop("is larger than %(most)s MB"), most=LARGEST_FILE // 2**20)
        )
    # Each value follows one of these. Parsed, "[]" takes thirty times the memory that it takes here.
    if sum(map(content.count, (b",", b"[", b"{"))) > MOST_VALUES:
        raise NoticeError(
            DOCUMENT,
            Fault(gettext_noop("holds more than %(most)s values"), most=f"{MOST_VALUES:,}"),
        )
    if content.startswith(b"\xef\xbb\xbf"):
        raise NoticeError(
            _byte(0), Fault(gettext_noop("a byte order mark; save the file as UTF-8 without one"))
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NoticeError(_byte(error.start), Fault(gettext_noop("is not UTF-8"))) from None
    try:
        return json.loads(
            text,
            parse_float=Literal,
            parse_int=Literal,
            parse_constant=Literal,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        raise NoticeError(*why_not_json(error)) from None
    except RecursionError:
        raise NoticeError(DOCUMENT, TOO_DEEP) from None


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
        raise NoticeError(
            DOCUMENT, Fault(gettext_noop("has neither releases, records nor an ocid"))
        )


def _of_record(record: Any, path: str) -> Iterator[tuple[Any, str]]:
    """A record's own releases where it holds them whole; else what was compiled of them."""
    if not isinstance(record, dict):
        raise NoticeError(path, NOT_OBJECT)
    releases = record.get("releases")
    if isinstance(releases, list) and releases and "tag" in _mapping(releases[0]):
        yield from _items(releases, joined(path, "releases"))
    elif "compiledRelease" in record:
        yield record["compiledRelease"], joined(path, "compiledRelease")
    else:
        raise NoticeError(path or DOCUMENT, Fault(gettext_noop("a record without releases")))


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _items(value: Any, path: str) -> Iterator[tuple[Any, str]]:
    if not isinstance(value, list):
        raise NoticeError(path, NOT_LIST)
    return ((item, f"{path}[{index}]") for index, item in enumerate(value))


def _release(value: Any, path: str) -> Release:
    if not isinstance(value, dict):
        raise NoticeError(path or DOCUMENT, NOT_OBJECT)
    raw = _text(value, path, 0, in_order=False)
    digest = hashlib.sha256(_text(value, path, 0, in_order=True).encode()).hexdigest()
    return Release(value, path, raw, digest)


def joined(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _text(value: Any, path: str, depth: int, *, in_order: bool) -> str:
    """JSON with numbers as written. Raises NoticeError for what no database could keep."""
    if depth > DEEPEST:
        raise NoticeError(path, TOO_DEEP)
    if isinstance(value, Literal):
        if len(value) > LONGEST_NUMBER:
            raise NoticeError(
                path, Fault(gettext_noop("a number of %(length)s characters"), length=len(value))
            )
        return str(value)
    if isinstance(value, str):
        return _string(value, path)
    if isinstance(value, dict):
        if isinstance(value, _Repeated):
            raise NoticeError(
                joined(path, value.key[:60]), Fault(gettext_noop("the key stands twice"))
            )
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
        raise NoticeError(path, Fault(gettext_noop("has the character U+0000")))
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise NoticeError(path, Fault(gettext_noop("has half of a surrogate pair")))
    return json.dumps(text, ensure_ascii=False)

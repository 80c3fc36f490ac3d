"""JSON read with suspicion: each value knows its place, and what is wrong with it is said in one line."""

import json
import sys
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

LARGEST_DOCUMENT = 64 * 1024 * 1024
MOST_VALUES = 6_000_000
LONGEST_TEXT = 200
LONGEST_SHOWN = 60
LONGEST_NUMBER = 40


class ProblemError(ValueError):
    """The document is not a split problem. The text is one line that names the place."""


class _Unreadable:
    """Stands in a parsed document for a number that cannot be one, until its place is known."""

    def __init__(self, text: str) -> None:
        self.text = text


class _Repeated(dict[str, Any]):
    """An object in which a key stands twice."""

    def __init__(self, pairs: list[tuple[str, Any]], key: str) -> None:
        super().__init__(pairs)
        self.repeated_key = key


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the document and its path from the top, such as members[3].offers[0].capacity."""

    value: Any
    path: str = ""

    @property
    def shown(self) -> str:
        """The value as JSON on one short line."""
        return _shown(self.value)

    def error(self, message: str) -> ProblemError:
        return ProblemError(f"{self.path or 'document'}: {message}")

    def mapping(self) -> dict[str, Any]:
        if not isinstance(self.value, dict):
            raise self.error(f"{self.shown} is not an object")
        if isinstance(self.value, _Repeated):
            raise self.error(f"the key {_shown(self.value.repeated_key)} stands twice")
        return self.value

    def optional(self, name: str) -> "Node | None":
        found = self.mapping()
        if name not in found:
            return None
        return Node(found[name], _joined(self.path, name))

    def key(self, name: str) -> "Node":
        found = self.optional(name)
        if found is None:
            raise ProblemError(f"{_joined(self.path, name)}: is missing")
        return found

    def item(self, index: int) -> "Node":
        return Node(self.value[index], f"{self.path}[{index}]")

    def items(self, most: int) -> Iterator["Node"]:
        if not isinstance(self.value, list):
            raise self.error(f"{self.shown} is not a list")
        if len(self.value) > most:
            raise self.error(f"has {len(self.value)} entries, more than {most}")
        return (self.item(index) for index in range(len(self.value)))

    def whole(self, unit: str, most: int, *, least: int = 0) -> int:
        """A whole number from `least` to `most`; `unit` is what it counts, for the message."""
        number = self.value
        if type(number) is not int or number < 0:
            raise self.error(f"{self.shown} is not a {unit}")
        if number < least:
            raise self.error(f"{self.shown} is less than {least}")
        if number > most:
            raise self.error(f"{self.shown} is more than {most}")
        return number

    def truth(self) -> bool:
        if not isinstance(self.value, bool):
            raise self.error(f"{self.shown} is not true or false")
        return self.value

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise self.error(f"{self.shown} is not a text")
        return self.checked_text(self.value)

    def checked_text(self, text: str) -> str:
        if not text.strip():
            raise self.error(f"{_shown(text)} is empty")
        if len(text) > LONGEST_TEXT:
            raise self.error(f"{_shown(text)} is longer than {LONGEST_TEXT} characters")
        if not text.isprintable():
            raise self.error(f"{_shown(text)} has a character that cannot be printed")
        return sys.intern(text)

    def texts_at(self) -> Iterator["Node"]:
        """The items of a list of texts, none of which stands twice."""
        seen: set[str] = set()
        for item in self.items(LARGEST_DOCUMENT):
            if item.text() in seen:
                raise item.error(f"{item.shown} is listed twice")
            seen.add(item.text())
            yield item

    def texts(self) -> frozenset[str]:
        return shared(frozenset(item.text() for item in self.texts_at()))

    def known(self, names: Container[str], what: str) -> str:
        text = self.text()
        if text not in names:
            raise self.error(f"{self.shown} is not {what} of this problem")
        return text

    def one_of(self, choices: list[str]) -> str:
        if self.value not in choices:
            raise self.error(f"{self.shown} is not one of {', '.join(choices)}")
        return str(self.value)


@lru_cache(maxsize=4_096)
def shared(texts: frozenset[str]) -> frozenset[str]:
    """The same set again, as one object for all who ask: offers repeat their members' areas."""
    return texts


def read_document(content: str | bytes) -> Node:
    """Parse JSON in UTF-8 without a byte order mark; `ProblemError` for anything else."""
    if len(content) > LARGEST_DOCUMENT:
        raise ProblemError(f"document: is larger than {LARGEST_DOCUMENT // 2**20} MiB")
    text = _decoded(content) if isinstance(content, bytes) else content
    if text.startswith("\ufeff"):
        raise ProblemError("byte 0: a byte order mark; save the file as UTF-8 without one")
    # Each value follows one of these. Parsed, "[]" takes thirty times the memory that it takes here.
    if sum(map(text.count, ",[{")) > MOST_VALUES:
        raise ProblemError(f"document: holds more than {MOST_VALUES:,} values")
    try:
        parsed = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_whole_number,
            parse_constant=_Unreadable,
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}"
        raise ProblemError(f"{place}: not JSON ({error.msg.lower()})") from None
    except RecursionError:
        raise ProblemError("document: is nested too deeply") from None
    return Node(parsed)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProblemError(f"byte {error.start}: not UTF-8") from None


def _object(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            return _Repeated(pairs, key)
        seen.add(key)
    raise AssertionError("fewer keys than pairs, yet none repeated")


def _whole_number(digits: str) -> int | _Unreadable:
    return int(digits) if len(digits) <= LONGEST_NUMBER else _Unreadable(digits)


def _joined(path: str, name: str) -> str:
    shown = name if name.isidentifier() and name.isascii() else f"[{_shown(name)}]"
    return f"{path}.{shown}" if path and not shown.startswith("[") else f"{path}{shown}"


def _shown(value: Any) -> str:
    if isinstance(value, _Unreadable):
        text = value.text
    elif isinstance(value, dict):
        text = "an object"
    elif isinstance(value, list):
        text = "a list"
    else:
        text = json.dumps(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"

"""JSON read with suspicion: each value knows its place, and what is wrong with it is said in one line."""

import json
import sys
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from consortium.faults import Fault, gettext_noop, why_not_json

LARGEST_DOCUMENT = 64 * 1024 * 1024
MOST_VALUES = 6_000_000
LONGEST_TEXT = 200
LONGEST_SHOWN = 60
LONGEST_NUMBER = 40


DOCUMENT = Fault(gettext_noop("document"))
AN_OBJECT = Fault(gettext_noop("an object"))
A_LIST = Fault(gettext_noop("a list"))
LISTED_TWICE = gettext_noop("%(shown)s is listed twice")


class ProblemError(ValueError):
    """The document is not a split problem: where (a path, or a Fault for what has none) and why.

    As text one line of both, in English.
    """

    def __init__(self, place: str, fault: Fault) -> None:
        super().__init__(f"{place}: {fault}")
        self.place = place
        self.fault = fault


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

    def error(self, sentence: str, **gaps: object) -> ProblemError:
        """What is wrong here; the sentence has `shown`, the value, and the gaps that are given."""
        return ProblemError(self.path or DOCUMENT, Fault(sentence, shown=self.shown, **gaps))

    def mapping(self) -> dict[str, Any]:
        if not isinstance(self.value, dict):
            raise self.error(gettext_noop("%(shown)s is not an object"))
        if isinstance(self.value, _Repeated):
            key = _shown(self.value.repeated_key)
            raise self.error(gettext_noop("the key %(key)s stands twice"), key=key)
        return self.value

    def optional(self, name: str) -> "Node | None":
        found = self.mapping()
        if name not in found:
            return None
        return Node(found[name], _joined(self.path, name))

    def key(self, name: str) -> "Node":
        found = self.optional(name)
        if found is None:
            raise ProblemError(_joined(self.path, name), Fault(gettext_noop("is missing")))
        return found

    def item(self, index: int) -> "Node":
        return Node(self.value[index], f"{self.path}[{index}]")

    def items(self, most: int) -> Iterator["Node"]:
        if not isinstance(self.value, list):
            raise self.error(gettext_noop("%(shown)s is not a list"))
        if len(self.value) > most:
            sentence = gettext_noop("has %(count)s entries, more than %(most)s")
            raise self.error(sentence, count=len(self.value), most=most)
        return (self.item(index) for index in range(len(self.value)))

    def whole(self, wanted: str, most: int, *, least: int = 0) -> int:
        """A whole number from `least` to `most`; `wanted` says what is wrong where it is none."""
        number = self.value
        if type(number) is not int or number < 0:
            raise self.error(wanted)
        if number < least:
            raise self.error(gettext_noop("%(shown)s is less than %(least)s"), least=least)
        if number > most:
            raise self.error(gettext_noop("%(shown)s is more than %(most)s"), most=most)
        return number

    def truth(self) -> bool:
        if not isinstance(self.value, bool):
            raise self.error(gettext_noop("%(shown)s is not true or false"))
        return self.value

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise self.error(gettext_noop("%(shown)s is not a text"))
        return self.checked_text(self.value)

    def checked_text(self, text: str) -> str:
        if not text.strip():
            raise self.error(gettext_noop("%(text)s is empty"), text=_shown(text))
        if len(text) > LONGEST_TEXT:
            sentence = gettext_noop("%(text)s is longer than %(most)s characters")
            raise self.error(sentence, text=_shown(text), most=LONGEST_TEXT)
        if not text.isprintable():
            sentence = gettext_noop("%(text)s has a character that cannot be printed")
            raise self.error(sentence, text=_shown(text))
        return sys.intern(text)

    def texts_at(self) -> Iterator["Node"]:
        """The items of a list of texts, none of which stands twice."""
        seen: set[str] = set()
        for item in self.items(LARGEST_DOCUMENT):
            if item.text() in seen:
                raise item.error(LISTED_TWICE)
            seen.add(item.text())
            yield item

    def texts(self) -> frozenset[str]:
        return shared(frozenset(item.text() for item in self.texts_at()))

    def known(self, names: Container[str], otherwise: str) -> str:
        """A text that is one of the names; `otherwise` says what is wrong where it is not."""
        text = self.text()
        if text not in names:
            raise self.error(otherwise)
        return text

    def one_of(self, choices: list[str]) -> str:
        if self.value not in choices:
            sentence = gettext_noop("%(shown)s is not one of %(choices)s")
            raise self.error(sentence, choices=", ".join(choices))
        return str(self.value)


@lru_cache(maxsize=4_096)
def shared(texts: frozenset[str]) -> frozenset[str]:
    """The same set again, as one object for all who ask: offers repeat their members' areas."""
    return texts


def read_document(content: str | bytes) -> Node:
    """Parse JSON in UTF-8 without a byte order mark; `ProblemError` for anything else."""
    if len(content) > LARGEST_DOCUMENT:
        raise _of_document(
            gettext_noop("is larger than %(most)s MiB"), most=LARGEST_DOCUMENT // 2**20
        )
    text = _decoded(content) if isinstance(content, bytes) else content
    if text.startswith("\ufeff"):
        mark = gettext_noop("a byte order mark; save the file as UTF-8 without one")
        raise ProblemError(_byte(0), Fault(mark))
    # Each value follows one of these. Parsed, "[]" takes thirty times the memory that it takes here.
    if sum(map(text.count, ",[{")) > MOST_VALUES:
        raise _of_document(gettext_noop("holds more than %(most)s values"), most=f"{MOST_VALUES:,}")
    try:
        parsed = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_whole_number,
            parse_constant=_Unreadable,
        )
    except json.JSONDecodeError as error:
        raise ProblemError(*why_not_json(error)) from None
    except RecursionError:
        raise _of_document(gettext_noop("is nested too deeply")) from None
    return Node(parsed)


def _of_document(sentence: str, **gaps: object) -> ProblemError:
    return ProblemError(DOCUMENT, Fault(sentence, **gaps))


def _byte(number: int) -> Fault:
    return Fault(gettext_noop("byte %(number)s"), number=number)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProblemError(_byte(error.start), Fault(gettext_noop("is not UTF-8"))) from None


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
    if isinstance(value, dict):
        return AN_OBJECT
    if isinstance(value, list):
        return A_LIST
    text = value.text if isinstance(value, _Unreadable) else json.dumps(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"

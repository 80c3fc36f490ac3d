"""Seats as Popolo (www.popoloproject.com): a body is an organization, a seat a post, a holder a membership.

What Popolo has no word for stands beside its own keys, under the names of the columns of seats: a post's
`electing_body`, `eligibility`, `voting`; a membership's `mandate`, `elected_from`, `term_to`. A post
without a membership is a vacancy.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from consortium.faults import Fault, gettext_noop
from consortium.spreadsheets.columns import CellError, InvalidTable, Row, Wrong, value_of
from consortium.spreadsheets.table import FILE
from representation.seat_files.columns import SEAT_COLUMNS

LISTS = ("persons", "organizations", "posts", "memberships")
OF_BODY = {
    "body": "name",
    "body_cy": "name_cy",
    "body_kind": "classification",
    "owner": "owner",
    "body_area": "area_id",
}
OF_SEAT = {
    "label": "label",
    "label_cy": "label_cy",
    "electing_body": "electing_body",
    "eligibility": "eligibility",
    "seat_area": "area_id",
    "reserved_up_to": "reserved_up_to",
    "term_months": "term_months",
    "voting": "voting",
    "seat_from": "start_date",
    "seat_until": "end_date",
}
OF_HOLDER = {
    "mandate": "mandate",
    "elected_from": "elected_from",
    "chosen": "chosen",
    "electorate": "electorate",
    "voted": "voted",
    "stood": "stood",
    "from": "start_date",
    "term_to": "term_to",
    "until": "end_date",
    "end_reason": "end_reason",
}
MISSING = Fault(gettext_noop("is missing"))
Texts = dict[str, tuple[Any, str]]


@dataclass(frozen=True)
class _Item:
    """One object of the file and its place, such as memberships[3]."""

    value: Mapping[str, Any]
    place: str

    def texts(self, columns: Mapping[str, str]) -> Texts:
        """What it says for some columns, and where."""
        return {
            column: (self.value.get(key), f"{self.place}.{key}") for column, key in columns.items()
        }

    def error(self, key: str, text: str) -> InvalidTable:
        return InvalidTable([CellError(f"{self.place}.{key}", text)])


def read_popolo(content: bytes) -> tuple[Row, ...]:
    """The rows of seats in a Popolo file. Raises InvalidTable with every error at its place."""
    lists = _lists(content)
    people, bodies = _by_id(lists["persons"]), _by_id(lists["organizations"])
    posts = _by_id(lists["posts"])
    numbers = _numbers(lists["posts"])
    rows: list[Texts] = []
    held: set[str] = set()
    free: dict[str, int] = defaultdict(lambda: len(lists["posts"]))
    for one in lists["memberships"]:
        post = _found(one, "post_id", posts)
        body = _found(post or one, "organization_id", bodies)
        if body is None:
            raise (post or one).error("organization_id", "is missing")
        texts = _body(body, bodies)
        if post is None:
            free[str(body.value.get("id"))] += 1
            texts["seat"] = (free[str(body.value.get("id"))], f"{one.place}.post_id")
        else:
            held.add(str(post.value.get("id")))
            texts |= _seat(post, numbers)
        rows.append(texts | _holder(one, people, bodies))
    for one in lists["posts"]:
        body = _found(one, "organization_id", bodies)
        if body is None:
            raise one.error("organization_id", "is missing")
        if str(one.value.get("id")) not in held:
            rows.append(_body(body, bodies) | _seat(one, numbers))
    return _typed(rows)


def write_popolo(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The rows of seats (by column name, dates as dates) as Popolo, in a stable order."""
    organisations: dict[str, dict[str, Any]] = {}
    posts: dict[tuple[str, int], dict[str, Any]] = {}
    people: dict[tuple[str, str], dict[str, Any]] = {}
    memberships: list[dict[str, Any]] = []
    for row in rows:
        parent = _organisation(organisations, row["parent"])
        body = _organisation(organisations, row["body"])
        body |= _filled({key: row[column] for column, key in OF_BODY.items()})
        if parent:
            body["parent_id"] = parent["id"]
        post = posts.setdefault(
            (row["body"], row["seat"]),
            {"id": f"post-{len(posts) + 1}", "organization_id": body["id"], "number": row["seat"]},
        )
        post |= _filled({key: row[column] for column, key in OF_SEAT.items()})
        if row["holder"]:
            who = (row["holder"], row["on_behalf_of"] or "")
            person = people.setdefault(
                who, {"id": f"person-{len(people) + 1}", "name": row["holder"]}
            )
            memberships.append(_membership(row, person, post, organisations))
    document = {
        "persons": list(people.values()),
        "organizations": list(organisations.values()),
        "posts": list(posts.values()),
        "memberships": memberships,
    }
    return (json.dumps(document, ensure_ascii=False, indent=1, default=str) + "\n").encode()


def _lists(content: bytes) -> dict[str, list[_Item]]:
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise InvalidTable([CellError(FILE, Fault(gettext_noop("is not JSON in UTF-8")))]) from None
    if not isinstance(document, Mapping):
        raise InvalidTable([CellError(FILE, Fault(gettext_noop("is not an object of lists")))])
    return {name: list(_items(document, name)) for name in LISTS}


def _items(document: Mapping[str, Any], name: str) -> Iterator[_Item]:
    found = document.get(name, [])
    if not isinstance(found, list):
        raise InvalidTable([CellError(name, Fault(gettext_noop("is not a list")))])
    for number, one in enumerate(found):
        if not isinstance(one, Mapping):
            raise InvalidTable(
                [CellError(f"{name}[{number}]", Fault(gettext_noop("is not an object")))]
            )
        yield _Item(one, f"{name}[{number}]")


def _by_id(items: Sequence[_Item]) -> dict[str, _Item]:
    found: dict[str, _Item] = {}
    for one in items:
        key = one.value.get("id")
        if not isinstance(key, str | int) or isinstance(key, bool):
            raise one.error("id", MISSING)
        if str(key) in found:
            raise one.error("id", Fault(gettext_noop("stands twice")))
        found[str(key)] = one
    return found


def _found(one: _Item, key: str, among: Mapping[str, _Item]) -> _Item | None:
    """What a reference leads to; None where there is no reference."""
    reference = one.value.get(key)
    if reference is None:
        return None
    if str(reference) not in among:
        raise one.error(key, Fault(gettext_noop("leads nowhere")))
    return among[str(reference)]


def _numbers(posts: Sequence[_Item]) -> dict[str, tuple[Any, str]]:
    """Each post's number on its body: its own, or as it stands in the file."""
    counts: dict[str, int] = defaultdict(int)
    found = {}
    for post in posts:
        body = str(post.value.get("organization_id"))
        counts[body] += 1
        number = post.value.get("number", counts[body])
        found[str(post.value.get("id"))] = (number, f"{post.place}.number")
    return found


def _body(body: _Item, bodies: Mapping[str, _Item]) -> Texts:
    texts = body.texts(OF_BODY)
    parent = _found(body, "parent_id", bodies)
    if parent is not None:
        texts["parent"] = (parent.value.get("name"), f"{parent.place}.name")
    return texts


def _seat(post: _Item, numbers: Mapping[str, tuple[Any, str]]) -> Texts:
    return post.texts(OF_SEAT) | {"seat": numbers[str(post.value.get("id"))]}


def _holder(one: _Item, people: Mapping[str, _Item], bodies: Mapping[str, _Item]) -> Texts:
    person = _found(one, "person_id", people)
    if person is None:
        raise one.error("person_id", MISSING)
    if not person.value.get("name"):
        raise person.error("name", MISSING)
    texts = one.texts(OF_HOLDER) | {"holder": (person.value.get("name"), f"{person.place}.name")}
    behalf = _found(one, "on_behalf_of_id", bodies)
    if behalf is not None:
        texts["on_behalf_of"] = (behalf.value.get("name"), f"{behalf.place}.name")
    sources = one.value.get("sources")
    if isinstance(sources, list) and sources and isinstance(sources[0], Mapping):
        first = sources[0]
        texts["source"] = (first.get("note") or first.get("url"), f"{one.place}.sources[0]")
    return texts


def _typed(rows: Sequence[Texts]) -> tuple[Row, ...]:
    typed, errors = [], []
    for texts in rows:
        values: dict[str, Any] = {}
        places: dict[str, str] = {}
        for column in SEAT_COLUMNS:
            value, places[column.name] = texts.get(column.name, (None, texts["body"][1]))
            try:
                values[column.name] = value_of(_text(value), column)
            except Wrong as error:
                values[column.name] = None
                errors.append(CellError(places[column.name], error.fault))
        typed.append(Row(values, places))
    if errors:
        raise InvalidTable(errors)
    return tuple(typed)


def _text(value: Any) -> str:
    """A JSON value as a cell's text. Raises Wrong for what is none, or cannot be stored."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, str | int):
        raise Wrong(Fault(gettext_noop("is neither text nor a whole number")))
    text = " ".join(str(value).split())
    bad = next((char for char in text if not char.isprintable()), "")
    if bad:
        sentence = gettext_noop("has the character %(code)s, which cannot be stored")
        raise Wrong(Fault(sentence, code=f"U+{ord(bad):04X}"))
    return text


def _organisation(found: dict[str, dict[str, Any]], name: str | None) -> dict[str, Any]:
    """The organization of that name, made where there is none; an empty one for no name."""
    if not name:
        return {}
    return found.setdefault(name, {"id": f"organization-{len(found) + 1}", "name": name})


def _membership(
    row: Mapping[str, Any],
    person: Mapping[str, Any],
    post: Mapping[str, Any],
    organisations: dict[str, dict[str, Any]],
) -> dict[str, Any]:
    membership = {
        "person_id": person["id"],
        "organization_id": post["organization_id"],
        "post_id": post["id"],
    }
    behalf = _organisation(organisations, row["on_behalf_of"])
    if behalf:
        membership["on_behalf_of_id"] = behalf["id"]
    membership |= _filled({key: row[column] for column, key in OF_HOLDER.items()})
    if row["source"]:
        membership["sources"] = [{"note": row["source"]}]
    return membership


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "")}

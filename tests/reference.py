"""Write `docs/reference/` from the code: `python -m tests.reference`, or `make reference`.

Which state leads where comes from the tables of every `*states.py`; who may do what from the tables
and the first sentences of every `*permissions.py`.
"""

import ast
import importlib
import os
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import Any

import django

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "reference"
APPS = ("consortium", "representation", "bids")
MADE = "Made from the code by `make reference`; a test fails when it lags behind.\n"


def pages() -> dict[str, str]:
    """Every page by file name."""
    return {"states.md": states_page(), "permissions.md": permissions_page()}


def states_page() -> str:
    parts = ["# States\n", "Which state leads where, and whose move it is.\n", MADE]
    for module in _modules("*states.py"):
        for table in _tables(module):
            parts += _moves(module, table)
    return "\n".join(parts)


def permissions_page() -> str:
    parts = ["# Permissions\n", "Who may do what. Whether the moment allows it, rules say.\n", MADE]
    for module in _modules("*permissions.py"):
        parts += [f"## `{module.__name__}`\n", f"{_first_line(module)}\n"]
        parts += [f"- `{name}`: {sentence}" for name, sentence in _decisions(module)]
        parts.append("")
        for title, table in (
            ("Roles in the consortium", "IN_CONSORTIUM"),
            ("Roles in the organisation", "IN_ORGANISATION"),
            ("Roles in the network", "IN_NETWORK"),
            ("Offices of the election", "OFFICES"),
        ):
            if held := getattr(module, table, None):
                rows = ((f"`{what}`", _listed(roles)) for what, roles in held.items())
                parts += _table(("may", title), rows)
    return "\n".join(parts)


def _modules(pattern: str) -> Iterator[ModuleType]:
    for app in APPS:
        for path in sorted((ROOT / app).rglob(pattern)):
            yield importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


def _tables(module: ModuleType) -> Iterator[Mapping[StrEnum, Any]]:
    """The module's tables from each state of one kind to the states that may follow."""
    for value in vars(module).values():
        if isinstance(value, Mapping) and value and all(isinstance(key, StrEnum) for key in value):
            states = type(next(iter(value)))
            follow = [
                state for followers in value.values() if _is_many(followers) for state in followers
            ]
            if follow and all(isinstance(state, states) for state in follow):
                yield value


def _is_many(value: object) -> bool:
    return isinstance(value, frozenset | Mapping)


def _moves(module: ModuleType, table: Mapping[StrEnum, Any]) -> list[str]:
    states = type(next(iter(table)))
    parts = [f"## {states.__name__}\n", f"`{module.__name__}`. {_sentence(states)}".rstrip() + "\n"]
    rows = []
    for state, followers in table.items():
        if isinstance(followers, Mapping):
            rows += [(state, after, by) for after, by in followers.items()] or [(state, "–", "")]
        else:
            rows.append((state, _listed(followers) or "–", ""))
    if any(by for _, _, by in rows):
        return parts + _table(("from", "to", "by"), rows)
    return parts + _table(("from", "to"), (row[:2] for row in rows))


def _decisions(module: ModuleType) -> Iterator[tuple[str, str]]:
    tree = ast.parse(Path(module.__file__ or "").read_text())
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("may_"):
            yield node.name, " ".join((ast.get_docstring(node) or "").split())


def _first_line(module: ModuleType) -> str:
    return (module.__doc__ or "").splitlines()[0]


def _sentence(thing: type) -> str:
    is_own = thing.__doc__ != StrEnum.__doc__
    return " ".join((thing.__doc__ or "").split()) if is_own else ""


def _listed(states: Iterable[StrEnum]) -> str:
    """In the order of their definition."""
    found = set(states)
    return ", ".join(
        state for kind in {type(one) for one in found} for state in kind if state in found
    )


def _table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = [headings, ("---",) * len(headings), *rows]
    return [*("| " + " | ".join(line) + " |" for line in lines), ""]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text)


if __name__ == "__main__":
    main()

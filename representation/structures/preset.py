"""Structures to found a network from: presets and the catalogue of settings, read from our own data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from representation.states import BodyKind, CompositionPer, Eligibility
from representation.structures.membership import read_rule, read_wording
from representation.structures.settings import Setting, SettingKind, Stated, Wording

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class SeatsGiven:
    """So many seats by rule; `electing` is the key of another body of the preset."""

    per: CompositionPer
    count: int
    eligibility: Eligibility
    electing: str = ""


@dataclass(frozen=True)
class BodyGiven:
    """A body to found. `each`: one for each area of that kind, whose name takes the place of {area}."""

    key: str
    kind: BodyKind
    name: Wording
    parent: str = ""
    each: str = ""
    is_of_others: bool = False
    seats: tuple[SeatsGiven, ...] = ()


@dataclass(frozen=True)
class Preset:
    """A structure to start from; `stated` are the settings that its source states, in its words."""

    key: str
    name: Wording
    summary: Wording
    purpose: Wording
    source: Wording
    stated: Mapping[str, Stated]
    membership: Mapping[str, Any]
    bodies: tuple[BodyGiven, ...]


@cache
def catalogue() -> Mapping[str, Setting]:
    """Every setting by its key, in the order in which they are asked."""
    given = tomllib.loads((FOLDER / "settings.toml").read_text(encoding="utf-8"))
    return {key: _setting(key, one) for key, one in given.items()}


@cache
def presets() -> Mapping[str, Preset]:
    """Every preset by its key."""
    paths = sorted((FOLDER / "presets").glob("*.toml"))
    return {path.stem: _preset(path) for path in paths}


def _setting(key: str, given: Mapping[str, Any]) -> Setting:
    choices = given.get("choices", {})
    return Setting(
        key=key,
        kind=SettingKind(given["kind"]),
        label=read_wording(given["label"], f"{key}.label"),
        default=given["default"],
        basis=read_wording(given["basis"], f"{key}.basis"),
        choices={name: read_wording(words, f"{key}.{name}") for name, words in choices.items()},
        least=given.get("least", 0),
        most=given.get("most", 0),
    )


def _preset(path: Path) -> Preset:
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    read_rule(given["membership"])
    return Preset(
        key=path.stem,
        **{
            name: read_wording(given[name], f"{path.stem}.{name}")
            for name in ("name", "summary", "purpose", "source")
        },
        stated={
            key: Stated(one["value"], read_wording(one["quote"], f"{key}.quote"))
            for key, one in given["stated"].items()
        },
        membership=given["membership"],
        bodies=tuple(_body(one) for one in given["bodies"]),
    )


def _body(given: Mapping[str, Any]) -> BodyGiven:
    return BodyGiven(
        key=given["key"],
        kind=BodyKind(given["kind"]),
        name=read_wording(given["name"], f"{given['key']}.name"),
        parent=given.get("parent", ""),
        each=given.get("each", ""),
        is_of_others=given.get("is_of_others", False),
        seats=tuple(_seats(one) for one in given.get("seats", ())),
    )


def _seats(given: Mapping[str, Any]) -> SeatsGiven:
    return SeatsGiven(
        per=CompositionPer(given["per"]),
        count=given["count"],
        eligibility=Eligibility(given["eligibility"]),
        electing=given.get("electing", ""),
    )

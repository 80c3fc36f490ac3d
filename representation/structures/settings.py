"""What every structure must decide, and which values it may decide on.

The catalogue is data (`settings.toml`): each setting has a label, a value to start from, and where
that value comes from, in both languages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Value = str | int | bool


class SettingKind(StrEnum):
    """What a setting holds: a whole number of some unit, one of its choices, or yes or no."""

    WHOLE = "whole"
    CHOICE = "choice"
    YES_NO = "yes-no"


class Provenance(StrEnum):
    """Why a setting has its value: the source states it, it is the default, or the network chose it."""

    STATED = "stated"
    DEFAULT = "default"
    CHOSEN = "chosen"


@dataclass(frozen=True)
class Wording:
    """The same words in English and in Welsh."""

    en: str
    cy: str

    def said(self, language: str) -> str:
        """In the language of that code; in English where it is not Welsh."""
        return self.cy if language.startswith("cy") else self.en


@dataclass(frozen=True)
class Setting:
    """One thing to decide. `basis` says where the default comes from; `least` and `most` bound numbers."""

    key: str
    kind: SettingKind
    label: Wording
    default: Value
    basis: Wording
    choices: Mapping[str, Wording]
    least: int = 0
    most: int = 0

    def fault(self, value: object) -> str:
        """A code for what is wrong with a value; empty where nothing is."""
        if self.kind is SettingKind.YES_NO:
            return "" if isinstance(value, bool) else "not-yes-or-no"
        if self.kind is SettingKind.CHOICE:
            return "" if value in self.choices else "not-a-choice"
        if not isinstance(value, int) or isinstance(value, bool):
            return "not-whole"
        return "" if self.least <= value <= self.most else "out-of-range"


@dataclass(frozen=True)
class Stated:
    """A value that a source states, in the source's words."""

    value: Value
    quote: Wording


def faults(catalogue: Mapping[str, Setting], values: Mapping[str, object]) -> dict[str, str]:
    """What is wrong, by key: a code of `Setting.fault`, or "unknown". A key that is missing is no fault."""
    found = {key: _fault(catalogue, key, value) for key, value in values.items()}
    return {key: fault for key, fault in found.items() if fault}


def completed(catalogue: Mapping[str, Setting], values: Mapping[str, Value]) -> dict[str, Value]:
    """Values with the default of every setting that they leave out, in the catalogue's order."""
    return {key: values.get(key, setting.default) for key, setting in catalogue.items()}


def provenance(setting: Setting, value: Value, stated: Stated | None) -> Provenance:
    """Why the setting has this value, in a structure founded from a preset that states `stated`."""
    if stated is not None and value == stated.value:
        return Provenance.STATED
    return Provenance.DEFAULT if value == setting.default else Provenance.CHOSEN


def _fault(catalogue: Mapping[str, Setting], key: str, value: object) -> str:
    return catalogue[key].fault(value) if key in catalogue else "unknown"

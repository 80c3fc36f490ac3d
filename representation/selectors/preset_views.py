"""What a network can be founded from: the presets in the reader's language, every setting with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from representation.selectors.structure_settings import SettingView, setting_view
from representation.states import BodyKind
from representation.structures.membership import read_rule
from representation.structures.preset import BodyGiven, Preset, catalogue, presets
from representation.structures.settings import SettingKind, Value, completed


@dataclass(frozen=True)
class Choice:
    """One value that a setting may have, and its words."""

    value: str
    words: str


@dataclass(frozen=True)
class SettingQuestion:
    """A setting as the founders are asked for it. Bounds are of numbers, choices of choices."""

    setting: SettingView
    kind: SettingKind
    choices: tuple[Choice, ...]
    least: int
    most: int


@dataclass(frozen=True)
class PresetBody:
    """A body to found; `each`: one for every area of that kind. `seats`: for each forum, or in all."""

    key: str
    kind: BodyKind
    name: str
    each: str
    is_of_others: bool
    seats: int


@dataclass(frozen=True)
class PresetView:
    """A preset to choose, and what it asks. `source`: where it was described."""

    key: str
    name: str
    summary: str
    purpose: str
    source: str
    membership: str
    conditions: tuple[str, ...]
    bodies: tuple[PresetBody, ...]
    questions: tuple[SettingQuestion, ...]


def preset_views() -> tuple[PresetView, ...]:
    """Every preset, by its key."""
    return tuple(_view(one) for one in presets().values())


def preset_view(key: str) -> PresetView | None:
    """The preset of that key."""
    preset = presets().get(key)
    return _view(preset) if preset else None


def _view(preset: Preset) -> PresetView:
    language = get_language() or ""
    rule = read_rule(preset.membership)
    values = completed(catalogue(), {key: one.value for key, one in preset.stated.items()})
    return PresetView(
        key=preset.key,
        name=preset.name.said(language),
        summary=preset.summary.said(language),
        purpose=preset.purpose.said(language),
        source=preset.source.said(language),
        membership=rule.words.said(language),
        conditions=tuple(one.words.said(language) for one in rule.conditions),
        bodies=tuple(_body(one, language) for one in preset.bodies),
        questions=questions_of(preset.key, values),
    )


def questions_of(preset: str, values: Mapping[str, Value]) -> tuple[SettingQuestion, ...]:
    """Every setting with its value to start from; a value that is missing is the default."""
    found = completed(catalogue(), values)
    return tuple(_question(preset, key, value) for key, value in found.items())


def _question(preset: str, key: str, value: Value) -> SettingQuestion:
    setting = catalogue()[key]
    language = get_language() or ""
    return SettingQuestion(
        setting=setting_view(preset, setting, value),
        kind=setting.kind,
        choices=tuple(Choice(one, words.said(language)) for one, words in setting.choices.items()),
        least=setting.least,
        most=setting.most,
    )


def _body(one: BodyGiven, language: str) -> PresetBody:
    return PresetBody(
        key=one.key,
        kind=one.kind,
        name=one.name.said(language),
        each=one.each,
        is_of_others=one.is_of_others,
        seats=sum(rule.count for rule in one.seats),
    )

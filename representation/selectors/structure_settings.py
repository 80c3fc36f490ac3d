"""What a structure has decided on a day, and why: stated by a source, the default, or its own choice."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from representation.models import Structure, StructureVersion
from representation.structures.preset import catalogue, presets
from representation.structures.settings import (
    Provenance,
    Setting,
    SettingKind,
    Value,
    completed,
    provenance,
)


@dataclass(frozen=True)
class SettingView:
    """A setting in the reader's language. `basis`: the source's words, or where the default comes from.

    `value_words` is empty for numbers and for yes or no, whose words are the page's.
    """

    key: str
    label: str
    value: Value
    value_words: str
    provenance: Provenance
    basis: str


def version_on(structure: Structure, day: date) -> StructureVersion | None:
    """The rules that hold on a day; None before the structure was founded."""
    return structure.versions.filter(valid_from__lte=day).order_by("-valid_from").first()


def settings_on(structure: Structure, day: date) -> dict[str, Value]:
    """Every setting by its key as it holds on a day; before the founding, the first version's."""
    version = version_on(structure, day) or structure.versions.order_by("valid_from").first()
    return completed(catalogue(), version.settings if version else {})


def settings_view(structure: Structure, day: date) -> tuple[SettingView, ...]:
    """Every setting in the catalogue's order, with why it has its value."""
    values = settings_on(structure, day)
    return tuple(
        setting_view(structure.preset, catalogue()[key], value) for key, value in values.items()
    )


def setting_view(preset_key: str, setting: Setting, value: Value) -> SettingView:
    """A setting with that value in a structure founded, or to be founded, from that preset."""
    preset = presets().get(preset_key)
    stated = preset.stated.get(setting.key) if preset else None
    why = provenance(setting, value, stated)
    language = get_language() or ""
    words = setting.choices[str(value)] if setting.kind is SettingKind.CHOICE else None
    basis = {
        Provenance.STATED: stated.quote.said(language) if stated else "",
        Provenance.DEFAULT: setting.basis.said(language),
        Provenance.CHOSEN: "",
    }
    return SettingView(
        key=setting.key,
        label=setting.label.said(language),
        value=value,
        value_words=words.said(language) if words else "",
        provenance=why,
        basis=basis[why],
    )

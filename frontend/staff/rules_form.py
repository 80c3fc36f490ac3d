"""The rules of a network as fields: each with the value to start from, and why."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frontend.fields import CountField
from frontend.page_forms import PageForm
from frontend.presenters.constitution import why_words
from representation.selectors.preset_views import PresetView, SettingQuestion, preset_views
from representation.structures.settings import SettingKind, Value

OWN = "own"


class RulesForm(PageForm):
    """Every setting of a structure. Derive from it; `questions` are asked after the form's own fields."""

    membership = forms.ChoiceField(
        label=gettext_lazy("Who may join?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who may join")},
    )

    def __init__(self, questions: Sequence[SettingQuestion], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[question.setting.key] = _field(question)

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """What is asked besides the settings."""
        keys = {one.setting.key for one in self.questions}
        return [field for field in self.visible_fields() if field.name not in keys]

    @property
    def setting_fields(self) -> list[forms.BoundField]:
        """The settings, in the order of the catalogue."""
        return [self[one.setting.key] for one in self.questions]

    @property
    def has_wrong_setting(self) -> bool:
        """Whether one of the settings is to be put right, so that they must be in sight."""
        return any(field.errors for field in self.setting_fields)

    @property
    def settings(self) -> dict[str, Value]:
        """The values by key; of a form that is valid."""
        return {one.setting.key: self.cleaned_data[one.setting.key] for one in self.questions}

    def offer_rules(self, choices: Sequence[tuple[str, str]]) -> None:
        """The membership rules to choose from."""
        field = self.fields["membership"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = choices


def rule_choices(first: str) -> list[tuple[str, str]]:
    """Every preset's membership rule in words, that preset's first."""
    found = sorted(preset_views(), key=lambda one: one.key != first)
    return [(one.key, _rule(one)) for one in found]


def _rule(preset: PresetView) -> str:
    return _("As in %(preset)s: %(rule)s") % {"rule": preset.membership, "preset": preset.name}


def _field(question: SettingQuestion) -> forms.Field:
    setting = question.setting
    about: dict[str, Any] = {
        "label": setting.label,
        "help_text": why_words(setting),
        "initial": setting.value,
        "error_messages": {"required": _("Fill in: %(field)s") % {"field": setting.label}},
    }
    if question.kind is SettingKind.WHOLE:
        return CountField(least=question.least, most=question.most, **about)
    if question.kind is SettingKind.CHOICE:
        return forms.ChoiceField(
            choices=[(one.value, one.words) for one in question.choices], **about
        )
    about["initial"] = "yes" if setting.value else "no"
    return forms.TypedChoiceField(
        choices=[("yes", _("Yes")), ("no", _("No"))], coerce=lambda value: value == "yes", **about
    )

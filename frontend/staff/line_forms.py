"""The forms of a requirement line, one for each of its three parts; the service checks what is written."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bids.services.line_fields import InvalidFields
from consortium.selectors.evidence import EvidenceKindView
from consortium.states import EvidenceKind
from frontend.page_forms import PageForm

COVER = "cover_"


class LinePartForm(PageForm):
    """Some fields of a line, as text."""

    def texts(self) -> dict[str, str]:
        """What was written, as the line service takes it."""
        return dict(self.cleaned_data)

    def tell(self, found: InvalidFields) -> None:
        """Put each error of the service at its field, or at the top where the page has no such field."""
        for name, text in found.errors.items():
            self.add_error(self.field_for(name), text)

    def field_for(self, name: str) -> str | None:
        return name if name in self.fields else None


class WhatForm(LinePartForm):
    """What is asked for, and where."""

    ref = forms.CharField(
        label=_("Reference"), help_text=_("Short, such as HV01"), required=False, max_length=100
    )
    service = forms.CharField(
        label=_("Service"), help_text=_("In the buyer’s words"), required=False, max_length=300
    )
    area = forms.CharField(
        label=_("Area"),
        help_text=_("Its name, such as Baffins, or its GSS code"),
        required=False,
        max_length=200,
    )
    cpv = forms.CharField(
        label=_("CPV code"),
        help_text=_("Eight digits, such as 85311300; the notice names them"),
        required=False,
        max_length=40,
    )
    lot = forms.ChoiceField(label=_("Lot of the notice"), required=False)

    def __init__(self, *args: Any, lots: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["lot"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", _("None")), *lots]
        if not lots:
            del self.fields["lot"]


class VolumeForm(LinePartForm):
    """How much of it, at what price, and when."""

    units_before = {"unit_price": "£"}
    volume = forms.CharField(
        label=_("Volume"),
        help_text=_("Whole units over the whole period"),
        required=False,
        max_length=40,
        widget=forms.TextInput({"inputmode": "numeric", "class": "short"}),
    )
    unit = forms.CharField(
        label=_("Unit"),
        help_text=_("One of them, such as hour; offers must name the same"),
        required=False,
        max_length=40,
        widget=forms.TextInput({"class": "short"}),
    )
    unit_price = forms.CharField(
        label=_("Unit price"),
        help_text=_("What the buyer pays for one, without VAT"),
        required=False,
        max_length=40,
        widget=forms.TextInput({"inputmode": "decimal"}),
    )
    period_start = forms.CharField(
        label=_("First day"),
        help_text=_("Such as 1/4/2027; left empty it is the tender’s"),
        required=False,
        max_length=40,
    )
    period_end = forms.CharField(
        label=_("Last day"),
        help_text=_("Such as 31/3/2030; left empty it is the tender’s"),
        required=False,
        max_length=40,
    )


class HolderForm(LinePartForm):
    """What whoever holds the line must have, and how many may share it."""

    accreditations = forms.MultipleChoiceField(
        label=_("The holder must have"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    most_members = forms.CharField(
        label=_("Most members"),
        help_text=_("How many members may share this requirement"),
        required=False,
        max_length=10,
        widget=forms.TextInput({"inputmode": "numeric", "class": "short"}),
    )

    def __init__(self, *args: Any, evidence: Sequence[EvidenceKindView], **kwargs: Any) -> None:
        kwargs["initial"] = _by_insurance(kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        field = self.fields["accreditations"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the type checker
        held = self.initial.get("accreditations", ())
        field.choices = [
            (one.code, one.name)
            for one in evidence
            if one.kind != EvidenceKind.INSURANCE or one.code in held
        ]
        covers = {
            f"{COVER}{one.code}": one for one in evidence if one.kind == EvidenceKind.INSURANCE
        }
        for name, one in covers.items():
            self.fields[name] = _cover_field(one)
        self.order_fields(["accreditations", *covers, "most_members"])

    def texts(self) -> dict[str, str]:
        wanted = {
            name.removeprefix(COVER): text
            for name, text in self.cleaned_data.items()
            if name.startswith(COVER) and text
        }
        return {
            "accreditations": "; ".join(self.cleaned_data["accreditations"]),
            "insurance": "; ".join(f"{code} {cover}" for code, cover in wanted.items()),
            "most_members": self.cleaned_data["most_members"],
        }

    def field_for(self, name: str) -> str | None:
        if name != "insurance":
            return super().field_for(name)
        covers = [field for field in self.fields if field.startswith(COVER)]
        return next((field for field in covers if self.cleaned_data.get(field)), None)


def _cover_field(one: EvidenceKindView) -> forms.CharField:
    return forms.CharField(
        label=_("%(what)s: least cover in pounds") % {"what": one.name},
        help_text=_("Left empty, none is asked for"),
        required=False,
        max_length=40,
        widget=forms.TextInput({"inputmode": "decimal"}),
    )


def _by_insurance(texts: Mapping[str, Any]) -> dict[str, Any]:
    """The texts of a line with its evidence taken apart: a list of codes, and a field for each cover."""
    found = dict(texts)
    if isinstance(held := found.get("accreditations"), str):
        found["accreditations"] = [code.strip() for code in held.split(";") if code.strip()]
    for item in str(found.pop("insurance", "")).split(";"):
        code, _space, cover = item.strip().partition(" ")
        if code:
            found[f"{COVER}{code}"] = cover
    return found

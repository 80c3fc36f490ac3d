"""What an organisation says of itself: one form for each thing."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from consortium.identifiers.schemes import InvalidIdentifier, OrganisationIdentifier, normalised
from consortium.selectors.areas import (
    areas_by_code,
    areas_to_choose,
    themes_by_slug,
    themes_to_choose,
)
from consortium.selectors.organisations import networks_of
from consortium.services.organisations import (
    add_identifier,
    edit_organisation,
    record_income,
    set_reach,
)
from frontend.access import user_of
from frontend.fields import DayField, PoundsField
from frontend.form_pages import FormPage, answer, sent
from frontend.members.own import editable_organisation
from frontend.page_forms import PageForm
from frontend.presenters.kinds import LEGAL_FORMS, REGISTERS

SHOWN_OR_SENT = ["GET", "HEAD", "POST"]
SAVED = gettext_lazy("Saved.")


class AboutForm(PageForm):
    """What it is, in its own words."""

    name_cy = forms.CharField(
        label=gettext_lazy("Name in Welsh"),
        help_text=gettext_lazy("If it has one"),
        max_length=200,
        required=False,
    )
    legal_form = forms.ChoiceField(
        label=gettext_lazy("Legal form"), choices=tuple(LEGAL_FORMS.items())
    )
    description = forms.CharField(
        label=gettext_lazy("What it does"),
        help_text=gettext_lazy("A sentence or two"),
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
        required=False,
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        required=False,
        error_messages={"invalid": gettext_lazy("Give an e-mail address, like office@example.org")},
    )
    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=30, required=False)


class ReachForm(PageForm):
    """Where it works, and on what."""

    areas = forms.MultipleChoiceField(
        label=gettext_lazy("Where do you work?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one place you work in")},
    )
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("What do you work on?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class IncomeForm(PageForm):
    """A year's income."""

    units_before = {"pence": "£"}
    year_end_on = DayField(label=gettext_lazy("When did the year end?"))
    pence = PoundsField(
        label=gettext_lazy("Income of that year"),
        help_text=gettext_lazy("All of it: grants, gifts, sales, contracts"),
    )
    source = forms.CharField(
        label=gettext_lazy("Where is the figure from?"),
        help_text=gettext_lazy("For example: annual accounts"),
        max_length=200,
    )


class NumberForm(PageForm):
    """A number in a register."""

    scheme = forms.ChoiceField(
        label=gettext_lazy("Which register?"),
        widget=forms.RadioSelect,
        choices=tuple(REGISTERS.items()),
        error_messages={"required": gettext_lazy("Choose a register")},
    )
    value = forms.CharField(label=gettext_lazy("Number"), max_length=40)

    def clean(self) -> None:
        scheme, value = self.cleaned_data.get("scheme"), self.cleaned_data.get("value")
        if not scheme or not value:
            return
        try:
            self.cleaned_data["identifier"] = normalised(scheme, value)
        except InvalidIdentifier:
            self.add_error("value", _("That is not how this register writes its numbers."))


def back_to(slug: str, title: str, *, lead: str = "", button: str = "") -> FormPage:
    """A form that leads back to the organisation's page."""
    back = reverse("members:organisation", args=[slug])
    return FormPage(title, button or _("Save"), back, _("Back to the organisation"), lead)


@login_required
@require_http_methods(SHOWN_OR_SENT)
def edit_about(request: HttpRequest, slug: str) -> HttpResponse:
    """Its Welsh name, legal form, words and how to reach it."""
    organisation = editable_organisation(request, slug)
    now = {name: getattr(organisation, name) for name in AboutForm.base_fields}
    form = AboutForm(sent(request), initial=now)
    return answer(
        request,
        form,
        back_to(slug, _("What you are"), lead=organisation.name),
        lambda data: edit_organisation(by=user_of(request), organisation=organisation, **data),
        SAVED,
    )


@login_required
@require_http_methods(SHOWN_OR_SENT)
def edit_reach(request: HttpRequest, slug: str) -> HttpResponse:
    """Places and themes, of those that its networks know."""
    organisation = editable_organisation(request, slug)
    now = {
        "areas": [one.code for one in organisation.areas.all()],
        "themes": [one.slug for one in organisation.themes.all()],
    }
    form = ReachForm(sent(request), initial=now)
    networks = networks_of(organisation, timezone.localdate())
    choose(form, "areas", [(one.code, one.name) for one in areas_to_choose(networks)])
    choose(form, "themes", [(one.code, one.name) for one in themes_to_choose()])
    return answer(
        request,
        form,
        back_to(slug, _("Where and on what you work"), lead=organisation.name),
        lambda data: set_reach(
            by=user_of(request),
            organisation=organisation,
            areas=areas_by_code(data["areas"]),
            themes=themes_by_slug(data["themes"]),
        ),
        SAVED,
    )


@login_required
@require_http_methods(SHOWN_OR_SENT)
def add_income(request: HttpRequest, slug: str) -> HttpResponse:
    """A year's income; the same year again puts it right."""
    organisation = editable_organisation(request, slug)
    page = back_to(slug, _("Add a year’s income"), lead=organisation.name)
    return answer(
        request,
        IncomeForm(sent(request)),
        page,
        lambda data: record_income(by=user_of(request), organisation=organisation, **data),
        SAVED,
    )


@login_required
@require_http_methods(SHOWN_OR_SENT)
def add_number(request: HttpRequest, slug: str) -> HttpResponse:
    """One more number of a register."""
    organisation = editable_organisation(request, slug)

    def save(data: dict[str, OrganisationIdentifier]) -> None:
        add_identifier(
            by=user_of(request), organisation=organisation, identifier=data["identifier"]
        )

    page = back_to(slug, _("Add a number"), lead=organisation.name)
    return answer(request, NumberForm(sent(request)), page, save, SAVED)


def choose(form: PageForm, name: str, choices: list[tuple[str, str]]) -> None:
    """Give a field of choices what there is to choose."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
    field.choices = choices
